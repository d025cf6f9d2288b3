"""The component without a browser: where its library comes from, what it sends, and which clicks it believes."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components import network_figure
from dashboard.components.network_figure import LIBRARY_NAME, LIBRARY_SHA256, LibraryError, prepare_library


def one_picture() -> None:
    """A page for AppTest, which runs this function's body on its own."""
    import streamlit as st

    from dashboard.components import network_figure
    from dashboard.figure import Figure, FigureEdge, FigureNode

    nodes = (
        FigureNode("utrecht", "Utrecht", "Municipality", "Utrecht, municipality", 0, 0, n_hidden=4),
        FigureNode("visit", "Study visit", "Exchange", "Study visit of 2017", 100, 0),
    )
    edges = (FigureEdge("e", "utrecht", "visit", "hosted", "Utrecht hosted"),)
    figure = Figure(nodes, edges, "utrecht", "Utrecht and its exchange.")
    click = network_figure.show(figure, key="picture", label="Who met Utrecht?", labels={"fit": "Tout voir"}, lang="fr")
    st.text(f"{click.action} {click.node_id}" if click else "no click")


def sent(page: AppTest) -> dict[str, object]:
    return json.loads(page.get("bidi_component")[0].proto.json)


# The library


def test_the_library_is_copied_once_and_whole(tmp_path):
    target = prepare_library(tmp_path)
    assert target == tmp_path / LIBRARY_NAME
    assert sha256(target.read_bytes()).hexdigest() == LIBRARY_SHA256
    written_at = target.stat().st_mtime_ns
    assert prepare_library(tmp_path) == target
    assert target.stat().st_mtime_ns == written_at
    assert list(tmp_path.iterdir()) == [target]


def test_a_spoilt_copy_is_replaced(tmp_path):
    (tmp_path / LIBRARY_NAME).write_text("half a libr")
    target = prepare_library(tmp_path)
    assert target is not None
    assert sha256(target.read_bytes()).hexdigest() == LIBRARY_SHA256


def test_a_folder_that_is_missing_or_cannot_be_written_is_no_error(tmp_path):
    assert prepare_library(tmp_path / "missing") is None
    (tmp_path / "file").write_text("not a folder")
    assert prepare_library(tmp_path / "file") is None


def test_several_sessions_can_copy_at_once(tmp_path):
    with ThreadPoolExecutor(8) as sessions:
        targets = list(sessions.map(lambda _: prepare_library(tmp_path), range(24)))
    assert set(targets) == {tmp_path / LIBRARY_NAME}
    assert [file.name for file in tmp_path.iterdir()] == [LIBRARY_NAME]


def test_another_version_of_the_library_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(network_figure, "LIBRARY_SHA256", "0" * 64)
    with pytest.raises(LibraryError, match=r"expected SHA-256 0+, got 1f20f073.*Install pyvis 0\.3\.2"):
        prepare_library(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_pyvis_the_error_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(network_figure, "find_spec", lambda name: None)
    with pytest.raises(LibraryError, match="pyvis is not installed"):
        prepare_library(tmp_path)


# The page


def test_the_page_gets_the_figure_and_its_texts():
    data = sent(AppTest.from_function(one_picture).run())
    assert data["nodes"][0] == {
        "id": "utrecht",
        "label": "Utrecht\n+4",
        "kind": "Municipality",
        "caption": "Utrecht, municipality",
        "x": 0,
        "y": 0,
        "is_focus": False,
        "is_on_path": False,
        "is_faded": False,
    }
    assert data["edges"] == [
        {
            "id": "e",
            "from": "utrecht",
            "to": "visit",
            "label": "hosted",
            "caption": "Utrecht hosted",
            "lane": 0,
            "flip": False,
            "is_similarity": False,
            "is_on_path": False,
            "is_faded": False,
        }
    ]
    assert set(data["kinds"]) == {"Municipality", "Exchange"}
    assert (data["words"]["fit"], data["words"]["zoom_in"]) == ("Tout voir", "Zoom in")
    assert (data["lang"], data["file_name"]) == ("fr", "connect-who-met-utrecht.png")


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ({"id": "visit", "action": "select"}, "select visit"),
        ({"id": "visit", "action": "expand"}, "expand visit"),
        ({"id": "visit", "action": "delete"}, "no click"),
        ({"id": "elsewhere", "action": "select"}, "no click"),
        ({"id": ["visit"], "action": "select"}, "no click"),
        ({"id": "visit", "action": ["select"]}, "no click"),
        ({"action": "select"}, "no click"),
        ("visit", "no click"),
        (None, "no click"),
    ],
)
def test_only_a_possible_click_on_a_drawn_node_is_believed(told, heard):
    page = AppTest.from_function(one_picture).run()
    page.session_state["picture"] = {"click": told}
    assert page.run().text[0].value == heard


def test_a_text_that_the_picture_does_not_have_is_refused():
    with pytest.raises(ValueError, match=r"no such text in the network picture: \['zoom'\]"):
        network_figure._words({"zoom": "Zoomer"})


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Who met Utrecht?", "connect-who-met-utrecht.png"),
        ("../../etc/passwd", "connect-etc-passwd.png"),
        ("Кто встречал Львов?", "connect-кто-встречал-львов.png"),
        ("?", "connect-network.png"),
    ],
)
def test_the_saved_picture_has_a_name_that_every_file_system_takes(label, name):
    assert network_figure._file_name(label) == name
