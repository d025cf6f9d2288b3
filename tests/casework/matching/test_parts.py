"""Each part of a score, on examples small enough to work out by hand."""

from datetime import date

import pytest

from casework.matching.rules import shipped_rules

WASTE = {"asker_ids": ("accra",), "topic_ids": ("waste",)}


def test_topic_is_unknown_where_nothing_is_noted_or_done(office, sketch):
    assert office(sketch).share("topic", "leiden", **WASTE) is None


@pytest.mark.parametrize(
    ("noted", "share"), [("waste", 1.0), ("environment", 2 / 3), ("compost", 0.8), ("housing", 0.0)]
)
def test_topics_are_as_near_as_the_tree_says(office, sketch, noted, share):
    # Wu-Palmer by hand, depths 1, 2, 3: 2*1/(2+1), 2*2/(2+3), and nothing in common.
    sketch.relate("EXPERT_IN", "leiden", noted)
    assert office(sketch).share("topic", "leiden", **WASTE) == pytest.approx(share)


def test_several_topics_count_by_their_mean(office, sketch):
    sketch.relate("EXPERT_IN", "leiden", "waste")
    asked = WASTE | {"topic_ids": ("waste", "housing")}
    assert office(sketch).share("topic", "leiden", **asked) == 0.5


def test_an_official_stands_for_the_topics_of_the_organisation(office, sketch):
    sketch.relate("EXPERT_IN", "leiden", "waste")
    sketch.works_for(*sketch.officials("ann"), "leiden")
    assert office(sketch).share("topic", "ann", **WASTE) == 1.0


def test_words_in_another_language_find_the_topic(office, sketch):
    sketch.node("Topic", "t", name="Solid refuse", label_es="Residuos urbanos")
    sketch.relate("EXPERT_IN", "leiden", "t")
    sketch.relate("EXPERT_IN", "porto", "housing")
    shares = [
        office(sketch).share("wording", one, asker_ids=("accra",), text="gestión de residuos")
        for one in ("leiden", "porto")
    ]
    assert shares[0] > 0.2 > shares[1]


def test_a_text_without_any_known_word_says_nothing(office, sketch):
    sketch.relate("EXPERT_IN", "leiden", "waste")
    assert office(sketch).share("wording", "leiden", text="xyzzy") is None
    assert office(sketch).share("wording", "leiden", text="") is None


@pytest.mark.parametrize(
    ("role", "score", "share"),
    [("peer", None, 0.8), ("requester", None, 0.5), ("peer", 4.5, 1.0), ("peer", 2.0, 0.8)],
)
def test_experience_counts_by_how_it_is_proved(office, sketch, role, score, share):
    sketch.exchange("e", [], starts_on="2026-11-25")
    sketch.relate("ABOUT", "e", "waste")
    sketch.relate("TOOK_PART_IN", "leiden", "e", role=role)
    if score:
        sketch.node("Evaluation", "v", stage="after", score=score)
        sketch.relate("EVALUATES", "v", "e")
    assert office(sketch).share("experience", "leiden", **WASTE) == pytest.approx(share)


def test_experience_is_halved_with_each_half_life(office, sketch):
    sketch.exchange("e", ["leiden"], starts_on="2020-11-25")
    sketch.relate("ABOUT", "e", "waste")
    years = shipped_rules().experience_half_life_years
    assert years == 6
    assert office(sketch).share("experience", "leiden", **WASTE) == pytest.approx(0.4, abs=1e-3)


def test_a_planned_exchange_proves_nothing(office, sketch):
    sketch.exchange("e", ["leiden"], status="planned", starts_on="2020")
    sketch.relate("ABOUT", "e", "waste")
    assert office(sketch).share("experience", "leiden", **WASTE) is None


def test_what_is_dated_later_is_not_known_yet(office, sketch):
    sketch.exchange("e", ["leiden"], starts_on="2018-05")
    sketch.relate("ABOUT", "e", "waste")
    before, after = (
        office(sketch).share("experience", "leiden", as_of=day, **WASTE) for day in (date(2018, 5, 1), date(2018, 6, 1))
    )
    assert before is None
    assert after == pytest.approx(0.8, abs=0.01)


def test_looking_back_leaves_out_what_has_no_date(office, sketch):
    sketch.relate("EXPERT_IN", "leiden", "waste")
    made = office(sketch)
    assert made.share("topic", "leiden", **WASTE) == 1.0
    assert made.share("topic", "leiden", only_dated=True, **WASTE) is None


