"""What is counted of a period, against counts made by hand and by NetworkX."""

import networkx as nx
import pytest

from queries.reach.breakdowns import by_code, by_country, by_form, by_topic, by_year
from queries.reach.coverage import coverage
from queries.reach.funnel import Spread, days_to_exchange, funnel, spread, unanswered
from queries.reach.period import Period
from queries.reach.results import kirkpatrick, practices
from queries.reach.scope import Scope
from queries.reach.ties import Continuity, Ties, continuity, n_building_on, n_with_association, ties
from tests.graph.networks import Sketch
from tests.graph.test_paths import sketches
from tests.reports.reach.sketches import YEARS, facts_of, programme


@pytest.fixture
def empty(tmp_path):
    return Scope(facts_of(Sketch(), tmp_path), YEARS)


@pytest.fixture(scope="module")
def scope(tmp_path_factory):
    return Scope(facts_of(programme(), tmp_path_factory.mktemp("programme")), YEARS)


def test_of_nothing_everything_is_zero_or_empty(empty):
    assert funnel(empty).steps == (0, 0, 0, 0, 0, 0)
    assert (days_to_exchange(empty), unanswered(empty), by_country(empty), by_topic(empty), by_form(empty)) == ((),) * 5
    assert by_year(empty) == ((2018, 0), (2019, 0))
    assert ties(empty) == Ties(0, 0, 0, 0, 0, 0, 0, 0, 0)
    assert ties(empty).mean_partners is None
    assert continuity(empty) == Continuity(0, 0, 0)
    assert (practices(empty).documented, practices(empty).adopted) == ((), ())
    assert kirkpatrick(empty).reaction.mean is None


def test_an_exchange_of_one_organisation_makes_no_tie(tmp_path):
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a"), starts_on="2018")
    found = ties(Scope(facts_of(sketch, tmp_path), YEARS))
    assert (found.n_organisations, found.n_ties, found.n_largest, found.mean_partners) == (1, 0, 0, 0)


def test_requests_count_at_every_step_they_came_through(scope):
    # Ten asked; nine valid; an exchange answers six, held for five; two were evaluated, one of them later too.
    assert funnel(scope).steps == (10, 9, 6, 5, 2, 1)


def test_a_refused_request_is_not_an_unanswered_one(tmp_path):
    sketch = Sketch()
    for status in ("received", "refused", "withdrawn"):
        sketch.node("Request", status, received_on="2018", status=status)
    assert [one.id for one in unanswered(Scope(facts_of(sketch, tmp_path), YEARS))] == ["received"]


def test_waiting_counts_only_between_known_days(scope):
    # 10 January to the tenth of February, March, ... June 2018.
    assert days_to_exchange(scope) == (31, 59, 90, 120, 151)


def test_quartiles_are_those_of_numpy():
    numpy = pytest.importorskip("numpy")
    numbers = (1, 4, 4, 9, 30)
    assert spread(numbers) == Spread(5, *numpy.percentile(numbers, (25, 50, 75)))
    assert spread((7,)) is None


def test_countries_count_exchanges_on_each_side_once(scope):
    assert [(one.country, one.n_exchanges, one.n_asked, one.n_provided) for one in by_country(scope)] == [
        ("GH", 12, 12, 0),
        ("NL", 12, 0, 12),
        ("MU", 1, 0, 1),
    ]


def test_topics_and_their_codes_are_counted(scope):
    assert [(one.topic_id, one.n_exchanges, one.n_requests, one.n_unanswered) for one in by_topic(scope)] == [
        ("waste", 8, 10, 4),
        ("water", 4, 0, 0),
    ]
    assert by_code(scope, "sdg") == (("6", 4), ("11", 8))
    assert by_code(scope, "dac") == (("14050", 8),)


def test_years_of_the_period_are_all_there(scope):
    assert by_year(Scope(scope.facts, Period.parse("2017/2019"))) == ((2017, 0), (2018, 8), (2019, 4))


def test_who_was_there_before_is_returning_and_an_undated_exchange_leaves_it_open(scope):
    # gh0 and nl0 met in 2016.
    assert continuity(scope) == Continuity(n_newcomers=7, n_returning=2, n_unknown=0)
    vague = Sketch()
    vague.exchange("e", vague.municipalities("a", "b"), starts_on="2018")
    vague.exchange("v", ["a"])
    assert continuity(Scope(_facts(vague, scope), YEARS)) == Continuity(1, 0, 1)


def _facts(sketch, scope):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        return facts_of(sketch, Path(folder))


def test_associations_and_continued_exchanges_are_counted(scope):
    assert (n_with_association(scope), n_building_on(scope)) == (4, 1)


def test_levels_count_exchanges_with_an_answer_and_the_change_of_the_same_side(scope):
    found = kirkpatrick(scope)
    assert (found.reaction.n_answered, found.reaction.scores) == (2, (4.0, 5.0))
    assert (found.learning.n_answered, found.learning.scores) == (1, (2.0,))
    assert (found.behaviour.n_answered, found.behaviour.scores) == (1, (4.0,))


def test_practices_are_those_of_the_period_with_their_adopters(scope):
    found = practices(scope)
    assert [one.id for one in found.documented] == ["p0", "p1", "p2"]
    assert [(practice.id, who) for practice, who in found.adopted] == [
        ("p0", ("gh1",)),
        ("p1", ("gh1",)),
        ("p2", ("gh1",)),
    ]
    assert practices(Scope(scope.facts, Period.parse("2016"))).n_adoptions == 0


def test_what_is_not_counted_is_told(scope):
    found = coverage(scope)
    assert (found.n_planned, found.n_status_unknown, found.n_date_unclear, found.n_held) == (1, 0, 1, 12)
    assert (found.n_without_evaluation, found.n_without_participants) == (10, 0)


def test_ties_are_those_of_networkx(tmp_path):
    from hypothesis import given, settings

    facts = iter(range(10_000))

    @settings(max_examples=15)
    @given(sketches())
    def check(sketch):
        folder = tmp_path / str(next(facts))
        folder.mkdir()
        scope = Scope(facts_of(sketch, folder), Period.parse("1900/2100"))
        oracle = nx.Graph()
        oracle.add_nodes_from(scope.organisations)
        for exchange in scope.held:
            who = scope.organisations_in(exchange.id)
            oracle.add_edges_from((a, b) for a in who for b in who if a < b)
        found = ties(scope)
        sizes = [len(one) for one in nx.connected_components(oracle) if len(one) > 1]
        assert (found.n_organisations, found.n_ties) == (oracle.number_of_nodes(), oracle.number_of_edges())
        assert (found.n_components, found.n_largest) == (len(sizes), max(sizes, default=0))

    check()
