"""A load can be looked at first, listed afterwards, and taken back."""

import pytest

from graph.connect import open_store
from loaders.shipped import example_folder
from tests.cli.running import run

_HEADER = "city1,country1,city2,country2,lat1,lng1\n"
LEIDEN_OXFORD = "Leiden,Netherlands,Oxford,United Kingdom,52.16,4.49\n"
LEIDEN_BUEA = "Leiden,Netherlands,Buea,Cameroon,52.16,4.49\n"


def twins(folder, *rows, name="twins.csv"):
    file = folder / name
    file.write_text(_HEADER + "".join(rows), encoding="utf-8")
    return file


def content(url):
    with open_store(url) as store:
        return list(store.statements())


def test_a_dry_run_tells_every_change_and_keeps_nothing(tmp_path, new_store):
    run("load", twins(tmp_path, LEIDEN_OXFORD))
    before = content(new_store)
    told = run("load", twins(tmp_path, LEIDEN_BUEA.replace("52.16", "52.17")), "--dry-run")
    assert told.code == 0
    assert "A dry run: nothing was loaded" in told.words
    assert "Leiden: lat: 52.16 becomes 52.17" in told.words
    assert "municipalities, retired: Oxford" in told.words
    assert content(new_store) == before


def test_a_dry_run_as_json_holds_each_record_before_and_after(tmp_path, new_store):
    run("load", twins(tmp_path, LEIDEN_OXFORD))
    found = run("load", twins(tmp_path, LEIDEN_BUEA), "--dry-run", "--format", "json").json
    assert found["status"] == "dry-run"
    assert found["loads"][0]["load_id"] is None
    differences = {(one["operation"], one["kind"], one["what"]) for one in found["differences"]}
    assert ("create", "Municipality", "Buea") in differences
    assert ("retire", "Municipality", "Oxford") in differences


def test_what_the_file_no_longer_holds_is_retired(tmp_path, new_store):
    run("load", twins(tmp_path, LEIDEN_OXFORD, LEIDEN_BUEA))
    found = run("load", twins(tmp_path, LEIDEN_BUEA), "--format", "json").json
    assert found["changes"]["Municipality"]["n_retired"] == 1
    assert found["changes"]["TWINNED_WITH"]["n_retired"] == 1


def test_a_file_that_is_only_a_part_retires_nothing_and_says_so(tmp_path, new_store):
    run("load", twins(tmp_path, LEIDEN_OXFORD), "--source", "all")
    told = run("load", twins(tmp_path, LEIDEN_BUEA, name="more.csv"), "--source", "all")
    assert "also loaded from other files before: nothing was retired" in told.words
    found = run("load", twins(tmp_path, LEIDEN_BUEA), "--add", "--source", "all", "--format", "json").json
    assert found["status"] == "unchanged"
    replaced = run("load", twins(tmp_path, LEIDEN_BUEA), "--replace", "--source", "all", "--format", "json").json
    assert replaced["changes"]["Municipality"]["n_retired"] == 1


def test_rows_that_were_left_out_are_not_retired(tmp_path, new_store):
    run("load", twins(tmp_path, LEIDEN_OXFORD, LEIDEN_BUEA))
    wrong = LEIDEN_OXFORD.replace("52.16", "152.16")
    found = run("load", twins(tmp_path, LEIDEN_BUEA, wrong), "--keep-good-rows", "--format", "json").json
    assert found["changes"]["TWINNED_WITH"]["n_retired"] == 0


def test_most_of_a_source_does_not_go_by_mistake(tmp_path, new_store):
    rows = [f"Leiden,Netherlands,Town {number},France,,\n" for number in range(30)]
    run("load", twins(tmp_path, *rows))
    refused = run("load", twins(tmp_path, rows[0]))
    assert refused.code == 1
    assert "no longer hold 29 of the 31 Municipality records" in " ".join(refused.err.split())
    assert "--add" in refused.err
    assert run("load", twins(tmp_path, rows[0]), "--replace").code == 0


def test_add_and_replace_exclude_each_other(tmp_path, new_store):
    assert run("load", twins(tmp_path, LEIDEN_BUEA), "--add", "--replace").code == 2


def test_loads_are_listed_and_a_load_can_be_taken_back(tmp_path, own_store):
    before = content(own_store)
    run("load", twins(tmp_path, LEIDEN_BUEA))
    told = run("undo", 2)
    assert (told.code, "was taken back" in told.words) == (0, True)
    assert content(own_store) == before
    listed = run("loads", "--format", "json").json["loads"]
    assert [(one["load_id"], one["undoes"], one["undone_by"]) for one in listed] == [
        (1, None, None),
        (2, None, 3),
        (3, 2, None),
    ]
    assert "taken back by load 3" in run("loads").words


def test_undo_of_what_cannot_be_undone_says_why_and_what_to_do(tmp_path, own_store):
    assert "there is no load 9" in run("undo", 9).err
    run("load", twins(tmp_path, LEIDEN_BUEA, name="a.csv"), "--source", "two")
    changed = LEIDEN_BUEA.replace("52.16", "52.17")
    run("load", twins(tmp_path, changed, name="b.csv"), "--source", "two")
    refused = run("undo", 2)
    assert refused.code == 1
    assert "Take back load 3." in " ".join(refused.err.split())


@pytest.mark.usefixtures("new_store")
def test_an_empty_store_has_no_loads():
    assert "Nothing was loaded" in run("loads").words


def test_the_export_after_an_undo_is_byte_for_byte_the_one_before(tmp_path, own_store):
    run("export", "--to", "graphml", tmp_path / "before.graphml")
    run("export", "--to", "csv", tmp_path / "before")
    run("load", twins(tmp_path, LEIDEN_BUEA))
    run("load", example_folder(), "--replace")
    run("undo", 2)
    run("export", "--to", "graphml", tmp_path / "after.graphml")
    run("export", "--to", "csv", tmp_path / "after")
    assert exported(tmp_path / "after") == exported(tmp_path / "before")
    assert (tmp_path / "after.graphml").read_bytes() == (tmp_path / "before.graphml").read_bytes()


def exported(folder):
    """Bytes of every file of an export."""
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
