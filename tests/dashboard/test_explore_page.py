"""The Explore page over real stores: never an empty screen, nothing jumps, a link reopens the same view."""

from __future__ import annotations

import psutil
import pytest

from graph.connect import STORE_VARIABLE, open_store
from loaders.load import load
from loaders.shipped import example_folder
from tests.dashboard.pages import HOSTILE, Visit, drawn_map, labels, picture, press, query, run, texts
from tests.graph.networks import Sketch

PICTURE = "explore-picture"


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """Open pages over a sketch, or over an empty store."""
    return lambda sketch=None: Visit(tmp_path, monkeypatch, sketch)


@pytest.fixture
def meetings():
    """Avila met Evora (E1), Evora met Leiden (E2), Leiden and Pursat plan to meet (E3); Ana works for Avila."""
    sketch = Sketch()
    sketch.municipalities("Avila", country="ES")
    sketch.municipalities("Evora", country="PT")
    sketch.municipalities("Leiden", country="NL")
    sketch.municipalities("Pursat", country="KH")
    sketch.officials("Ana", function="Mayor")
    sketch.works_for("Ana", "Avila", function="Mayor")
    sketch.exchange("E1", ["Avila", "Evora"], form="study_visit", starts_on="2016-05")
    sketch.exchange("E2", ["Evora", "Leiden"], form="round_table", starts_on="2018")
    sketch.exchange("E3", ["Leiden", "Pursat"], status="planned", starts_on="2019")
    sketch.node("Topic", "Waste")
    sketch.relate("ABOUT", "E1", "Waste")
    return sketch


def drawn(page):
    return {node["id"] for node in picture(page)["nodes"]}


def places(page):
    return {node["id"]: (node["x"], node["y"]) for node in picture(page)["nodes"]}


def click(page, node_id, action="select"):
    """What the browser sends when a node of the picture is clicked; a trigger lasts for one run."""
    page.session_state[PICTURE] = {"click": {"id": node_id, "action": action}}
    run(page)
    page.session_state[PICTURE] = {"click": None}
    return page


def type_name(page, text):
    page.text_input(key="node-text").set_value(text)
    return run(page)


def test_an_empty_store_greets_with_three_things_to_do(visit):
    page = visit().open("explore")
    assert [one.value for one in page.header] == ["Load CONNECT's example", "Load your own files", "Read the guide"]
    assert labels(page.button) == ["Load the example"]
    assert [one.proto.label for one in page.get("page_link")] == ["Go to the Load page"]


def test_the_button_really_loads_the_example_and_shows_it(visit):
    page = press(visit().open("explore"), "Load the example")
    assert page.header[0].value == r"Association of Netherlands Municipalities \(VNG\), Netherlands"
    assert "To begin with, the organisation that takes part in most exchanges" in texts(page)
    assert len(drawn(page)) > 20


def test_a_store_that_cannot_be_opened_is_a_sentence(visit, tmp_path, monkeypatch):
    visitor = visit()
    (tmp_path / "letter.sqlite").write_text("Dear colleague")
    monkeypatch.setenv(STORE_VARIABLE, f"sqlite:///{tmp_path / 'letter.sqlite'}")
    page = visitor.open("explore")
    assert "file is not a database" in page.error[0].value
    assert labels(page.button) == ["Try again"]


def test_a_store_that_breaks_meanwhile_is_a_sentence_and_one_that_is_mended_works_again(visit, meetings, tmp_path):
    file = tmp_path / "network.sqlite"
    visitor = visit(meetings)
    page = visitor.open("explore")
    whole = file.read_bytes()
    for left_over in tmp_path.glob("network.sqlite-*"):
        left_over.unlink()
    file.unlink()
    file.write_text("Dear colleague")
    assert "file is not a database" in run(page).error[0].value
    file.write_bytes(whole)
    assert press(page, "Try again").header[0].value == "Evora, Portugal"


def test_the_first_screen_begins_with_the_most_connected_organisation(visit, meetings):
    page = visit(meetings).open("explore")
    assert page.header[0].value == "Evora, Portugal"
    assert drawn(page) == {"Evora", "E1", "E2", "Avila", "Leiden", "Waste"}
    assert r"To begin with, the organisation that takes part in most exchanges \(2\)\." in texts(page)
    assert query(page) == {}


