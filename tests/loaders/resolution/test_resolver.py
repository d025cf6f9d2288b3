"""Which place is meant: accepted, for a person to decide, part, larger unit, or not known."""

import pytest

from loaders.resolution.place import PlaceKind
from loaders.resolution.result import PlaceAsked
from loaders.resolution.why import score_in_words, why
from tests.loaders.resolution.conftest import answer, place
from wording.words import words

LEIDEN = place("1", "Leiden", "NL", 52.16, 4.49, population=125_000, other_names=("Leyde", "Лейден"))


def springfields():
    return (
        place("10", "Springfield", "US", 39.8, -89.6, population=114_000, region=("IL", "Illinois")),
        place("11", "Springfield", "US", 37.2, -93.3, population=169_000, region=("MO", "Missouri")),
        place("12", "Springfield", "US", 42.1, -72.6, population=155_000, region=("MA", "Massachusetts")),
    )


def test_nothing_is_found_in_an_empty_gazetteer(resolver_of):
    assert answer(resolver_of(), "Leiden", "Netherlands") == ("unresolved", None)


@pytest.mark.parametrize("name", ["", "?", "  "])
def test_blank_name_is_unresolved(resolver_of, name):
    assert answer(resolver_of(LEIDEN), name, "Netherlands") == ("unresolved", None)


@pytest.mark.parametrize(
    "name", ["Leiden", "LEIDEN", "Leyde", "Лейден", "Gemeente Leiden", "City of Leiden", "Leiden (city)"]
)
def test_only_place_of_a_name_is_accepted(resolver_of, name):
    assert answer(resolver_of(LEIDEN), name, "Netherlands") == ("accepted", "geonames:1")


@pytest.mark.parametrize("country", ["NL", "Pays-Bas", "The Netherlands"])
def test_country_may_be_written_in_any_way(resolver_of, country):
    assert answer(resolver_of(LEIDEN), "Leiden", country) == ("accepted", "geonames:1")


def test_place_in_another_country_is_not_meant(resolver_of):
    assert answer(resolver_of(LEIDEN), "Leiden", "Belgium") == ("unresolved", None)


def test_name_without_a_known_country_is_for_a_person(resolver_of):
    found = resolver_of(LEIDEN).resolve(PlaceAsked("Leiden", "Atlantis"))
    assert (found.status.value, found.countries, found.best.place_id) == ("to_decide", (), "geonames:1")


def test_misspelt_country_is_inferred_and_costs_points(resolver_of):
    found = resolver_of(place("5", "Astana", "KZ")).resolve(PlaceAsked("Astana", "Kazakhstah"))
    assert (found.countries, found.is_country_inferred, found.best.parts["country"] < 0) == (("KZ",), True, True)


def test_town_of_a_former_state_is_looked_for_in_all_that_came_after_it(resolver_of):
    found = resolver_of(place("6", "Trnava", "SK")).resolve(PlaceAsked("Trnava", "Czechoslovakia"))
    assert (found.countries, found.best.country) == (("CZ", "SK"), "SK")


def test_overseas_town_written_with_its_state_is_found(resolver_of):
    resolver = resolver_of(place("7", "Sainte-Anne", "GP", population=23_000), place("8", "Sainte-Anne", "MQ"))
    assert answer(resolver, "Sainte-Anne", "France")[1] == "geonames:7"


def test_region_tells_towns_of_one_name_apart(resolver_of):
    resolver = resolver_of(*springfields())
    assert answer(resolver, "Springfield, Illinois", "United States") == ("accepted", "geonames:10")
    assert answer(resolver, "Springfield", "Massachusetts, United States") == ("accepted", "geonames:12")
    assert answer(resolver, "Springfield", "United States") == ("ambiguous", "geonames:11")


def test_of_towns_that_are_equally_good_none_goes_before_the_others(resolver_of):
    found = resolver_of(*springfields()).resolve(PlaceAsked("Springfield", "US"))
    assert (found.is_found, found.is_for_a_person, len(found.candidates)) == (False, True, 3)
    assert why(words("en"), found) == ("Several places are equally good; a person must choose. It has the same name.")


def test_municipality_without_a_position_is_the_largest_town_of_its_name(resolver_of):
    towns = (
        place("50", "Lagoa", "PT", 37.7, -25.6, population=4_000),
        place("51", "Lagoa", "PT", 37.1, -8.5, population=6_300),
    )
    whole = place("PT_Q1", "LAGOA", "PT", None, None, population=22_000, kind=PlaceKind.MUNICIPALITY)
    best = resolver_of(*towns, lau=(whole,)).resolve(PlaceAsked("Lagoa", "Portugal")).best
    assert (best.place_id, best.also, best.lat, best.kind) == (
        "lau:PT_Q1",
        ("geonames:51",),
        37.1,
        PlaceKind.MUNICIPALITY,
    )


