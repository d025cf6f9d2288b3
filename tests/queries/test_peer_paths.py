import pytest

from graph.answers import FactWord
from graph.steps import StepRules
from queries.peer_paths import PathStatus, peer_paths
from tests.graph.networks import Sketch


@pytest.fixture
def world(asked):
    sketch = Sketch()
    sketch.municipalities("a", "b", "c", "d", "far")
    sketch.officials("o")
    sketch.node("Topic", "waste")
    sketch.exchange("e1", ["a"], starts_on="2017-05-15", ends_on="2017-05-19", form="study_visit")
    sketch.relate("TOOK_PART_IN", "b", "e1", role="peer")
    sketch.exchange("e2", ["a", "b"], starts_on="2019")
    sketch.twinned("b", "c", since="1996")
    sketch.works_for("o", "c", function="Mayor")
    sketch.exchange("plan", ["c", "d"], status="planned")
    return asked(sketch)


def told(result):
    return [[(s.from_node.id, s.to_node.id, [f.kind.value for f in s.facts]) for s in p.steps] for p in result.paths]


def test_each_step_names_its_facts_with_date_and_source(world):
    result = peer_paths(*world, "a", "o")
    assert result.status is PathStatus.OK
    assert told(result) == [
        [("a", "b", ["EXCHANGE", "EXCHANGE"]), ("b", "c", ["TWINNED_WITH"]), ("c", "o", ["WORKS_FOR"])]
    ]
    latest, first = result.paths[0].steps[0].facts
    assert (latest.node.id, latest.date) == ("e2", "2019")
    assert (first.node.id, first.date, first.until, first.role_from, first.role_to) == (
        "e1", "2017-05-15", "2017-05-19", None, "peer",
    )  # fmt: skip
    assert first.source_url == "https://example.org/e1"
    twinning, job = result.paths[0].steps[1].facts[0], result.paths[0].steps[2].facts[0]
    assert (twinning.date, twinning.source, twinning.source_url) == ("1996", "test", "https://example.org/b-c")
    assert (job.detail, job.is_reversed) == ("Mayor", True)


def test_facts_beyond_the_third_are_counted(asked):
    sketch = Sketch()
    sketch.municipalities("a", "b")
    for i in range(7):
        sketch.exchange(f"e{i}", ["a", "b"], starts_on=str(2010 + i))
    step = peer_paths(*asked(sketch), "a", "b").paths[0].steps[0]
    assert ([fact.node.id for fact in step.facts], step.n_more_facts) == (["e6", "e5", "e4"], 4)


def test_two_sources_that_record_one_twinning_are_two_facts(asked):
    sketch = Sketch()
    sketch.municipalities("a", "b")
    sketch.twinned("a", "b", since="1990")
    store, _ = asked(sketch)
    from graph.network import build_network
    from graph.records import Relationship, Source

    with store.writer(Source("other", "Another list")) as writer:
        writer.upsert([Relationship("TWINNED_WITH", "b", "a", "other", {"since": "1995"})])
    step = peer_paths(store, build_network(store.arrays(), "v"), "a", "b").paths[0].steps[0]
    assert [(fact.source, fact.date) for fact in step.facts] == [("other", "1995"), ("test", "1990")]


def test_the_same_peer_twice_is_told_so(world):
    assert peer_paths(*world, "a", "a").status is PathStatus.SAME


@pytest.mark.parametrize("unknown", ["nobody", "", "waste", "e1", "x" * 300, "é"])
def test_what_is_no_peer_is_unknown(world, unknown):
    assert peer_paths(*world, unknown, "a").status is PathStatus.UNKNOWN_SOURCE
    assert peer_paths(*world, "a", unknown).status is PathStatus.UNKNOWN_TARGET


def test_no_path_tells_how_much_each_end_is_connected_to_and_whether_plans_would_help(world):
    result = peer_paths(*world, "a", "d")
    assert (result.status, result.distance, result.distance_with_planned) == (PathStatus.NO_PATH, None, 3)
    assert (result.n_connected_to_from, result.n_connected_to_to) == (4, 1)
    assert peer_paths(*world, "a", "far").distance_with_planned is None


def test_a_path_that_is_too_long_tells_its_length(world):
    result = peer_paths(*world, "a", "o", max_steps=2)
    assert (result.status, result.distance, result.paths) == (PathStatus.NO_PATH, 3, ())


@pytest.mark.parametrize(
    "rules", [StepRules(avoid_ids=frozenset({"b"})), StepRules(avoid_kinds=frozenset({"Municipality"}))]
)
def test_a_path_that_only_the_filters_close_is_filtered_out(world, rules):
    assert peer_paths(*world, "a", "o", rules=rules).status is PathStatus.FILTERED_OUT


def test_avoiding_one_of_two_exchanges_leaves_the_other(world):
    result = peer_paths(*world, "a", "b", rules=StepRules(avoid_ids=frozenset({"e2"})))
    assert [fact.node.id for fact in result.paths[0].steps[0].facts] == ["e1"]


def test_planned_exchanges_count_when_asked_for(world):
    result = peer_paths(*world, "a", "d", rules=StepRules(with_planned=True))
    assert told(result)[0][-1] == ("c", "d", ["EXCHANGE"])
    assert result.paths[0].steps[-1].facts[0].node.status == "planned"


def test_similarity_steps_say_what_is_shared(asked):
    sketch = Sketch()
    sketch.node("Country", "NL")
    sketch.municipalities("a", "b")
    for key in ("a", "b"):
        sketch.relate("IN_COUNTRY", key, "NL")
    result = peer_paths(*asked(sketch), "a", "b", rules=StepRules(with_similarity=True))
    (fact,) = result.paths[0].steps[0].facts
    assert (fact.kind, fact.node.id) == (FactWord.SAME_COUNTRY, "NL")
    assert fact.kind.is_similarity


@pytest.mark.parametrize(("k", "max_steps"), [(0, 3), (101, 3), (5, 0), (5, 31)])
def test_numbers_out_of_range_are_refused(world, k, max_steps):
    with pytest.raises(ValueError, match="must be"):
        peer_paths(*world, "a", "b", k=k, max_steps=max_steps)


def test_an_adopted_practice_says_who_adopted_it_and_when(asked):
    sketch = Sketch()
    sketch.municipalities("origin", "x")
    sketch.exchange("e", ["origin"])
    sketch.node("Practice", "p", title="Composting")
    sketch.relate("LEARNED_IN", "p", "e")
    sketch.relate("ADOPTED", "x", "p", on_date="2020")
    (fact,) = peer_paths(*asked(sketch), "origin", "x").paths[0].steps[0].facts
    assert (fact.kind, fact.node.id, fact.role_from, fact.role_to, fact.date) == (
        FactWord.PRACTICE, "p", None, "adopter", "2020",
    )  # fmt: skip
    assert fact.source_url == "https://example.org/x-p"
