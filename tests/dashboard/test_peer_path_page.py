"""The Peer path page over real stores: every status has a way on, and a link reopens the same view."""

from __future__ import annotations

import pytest

from graph.connect import open_store
from loaders.load import load
from loaders.shipped import example_folder
from tests.dashboard.pages import HOSTILE, Visit, drawn_map, labels, picture, press, query, run, texts
from tests.graph.networks import Sketch


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """Open pages over a sketch, or over an empty store."""
    return lambda sketch=None: Visit(tmp_path, monkeypatch, sketch)


@pytest.fixture
def meetings():
    """Ana - Avila - Ben by two exchanges, Ben - Cem planned, Dia alone; Avila and Evora twinned."""
    sketch = Sketch()
    sketch.officials("Ana", "Ben", "Cem", "Dia")
    sketch.municipalities("Avila", country="ES")
    sketch.municipalities("Evora", country="PT", lat=38.57, lon=-7.91)
    sketch.exchange("E1", ["Ana", "Avila"], form="study_visit", starts_on="2017-05")
    sketch.exchange("E2", ["Avila", "Ben"], form="round_table", starts_on="2018-02")
    sketch.exchange("E3", ["Ben", "Cem"], status="planned")
    sketch.twinned("Avila", "Evora", since="1990")
    return sketch


def test_an_empty_store_greets_with_something_to_do(visit):
    page = visit().open("peer_path")
    assert "Load the example" in labels(page.button)


def test_before_anything_is_chosen_an_example_leads_to_its_paths(visit, meetings):
    page = visit(meetings).open("peer_path")
    assert "For example: how are these two connected?" in texts(page)
    press(page, "Show how they are connected")
    assert query(page) == {"from": ["Ben"], "to": ["Ana"]}
    assert page.header[0].value == r"Ben and Ana are 2 steps apart\."


def test_where_nobody_is_two_steps_apart_the_page_still_says_what_to_do(visit):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora")
    sketch.twinned("Avila", "Evora")
    page = visit(sketch).open("peer_path")
    assert "Choose two peers above." in texts(page)
    assert "Show how they are connected" not in labels(page.button)


def test_with_one_end_the_page_asks_for_the_other(visit, meetings):
    assert "Now choose the other end." in texts(visit(meetings).open("peer_path", from_="Ana"))


