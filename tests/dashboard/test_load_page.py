"""The Load page over real stores: four steps from files to a load, with nothing written before the last."""

from __future__ import annotations

import gzip

import pytest
from openpyxl import Workbook

from dashboard.gazetteers import GAZETTEER_VARIABLE
from dashboard.uploaded_files import UploadedFiles
from graph.connect import open_store
from tests.dashboard.pages import HOSTILE, Visit, labels, press, run, texts
from tests.graph.networks import Sketch

TWINS = b"city1,country1,city2,country2\nAvila,Spain,Evora,Portugal\n"
PARTNERS = b"ID,Name,Land,Inwoners\n1,Almere,NL,226500\n2,Ziniare,Burkina Faso,\n"
LAU = (
    "gisco_id,country,lau_name,population,longitude,latitude\n"
    "UK_1,UK,Newport,125000,-2.99,51.58\nUK_2,UK,Newport,125000,-1.29,50.70\nNL_GM0546,NL,Leiden,124000,4.48,52.15\n"
)


@pytest.fixture
def visitor(tmp_path, monkeypatch):
    """A visitor of a store with one town."""
    sketch = Sketch()
    sketch.municipalities("Toledo", country="ES")
    return Visit(tmp_path, monkeypatch, sketch)


@pytest.fixture
def empty(tmp_path, monkeypatch):
    return Visit(tmp_path, monkeypatch)


def upload(page, *files):
    """Give files by name and content, and look at what the page makes of them."""
    page.file_uploader[0].set_value([(name, content, "application/octet-stream") for name, content in files])
    return run(page)


def tables(page):
    return [table.value.to_dict("list") for table in page.table]


def headers(page):
    return [one.value for one in page.header]


def buttons(page):
    """Which button is the one to press first."""
    return {one.label: one.proto.type for one in page.button if one.key and one.key.startswith("load-")}


def counts(visitor):
    with open_store(visitor.url) as store:
        return store.counts().nodes


# The steps


def test_without_files_only_the_first_step_is_there_and_the_next_ones_are_told(empty):
    page = empty.open("load")
    assert headers(page) == ["1. Files"]
    assert "Step 4 shows record by record what would change" in texts(page)


def test_a_known_file_is_recognised_and_all_steps_are_open(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS))
    assert tables(page)[0] == {
        "File": [r"twins\.csv"],
        "Recognised as": ["list of twinned towns"],
        "Rows": ["1"],
    }
    assert len(headers(page)) == 4


def test_files_of_many_kinds_are_recognised_together(visitor, tmp_path):
    book = Workbook()
    book.active.append(["city1", "country1", "city2", "country2"])
    book.active.append(["Avila", "Spain", "Evora", "Portugal"])
    book.save(tmp_path / "twins.xlsx")
    page = upload(
        visitor.open("load"),
        ("twins.csv.gz", gzip.compress(TWINS)),
        ("twins.xlsx", (tmp_path / "twins.xlsx").read_bytes()),
        ("twins.json", b'[{"city1":"Avila","country1":"Spain","city2":"Evora","country2":"Portugal"}]'),
    )
    assert tables(page)[0]["Recognised as"] == ["list of twinned towns"] * 3


def test_loading_comes_first_only_after_a_dry_run_of_the_same(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS))
    look, go = "Show what would change", "Load"
    assert buttons(page) == {look: "primary", go: "secondary"}
    press(page, look)
    assert buttons(page) == {look: "secondary", go: "primary"}
    page.text_input(key="load-source").set_value("towns")
    run(page)
    assert buttons(page) == {look: "primary", go: "secondary"}
    assert "You changed something since." in texts(page)


def test_a_dry_run_tells_what_would_change_and_changes_nothing(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS))
    before = counts(visitor)
    press(page, "Show what would change")
    assert page.info[0].value.startswith("Nothing was loaded yet. It would be 7 new")
    assert "municipalities: 2 new" in [one.label.replace("\\", "") for one in page.expander]
    assert counts(visitor) == before


def test_files_are_loaded_and_what_changed_survives_the_next_run(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS))
    press(page, "Load")
    (done,) = run(page).success
    assert done.value == "Loaded: 7 new, 0 changed, 0 taken out, 0 as they were."
    assert counts(visitor)["Municipality"] == 3
    press(page, "Show what would change")
    assert page.info[0].value == "Nothing changed: the store held all of it already."


