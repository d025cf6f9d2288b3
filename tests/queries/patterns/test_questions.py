"""Pattern questions over small networks, with answers computed by hand."""

import json

import pytest

from queries.catalogue import Asking, WrongParameter, answer, find, questions
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.filters import PatternFilters, Weight, Who
from queries.patterns.finding import Missing
from queries.patterns.words import as_json, told
from tests.graph.networks import Sketch
from wording.words import LANGUAGES, words


def crowd(n):
    """So many municipalities, all of them in one exchange."""
    sketch = Sketch()
    if n:
        sketch.exchange("e", sketch.municipalities(*(f"m{i}" for i in range(n)), country="NL"), starts_on="2018")
    return sketch


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("question_id", PATTERNS)
def test_next_to_nothing_is_never_more_than_counts(patterns, question_id, n):
    found = patterns(crowd(n)).find(question_id)
    for one in found.figures:
        assert (one.value is None) == (one.missing is not None)
        if one.min_n > one.n:
            assert one.missing is Missing.TOO_FEW
    if found.figures[0].min_n > 2:
        assert found.figures[0].missing is Missing.TOO_FEW
    for language in LANGUAGES:
        assert told(words(language), found).meaning


@pytest.mark.parametrize("question_id", PATTERNS)
def test_every_pattern_says_what_it_is_and_can_be_written_as_json(patterns, question_id):
    pattern = PATTERNS[question_id]
    found = as_json(words("en"), patterns(crowd(12)).find(question_id, periods=["2018", "2019"]))
    assert pattern.reference
    assert pattern.definition
    assert [one["period"] for one in found["snapshots"]] == ["2018", "2019"]
    assert json.loads(json.dumps(found))["values"].keys() == {one["name"] for one in found["figures"]}
    for row in found["rows"]:
        assert list(row) == found["columns"]


@pytest.fixture
def years(patterns):
    """Exchanges of three years: a and b in 2017, b and c in 2018, c and d in 2018 and 2019; one undated."""
    sketch = Sketch()
    for key, country in zip("abcd", ("MD", "NL", "FR", "FR"), strict=True):
        sketch.municipalities(key, country=country)
    sketch.node("Topic", "waste")
    sketch.node("Topic", "compost")
    sketch.node("Topic", "water")
    sketch.relate("BROADER", "compost", "waste")
    for key, (asker, giver), date, topics in [
        ("e1", "ab", "2017-05-01", ["waste"]),
        ("e2", "bc", "2018-02-01", ["compost", "water"]),
        ("e3", "cd", "2018-09-01", ["water"]),
        ("e4", "cd", "2019-11-01", []),
        ("e5", "ab", None, []),
    ]:
        sketch.node("Exchange", key, status="held", form="study_visit", **({"starts_on": date} if date else {}))
        sketch.relate("TOOK_PART_IN", asker, key, role="requester")
        sketch.relate("TOOK_PART_IN", giver, key, role="peer")
        for topic in topics:
            sketch.relate("ABOUT", key, topic)
    sketch.exchange("planned", ["a", "d"], status="planned", starts_on="2020")
    return patterns(sketch)


def values(found):
    return {one.name: one.value for one in found.figures}


def test_filters_come_first_and_then_it_is_measured(years):
    assert values(years.find("network_statistics"))["m"] == 3
    assert values(years.find("network_statistics", PatternFilters(with_planned=True)))["m"] == 4
    assert values(years.find("network_statistics", PatternFilters(countries=("FR",))))["n"] == 2
    in_2018 = years.find("network_statistics", PatternFilters(from_date="2018", until_date="2018"))
    assert (values(in_2018)["m"], in_2018.basis.n_undated) == (2, 1)
    assert values(years.find("network_statistics", PatternFilters(with_isolates=False, topic_ids=("water",))))["n"] == 3


def test_a_topic_includes_its_narrower_ones(years):
    found = years.find("degrees", PatternFilters(topic_ids=("waste",)))
    assert [(row["id"], row["degree"]) for row in found.rows] == [("b", 2), ("a", 1), ("c", 1), ("d", 0)]


def test_a_weight_is_what_its_name_says(years):
    found = years.find("degrees")
    assert [(row["id"], row["weighted_degree"]) for row in found.rows] == [("b", 3), ("c", 3), ("a", 2), ("d", 2)]