def test_each_step_is_told_in_a_numbered_sentence_with_its_source(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben")
    assert [one.value for one in page.markdown if one.value.startswith("1. ")] == [
        r"1. Ana and Avila took part in the study visit of May 2017 \(E1\)\."
        r" :gray[Source:] [example\.org](https://example.org/E1)"
        "\n"
        r"2. Avila and Ben took part in the round table of February 2018 \(E2\)\."
        r" :gray[Source:] [example\.org](https://example.org/E2)"
    ]


def test_the_picture_shows_all_paths_from_left_to_right_and_the_chosen_one_stands_out(visit):
    sketch = Sketch()
    sketch.officials("Ana", "Ben")
    sketch.municipalities("Avila", "Evora")
    for town in ("Avila", "Evora"):
        sketch.exchange(f"{town}-Ana", ["Ana", town])
        sketch.exchange(f"{town}-Ben", ["Ben", town])
    page = visit(sketch).open("peer_path", from_="Ana", to="Ben")
    assert [node["id"] for node in picture(page)["nodes"] if node["is_on_path"]] == ["Ana", "Avila", "Ben"]
    assert "2 paths are listed." in texts(page)
    page.segmented_control(key="path-chosen").set_value(2)
    run(page)
    assert query(page) == {"from": ["Ana"], "to": ["Ben"], "path": ["2"]}
    drawn = picture(page)["nodes"]
    assert [node["id"] for node in drawn if node["is_on_path"]] == ["Ana", "Ben", "Evora"]
    assert [node["x"] for node in drawn if node["id"] in ("Ana", "Ben")] == [0, max(node["x"] for node in drawn)]


def test_the_edges_of_the_chosen_path_say_their_fact(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben")
    assert [edge["label"] for edge in picture(page)["edges"]] == ["study visit 2017", "round table 2018"]


def test_the_list_tells_every_path_and_shows_one_in_the_picture(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Evora", view="list")
    assert [one.value for one in page.subheader] == ["Path 1, 2 steps"]
    press(page, "Show in the picture")
    assert query(page) == {"from": ["Ana"], "to": ["Evora"]}


def test_the_map_shows_the_same_peers(visit, meetings):
    layers = drawn_map(visit(meetings).open("peer_path", from_="Ana", to="Evora", view="map"))
    assert [node["id"] for node in layers["nodes"]] == ["Avila", "Evora"]
    assert [line["caption"] for line in layers["lines"]] == ["Evora – Avila\n1 exchange or tie"]


def test_more_paths_of_the_same_length_are_counted(visit):
    sketch = Sketch()
    sketch.officials("Ana", "Ben")
    towns = sketch.municipalities(*(f"Town {n}" for n in range(9)))
    for town in towns:
        sketch.exchange(f"{town}-Ana", ["Ana", town])
        sketch.exchange(f"{town}-Ben", ["Ben", town])
    page = visit(sketch).open("peer_path", from_="Ana", to="Ben", paths="2")
    assert "2 paths are listed, and 7 more of 2 steps." in texts(page)


def test_the_same_peer_at_both_ends_is_said_and_can_be_changed(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ana")
    assert "Both ends are Ana" in page.info[0].value
    press(page, "Choose another end")
    assert query(page) == {"from": ["Ana"]}


@pytest.mark.parametrize("end", ["from_", "to"])
def test_an_unknown_id_in_a_link_is_named_and_the_page_goes_on(visit, meetings, end):
    page = visit(meetings).open("peer_path", **{end: "nobody"})
    assert 'The link names "nobody"' in page.warning[0].value
    assert "Show how they are connected" in labels(page.button)


def test_what_is_avoided_can_be_allowed_again(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben", avoid=["Avila"])
    assert "What you leave out or ask to pass leaves no path" in page.info[0].value
    press(page, "Avoid nothing")
    assert page.header[0].value == r"Ana and Ben are 2 steps apart\."


def test_planned_exchanges_are_offered_where_they_would_connect(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Cem")
    assert "not connected" in page.info[0].value
    press(page, "Count planned exchanges too: 3 steps")
    assert query(page) == {"from": ["Ana"], "to": ["Cem"], "planned": ["yes"]}
    assert [edge["is_similarity"] for edge in picture(page)["edges"]] == [False, False, True]
    assert "dashed: not known to have met" in texts(page)


def test_a_path_that_is_too_long_is_one_button_away(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben", steps="1")
    press(page, "Look up to 2 steps")
    assert query(page) == {"from": ["Ana"], "to": ["Ben"], "steps": ["2"]}
    assert page.header[0].value == r"Ana and Ben are 2 steps apart\."


def test_who_is_connected_with_nobody_is_told_and_likeness_is_offered(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Dia")
    assert r"Dia has no recorded step to anybody\." in page.info[0].value
    press(page, "Allow steps between peers who are only alike")
    assert query(page) == {"from": ["Ana"], "to": ["Dia"], "likeness": ["yes"]}


def test_a_link_reopens_the_whole_view(visit, meetings):
    link = {
        "from": ["Ana"],
        "to": ["Evora"],
        "steps": ["4"],
        "paths": ["3"],
        "planned": ["yes"],
        "likeness": ["yes"],
        "avoid": ["E2"],
        "without": ["Body"],
        "view": ["list"],
    }
    page = visit(meetings).open("peer_path", **{**link, "from_": link["from"]})
    assert query(page) == link
    assert [slider.value for slider in page.slider] == [4, 3]
    assert [toggle.value for toggle in page.toggle] == [True, True]
    assert [choice.value for choice in page.multiselect] == [["E2"], ["Body"]]
    assert page.segmented_control(key="path-view").value == "list"


def test_what_makes_no_sense_in_a_link_is_passed_over(visit, meetings):
    page = visit(meetings).open(
        "peer_path", from_="Ana", to="Ben", steps="many", paths="-1", path="9", view="film", without="Topic", avoid="x"
    )
    assert page.header[0].value == r"Ana and Ben are 2 steps apart\."
    assert [slider.value for slider in page.slider] == [6, 5]


def test_changing_an_option_changes_the_address_and_the_answer(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben")
    page.slider(key="path-option-steps").set_value(1)
    run(page)
    assert query(page) == {"from": ["Ana"], "to": ["Ben"], "steps": ["1"]}
    assert "more than the 1 asked for" in page.info[0].value


def test_swapping_the_ends_reads_the_path_backwards(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben")
    press(page, "Swap")
    assert query(page) == {"from": ["Ben"], "to": ["Ana"]}
    assert page.header[0].value == r"Ben and Ana are 2 steps apart\."


def test_a_click_on_a_node_shows_who_it_is_and_leads_on(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben")
    page.session_state["path-picture"] = {"click": {"id": "Avila", "action": "select"}}
    run(page)
    assert query(page)["selected"] == ["Avila"]
    link = page.get("page_link")[0].proto
    assert (link.label, link.query_string) == ("Explore what lies around it", "node=Avila&lang=en")
    press(page, "Look for paths without it")
    assert query(page) == {"from": ["Ana"], "to": ["Ben"], "avoid": ["Avila"]}


def test_the_page_is_written_in_portuguese(visit, meetings):
    page = visit(meetings).open("peer_path", from_="Ana", to="Ben", lang="pt")
    assert page.header[0].value == r"Ana e Ben estão a 2 passos de distância\."
    assert "visita de estudo" in texts(page)


def test_hostile_names_stay_text(visit):
    sketch = Sketch()
    sketch.node("Official", "Ana", name=HOSTILE, function=HOSTILE)
    sketch.node("Municipality", "Avila", name=HOSTILE, country="ES")
    sketch.node("Official", "Ben", name="Ben")
    sketch.exchange("E1", ["Ana", "Avila"], title=HOSTILE)
    sketch.exchange("E2", ["Avila", "Ben"])
    opened = visit(sketch)
    for view in ("picture", "list", "map"):
        page = opened.open("peer_path", from_="Ana", to="Ben", view=view, selected="Avila")
        assert HOSTILE not in texts(page)
        assert "](javascript" not in texts(page)
        assert r"\<img src\=x" in texts(page).replace("=", r"\=")


def test_connects_own_people_are_found_connected(tmp_path, monkeypatch):
    visit = Visit(tmp_path, monkeypatch)
    with open_store(visit.url) as store:
        load([example_folder()], store)
    page = visit.open("peer_path")
    assert "Abdallah Anati" in texts(page)
    press(page, "Show how they are connected")
    assert page.header[0].value == r"Abdallah Anati and Laura Heese\-Smit are 2 steps apart\."
    assert "5 paths are listed, and 8 more of 3 steps." in texts(page)
