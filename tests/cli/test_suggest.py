"""Partners on the command line: for one organisation, and for a list."""

import csv

import pytest

from tests.cli.running import run

CITIES = """name,country,iso2,lat,lon,pop
Leiden,Netherlands,NL,52.16,4.49,119713
Oxford,England,GB,51.75,-1.25,171380.0
Krefeld,Germany,DE,51.33,6.56,
Thiès,Senegal,SN,14.79,-16.93,320000
Lonely,Senegal,SN,14.1,-16.1,50000
Santa Cruz,Bolivia,BO,-17.8,-63.2,1800000
Santa Cruz,Chile,CL,-34.6,-71.4,30000
"""
LINKS = """city1,country1,lat1,lng1,city2,country2,lat2,lng2
Leiden,Netherlands,52.16,4.49,Oxford,England,51.75,-1.25
Oxford,England,51.75,-1.25,Krefeld,Germany,51.33,6.56
Krefeld,Germany,51.33,6.56,Thiès,Senegal,14.79,-16.93
"""


@pytest.fixture
def city_network(tmp_path, new_store):
    """A network of seven cities, two of them without any partner."""
    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    (tmp_path / "links.csv").write_text(LINKS, encoding="utf-8")
    loaded = run("load", tmp_path / "cities.csv", tmp_path / "links.csv", "--format", "json")
    assert loaded.code == 0
    assert {one["format"] for one in loaded.json["files"]} == {"city-network"}
    return new_store


def answers(tmp_path, asks, *options):
    (tmp_path / "asks.csv").write_text(asks, encoding="utf-8")
    ran = run("suggest", "--for", tmp_path / "asks.csv", "--to", tmp_path / "out.csv", *options)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        return ran, list(csv.DictReader(stream))


def test_cities_and_links_become_one_network_with_cities_that_have_no_link(city_network):
    facts = run("ask", "organisation_facts", "--format", "json").json
    assert {(one["name"], one["country"], one["country_written"], one["population"]) for one in facts} == {
        ("Leiden", "NL", "Netherlands", 119_713),
        ("Oxford", "GB", "England", 171_380),
        ("Krefeld", "DE", "Germany", None),
        ("Thiès", "SN", "Senegal", 320_000),
        ("Lonely", "SN", "Senegal", 50_000),
        ("Santa Cruz", "BO", "Bolivia", 1_800_000),
        ("Santa Cruz", "CL", "Chile", 30_000),
    }


def test_a_list_is_answered_row_by_row_with_the_names_of_the_file(city_network, tmp_path):
    ran, rows = answers(tmp_path, "query_name,query_country\nLeiden,Netherlands\nLonely,Senegal\n", "--k", "2")
    assert ran.code == 0
    assert list(rows[0]) == ["query_name", "query_country", "rank", "name", "country", "score", "evidence", "reasons"]
    assert [(one["query_name"], one["rank"]) for one in rows] == [
        ("Leiden", "1"),
        ("Leiden", "2"),
        ("Lonely", "1"),
        ("Lonely", "2"),
    ]
    assert (rows[0]["name"], rows[0]["country"], rows[0]["evidence"]) == ("Krefeld", "Germany", "strong")
    assert "They share a partner: Oxford." in rows[0]["reasons"]
    assert {one["evidence"] for one in rows[2:]} == {"weak"}


def test_unknown_and_ambiguous_names_are_rows_with_the_problem_and_told_on_the_screen(city_network, tmp_path):
    asks = "query_name,query_country\nAtlantis,Greece\nSanta Cruz,\nLeiden,Senegal\n,Senegal\nSanta Cruz,Chile\n"
    ran, rows = answers(tmp_path, asks, "--k", "1")
    assert [(one["query_name"], one["evidence"], one["rank"]) for one in rows] == [
        ("Atlantis", "problem", ""),
        ("Santa Cruz", "problem", ""),
        ("Leiden", "problem", ""),
        ("", "problem", ""),
        ("Santa Cruz", "weak", "1"),
    ]
    assert rows[0]["reasons"] == 'No organisation is called "Atlantis".'
    assert rows[1]["reasons"].startswith('"Santa Cruz" may be any of 2 organisations, among them mun-')
    assert rows[2]["reasons"] == 'No organisation called "Leiden" is in Senegal; there is one in Netherlands.'
    assert "4 rows could not be answered" in ran.err
    assert ran.code == 0


def test_a_country_may_be_wished_for_in_each_row(city_network, tmp_path):
    asks = "query_name,query_country,wished_country\nLeiden,NL,Senegal\nLeiden,NL,Narnia\nLeiden,NL,France\n"
    _, rows = answers(tmp_path, asks)
    assert [(one["wished_country"], one["name"], one["evidence"]) for one in rows] == [
        ("Senegal", "Thiès", "strong"),
        ("Senegal", "Lonely", "weak"),
        ("Narnia", "", "problem"),
        ("France", "", "problem"),
    ]


def test_a_list_none_of_which_can_be_answered_ends_with_1(city_network, tmp_path):
    ran, rows = answers(tmp_path, "query_name,query_country\nAtlantis,Greece\n")
    assert (ran.code, len(rows)) == (1, 1)


def test_a_list_without_the_columns_is_refused_and_says_what_is_expected(city_network, tmp_path):
    (tmp_path / "asks.csv").write_text("city,land\nLeiden,NL\n")
    ran = run("suggest", "--for", tmp_path / "asks.csv", "--to", tmp_path / "out.csv")
    assert ran.code == 1
    assert "line 1: no column query_name and no query_country" in ran.err


def test_one_organisation_is_answered_with_parts_that_add_up(city_network):
    told = run("suggest", "--organisation", "Leiden", "--format", "json").json
    assert told["organisation"]["name"] == "Leiden"
    assert told["weights"]["date"]
    assert len(told["suggestions"]) == 5
    for one in told["suggestions"]:
        assert abs(sum(part["points"] for part in one["parts"]) - one["score"]) < 1e-9


def test_the_table_says_what_the_marks_mean_and_which_weights_were_used(city_network):
    ran = run("suggest", "--organisation", "Leiden", "--country", "Senegal")
    assert "Thiès" in ran.words
    assert "Weights learnt from sister cities of English Wikipedia" in ran.words
    assert "Weak: plausible, no more. People decide." in ran.words


def test_facts_after_the_day_are_not_seen(example):
    told = run("suggest", "--organisation", "Leiden", "--k", "100", "--before", "1990-01-01", "--format", "json").json
    assert {one["evidence"] for one in told["suggestions"]} == {"weak"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ([], "name one --organisation, or a list"),
        (["--organisation", "Leiden", "--to", "out.csv"], "--for and --to go together"),
        (["--organisation", "Leiden", "--country", "Narnia"], "not a country we know"),
        (["--organisation", "Leiden", "--before", "soon"], "not a day such as"),
    ],
)
def test_wrong_usage_is_explained(example, options, told):
    ran = run("suggest", *options)
    assert ran.code == 2
    assert told in ran.err


def test_partners_are_not_suggested_to_officials(example):
    ran = run("suggest", "--organisation", "Laura Heese-Smit")
    assert ran.code == 1
    assert "partners are suggested to organisations only" in ran.err


def test_an_empty_store_says_what_to_do(new_store):
    from graph.connect import open_store

    open_store(new_store).close()
    ran = run("suggest", "--organisation", "Leiden")
    assert ran.code == 1
