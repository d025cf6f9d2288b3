"""The resolver on 17,717 real cities with their coordinates hidden, and on CONNECT's own municipalities."""

import pytest

from loaders.far_places import far_from_its_name
from loaders.readers.opening import open_source
from loaders.resolution.asked import read_asked
from loaders.resolution.measure import measure
from loaders.resolution.resolver import Resolver
from loaders.resolution.result import PlaceAsked


@pytest.fixture(scope="module")
def resolver(shared_data, request):
    """Kept between runs: to build it takes twenty seconds."""
    lau = shared_data / "gazetteer" / "eu_lau.csv.gz"
    return Resolver.open(["geonames", str(lau)], request.config.cache.mkdir("gazetteers"))


@pytest.fixture(scope="module")
def shares(resolver, shared_data):
    file = open_source(shared_data / "twinning" / "wikipedia2026_twins.csv")
    asked = read_asked(file, ("lat", "lon"))
    return measure(resolver.resolve_all(asked.places), asked.truths).shares


def test_more_than_nine_in_ten_cities_are_found(shares):
    assert (shares.n_asked, shares.n_found > 0.90 * 17_717) == (17_717, True)


def test_few_cities_have_namesakes_among_which_only_a_person_can_choose(shares):
    assert shares.n_ambiguous < 0.02 * 17_717


def test_only_blank_countries_are_unknown(shares):
    assert shares.n_unknown_country == 3


def test_districts_counties_and_provinces_are_marked(shares):
    assert shares.n_part > 400
    assert shares.n_larger_unit > 300


def test_first_candidate_is_nearly_always_the_one_in_place(shares):
    # The rest are mostly wrong coordinates of the file: they were looked up by name, and so know nothing of partners.
    assert shares.n_top_near > 0.935 * shares.n_measured
    assert shares.n_top_near > 0.985 * shares.n_any_near


def test_about_516_cities_are_far_from_every_place_of_their_name(resolver, shared_data):
    file = open_source(shared_data / "twinning" / "wikipedia2026_twins.csv")
    found = map(far_from_its_name, resolver.resolve_all(read_asked(file).places))
    assert 0.95 * 516 <= sum(one is not None for one in found) <= 1.05 * 516


@pytest.mark.parametrize(
    ("name", "country", "status", "place_id"),
    [
        ("Albufeira", "Portugal", "accepted", "lau:PT_Q373813"),
        ("Almere", "NL", "accepted", "lau:NL_GM0034"),
        ("Sandgerdi", "Iceland", "accepted", "geonames:3413727"),
        ("Varnita", "Moldova, Republic of", "accepted", "geonames:617149"),
        ("Ziniare", "Burkina Faso", "accepted", "geonames:2353257"),
        ("Telita", "Moldova", "unresolved", None),
        ("Roscani", "MD", "unresolved", "geonames:617482"),
        ("Swapkopmund", "Namibia", "to_decide", "geonames:3352844"),
        ("Sainte-Anne", "France", "to_decide", "lau:FR_97128"),
    ],
)
def test_municipalities_of_connect_are_resolved(resolver, name, country, status, place_id):
    found = resolver.resolve(PlaceAsked(name, country))
    assert (found.status.value, found.best and found.best.place_id) == (status, place_id)
