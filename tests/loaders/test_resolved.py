"""Loading with resolution: several spellings of one municipality become one node, and what is doubtful waits."""

import pytest

from graph.connect import open_store
from graph.records import Node
from graph.store import Ruling
from loaders.load import load
from loaders.resolution.build import build_gazetteer
from loaders.resolution.place import Place
from loaders.resolution.resolver import Resolver

HEADER = "city1,country1,lat1,lng1,city2,country2,lat2,lng2\n"
PLACES = [
    Place(key="1", name="Leiden", country="NL", lat=52.16, lon=4.49, population=124_000),
    Place(key="2", name="Oxford", country="GB", lat=51.75, lon=-1.26, population=151_000),
    Place(key="3", name="Chișinău", country="MD", lat=47.01, lon=28.86, population=635_000),
    Place(key="4", name="Lubin", country="PL", lat=51.4, lon=16.2, population=70_000),
    Place(key="5", name="Newport", country="GB", lat=51.58, lon=-2.99, population=128_000),
    Place(key="6", name="Newport", country="GB", lat=50.70, lon=-1.29, population=25_000),
]


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as store:
        yield store


@pytest.fixture
def resolver():
    return Resolver([build_gazetteer("geonames", PLACES)])


@pytest.fixture
def load_rows(tmp_path, store, resolver):
    """Load rows of a twinning list with resolution."""

    def loaded(*rows, name="twins.csv", **options):
        file = tmp_path / name
        file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return load([file], store, **{"resolver": resolver, **options})

    return loaded


def municipalities(store):
    return {
        one.properties["name"]: one
        for one in store.statements()
        if isinstance(one, Node) and "tier" not in one.properties and one.kind == "Municipality"
    }


def twinnings(store):
    return [one for one in store.statements() if getattr(one, "type", "") == "TWINNED_WITH"]


def test_spellings_of_a_country_no_longer_make_two_of_one_town(store, load_rows):
    report = load_rows(
        "Leiden,Netherlands,,,Oxford,England,51.75,-1.25",
        'Leiden,The Netherlands,,,Oxford,"England, United Kingdom",51.75,-1.25',
    )
    assert set(municipalities(store)) == {"Leiden", "Oxford"}
    assert len(twinnings(store)) == 1
    assert report.n_notices_by_rule["merged-spelling"] == 2
    assert report.n_notices_by_rule["repeat-once-merged"] == 1
    assert report.places == {"accepted": 4}


def test_other_spellings_of_the_name_are_kept_as_names(store, load_rows):
    load_rows(
        "Chişinău,Moldova,,,Leiden,Netherlands,,",
        "Chisinau,Moldova,,,Oxford,England,,",
        "Chişinău,Moldova,,,Oxford,England,,",
    )
    found = municipalities(store)["Chişinău"]
    assert found.properties["names"] == ("Chisinau",)
    assert (found.properties["place"], found.properties["place_status"]) == ("geonames:3", "accepted")


def test_coordinates_come_from_the_place_only_where_the_file_has_none_and_say_so(store, load_rows):
    load_rows("Leiden,Netherlands,52.1,4.5,Oxford,England,,")
    leiden, oxford = (municipalities(store)[name].properties for name in ("Leiden", "Oxford"))
    assert (leiden["lat"], "coordinates_from" in leiden) == (52.1, False)
    assert (oxford["lat"], oxford["coordinates_from"]) == (51.75, "geonames:2")


def test_every_merge_is_told_with_its_reason(load_rows):
    report = load_rows("Leiden,Netherlands,,,Oxford,England,,", 'Leiden,NL,,,Oxford,"England, United Kingdom",,')
    told = [one.message for one in report.notices if one.rule == "merged-spelling"]
    assert "Oxford, England, United Kingdom is Oxford, England: both are geonames:2. It has the same name." in told


def test_a_rural_commune_is_not_the_town_it_surrounds(store, load_rows):
    report = load_rows("Lubin,Poland,,,Lubin (rural gmina),Poland,,")
    assert set(municipalities(store)) == {"Lubin", "Lubin (rural gmina)"}
    (doubt,) = [one.message for one in report.notices if one.rule == "maybe-one"]
    assert doubt.endswith("one says what kind of municipality it is, and the other does not")


