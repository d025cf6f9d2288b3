"""Twinning lists are kept as written: a municipality for each name and country, a partnership for each pair."""

import pytest

from graph.ids import mint_id
from loaders.dataset import Reading, Settings
from loaders.files import find_files
from loaders.load import load
from loaders.report import LoadRefused
from tests.loaders.tables import nodes, relationships, write

HEADER = "city1,country1,lat1,lng1,city2,country2,lat2,lng2\n"


def in_order(*keys):
    return sorted(keys, key=lambda key: mint_id("mun", "twins", key))


@pytest.fixture
def list_file(folder):
    return folder / "twins.csv"


def test_name_and_country_as_written_are_one_municipality(folder, list_file, store):
    write(folder, twins=HEADER + "Bangor,Wales,53.2,-4.1,Bangor,England,,\nBangor,Wales,,,Lublin,,,\n")
    load([list_file], store)
    assert nodes(store) == {
        ("Municipality", "Bangor|Wales", ("country", "GB"), ("country_written", "Wales"), ("lat", 53.2),
         ("lon", -4.1), ("name", "Bangor")),
        ("Municipality", "Bangor|England", ("country", "GB"), ("country_written", "England"), ("name", "Bangor")),
        ("Municipality", "Lublin|", ("name", "Lublin")),
    }  # fmt: skip
    assert relationships(store) == {
        ("IN_COUNTRY", "Bangor|Wales", "GB"),
        ("IN_COUNTRY", "Bangor|England", "GB"),
        ("TWINNED_WITH", *in_order("Bangor|Wales", "Bangor|England")),
        ("TWINNED_WITH", *in_order("Bangor|Wales", "Lublin|")),
    }


def test_first_coordinates_count_even_when_an_earlier_row_has_none(folder, list_file, store):
    rows = "A,Italy,,,B,Italy,41.1,14\nA,Italy,43.1,13.7,C,Italy,43.1,14\nA,Italy,0,0,D,Italy,45.1,9\n"
    write(folder, twins=HEADER + rows)
    report = load([list_file], store)
    place = {one[1]: dict(one[2:]).get("lat") for one in nodes(store)}
    assert place == {"A|Italy": 43.1, "B|Italy": 41.1, "C|Italy": 43.1, "D|Italy": 45.1}
    assert [(one.rule, one.line) for one in report.notices[1:]] == [("zero-coordinates", 4)]


def test_rounding_is_no_other_place(folder, list_file, store):
    write(folder, twins=HEADER + "A,Italy,43.10,13.70,B,Italy,,\nA,Italy,43.105,13.70,C,Italy,,\n")
    assert load([list_file], store).n_notices_by_rule == {"source-from-name": 1}


def test_pair_that_comes_again_in_either_order_is_stored_once(folder, list_file, store):
    write(folder, twins="name1,country1,name2,country2\nA,Italy,B,France\nB,France,A,Italy\nA,Italy,B,France\n")
    report = load([list_file], store)
    assert [(one.rule, one.line, one.message) for one in report.notices[1:]] == [
        ("repeat", 3, "B, France and A, Italy again: stored once"),
        ("repeat", 4, "A, Italy and B, France again: stored once"),
    ]
    assert report.changes["TWINNED_WITH"].n_created == 1


def test_municipality_paired_with_itself_is_kept_alone(folder, list_file, store):
    write(folder, twins="town_1,country_1,town_2,country_2\nStryi,Ukraine,Stryi,Ukraine\n")
    load([list_file], store)
    assert relationships(store) == {("IN_COUNTRY", "Stryi|Ukraine", "UA")}


def test_dates_and_addresses_of_partnerships_are_read_where_given(folder, list_file, store):
    write(
        folder,
        twins="municipality1,country1,municipality2,country2,since,until,source_url\n"
        "A,,B,,1998,2004-05,https://example.org/ab\n",
    )
    load([list_file], store)
    assert relationships(store) == {("TWINNED_WITH", *in_order("A|", "B|"), ("since", "1998"), ("until", "2004-05"))}
    assert {one.source_url for one in store.statements()} == {"https://example.org/ab"}


def test_every_error_of_every_row_is_reported_at_once(folder, list_file, store):
    write(
        folder,
        twins="city1,country1,lat1,lng1,city2,country2,lat2,lng2,since,mayor\n"
        ",Italy,43.1,,B,France,north,2,May 1998,x\nA,Italy,143.1,13,B,France,1,2,1998,x\nA,Italy\n",
    )
    with pytest.raises(LoadRefused) as refused:
        load([list_file], store)
    assert [(one.line, one.column, one.code) for one in refused.value.report.errors] == [
        (1, "mayor", "unknown-column"),
        (2, "city1", "missing-value"),
        (2, "lng1", "half-a-place"),
        (2, "lat2", "not-a-number"),
        (2, "since", "not-a-date"),
        (3, "lat1", "out-of-range"),
        (4, None, "too-few-cells"),
    ]


def test_list_that_lacks_a_country_says_so(folder, list_file, store):
    write(folder, twins="city1,country1,city2\nA,Italy,B\n")
    with pytest.raises(Exception, match=r"A twinning list also needs country2\.$"):
        load([list_file], store)


def test_real_list_gives_17717_municipalities_and_25914_partnerships(shared_data, store):
    report = load([shared_data / "twinning" / "wikipedia2026_twins.csv"], store)
    counts = store.counts()
    assert (dict(counts.nodes), dict(counts.relationships)) == (
        {"Country": 207, "Municipality": 17_717},
        {"IN_COUNTRY": 17_688, "TWINNED_WITH": 25_914},
    )
    assert [(one.line, one.message) for one in report.notices if one.rule == "self-loop"] == [
        (12069, "Nienburg, Germany is paired with itself"),
        (24153, "Stryi, Ukraine is paired with itself"),
        (24482, "Dobřany, Czech Republic is paired with itself"),
    ]
    assert [(one.value, one.message.split(": ")[1]) for one in report.notices if one.rule == "unknown-country"] == [
        (None, "5 times"),
        ("in Italy", 'once. Did you mean "Italy"?'),
        ("Kazakhstah", 'once. Did you mean "Kazakhstan"?'),
        ("Northern Cyprus", "48 times"),
        ("Bosnia and Hercegovina", '2 times. Did you mean "Bosnia & Herzegovina"?'),
        ("West Bank", "once"),
    ]
    assert report.files[0].n_rows == 25_917


def test_real_list_without_coordinates_gives_its_published_counts(shared_data, store):
    load([shared_data / "twinning" / "wikipedia2026_twins_raw.csv"], store)
    counts = store.counts()
    assert (counts.nodes["Municipality"], counts.relationships["TWINNED_WITH"]) == (17_820, 26_111)


def test_places_that_several_municipalities_share_are_each_noticed(shared_data, store):
    checking = Reading("check")
    path = shared_data / "twinning" / "wikipedia2026_twins.csv"
    [found] = find_files([path], None, checking.problems)
    [dataset] = found.format.datasets([found.file], Settings(store=store))
    dataset.check(checking)
    counts = checking.problems.n_notices_by_rule
    assert (counts["shared-coordinates"], counts["self-loop"], counts["repeat"]) == (901, 3, 0)
