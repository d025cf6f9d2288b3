"""What must hold of every list, on generated networks."""

import math
import random
from datetime import date

import pytest

from benchmarks.generator import generate
from casework.matching.matching import Matching
from casework.matching.need import needs_of
from casework.matching.pool_build import build_pool
from casework.matching.rules import PARTS, shipped_rules
from casework.matching.topic_tree import TopicTree
from casework.matching.what_if import changed_score, firmness, moves, why_not_first
from graph.connect import open_store
from graph.network import KINDS, build_network
from graph.records import Source

AS_OF = date(2026, 6, 1)
N_REQUESTS = 200


@pytest.fixture(scope="module")
def matching(tmp_path_factory):
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('match') / 's.sqlite'}") as store:
        with store.writer(Source("bench", "Generated")) as writer:
            writer.upsert(generate("S"))
        network = build_network(store.arrays(), store.data_version())
        yield Matching(store, network, build_pool(store, network), TopicTree.of(store), shipped_rules(), AS_OF)


@pytest.fixture(scope="module")
def needs(matching):
    store, network = matching.store, matching.network
    requests = [network.id_of(int(one)) for one in (network.kinds == KINDS.index("Request")).nonzero()[0]]
    return needs_of(store, random.Random(1).sample(requests, N_REQUESTS))


@pytest.fixture(scope="module")
def scored(matching, needs):
    return [matching.score(need) for need in needs]


def test_parts_add_up_and_the_order_is_total(matching, scored):
    for one in scored:
        found = matching.told(one, k=10).candidates
        assert len(found) == 10
        assert [one.rank for one in found] == list(range(1, 11))
        assert sorted(found, key=lambda one: (-one.score, one.node.id)) == list(found)
        for one in found:
            assert tuple(part.name for part in one.parts) == PARTS
            assert math.isclose(one.score, sum(part.points for part in one.parts), abs_tol=1e-9)
            assert all(math.isclose(part.points, part.weight * part.share, abs_tol=1e-12) for part in one.parts)
            assert all(0 <= part.share <= 1 for part in one.parts)


def test_the_same_question_gives_the_same_list(matching, needs):
    lists = [matching.told(matching.score(needs[0])) for _ in range(2)]
    assert lists[0] == lists[1]


def test_the_counterfactual_really_puts_the_candidate_first(scored):
    for one in scored:
        listed = one.best(60)
        first = listed[0]
        for row in listed[[1, 7, 59]].tolist():
            found = why_not_first(one, row)
            assert found.is_possible
            assert changed_score(one, row, found.changes) > one.scores[first]
            assert sum(change.wanted_share - change.share > 0 for change in found.changes) == len(found.changes)


def test_no_single_smaller_change_would_do(scored):
    one = scored[0]
    row = int(one.best(10)[-1])
    (change,) = why_not_first(one, row).changes
    moved = change.wanted_share - change.share
    first = float(one.scores[one.best(1)[0]])
    for part in PARTS:
        raised = min(1.0, float(one.shares[part][row]) + moved * 0.999)
        changed = one.scores[row] + one.rules.weights[part] * (raised - one.shares[part][row])
        assert changed < first


def test_the_first_needs_no_change(scored):
    found = why_not_first(scored[0], int(scored[0].best(1)[0]))
    assert (found.limits, found.missing, found.changes, found.is_possible) == ((), 0.0, (), True)


def test_nobody_moves_while_no_weight_changes(scored):
    assert moves(scored[0], shipped_rules()) == ()


def test_those_who_move_are_told_with_both_places(scored):
    rules = shipped_rules().with_weights({"distance": 5.0})
    changed = scored[0].with_weights(rules)
    places = {row: place for place, row in enumerate(changed.best(100_000).tolist(), 1)}
    before = {row: place for place, row in enumerate(scored[0].best(100_000).tolist(), 1)}
    told = moves(scored[0], rules, k=5)
    assert told
    for one in told:
        row = scored[0].row_of(one.candidate_id)
        assert (one.rank, one.new_rank) == (before[row], places[row])


def test_firmness_counts_the_changes_that_keep_a_place(scored):
    found = firmness(scored[0])
    assert [one.rank for one in found] == [1, 2, 3, 4, 5]
    assert {one.n_changes for one in found} == {2 * len(PARTS)}
    assert all(one.n_kept + len(one.ousted_by) == one.n_changes for one in found)