def test_the_only_node_of_a_name_is_picked_at_once(visit, meetings):
    page = type_name(visit(meetings).open("explore"), "evora")
    assert query(page) == {"node": ["Evora"]}
    assert page.header[0].value == "Evora, Portugal"
    assert "To begin with" not in texts(page)


def test_names_that_begin_so_are_listed_and_one_is_picked(visit, meetings):
    meetings.municipalities("Avila Nova", country="PT")
    page = type_name(visit(meetings).open("explore"), "avil")
    hits = [one for one in page.button if one.key.startswith("node-hit")]
    assert [hit.label.split(") ", 1)[1] for hit in hits] == [
        ":primary[Avila] :gray[municipality, Spain]",
        ":primary[Avila Nova] :gray[municipality, Portugal]",
    ]
    hits[1].click()
    assert query(run(page)) == {"node": ["Avila Nova"]}
    assert page.text_input(key="node-text").value == "Avila Nova"
    assert not [one for one in page.button if one.key.startswith("node-hit")]


def test_a_name_like_no_other_is_said_and_the_view_stays(visit, meetings):
    page = type_name(visit(meetings).open("explore", node="Leiden"), "xyzxyz")
    assert 'Nothing is called "xyzxyz"' in texts(page)
    assert page.header[0].value == "Leiden, Netherlands"


def test_one_letter_is_too_few_and_it_says_so(visit, meetings):
    assert "Type at least three letters." in texts(type_name(visit(meetings).open("explore"), "a"))


def test_clearing_the_search_leads_back_to_the_beginning(visit, meetings):
    page = type_name(visit(meetings).open("explore", node="Leiden", open=["E1"], view="list"), "")
    assert query(page) == {"view": ["list"]}
    assert page.header[0].value == "Evora, Portugal"


def test_a_click_shows_who_it_is_with_dates_and_sources(visit, meetings):
    page = click(visit(meetings).open("explore", node="Evora"), "E1")
    assert query(page) == {"node": ["Evora"], "selected": ["E1"]}
    assert page.subheader[0].value == r"study visit, May 2016 \(E1\)"
    assert "**Brought together 2 municipalities**" in texts(page)
    assert r"[example\.org](https://example.org/E1)" in texts(page)


def test_of_an_official_it_is_said_that_nobody_has_decided(visit, meetings):
    page = visit(meetings).open("explore", node="Ana")
    assert ":gray[lawful basis:] not decided  \n:gray[keep until:] not decided" in texts(page)


def test_a_double_click_brings_neighbours_and_nothing_that_was_there_moves(visit, meetings):
    page = visit(meetings).open("explore", node="Avila")
    before = places(page)
    assert before.keys() == {"Avila", "Ana", "E1", "Evora", "Waste"}
    click(page, "Evora", "expand")
    assert query(page) == {"node": ["Avila"], "open": ["Evora"], "selected": ["Evora"]}
    assert drawn(page) == {*before, "E2", "Leiden"}
    assert {id_: places(page)[id_] for id_ in before} == before


def test_the_button_does_what_the_double_click_does_and_takes_it_back(visit, meetings):
    page = visit(meetings).open("explore", node="Avila", selected="Evora")
    press(page, "Show its neighbours")
    assert "Leiden" in drawn(page)
    press(page, "Hide its neighbours")
    assert query(page) == {"node": ["Avila"], "selected": ["Evora"]}
    assert "Leiden" not in drawn(page)


def test_a_node_that_is_not_drawn_can_be_added_or_put_in_the_middle(visit, meetings):
    page = visit(meetings).open("explore", node="Avila", selected="Pursat")
    press(page, "Add to the picture")
    assert {"Avila", "Pursat", "E3"} <= drawn(page)
    press(page, "Put in the middle")
    assert query(page) == {"node": ["Pursat"]}
    assert page.text_input(key="node-text").value == "Pursat"


def test_a_link_reopens_the_same_picture(visit, meetings):
    visitor = visit(meetings)
    page = visitor.open("explore", node="Avila")
    click(page, "Evora", "expand")
    click(page, "Leiden", "expand")
    again = visitor.open("explore", **query(page))
    assert places(again) == places(page)
    assert again.subheader[0].value == "Leiden"
    assert query(again) == query(page)