def test_municipality_of_a_place_that_nobody_else_knows_is_found_without_a_position(resolver_of):
    whole = place("PT_Q1", "LAGOA", "PT", None, None, kind=PlaceKind.MUNICIPALITY)
    assert answer(resolver_of(lau=(whole,)), "Lagoa", "Portugal") == ("accepted", "lau:PT_Q1")


def test_large_commune_overseas_is_one_place_in_both_gazetteers(resolver_of):
    town = place("60", "Kourou", "GF", 5.16, -52.65, population=24_000)
    commune = place("FR_97304", "Kourou", "FR", 5.0, -52.9, population=25_700, kind=PlaceKind.MUNICIPALITY)
    found = resolver_of(town, lau=(commune,)).resolve(PlaceAsked("Kourou", "France"))
    assert [(one.place_id, one.also, one.lat) for one in found.candidates] == [("lau:FR_97304", ("geonames:60",), 5.16)]


def test_colonia_is_a_quarter_in_mexico_and_a_town_elsewhere(resolver_of):
    resolver = resolver_of(place("70", "Colonia del Sacramento", "UY"), place("71", "Colonia Lindavista", "MX"))
    assert answer(resolver, "Colonia del Sacramento", "Uruguay") == ("accepted", "geonames:70")
    assert answer(resolver, "Colonia Lindavista", "Mexico") == ("part", "geonames:71")


def test_coordinate_tells_towns_of_one_name_apart(resolver_of):
    assert answer(resolver_of(*springfields()), "Springfield", "US", lat=39.8, lon=-89.6) == ("accepted", "geonames:10")


def test_coordinate_that_disagrees_is_for_a_person(resolver_of):
    assert answer(resolver_of(LEIDEN), "Leiden", "NL", lat=10.0, lon=10.0)[0] != "accepted"


def test_population_tells_towns_of_one_name_apart(resolver_of):
    towns = place("20", "Perth", "GB", 56.4, -3.4, population=47_000), place("21", "Perth", "GB", 52, 0, population=90)
    assert answer(resolver_of(*towns), "Perth", "Scotland")[1] == "geonames:20"
    assert answer(resolver_of(*towns), "Perth", "Scotland", population=100)[1] == "geonames:21"


def test_neighbouring_partners_tell_towns_of_one_name_apart(resolver_of):
    towns = (
        place("30", "Neustadt", "DE", 47.9, 8.0),
        place("31", "Neustadt", "DE", 54.1, 10.8),
        place("32", "Lyon", "FR", 48, 7),
    )
    assert answer(resolver_of(*towns), "Neustadt", "DE", partners=(("Lyon", "FR"),))[1] == "geonames:30"


def test_name_of_its_own_goes_before_a_nickname(resolver_of):
    new_orleans = place("38", "New Orleans", "US", 29.9, -90.1, other_names=("Crescent City",), population=362_000)
    crescent_city = place("39", "Crescent City", "US", 41.8, -124.2, population=6_700)
    assert answer(resolver_of(new_orleans, crescent_city), "Crescent City", "US")[1] == "geonames:39"
    assert answer(resolver_of(new_orleans), "Crescent City", "US") == ("accepted", "geonames:38")


def test_place_that_is_spoken_of_under_many_names_is_rather_meant_than_another_of_its_size(resolver_of):
    names = tuple(f"Valence {number}" for number in range(9))
    towns = place("45", "Valence", "FR", 44.0, 0.9), place("46", "Valence", "FR", 44.9, 4.9, other_names=names)
    found = resolver_of(*towns).resolve(PlaceAsked("Valence", "FR")).best
    assert (found.place_id, found.parts["names"]) == ("geonames:46", 6)


@pytest.mark.parametrize(
    ("name", "written"), [("Swakopmund", "Swapkopmund"), ("Otjiwarongo", "Otjiwerongo"), ("Ouagadougou", "Ougadougou")]
)
def test_typing_error_is_for_a_person(resolver_of, name, written):
    assert answer(resolver_of(place("40", name, "NA", population=50_000)), written, "Namibia") == (
        "to_decide",
        "geonames:40",
    )


def test_what_is_more_likely_wrong_than_right_is_not_found(resolver_of):
    found = resolver_of(place("40", "Budești", "RO")).resolve(PlaceAsked("Budeeti", "Romania"))
    assert (found.status.value, found.best.place_id) == ("unresolved", "geonames:40")


def test_short_names_are_not_forgiven_any_error(resolver_of):
    assert answer(resolver_of(place("41", "Lund", "SE")), "Land", "Sweden") == ("unresolved", None)


