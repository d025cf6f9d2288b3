"""The Ask page over real stores: choosing is enough, and a link reopens the same answer."""

from __future__ import annotations

import pytest

from dashboard.safe_text import plain
from tests.dashboard.pages import HOSTILE, Visit, labels, press, query, run, texts
from tests.graph.networks import Sketch


@pytest.fixture
def visit(tmp_path, monkeypatch):
    return lambda sketch=None: Visit(tmp_path, monkeypatch, sketch)


@pytest.fixture
def meetings():
    sketch = Sketch()
    sketch.officials("Ana", "Ben")
    sketch.municipalities("Avila", country="ES")
    sketch.municipalities(HOSTILE, country="PT")
    sketch.exchange("E1", ["Ana", "Avila"], form="study_visit", starts_on="2017-05")
    sketch.exchange("E2", ["Avila", "Ben"], form="round_table", starts_on="2018-02")
    return sketch


def test_an_empty_store_greets_with_something_to_do(visit):
    assert "Load the example" in labels(visit().open("ask").button)


def test_every_question_can_be_chosen_from_the_list_under_its_subject(visit, meetings):
    page = visit(meetings).open("ask")
    assert "Peer paths" in texts(page)
    page = press(page, f":primary[{plain('Who or what is called like this?')}]")
    assert query(page) == {"question": ["search"]}
    assert "Still needed: text" in texts(page).replace("\\", "")


def test_an_answer_is_shown_with_names_and_taken_away(visit, meetings):
    page = visit(meetings).open("ask", question="peer_paths", p_from_id="Ana", p_to_id="Ben")
    table = page.table[0].value
    assert list(table["From"]) == ["Ana", "Avila"]
    assert list(table["Fact"]) == ["exchange", "exchange"]
    assert [one.label for one in page.get("download_button")] == ["CSV", "XLSX", "Parquet", "GraphML", "GEXF"]


def test_a_link_reopens_the_filters_and_widgets_write_them(visit, meetings):
    page = visit(meetings).open("ask", question="ego_network", p_node_id="Ana", p_radius="2")
    number = next(one for one in page.number_input if one.label == "Steps around it")
    assert number.value == 2
    number.set_value(1)
    page = run(page)
    assert query(page) == {"question": ["ego_network"], "p_node_id": ["Ana"]}


def test_no_rows_are_told_in_words(visit, meetings):
    page = visit(meetings).open("ask", question="ids_by_source_key", p_source_key="none")
    assert "Nothing found: no source uses the key" in texts(page).replace("\\", "")
    assert page.get("download_button") == []


def test_a_value_that_is_out_of_range_is_explained(visit, meetings):
    page = visit(meetings).open("ask", question="peer_paths", p_from_id="Ana", p_to_id="Ben", p_k="9999")
    assert "k must be" in page.warning[0].value


def test_several_nodes_are_picked_one_after_the_other(visit, meetings):
    page = visit(meetings).open("ask", question="nodes_by_id", p_ids=["Ana"], add_ids="Ben")
    assert query(page) == {"question": ["nodes_by_id"], "p_ids": ["Ana", "Ben"]}
    picked = next(one for one in page.multiselect if one.label == "Picked")
    picked.set_value(["Ben"])
    assert query(run(page))["p_ids"] == ["Ben"]


def test_the_text_of_a_question_can_be_copied(visit, meetings):
    page = visit(meetings).open("ask", question="topics")
    codes = [one.value for one in page.code]
    assert any("FROM node" in one for one in codes)
    assert any("MATCH (n:Topic)" in one for one in codes)
    assert "connect-explorer ask topics" in codes


def test_a_hostile_name_is_shown_letter_by_letter(visit, meetings):
    page = visit(meetings).open("ask", question="search", p_text="img src")
    assert list(page.table[0].value["Name"]) == [plain(HOSTILE)]


def test_a_question_is_saved_with_its_filters_and_asked_again(visit, meetings):
    here = visit(meetings)
    page = here.open("ask", question="ego_network", p_node_id="Ana", p_radius="2", p_kinds=["Official"])
    page.text_input(key="ask-save-name").set_value("Around Ana")
    assert 'Saved as "Around Ana"' in texts(press(page, "Save")).replace("\\", "")
    page = here.open("ask", tab="saved")
    assert "node: Ana; steps around it: 2; kinds: officials" in texts(page).replace("\\", "")
    page = press(page, "Ask it")
    assert query(page) == {
        "question": ["ego_network"], "p_node_id": ["Ana"], "p_radius": ["2"], "p_kinds": ["Official"]
    }  # fmt: skip


def test_a_saved_question_is_renamed_and_deleted(visit, meetings):
    here = visit(meetings)
    page = here.open("ask", tab="saved")
    assert "Nothing is saved yet" in texts(page)
    page = here.open("ask", question="topics")
    page.text_input(key="ask-save-name").set_value("T")
    press(page, "Save")
    assert "Another question has this name" in texts(press(page, "Save"))
    page = here.open("ask", tab="saved")
    page.text_input(key="saved-name-T").set_value("All topics")
    assert [one.value for one in press(page, "Rename").subheader] == ["All topics"]
    assert "Nothing is saved yet" in texts(press(page, "Delete"))


def test_a_query_of_ones_own_is_asked_and_its_link_asks_it_again(visit, meetings):
    here = visit(meetings)
    page = here.open("ask", tab="own")
    page.text_area(key="ask-own-text").set_value("SELECT name FROM node WHERE kind = 'Official' ORDER BY name")
    page = press(page, "Ask")
    assert list(page.table[0].value["Name"]) == ["Ana", "Ben"]
    again = here.open("ask", **query(page))
    assert list(again.table[0].value["Name"]) == ["Ana", "Ben"]


def test_a_query_that_would_write_or_read_what_is_closed_is_refused(visit, meetings):
    here = visit(meetings)
    for text in ("DELETE FROM node", "SELECT value FROM hidden_value"):
        assert "cannot be asked" in here.open("ask", tab="own", text=text).warning[0].value


def test_a_query_without_rows_says_so(visit, meetings):
    page = visit(meetings).open("ask", tab="own", text="SELECT name FROM node WHERE 0")
    assert "the query gives no rows" in texts(page)