def test_changed_values_are_told_old_and_new(visitor):
    topics = b"topic_id,name\nT1,waste\n"
    press(upload(visitor.open("load"), ("topics.csv", topics)), "Load")
    page = upload(visitor.open("load"), ("topics.csv", b"topic_id,name\nT1,water\n"))
    press(page, "Show what would change")
    changed = next(one for one in tables(page) if "Before" in one)
    assert [changed["Property"], changed["Before"], changed["After"]] == [["name"], ["waste"], ["water"]]


# What is wrong


def test_a_wrong_file_loads_nothing_and_every_problem_is_listed(visitor):
    page = upload(visitor.open("load"), ("exchanges.csv", b"exchange_id,status\nE1,perhaps\nE2,maybe\n"))
    press(page, "Load")
    (refused,) = page.error
    assert refused.value == "Nothing was loaded: 2 problems. The store is as it was."
    problems = next(table for table in tables(page) if "Problem" in table)
    assert [problems["Line"], problems["Value"]] == [["2", "3"], ["perhaps", "maybe"]]
    offered = [one.proto.label for one in page.get("download_button")]
    assert offered == ["What is wrong (CSV)", "Whole report (XLSX)"]
    assert counts(visitor) == {"Municipality": 1}


def test_the_good_rows_can_be_loaded_and_the_others_left_out(visitor):
    page = upload(visitor.open("load"), ("exchanges.csv", b"exchange_id,status\nE8,held\nE9,maybe\n"))
    page.checkbox(key="load-good-rows").check()
    press(page, "Load")
    (done,) = page.success
    assert done.value == "Loaded: 1 new, 0 changed, 0 taken out, 0 as they were. 1 row was left out."


def test_most_of_a_source_is_not_retired_before_somebody_says_so(visitor):
    def towns(n):
        return b"municipality_id,name\n" + b"".join(b"M%d,Town %d\n" % (one, one) for one in range(n))

    press(upload(visitor.open("load"), ("municipalities.csv", towns(60))), "Load")
    page = press(upload(visitor.open("load"), ("municipalities.csv", towns(10))), "Load")
    assert "Most of the municipalities that uploaded\\-files has in the store" in page.error[0].value
    page.radio(key="load-missing").set_value("retire")
    assert "50 taken out" in press(page, "Load").success[0].value


def test_a_file_that_is_no_table_is_told_and_the_steps_end(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS), ("empty.csv", b""))
    assert tables(page)[0]["Why not"][1].startswith(r"empty\.csv\: the file is empty\.")
    assert page.error[0].value == "Not every file can be read. Correct it or take it away."
    assert headers(page)[-1] == "2. How they are read"


def test_known_and_unknown_files_are_not_loaded_together(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS), ("partners.csv", PARTNERS))
    assert page.warning[0].value.startswith("Not every file is known.")
    assert tables(page)[0]["Recognised as"] == ["list of twinned towns", "not known"]


def test_two_files_of_one_name_are_refused(visitor):
    page = upload(visitor.open("load"), ("twins.csv", TWINS), ("twins.csv", TWINS))
    assert page.error[0].value.startswith(r"Several files are called twins\.csv.")


def test_a_workbook_with_several_sheets_asks_for_one(visitor, tmp_path):
    book = Workbook()
    book.active.append(["notes", "more"])
    book.active.append(["x", "y"])
    sheet = book.create_sheet("Towns")
    sheet.append(["city1", "country1", "city2", "country2"])
    sheet.append(["Avila", "Spain", "Evora", "Portugal"])
    book.save(tmp_path / "twins.xlsx")
    page = upload(visitor.open("load"), ("twins.xlsx", (tmp_path / "twins.xlsx").read_bytes()))
    assert page.info[0].value == "Say which sheet of the workbook is meant."
    page.text_input[0].set_value("Towns")
    run(page)
    assert tables(page)[0]["Recognised as"] == ["list of twinned towns"]
    assert "7 new" in press(page, "Load").success[0].value


# An unknown file


