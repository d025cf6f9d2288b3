"""``connect-explorer resolve`` tells, in each format, what a file's places are."""

import csv
import io

import pytest

from tests.cli.running import run

LAU = (
    "gisco_id,country,lau_name,population,longitude,latitude\n"
    "NL_GM0546,NL,Leiden,124000,4.48,52.15\nUK_E07000178,UK,Oxford,151000,-1.25,51.75\n"
)
TWINS = "city1,country1,lat1,lng1,city2,country2,lat2,lng2\nLeiden,NL,52.1,4.5,Oxford,England,0.5,0.5\n"


@pytest.fixture
def files(folder, monkeypatch, tmp_path):
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("CONNECT_EXPLORER_CACHE", str(tmp_path / "cache"))
    (folder / "lau.csv").write_text(LAU, "utf-8")
    (folder / "twins.csv").write_text(TWINS, "utf-8")
    return [folder / "twins.csv", "--gazetteer", folder / "lau.csv"]


def test_table_tells_shares_and_what_disagrees(files):
    told = run("resolve", *files, "--truth", "lat,lon")
    assert told.code == 0
    assert "found                           2 (100 %)" in told.out
    assert "first candidate within 10 km    1 (50 %)" in told.out
    assert "Oxford" in told.out.split("Not where the file says, farthest first:")[1]


def test_json_holds_every_candidate(files):
    told = run("resolve", *files, "--truth", "lat,lon", "--format", "json").json
    assert told["shares"]["n_found"] == 2
    assert [one["name"] for one in told["disagreeing"]] == ["Oxford"]
    assert [one["candidates"][0]["place_id"] for one in told["places"]] == ["lau:NL_GM0546", "lau:UK_E07000178"]


def test_csv_has_a_row_for_each_place_with_a_score_that_adds_up(files):
    rows = list(csv.DictReader(io.StringIO(run("resolve", *files, "--format", "csv").out)))
    assert [(one["name"], one["status"], one["place_id"]) for one in rows] == [
        ("Leiden", "accepted", "lau:NL_GM0546"),
        ("Oxford", "to_decide", "lau:UK_E07000178"),
    ]
    assert rows[0]["score_parts"].startswith(f"{rows[0]['score']} = name 0.600 + ")


def test_what_could_not_be_read_is_told(files):
    files[0].write_text(f"{TWINS},NL,,,Delft,NL,north,4\n", "utf-8")
    told = run("resolve", *files)
    assert told.code == 0
    assert "2 cells or rows could not be read and were left out:" in told.err
    assert "twins.csv line 3, column city1: the cell is blank." in told.err


@pytest.mark.parametrize("truth", ["lat", "lat,", "a,b,c"])
def test_truth_that_is_not_two_columns_is_wrong_usage(files, truth):
    assert run("resolve", *files, "--truth", truth).code == 2


def test_file_that_is_no_list_is_an_error_in_words(files, folder):
    (folder / "twins.csv").write_text("mayor,party\nA,B\n", "utf-8")
    told = run("resolve", *files)
    assert (told.code, "Expected columns city or name" in " ".join(told.err.split())) == (1, True)
