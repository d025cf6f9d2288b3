"""``connect-explorer source``: an unknown file is looked at, and its first description can be loaded with."""

import csv

import pytest
from openpyxl import Workbook

from loaders.formats import shipped_descriptions
from loaders.readers.opening import open_source
from tests.cli.running import run
from tests.loaders.conftest import store
from tests.loaders.described.loading import load_source
from tests.loaders.tables import nodes

__all__ = ["store"]
TABLE = (
    "ID,Name,Land,Inwoners,Web,Leeg\n1,Almere,NL,226500,https://almere.nl,\n2,Ziniaré,Burkina Faso,,,\n3,Almere,NL,,,\n"
)


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(TABLE)
    return path


def test_profile_tells_what_each_column_is(table):
    columns = run("source", "new", table, "--format", "json").json["columns"]
    facts = [tuple(one.values()) for one in columns]
    assert facts == [
        ("id", "whole number", 3, 0, 3, True, 1, ["1", "2", "3"]),
        ("name", "text", 3, 0, 2, False, 7, ["Almere", "Ziniaré"]),
        ("land", "country", 3, 0, 2, False, 12, ["NL", "Burkina Faso"]),
        ("inwoners", "whole number", 1, 2, 1, True, 6, ["226500"]),
        ("web", "web address", 1, 2, 1, True, 17, ["https://almere.nl"]),
        ("leeg", "blank", 0, 3, 0, False, 0, []),
    ]


def test_first_description_is_shown_and_written_nowhere(table, tmp_path):
    told = run("source", "new", table)
    assert told.code == 0
    assert "\nformat: table\n" in told.out
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["partners.csv"]


def test_first_description_loads_the_file_it_was_made_of(table, tmp_path, store):
    description = tmp_path / "partners.yaml"
    told = run("source", "new", table, "--to", description)
    assert told.code == 0
    assert f"load {table} --description {description}" in told.words.replace("\n", "")
    loaded = load_source([table], store, description)
    assert loaded.errors == []
    assert {one[1:3] for one in nodes(store)} == {
        ("1", ("country", "NL")),
        ("2", ("country", "BF")),
        ("3", ("country", "NL")),
    }


@pytest.mark.parametrize(
    "name",
    [
        "programmes/related_partnerships.csv",
        "programmes/vng_international_projects.csv",
        "programmes/interreg_sweden_2021_2027_partners.csv",
        "connect/platforma_partners.csv",
        "gazetteer/countries.csv",
        "topics/cofog.csv",
    ],
)
def test_first_description_of_a_real_file_has_no_mistake(name, shared_data, tmp_path, store):
    assert run("source", "new", shared_data / name, "--to", tmp_path / "d.yaml").code == 0
    loaded = load_source([shared_data / name], store, tmp_path / "d.yaml")
    assert {one.code for one in loaded.checking.problems.errors} <= {"missing-value"}


def test_names_of_columns_that_attack_stay_names(tmp_path, store):
    names = ["a: b", "# c", "{d}", "*e", "yes", "- f", '"g', "ni\u0085h", "[i", "1.5"]
    path = tmp_path / "odd.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([names, [str(number) for number in range(len(names))]])
    assert run("source", "new", path, "--to", tmp_path / "d.yaml").code == 0
    assert load_source([path], store, tmp_path / "d.yaml").errors == []
    assert open_source(path).header[:2] == ("a:_b", "#_c")


def test_edge_list_gets_pairs(tmp_path, store):
    path = tmp_path / "edges.txt"
    path.write_text("% sym\n1 2 7\n2 3 8\n")
    run("source", "new", path, "--to", tmp_path / "d.yaml")
    loaded = load_source([path], store, tmp_path / "d.yaml")
    assert (loaded.errors, loaded.n_by_kind["TWINNED_WITH"]) == ([], 2)


def test_sheet_of_a_workbook_can_be_chosen_and_stays_chosen(tmp_path, store):
    workbook = Workbook()
    workbook.active.append(["x"])
    sheet = workbook.create_sheet("Partners # 2")
    sheet.append(["name", "country"])
    sheet.append(["Almere", "NL"])
    workbook.save(tmp_path / "t.xlsx")
    told = run("source", "new", tmp_path / "t.xlsx", "--to", tmp_path / "d.yaml", "--sheet", "Partners # 2")
    assert told.code == 0
    loaded = load_source([tmp_path / "t.xlsx"], store, tmp_path / "d.yaml")
    assert (loaded.errors, loaded.n_by_kind["Municipality"]) == ([], 1)


def test_file_that_is_there_is_not_overwritten(table):
    told = run("source", "new", table, "--to", table)
    assert told.code == 1
    assert f"{table} is there already, and was not overwritten. Choose another." in " ".join(told.err.split())
    assert table.read_text() == TABLE


def test_file_that_cannot_be_read_is_told_without_a_trace(tmp_path):
    (tmp_path / "empty.csv").write_text("")
    told = run("source", "new", tmp_path / "empty.csv")
    assert (told.code, told.err.partition(". ")[0]) == (1, "Error: empty.csv: the file is empty")


def test_every_shipped_description_is_listed_and_can_be_shown():
    listed = run("source", "list", "--format", "json").json
    assert [one["id"] for one in listed] == [one.source.id for one in shipped_descriptions()]
    for one in listed:
        assert run("source", "show", one["id"], "--format", "json").json["title"] == one["title"]
        assert one["title"][:30] in run("source", "show", one["id"]).words


def test_unknown_source_is_told_with_the_nearest():
    told = run("source", "show", "urbal")
    assert told.code == 1
    assert 'Did you mean "urbal3"?' in " ".join(told.err.split())