def test_an_unknown_file_is_profiled_and_described_and_shows_what_it_gives(visitor):
    page = upload(visitor.open("load"), ("partners.csv", PARTNERS))
    seen, profile, first = tables(page)[:3]
    assert seen["Recognised as"] == ["not known"]
    assert profile["Column"] == ["id", "name", "land", "inwoners"]
    assert profile["Looks like"] == ["whole number", "text", "country", "whole number"]
    assert first["Name"][:2] == ["Almere", "Ziniare"]
    press(page, "Load")
    assert counts(visitor)["Municipality"] == 3


def test_a_mistake_in_a_description_is_told_with_its_line_and_what_was_expected(visitor):
    page = upload(visitor.open("load"), ("partners.csv", PARTNERS))
    text = page.text_area[0]
    text.set_value(text.value.replace("kind: Municipality", "kind: Town", 1))
    run(page)
    assert "description\\.yaml line" in page.error[0].value
    assert "Expected one of" in page.error[0].value
    assert len(headers(page)) == 2


def test_a_description_that_fits_its_file_badly_tells_what_is_wrong_in_the_rows(visitor):
    page = upload(visitor.open("load"), ("partners.csv", PARTNERS))
    text = page.text_area[0]
    text.set_value(text.value.replace("          name: name", "          name: name\n          population: land"))
    run(page)
    assert page.warning[0].value.startswith("2 problems.")
    assert next(one for one in tables(page) if "Problem" in one)["Value"] == ["NL", "Burkina Faso"]


def test_a_description_that_was_kept_can_be_uploaded_with_the_file(visitor):
    page = upload(visitor.open("load"), ("partners.csv", PARTNERS))
    kept = page.text_area[0].value.replace("id: partners", "id: my-partners", 1)
    page = upload(visitor.open("load"), ("partners.csv", PARTNERS), ("my.yaml", kept.encode()))
    assert page.text_area[0].value == kept
    press(page, "Load")
    with open_store(visitor.url) as store:
        assert store.loads()[-1].source.id == "my-partners"


def test_a_description_alone_loads_nothing(visitor):
    page = upload(visitor.open("load"), ("my.yaml", b"id: x"))
    assert page.warning[0].value.startswith("A description alone loads nothing.")


def test_a_shipped_description_reads_its_real_file(visitor, shared_data):
    content = (shared_data / "programmes" / "icld_applications_2016.csv").read_bytes()
    page = upload(visitor.open("load"), ("icld_applications_2016.csv", content))
    assert tables(page)[0]["Rows"] == ["32"]
    assert tables(page)[0]["Recognised as"] != ["not known"]
    press(page, "Show what would change")
    assert page.info[0].value.startswith("Nothing was loaded yet.")


# Places, words, hostile files


def test_municipalities_are_matched_with_places_when_asked(visitor, tmp_path, monkeypatch):
    (tmp_path / "lau.csv").write_text(LAU, "utf-8")
    monkeypatch.setenv(GAZETTEER_VARIABLE, str(tmp_path / "lau.csv"))
    twins = b"city1,country1,city2,country2\nLeiden,Netherlands,Newport,United Kingdom\n"
    page = upload(visitor.open("load"), ("twins.csv", twins))
    page.checkbox(key="load-places").check()
    press(page, "Load")
    places = next(one for one in tables(page) if "Municipalities" in one)
    assert places["Municipalities"] == ["matched with a place", "to be decided by a person"]
    assert "1 municipality waits for a decision." in texts(page)


def test_the_page_is_written_in_portuguese(visitor):
    page = upload(visitor.open("load", lang="pt"), ("partners.csv", PARTNERS))
    assert headers(page)[0] == "1. Ficheiros"
    assert "texto" in str(tables(page)[1])


def test_hostile_names_of_columns_stay_text(visitor):
    page = upload(visitor.open("load"), ("x.csv", f'"{HOSTILE.replace(chr(34), chr(34) * 2)}",name\n1,a\n'.encode()))
    written = texts(page) + str(tables(page)) + str(labels(page.expander))
    assert HOSTILE not in written
    assert "](javascript" not in written


def test_uploaded_files_go_when_nobody_holds_them():
    files = UploadedFiles({"../a.csv": b"x"})
    (path,) = files.tables
    assert (path.name, path.parent.name, path.read_bytes()) == ("a.csv", "uploaded-files", b"x")
    del files
    assert not path.exists()
