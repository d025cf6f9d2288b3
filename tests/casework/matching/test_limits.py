"""Limits come before scores, and whoever is out is shown with the limit that holds."""

from datetime import date

import pytest

from casework.matching.limits import LIMITS
from casework.matching.ranking import listed
from tests.casework.matching.conftest import TODAY

WASTE = {"asker_ids": ("accra",), "topic_ids": ("waste",)}


@pytest.fixture
def with_ann(sketch):
    sketch.works_for(sketch.node("Official", "ann", languages=("nl",)), "leiden")
    return sketch


def test_nobody_is_limited_by_what_is_not_known(office, with_ann):
    assert office(with_ann).limits("ann", **WASTE) == []


def test_those_who_ask_and_their_staff_are_out(office, with_ann):
    with_ann.works_for(with_ann.node("Official", "kofi"), "accra")
    made = office(with_ann)
    assert made.limits("accra", **WASTE) == ["asker", "own_country"]
    assert made.limits("kofi", **WASTE) == ["asker", "own_country"]


def test_funders_and_groups_without_names_are_no_peers(office, sketch):
    sketch.node("Body", "fund", kind="Funder")
    sketch.node("Body", "hvc", kind="intermunicipal body")
    sketch.works_for(sketch.node("Official", "eve"), "fund")
    made = office(sketch)
    assert [made.limits(one) for one in ("fund", "eve", "hvc")] == [["no_peer"], ["no_peer"], []]


def test_the_own_country_is_out_also_where_only_the_request_names_it(office, sketch):
    assert office(sketch).limits("leiden", country="NL") == ["own_country"]


def test_no_country_known_is_not_the_same_country(office, sketch):
    sketch.municipalities("somewhere", "elsewhere")
    assert office(sketch).limits("somewhere", asker_ids=("elsewhere",)) == []


def test_a_language_is_a_limit_only_where_the_request_makes_it_one(office, with_ann):
    made = office(with_ann)
    assert made.limits("ann", languages=("fr",)) == []
    assert made.limits("ann", languages=("fr",), needs_language=True) == ["language"]
    assert made.limits("leiden", languages=("fr",), needs_language=True) == []  # nothing is known of its languages


def test_a_planned_exchange_in_the_period_keeps_a_person_out(office, with_ann):
    with_ann.exchange("e", ["ann"], status="planned", starts_on="2027-03")
    made = office(with_ann)
    assert made.limits("ann", wanted_from="2027-03-10", wanted_until="2027-03-12") == ["busy"]
    assert made.limits("ann", wanted_from="2027-04", wanted_until="2027-05") == []


def test_two_planned_exchanges_are_enough_for_a_person(office, with_ann):
    for key in ("e1", "e2"):
        with_ann.exchange(key, ["ann", "leiden"], status="planned", starts_on="2027")
    made = office(with_ann)
    assert made.limits("ann") == ["planned"]
    assert made.limits("leiden") == []


def test_who_was_just_asked_cools_down(office, with_ann):
    with_ann.exchange("e", ["ann", "leiden"], starts_on="2026-10-01")
    made = office(with_ann)
    assert made.limits("ann") == ["cool_down"]
    assert made.limits("leiden") == []
    assert made.limits("ann", as_of=date(2027, 1, 1)) == []


def test_a_conflict_of_an_organisation_is_one_of_its_staff(office, with_ann):
    made = office(with_ann)
    assert made.limits("ann", conflicts=["leiden"]) == ["conflict"]
    assert made.limits("leiden", conflicts=["ann"]) == []


def test_who_is_not_to_be_shown_is_not_proposed(office, sketch):
    sketch.node("Official", "shown", visibility=("function",))
    sketch.node("Official", "hidden", visibility=("contact",))
    made = office(sketch)
    assert [made.limits(one) for one in ("shown", "hidden")] == [[], ["not_shown"]]


def test_who_left_or_may_not_be_kept_is_not_proposed(office, sketch):
    sketch.works_for(sketch.node("Official", "left"), "leiden", until="2025")
    sketch.works_for(sketch.node("Official", "stays"), "leiden", until="2027")
    sketch.node("Official", "old", keep_until="2026-10")
    made = office(sketch)
    assert [made.limits(one) for one in ("left", "stays", "old")] == [["left"], [], ["keep_until"]]


def test_an_organisation_is_proposed_where_none_of_its_officials_can_be(office, with_ann):
    made = office(with_ann)
    assert made.names(**WASTE) == ["porto", "ann"]
    assert made.names(conflicts=["ann"], **WASTE) == ["porto", "leiden"]


def test_who_is_out_is_listed_with_every_limit(office, with_ann):
    scored = office(with_ann).score(languages=("fr",), needs_language=True, conflicts=["leiden"], **WASTE)
    made = listed(office(with_ann).store, scored, TODAY)
    assert [(one.node.id, one.limits) for one in made.excluded] == [
        ("ann", ("conflict", "language")),
        ("leiden", ("conflict",)),
    ]
    assert dict(made.n_excluded) == {"asker": 1, "own_country": 1, "conflict": 2, "language": 1}
    assert set(made.n_excluded) <= set(LIMITS)
