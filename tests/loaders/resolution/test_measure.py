"""A file's places are asked once each, and the answers measured against coordinates that were hidden."""

import pytest

from loaders.problems import FileRefused
from loaders.readers.opening import open_source
from loaders.resolution.asked import read_asked
from loaders.resolution.distance import Coordinates, distance_km
from loaders.resolution.measure import measure
from loaders.resolution.result import PlaceAsked
from tests.loaders.resolution.conftest import place

TWINS = (
    "city1,country1,lat1,lng1,city2,country2,lat2,lng2\n"
    "Leiden,NL,52.1,4.4,Oxford,England,,\nOxford,England,0,0,Leiden,NL,9,9\n"
)


@pytest.fixture
def asked(folder):
    def read(text, truth=None):
        file = folder / "list.csv"
        file.write_text(text, encoding="utf-8")
        return read_asked(open_source(file), truth)

    return read


def test_twinning_list_asks_each_place_once_with_its_first_coordinate_and_its_partners(asked):
    assert asked(TWINS).places == (
        PlaceAsked("Leiden", "NL", 52.1, 4.4, partners=(("Oxford", "England"),) * 2),
        PlaceAsked("Oxford", "England", partners=(("Leiden", "NL"),) * 2),
    )


def test_truth_is_hidden_from_the_resolver(asked):
    found = asked(TWINS, ("lat", "lon"))
    assert [(one.lat, one.lon) for one in found.places] == [(None, None)] * 2
    assert found.truths == (Coordinates(52.1, 4.4), None)


def test_any_table_with_name_and_country_can_be_asked(asked):
    found = asked("name,country,mayor,y,x\nLeiden,NL,M,52.1,4.4\n", ("y", "x"))
    assert (found.places, found.truths) == ((PlaceAsked("Leiden", "NL"),), (Coordinates(52.1, 4.4),))


def test_file_without_names_and_countries_is_refused(asked):
    with pytest.raises(FileRefused, match="Expected columns city or name or municipality or town, and country"):
        asked("mayor,party\nA,B\n")


def test_truth_in_no_column_is_refused(asked):
    with pytest.raises(FileRefused, match="the column north1 is missing"):
        asked(TWINS, ("north", "east"))


def test_cell_that_cannot_be_read_is_reported_and_the_rest_is_asked(asked):
    found = asked("name,country,lat,lon\n,NL,,\nLeiden,NL,north,4\n")
    assert (found.places, [one.code for one in found.problems.errors]) == (
        (PlaceAsked("Leiden", "NL"),),
        ["missing-value", "not-a-number"],
    )


def test_shares_add_up_and_disagreeing_places_are_listed(resolver_of):
    resolver = resolver_of(place("1", "Leiden", "NL", 52.16, 4.49), place("2", "Oxford", "GB", 51.75, -1.26))
    names = [
        ("Leiden", "NL"),
        ("Oxford", "GB"),
        ("Oxford County", "GB"),
        ("Leiden – Noord", "NL"),
        ("X", "?"),
        ("Y", "NL"),
    ]
    answers = resolver.resolve_all(PlaceAsked(*one) for one in names)
    measured = measure(answers, [Coordinates(52.16, 4.5), Coordinates(0, 0), None, None, None, None])
    shares = measured.shares
    assert (shares.n_found, shares.n_larger_unit, shares.n_part, shares.n_unknown_country, shares.n_not_found) == (
        2, 1, 1, 1, 1,
    )  # fmt: skip
    assert (shares.n_measured, shares.n_top_near, shares.n_any_near) == (2, 1, 1)
    assert [(one.resolution.asked.name, round(one.top_km)) for one in measured.disagreeing] == [("Oxford", 5756)]


def test_distance_between_two_cities_is_the_known_one():
    assert round(distance_km(Coordinates(48.8566, 2.3522), Coordinates(51.5074, -0.1278))) == 344