def test_every_choice_is_in_the_address_and_comes_back(visit, meetings):
    link = {
        "node": ["Evora"],
        "steps": ["2"],
        "view": ["list"],
        "without": ["Topic"],
        "country": ["NL", "PT"],
        "form": ["round_table"],
        "since": ["2017"],
        "held": ["only"],
    }
    page = visit(meetings).open("explore", **link)
    assert query(page) == link
    assert page.segmented_control(key="view-switch").value == "list"
    assert page.segmented_control(key="steps-switch").value == 2
    assert page.multiselect(key="filter-country").value == ["NL", "PT"]
    assert page.slider(key="filter-years").value == (2017, 2019)
    assert page.toggle(key="filter-held").value
    press(page, "Remove all filters")
    assert query(page) == {"node": ["Evora"], "steps": ["2"], "view": ["list"]}


def test_what_makes_no_sense_in_a_link_is_passed_over(visit, meetings):
    page = visit(meetings).open(
        "explore", node="Avila", steps="99", view="film", topic="Dragons", country="XX", open="x"
    )
    assert drawn(page) == {"Avila", "Ana", "E1", "Evora", "Waste"}
    assert page.multiselect(key="filter-topic").value == []


def test_a_link_to_a_node_that_is_gone_says_so_and_begins_anew(visit, meetings):
    page = visit(meetings).open("explore", node="gone")
    assert 'The link names "gone"' in page.warning[0].value
    assert page.header[0].value == "Evora, Portugal"


@pytest.mark.parametrize(
    ("key", "value", "parameter", "gone"),
    [
        ("filter-country", ["PT"], {"country": ["PT"]}, {"Avila", "Leiden"}),
        ("filter-topic", ["Waste"], {"topic": ["Waste"]}, {"E2", "Leiden"}),
        ("filter-form", ["round_table"], {"form": ["round_table"]}, {"E1", "Avila", "Waste"}),
    ],
)
def test_a_filter_filters_and_is_in_the_address(visit, meetings, key, value, parameter, gone):
    page = visit(meetings).open("explore", node="Evora")
    before = drawn(page)
    page.multiselect(key=key).set_value(value)
    run(page)
    assert query(page) == {"node": ["Evora"], **parameter}
    assert before - drawn(page) == gone
    assert "Filters (1)" in [one.proto.popover.label for one in page.get("popover")]


def test_a_period_leaves_out_what_was_before(visit, meetings):
    page = visit(meetings).open("explore", node="Evora")
    page.slider(key="filter-years").set_value((2017, 2019))
    run(page)
    assert query(page) == {"node": ["Evora"], "since": ["2017"]}
    assert "E1" not in drawn(page)


def test_planned_exchanges_are_dashed_and_can_be_left_out(visit, meetings):
    page = visit(meetings).open("explore", node="Pursat")
    assert drawn(page) == {"Pursat", "E3", "Leiden"}
    assert all(edge["is_similarity"] for edge in picture(page)["edges"])
    assert "1 exchange is not known to have been held; its lines are dashed" in texts(page)
    page.toggle(key="filter-held").set_value(True)
    assert drawn(run(page)) == {"Pursat"}


def test_the_legend_counts_what_is_drawn_and_switches_kinds_off(visit, meetings):
    page = visit(meetings).open("explore", node="Evora")
    words = [one.label.split(") ", 1)[1] for one in page.checkbox]
    assert words == ["3 municipalities", "2 exchanges", "1 topic"]
    page.checkbox(key="legend-Topic").set_value(False)
    run(page)
    assert query(page) == {"node": ["Evora"], "without": ["Topic"]}
    assert "Waste" not in drawn(page)
    page.checkbox(key="legend-Topic").set_value(True)
    assert "Waste" in drawn(run(page))


def test_with_every_kind_switched_off_the_middle_stays(visit, meetings):
    page = visit(meetings).open("explore", node="Evora", without=["Municipality", "Exchange", "Topic", "Official"])
    assert drawn(page) == {"Evora"}
    assert "Nothing is recorded around Evora that the filters let through" in texts(page)