@pytest.mark.parametrize("name", ["Sandgerdi", "Sandgerdhi", "SANDGERÐI"])
def test_name_in_another_spelling_is_accepted(resolver_of, name):
    assert answer(resolver_of(place("42", "Sandgerði", "IS")), name, "Iceland") == ("accepted", "geonames:42")


def test_letters_decide_where_names_fold_alike(resolver_of):
    resolver = resolver_of(place("43", "Löhne", "DE", 52.2, 8.7), place("44", "Lohne", "DE", 52.7, 8.2))
    assert [answer(resolver, one, "DE")[1] for one in ("Löhne", "Lohne")] == ["geonames:43", "geonames:44"]


@pytest.mark.parametrize("name", ["Leiden County", "Provincie Leiden", "Leiden (district)"])
def test_larger_unit_is_never_the_town(resolver_of, name):
    assert answer(resolver_of(LEIDEN), name, "Netherlands") == ("larger_unit", "geonames:1")


def test_town_that_is_called_like_a_larger_unit_is_a_town_where_a_gazetteer_says_so(resolver_of):
    assert answer(resolver_of(place("51", "County Line", "US")), "County Line", "US") == (
        "accepted",
        "geonames:51",
    )


@pytest.mark.parametrize("name", ["Leiden – Stevenshof", "Stevenshof (Leiden)"])
def test_district_of_a_city_is_a_part_of_it(resolver_of, name):
    assert answer(resolver_of(LEIDEN), name, "Netherlands") == ("part", "geonames:1")


def test_town_of_another_region_is_not_the_district_of_a_city(resolver_of):
    far = place("60", "Kotō", "JP", 27.0, 142.0)
    resolver = resolver_of(far, place("61", "Tokyo", "JP", 35.7, 139.7, population=8_000_000))
    assert answer(resolver, "Kōtō (Tokyo)", "Japan") == ("part", "geonames:61")


def test_town_in_two_gazetteers_is_one_candidate_with_the_id_of_the_municipality(resolver_of):
    municipality = place("NL_GM0546", "Leiden", "NL", 52.15, 4.48, kind=PlaceKind.MUNICIPALITY)
    found = resolver_of(LEIDEN, lau=[municipality]).resolve(PlaceAsked("Leiden", "NL"))
    assert [(one.place_id, one.also, one.lat) for one in found.candidates] == [
        ("lau:NL_GM0546", ("geonames:1",), 52.16)
    ]


def test_parts_of_a_score_add_up(resolver_of):
    found = resolver_of(*springfields()).resolve(
        PlaceAsked("Springfield, Illinois", "US", 39.8, -89.6, 110_000, (("Dallas", "US"), ("Ashikaga", "JP")))
    )
    for one in found.candidates:
        assert one.score == sum(one.parts.values())
    assert score_in_words(words("en"), found.best) == (
        "1.068 = name 0.600 + population 0.149 + surroundings 0.100 + distance 0.200 + partners 0.019"
    )


def test_equal_candidates_are_ordered_by_id(resolver_of):
    resolver = resolver_of(place("9", "Twin", "US", 30, -80), place("8", "Twin", "US", 40, -90))
    found = resolver.resolve(PlaceAsked("Twin", "US"))
    assert [one.place_id for one in found.candidates] == ["geonames:8", "geonames:9"]


def test_answer_does_not_depend_on_what_was_asked_before(resolver_of):
    asked = [
        PlaceAsked("Springfield", "US", partners=(("Peoria", "US"), ("Leiden", "NL"))),
        PlaceAsked("Springfeld", "US"),
        PlaceAsked("Leiden", "NL"),
        PlaceAsked("Peoria", "US", partners=(("Springfield", "US"),)),
    ]
    places = (LEIDEN, *springfields(), place("13", "Peoria", "US", 40.7, -89.6))
    forwards = resolver_of(*places).resolve_all(asked)
    assert resolver_of(*reversed(places)).resolve_all(reversed(asked))[::-1] == forwards


def test_answer_says_why(resolver_of):
    t = words("en")
    resolver = resolver_of(LEIDEN)
    told = [why(t, resolver.resolve(PlaceAsked(*one))) for one in (
        ("Leyde", "NL"), ("Delft", "NL"), ("Leidem", "Atlantis"), ("Leiden County", "Holand"),
    )]  # fmt: skip
    assert told == [
        "One of its other names is the same.",
        "No gazetteer has a place of a name like this.",
        '"Atlantis" is no country we know. No gazetteer has a place of a name like this.',
        '"Holand" was taken for Netherlands. It is a county, province or region, not a town. '
        "Its name is the same without some words: leiden.",
    ]