def test_a_large_meeting_ties_nobody_closely_by_newmans_weight(patterns):
    found = patterns(crowd(5)).find("degrees", PatternFilters(weight=Weight.NEWMAN))
    assert [row["weighted_degree"] for row in found.rows] == pytest.approx([1] * 5)


def test_newcomers_of_a_year_are_those_whose_first_exchange_it_was(years):
    found = years.find("newcomers", periods=["years"])
    assert [(one.filters.from_date, one.value("newcomers"), one.value("participants")) for one in found.snapshots] == [
        ("2017", 2, 2),
        ("2018", 2, 3),
        ("2019", 0, 2),
    ]


def test_flows_lead_from_who_gives_to_who_gets(years):
    found = years.find("flows")
    assert [(row["from"], row["to"], row["n_exchanges"]) for row in found.rows] == [
        ("FR", "FR", 2),
        ("NL", "MD", 2),
        ("FR", "NL", 1),
    ]
    by_topic = years.find("flows", by_topic=True, by="region")
    assert [(row["topic_id"], row["from"], row["to"], row["n_exchanges"]) for row in by_topic.rows] == [
        ("water", "Europe", "Europe", 2),
        ("compost", "Europe", "Europe", 1),
        ("waste", "Europe", "Europe", 1),
    ]


def test_who_travels_is_asked_by_other_roles(years):
    found = years.find("flows", from_roles=["guest"], to_roles=["host"])
    assert (found.rows, dict(found.notes)) == (
        (),
        {"exchanges_with_one_side_only": 0, "exchanges_without_such_roles": 5},
    )


def test_askers_and_providers_are_balanced(years):
    found = years.find("askers_and_providers")
    assert [tuple(row.values()) for row in found.rows] == [
        ("FR", 3, 2, 0.2),
        ("NL", 2, 1, pytest.approx(1 / 3)),
        ("MD", 0, 2, -1),
    ]


def test_what_is_given_and_returned_is_mutual(patterns):
    sketch = Sketch()
    a, b, c = sketch.municipalities("a", "b", "c", country="NL")
    for key, asker, giver in [("e1", a, b), ("e2", b, a), ("e3", c, a)]:
        sketch.node("Exchange", key, status="held")
        sketch.relate("TOOK_PART_IN", asker, key, role="requester")
        sketch.relate("TOOK_PART_IN", giver, key, role="peer")
    found = patterns(sketch).find("reciprocity")
    assert (found.value("linked_pairs"), found.value("mutual_pairs")) == (2, 1)


def test_topics_of_one_exchange_are_tied(years):
    found = years.find("topics_together")
    assert [(row["first_id"], row["second_id"], row["n_exchanges"], row["jaccard"]) for row in found.rows] == [
        ("compost", "water", 1, 0.5)
    ]


def test_pairs_that_meet_again_are_counted(years):
    found = years.find("sustained_ties")
    assert (found.value("pairs"), found.value("repeated")) == (3, 2)
    assert [(row["first_id"], row["n_exchanges"], row["n_years"]) for row in found.rows] == [
        ("c", 2, 2),
        ("a", 2, 1),
        ("b", 1, 1),
    ]


def test_the_broker_between_two_countries_is_found_with_its_load(years):
    found = years.find("brokers", from_countries=["Moldova"], to_countries=["FR"], load_limit=1)
    assert [(row["id"], row["betweenness"], row["busiest_12_months"], row["is_overloaded"]) for row in found.rows] == [
        ("b", 1.0, 2, True),
        ("c", 0.5, 2, True),
    ]


def test_a_country_that_nobody_knows_is_named_with_the_nearest(years):
    asking = Asking(years.store, lambda: years.network)
    with pytest.raises(WrongParameter, match='Did you mean "Moldova"'):
        find(asking, "brokers", {"from_countries": "Moldavya"})


def test_an_option_that_cannot_be_is_refused(years):
    with pytest.raises(ValueError, match="limit must be a whole number of at least 1"):
        years.find("degrees", limit=0)
    with pytest.raises(ValueError, match='no parameter "colour"'):
        years.find("degrees", colour="red")
    with pytest.raises(ValueError, match="is not a period"):
        years.find("newcomers", periods=["spring"])
    with pytest.raises(ValueError, match="ends before that"):
        PatternFilters(from_date="2019", until_date="2018")
    with pytest.raises(ValueError, match="is not a kind here"):
        PatternFilters(who=Who.OFFICIALS, kinds=("Body",))