@pytest.mark.parametrize(
    ("function", "share"), [("Mayor", 1.0), ("Alderman", 1.0), ("Plumber", pytest.approx(0.33, abs=0.34)), (None, None)]
)
def test_a_job_is_comparable_in_its_group_or_by_its_words(office, sketch, function, share):
    sketch.node("Official", "zoe", function="Mayor", function_group="politics")
    sketch.node("Official", "ann", function=function, function_group="politics" if share == 1.0 else None)
    assert office(sketch).share("job", "ann", job="mayor") == share


def test_size_compares_the_magnitudes(office, sketch):
    made = office(sketch)
    assert made.share("alike", "porto", **WASTE) == 1.0
    assert made.share("alike", "leiden", **WASTE) == pytest.approx(0.5)  # a tenth: one decade of two


def test_size_is_unknown_where_either_population_is(office, sketch):
    sketch.municipalities("ghent")
    made = office(sketch)
    assert made.share("alike", "ghent", **WASTE) is None
    assert made.share("alike", "leiden", asker_ids=("ghent",)) is None


def test_climate_compares_the_distance_from_the_equator(office, sketch):
    sketch.node("Municipality", "south", lat=-5.6)
    made = office(sketch)
    assert made.share("alike", "south", theme="climate", **WASTE) == pytest.approx(1.0)
    assert made.share("alike", "leiden", theme="climate", **WASTE) == 0.0


def test_tasks_compare_the_topics_worked_on(office, sketch):
    for one, topic in (("accra", "waste"), ("accra", "housing"), ("leiden", "waste"), ("porto", "compost")):
        sketch.relate("EXPERT_IN", one, topic)
    made = office(sketch)
    assert made.share("alike", "leiden", theme="tasks", **WASTE) == 0.5
    assert made.share("alike", "porto", theme="tasks", **WASTE) == 0.0


@pytest.mark.parametrize(("ties", "shares"), [("existing", (1.0, 0.5, 0.0)), ("new", (0.0, 0.5, 1.0))])
def test_ties_count_as_wished_for(office, sketch, ties, shares):
    sketch.municipalities("far")
    sketch.twinned("accra", "leiden")
    sketch.twinned("leiden", "porto")
    made = office(sketch)
    assert tuple(made.share("ties", one, ties=ties, **WASTE) for one in ("leiden", "porto", "far")) == shares


def test_ties_do_not_count_where_they_do_not_matter(office, sketch):
    sketch.twinned("accra", "leiden")
    assert office(sketch).share("ties", "leiden", **WASTE) is None


def test_few_evaluations_are_drawn_to_the_mean(office, sketch):
    sketch.exchange("e", ["leiden"], starts_on="2026")
    sketch.node("Evaluation", "v", stage="after", score=5.0, answered_on="2026-06")
    sketch.relate("EVALUATES", "v", "e")
    made = office(sketch)
    assert made.share("evaluation", "leiden", as_of=date(2027, 1, 1)) == pytest.approx(((3.5 * 3 + 5) / 4 - 1) / 4)
    assert made.share("evaluation", "porto") is None


@pytest.mark.parametrize(
    ("languages", "country", "share"),
    [(("pt",), "NL", 1.0), (("nl",), "PT", 0.0), (None, "PT", 0.6), (None, "NL", 0.0), (None, None, None)],
)
def test_language_is_known_of_the_person_or_taken_from_the_country(office, sketch, languages, country, share):
    sketch.node("Municipality", "town", country=country)
    sketch.node("Official", "ann", languages=languages)
    sketch.works_for("ann", "town")
    assert office(sketch).share("language", "ann", languages=("pt",)) == share


def test_distance_counts_kilometres_where_people_travel(office, sketch):
    share = office(sketch).share("distance", "porto", **WASTE)
    assert share == pytest.approx(2.718281828 ** -(4_032 / 5_000), abs=0.005)  # 4,032 km by the haversine


def test_benefit_is_what_the_candidate_asks_for_and_the_asker_knows(office, sketch):
    sketch.relate("EXPERT_IN", "accra", "housing")
    for request, asker, topic in (("r1", "leiden", "housing"), ("r2", "porto", "compost")):
        sketch.node("Request", request, received_on="2026-01")
        sketch.relate("ASKED_BY", request, asker)
        sketch.relate("ASKS_ABOUT", request, topic)
    made = office(sketch)
    assert [made.share("benefit", one, **WASTE) for one in ("leiden", "porto", "accra")] == [1.0, 0.0, None]