def test_what_is_doubtful_stays_as_written_and_waits_for_a_person(store, load_rows):
    report = load_rows("Leiden,Netherlands,,,Newport,United Kingdom,,")
    assert municipalities(store)["Newport"].properties["place_status"] == "to_decide"
    assert report.n_notices_by_rule["place-to-decide"] == 1


def test_what_a_person_decided_goes_before_the_rules_and_can_be_taken_back(store, load_rows):
    row = "Leiden,Netherlands,,,Newport,United Kingdom,,"
    decision = store.decide(
        Ruling("Municipality", "Newport", "United Kingdom", "geonames:6", "it is on the Isle of Wight", "Ann")
    )
    load_rows(row)
    found = municipalities(store)["Newport"].properties
    assert (found["place"], found["place_status"], found["lat"]) == ("geonames:6", "decided", 50.7)
    store.take_back(decision.decision_id)
    load_rows(row)
    assert municipalities(store)["Newport"].properties["place_status"] == "to_decide"


def test_a_person_may_say_that_it_is_none_of_the_places(store, load_rows):
    store.decide(Ruling("Municipality", "Newport", "United Kingdom", None, "a parish in Essex", "Ann"))
    load_rows("Leiden,Netherlands,,,Newport,United Kingdom,,")
    found = municipalities(store)["Newport"].properties
    assert (found.get("place"), found["place_status"]) == (None, "own")


def test_a_municipality_that_another_source_gave_is_taken_for_the_same(store, load_rows):
    load_rows("Leiden,Netherlands,,,Oxford,England,,", source_id="first")
    report = load_rows("Oxford,United Kingdom,,,Chisinau,Moldova,,", name="more.csv", source_id="second")
    assert [
        one.source for one in store.statements() if isinstance(one, Node) and one.properties["name"] == "Oxford"
    ] == ["first"]
    assert {one.source for one in twinnings(store)} == {"first", "second"}
    assert report.changes["Municipality"].n_created == 1


def test_the_same_file_again_changes_nothing(load_rows):
    rows = ("Leiden,Netherlands,,,Oxford,England,,", 'Leiden,NL,,,Oxford,"England, United Kingdom",,')
    load_rows(*rows)
    assert load_rows(*rows).is_unchanged


def test_without_resolution_names_stay_as_written(store, load_rows):
    load_rows("Leiden,Netherlands,,,Oxford,England,,", 'Leiden,NL,,,Oxford,"England, United Kingdom",,', resolver=None)
    assert len([one for one in store.statements() if isinstance(one, Node) and one.kind == "Municipality"]) == 4
    assert "place" not in municipalities(store)["Leiden"].properties


def test_a_partnership_of_two_spellings_of_one_town_is_noticed_and_not_stored(store, load_rows):
    report = load_rows('Oxford,England,,,Oxford,"England, United Kingdom",,', "Leiden,Netherlands,,,Oxford,England,,")
    assert report.n_notices_by_rule["self-loop-once-merged"] == 1
    assert len(twinnings(store)) == 1


def test_town_far_from_every_place_of_its_name_is_noticed_at_its_row_and_stored_as_given(store, load_rows):
    report = load_rows("Leiden,NL,52.1,4.4,Oxford,England,51.7,-1.2", "Newport,Wales,53.4,-2.9,Leiden,NL,,")
    found = [(one.file, one.line, one.column, one.message) for one in report.notices if one.rule == "far-from-its-name"]
    assert found == [
        (
            "twins.csv",
            3,
            "lat",
            "Newport, Wales at 53.4, -2.9: expected a place near Newport (geonames:5) at 51.58, -2.99, 202 km away",
        )
    ]
    assert municipalities(store)["Newport"].properties["lat"] == 53.4


def test_coordinates_that_fit_the_name_when_swapped_are_said_to_be_swapped(load_rows):
    report = load_rows("Lubin,Poland,51.4,16.2,Chișinău,MD,28.86,47.01")
    found = [one.message for one in report.notices if one.rule == "maybe-swapped" and one.column == "lat"]
    assert found == [
        "Chișinău, MD at 28.86, 47.01: expected a place near Chișinău (geonames:3) at 47.01, 28.86, as 47.01, 28.86 is"
    ]


def test_town_whose_name_no_gazetteer_has_is_far_from_nothing(load_rows):
    report = load_rows("Telita,Moldova,46.9,29.5,Leiden,NL,,")
    assert report.n_notices_by_rule["far-from-its-name"] == 0
