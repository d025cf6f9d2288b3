"""Nodes are found by any name, and shown with all they are connected to."""

import csv

import pytest

from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("example")


def test_nothing_found_is_said_with_exit_code_1():
    told = run("search", "Xyzzyq")
    assert (told.code, told.out) == (1, "")
    assert told.err == 'Nothing is called anything like "Xyzzyq".\n'


def test_nothing_found_is_an_empty_list_in_json():
    told = run("search", "Xyzzyq", "--format", "json")
    assert (told.code, told.json) == (1, {"text": "Xyzzyq", "hits": []})


def test_a_name_is_found_in_another_spelling_with_its_id_and_country():
    told = run("search", "Ziniare, Burkina Faso")
    assert told.code == 0
    first, second = told.out.splitlines()
    assert first.startswith("mun-")
    assert first.endswith("  Ziniaré")
    assert second.strip() == "municipality, Burkina Faso"


def test_search_answers_in_json_without_anything_that_differs_between_stores():
    (hit,) = run("search", "E03", "--format", "json").json["hits"]
    assert (hit["kind"], hit["source_key"], hit["likeness"], hit["n_errors"]) == ("Exchange", "E03", "same_name", 0)
    assert not {"load_id", "loaded_at", "data_version", "store", "url"} & set(hit)


def test_search_answers_in_csv():
    told = run("search", "Leiden", "--format", "csv")
    (row,) = csv.DictReader(told.out.splitlines())
    assert (row["name"], row["country"], row["likeness"]) == ("Leiden", "NL", "same_name")


def test_search_can_be_limited_to_a_kind_and_a_country():
    names = [hit["name"] for hit in run("search", "Waste", "--kind", "topic", "--format", "json").json["hits"]]
    assert names == ["Waste management"]
    assert run("search", "Leiden", "--country", "Islande").code == 1
    assert run("search", "Leiden", "--country", "Pays-Bas").code == 0


def test_a_store_that_does_not_exist_is_not_made(tmp_path):
    missing = tmp_path / "missing.sqlite"
    for arguments in (["search", "x"], ["show", "x"], ["path", "x", "y"], ["ask", "topics"], ["doctor"]):
        told = run(*arguments, "--store", f"sqlite:///{missing}")
        assert told.code == 1
        assert "Load something first" in told.err
    assert not missing.exists()


def test_an_empty_store_says_what_to_do(tmp_path):
    url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert run("load", "nowhere", "--store", url).code == 1  # makes the store
    told = run("search", "x", "--store", url)
    assert told.code == 1
    assert "The store is empty. Load something first" in told.err


def test_show_tells_what_is_not_decided_about_an_official():
    told = run("show", "Abdallah Anati")
    assert told.code == 0
    assert "lawful basis  not decided" in told.out
    assert "keep until    not decided" in told.out


def test_show_groups_what_a_node_is_connected_to_with_dates_and_sources():
    told = run("show", "O07")
    assert "took part in (1 exchange):" in told.out
    assert "temporary work placement, April 2018 (E03); Netherlands; participant" in told.words
    assert "works for (1 association):" in told.out
    assert "Source: http://www.vng-international.nl/" in told.out


def test_show_lists_only_as_many_as_asked():
    told = run("show", "E03", "--limit", "2")
    assert "is about (5 topics):" in told.out
    assert "  and 3 more" in told.out.splitlines()


def test_show_answers_in_json():
    told = run("show", "O07", "--format", "json").json
    assert told["node"]["name"] == "Abdallah Anati"
    assert (told["properties"]["lawful_basis"], told["properties"]["keep_until"]) == (None, None)
    assert [(one["type"], one["n"]) for one in told["groups"]] == [
        ("EXPERT_IN", 1),
        ("TOOK_PART_IN", 1),
        ("WORKS_FOR", 1),
    ]


def test_show_answers_in_csv():
    rows = list(csv.DictReader(run("show", "O07", "--format", "csv").out.splitlines()))
    assert [row["type"] for row in rows] == ["EXPERT_IN", "TOOK_PART_IN", "WORKS_FOR"]
    assert rows[2]["other"] == "Association of Palestinian Local Authorities (APLA)"


def test_show_never_guesses():
    told = run("show", "Anati")
    assert told.code == 1
    assert 'Nothing is called "Anati". Names like it:' in told.out
    assert "Abdallah Anati" in told.out