def test_the_list_has_everything_and_its_names_are_buttons(visit, meetings):
    visitor = visit(meetings)
    in_picture = drawn(visitor.open("explore", node="Evora"))
    page = visitor.open("explore", node="Evora", view="list")
    buttons = {one.key.removeprefix("list-"): one for one in page.button if one.key.startswith("list-")}
    assert buttons.keys() == in_picture
    buttons["Leiden"].click()
    assert query(run(page)) == {"node": ["Evora"], "view": ["list"], "selected": ["Leiden"]}
    assert page.subheader[0].value == "Leiden"
    assert list(page.table[0].value["From"])[1:] == ["Avila", "Evora", "Evora", "Leiden"]


def test_the_map_shows_the_same_selection(visit, meetings):
    page = visit(meetings).open("explore", node="Evora", view="map")
    assert {"Evora", "Avila", "Leiden"} <= {node["id"] for node in drawn_map(page)["nodes"]}


def test_everything_can_be_taken_away(visit, meetings):
    page = visit(meetings).open("explore", node="Evora", since="2017")
    assert [one.label for one in page.get("download_button")] == [
        "Picture as a web page",
        "Nodes (CSV)",
        "Relationships (CSV)",
    ]
    assert page.code[0].value.endswith("?node=Evora&since=2017")


def test_hostile_names_stay_text(visit):
    sketch = Sketch()
    sketch.node("Municipality", "m", name=HOSTILE)
    sketch.node("Official", "o", name=HOSTILE, function=HOSTILE)
    sketch.node("Topic", "t", name=HOSTILE)
    sketch.works_for("o", "m", function=HOSTILE)
    sketch.exchange("e", ["m", "o"], title=HOSTILE)
    sketch.relate("ABOUT", "e", "t")
    for view in ("picture", "list", "map"):
        page = visit(sketch).open("explore", node="m", view=view)
        written = texts(page) + "".join(labels(page.button)) + "".join(labels(page.checkbox))
        assert r"\<img src=x" in written
        assert "<img" not in written.replace(r"\<img", "")
        assert "**bold**" not in written
        assert "](javascript:" not in written.replace(r"\]\(javascript", "")
    page = type_name(page, "bold")
    assert r"\<img src=x" in "".join(one.label for one in page.button if one.key.startswith("node-hit"))


def test_the_page_speaks_portuguese_and_the_address_says_so(visit, meetings):
    page = visit(meetings).open("explore", node="Evora", lang="pt")
    assert page.segmented_control(key="language-switch").value == "pt"
    assert page.header[0].value == "Evora, Portugal"
    assert page.title[0].value != "Who is out there?"
    assert "3 municípios" in [one.label.split(") ", 1)[1] for one in page.checkbox]
    page.segmented_control(key="language-switch").set_value("en")
    assert run(page).title[0].value == "Who is out there?"
    assert page.query_params["lang"] == "en"


def test_a_load_from_elsewhere_shows_on_the_next_run(visit, meetings):
    visitor = visit(meetings)
    page = visitor.open("explore", node="Evora")
    with open_store(visitor.url) as store:
        load([example_folder()], store)
    assert type_name(page, "Agona West").header[0].value == "Agona West, Ghana"


def test_coming_back_from_another_page_finds_the_view_as_it_was_left(visit, meetings):
    page = visit(meetings).open("explore", node="Avila", view="list")
    page.query_params.clear()
    page.switch_page("views/data.py")
    run(page)
    assert query(page) == {}
    page.switch_page("views/explore.py")
    assert query(run(page)) == {"node": ["Avila"], "view": ["list"]}
    assert page.text_input(key="node-text").value == "Avila"


def test_many_runs_keep_no_more_files_open_than_a_few(visit, meetings):
    page = visit(meetings).open("explore", node="Evora")
    n_open = psutil.Process().num_fds()
    for _ in range(10):
        run(page)
    assert psutil.Process().num_fds() < n_open + 10


def test_what_was_loaded_into_an_empty_store_meanwhile_replaces_the_greeting(visit):
    visitor = visit()
    page = visitor.open("explore")
    with open_store(visitor.url) as store:
        load([example_folder()], store)
    assert len(drawn(run(page))) > 20