def test_an_association_that_leaves_cuts_off_its_circle(patterns):
    sketch = Sketch()
    sketch.node("Association", "club")
    for i, member in enumerate(sketch.municipalities(*(f"m{i}" for i in range(12)))):
        sketch.exchange(f"e{i}", ["club", member])
    asked = patterns(sketch)
    found = asked.find("robustness", leaving_ids=["club"])
    assert (found.value("largest_before"), found.value("cut_off"), found.value("bridges")) == (1, 11, 12)
    assert found.value("largest_after") == pytest.approx(1 / 12)
    assert [(row["id"], row["n_cut_off"]) for row in found.rows] == [("club", 11)]
    star = asked.find("centralisation")
    assert values(star) == {"degree_centralisation": 1, "betweenness_centralisation": pytest.approx(1)}
    involved = asked.find("association_involvement")
    assert (involved.value("with_association"), involved.value("exchanges")) == (12, 12)
    assert involved.figure("with_association_share").interval.low == pytest.approx(0.7575, abs=1e-4)  # Wilson 1927


def test_what_nobody_offers_is_told_by_language(patterns):
    sketch = Sketch()
    sketch.municipalities("gh", country="GH")
    sketch.municipalities("br", country="BR")
    sketch.municipalities("nl", country="NL")
    for topic in ("waste", "water", "compost"):
        sketch.node("Topic", topic)
    sketch.relate("BROADER", "compost", "waste")
    for key, topic, status in [("r1", "waste", None), ("r2", "water", "valid"), ("r3", "water", "refused")]:
        sketch.node("Request", key, language="en", received_on="2018", **({"status": status} if status else {}))
        sketch.relate("ASKED_BY", key, "gh")
        sketch.relate("ASKS_ABOUT", key, topic)
    sketch.officials("ana", languages=("pt", "en"))
    sketch.works_for("ana", "br")
    sketch.relate("EXPERT_IN", "ana", "compost")
    sketch.node("Exchange", "e", status="held")
    sketch.relate("TOOK_PART_IN", "nl", "e", role="peer")
    sketch.relate("ABOUT", "e", "water")
    asked, africa = patterns(sketch), PatternFilters(regions=("Africa",))
    offered = asked.find("demand_without_supply", africa)
    assert [(r["topic_id"], r["n_requests"], r["n_noted"], r["n_providers"]) for r in offered.rows] == [
        ("waste", 1, 1, 0),
        ("water", 1, 0, 1),
    ]
    in_portuguese = asked.find("demand_without_supply", africa, peer_languages=["pt"])
    assert [row["topic_id"] for row in in_portuguese.rows if row["is_unserved"]] == ["water"]
    assert asked.find("demand_without_supply", PatternFilters(regions=("Asia",))).rows == ()


def test_shuffled_groups_tell_whether_like_ties_with_like(patterns):
    sketch = Sketch()
    for country in ("MD", "FR"):
        keys = sketch.municipalities(*(f"{country}{i}" for i in range(6)), country=country)
        for i, one in enumerate(keys):
            for other in keys[i + 1 :]:
                sketch.twinned(one, other)
    found = patterns(sketch).find("mixing")
    assert (found.value("ei_index"), found.value("group_assortativity")) == (-1, 1)
    assert found.figure("ei_index").null_model.p_value == pytest.approx(0.003, abs=0.004)  # 2 of 924 divisions
    again = patterns(sketch).find("mixing")
    assert again.figures == found.figures


def test_concentration_is_none_when_all_have_the_same(patterns):
    found = patterns(crowd(12)).find("concentration")
    assert (found.value("gini"), found.value("hhi"), found.value("top_share")) == (
        pytest.approx(0),
        pytest.approx(1 / 12),
        pytest.approx(0.25),
    )


def test_the_catalogue_gives_rows_with_the_columns_it_promises(years):
    asking = Asking(years.store, lambda: years.network)
    for question_id in PATTERNS:
        rows = answer(asking, question_id, {"periods": "2018|2019"})
        assert all(list(row) == [name for name, _ in questions()[question_id].columns] for row in rows)


def test_equal_networks_have_equal_digests_whatever_their_store(patterns):
    one, other = patterns(crowd(3)), patterns(crowd(3))
    assert one.find("density").data_digest == other.find("density").data_digest
    assert one.find("density").data_version != other.find("density").data_version
    assert patterns(crowd(4)).find("density").data_digest != one.find("density").data_digest
