"""Places of one name are told apart by the places of their partners, which a first look at the same batch finds."""

from graph.records import Node, Relationship
from loaders.merging_plan import plan_merges
from loaders.resolution.result import PlaceAsked
from tests.loaders.resolution.conftest import place

NEUSTADTS = (
    place("30", "Neustadt", "DE", 51.02, 14.21, population=12_000),
    place("31", "Neustadt", "DE", 49.35, 8.14, population=13_000),
)


def test_place_near_a_partner_of_the_same_list_is_the_one_that_is_meant(resolver_of):
    resolver = resolver_of(*NEUSTADTS, place("32", "Varnsdorf", "CZ", 50.91, 14.62))
    neustadt = PlaceAsked("Neustadt", "DE", partners=(("Varnsdorf", "CZ"),))
    with_partner = resolver.resolve_all([neustadt, PlaceAsked("Varnsdorf", "CZ")])[0].best
    alone = resolver.resolve_all([PlaceAsked("Neustadt", "DE")])[0].best
    assert (with_partner.place_id, alone.place_id) == ("geonames:30", "geonames:31")


def test_place_near_towns_that_are_twinned_with_neighbours_of_its_partner_is_the_one_that_is_meant(resolver_of):
    dijon, beaune = place("33", "Dijon", "FR", 47.32, 5.04), place("34", "Beaune", "FR", 47.02, 4.84)
    resolver = resolver_of(*NEUSTADTS, dijon, beaune, place("35", "Haßloch", "DE", 49.37, 8.25))
    asked = [
        PlaceAsked("Neustadt", "DE", partners=(("Beaune", "FR"),)),
        PlaceAsked("Beaune", "FR", partners=(("Neustadt", "DE"),)),
        PlaceAsked("Haßloch", "DE", partners=(("Dijon", "FR"),)),
        PlaceAsked("Dijon", "FR", partners=(("Haßloch", "DE"),)),
    ]
    best, other = resolver.resolve_all(asked)[0].candidates
    assert (best.place_id, best.parts["neighbours"], "neighbours" in other.parts) == ("geonames:31", 9, False)


def test_partner_that_is_itself_in_doubt_says_only_its_country(resolver_of):
    twins = place("36", "Twin", "CZ", 50.9, 14.6), place("37", "Twin", "CZ", 49.0, 16.0)
    resolver = resolver_of(*NEUSTADTS, *twins)
    neustadt = PlaceAsked("Neustadt", "DE", partners=(("Twin", "CZ"),))
    assert resolver.resolve_all([neustadt, PlaceAsked("Twin", "CZ")])[0] == resolver.resolve(neustadt)


def test_municipality_with_the_name_of_its_partner_is_not_its_own_partner(resolver_of):
    resolver = resolver_of(*NEUSTADTS)
    neustadt = PlaceAsked("Neustadt", "DE", partners=(("Neustadt", "DE"),))
    assert resolver.resolve_all([neustadt]) == [resolver.resolve(neustadt)]


def test_partners_count_in_a_load_too(resolver_of):
    resolver = resolver_of(*NEUSTADTS, place("32", "Varnsdorf", "CZ", 50.91, 14.62))
    names = {"muni:1": ("Neustadt", "DE"), "muni:2": ("Varnsdorf", "CZ")}
    nodes = [
        Node("Municipality", node_id, "twins", node_id, {"name": name, "country": country})
        for node_id, (name, country) in names.items()
    ]
    twinning = Relationship("TWINNED_WITH", *names, "twins")
    best = [plan_merges(records, resolver, [], {}).found["muni:1"].resolution.best
            for records in ([*nodes, twinning], nodes)]  # fmt: skip
    assert [one.place_id for one in best] == ["geonames:30", "geonames:31"]
