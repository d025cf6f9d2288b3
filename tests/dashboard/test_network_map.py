"""The network on the map: what lies where, how exactly, what joins it, and the same in words."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.map_places import curve, labels, map_content, view_of
from dashboard.present_map import caption, coordinates, line_table, node_caption, node_table, place_name
from graph.answers import NodeSummary, RelationshipRow
from reports.outlines import country_place
from wording.words import words

EN = words("en")


def node(id_, kind="Municipality", **known):
    return NodeSummary(**{"id": id_, "kind": kind, "name": id_, "source_key": id_, "source": "test", **known})


def related(type_, start_id, end_id):
    return RelationshipRow(type=type_, start_id=start_id, end_id=end_id, source="test")


AVILA = node("Avila", country="ES")
EVORA = node("Evora", country="PT", lat=38.571, lon=-7.9132)
SOMEWHERE = node("Somewhere")


# Places


def test_nothing_gives_an_empty_map_of_the_world():
    content = map_content([], [])
    assert (content.placed, content.lines, view_of(content).zoom) == ((), (), 0.5)
    assert caption(EN, content) == "0 nodes are on the map."


def test_a_node_lies_at_its_coordinates_else_at_its_country_else_nowhere():
    content = map_content([AVILA, EVORA, SOMEWHERE], [])
    assert [(one.node.id, one.at, one.is_exact) for one in content.placed] == [
        ("Avila", country_place("ES"), False),
        ("Evora", (-7.913, 38.571), True),
    ]
    assert dict(content.n_elsewhere) == {"Municipality": 1}


def test_the_caption_counts_what_is_known_only_by_country_and_what_has_no_place():
    nodes = [AVILA, EVORA, SOMEWHERE, node("Water", "Topic"), node("Waste", "Topic"), node("E1", "Exchange")]
    assert caption(EN, map_content(nodes, [])) == (
        "2 nodes are on the map. Of 1 only the country is known: it is drawn hollow, at one point of the country. "
        "Without a place: 2 topics and 1 municipality."
    )


def test_several_at_one_place_are_fanned_out_in_the_order_given_and_never_meet():
    towns = [node(f"Town {n}", country="NL") for n in range(30)]
    placed = map_content(towns, []).placed
    assert placed == map_content(towns, []).placed
    assert placed[0].offset == (0.0, 0.0)
    offsets = [one.offset for one in placed]
    gaps = [abs(complex(*a) - complex(*b)) for at, a in enumerate(offsets) for b in offsets[:at]]
    assert min(gaps) > 12


# Lines


def test_an_exchange_joins_the_places_of_all_who_took_part():
    nodes = [AVILA, EVORA, node("Oslo", country="NO"), node("Neighbour", country="ES"), node("E1", "Exchange")]
    rows = [related("TOOK_PART_IN", one.id, "E1") for one in nodes[:4]]
    lines = map_content(nodes, rows).lines
    assert [(line.pairs, line.n) for line in lines] == [
        ((("Evora", "Avila"), ("Evora", "Neighbour")), 1),
        ((("Evora", "Oslo"),), 1),
        ((("Avila", "Oslo"), ("Neighbour", "Oslo")), 1),
    ]


def test_meetings_and_ties_between_the_same_places_are_one_wider_line():
    rows = [related("TOOK_PART_IN", who, exchange) for who in ("Avila", "Evora") for exchange in ("E1", "E2")]
    lines = map_content([AVILA, EVORA], [*rows, related("TWINNED_WITH", "Avila", "Evora")]).lines
    assert [(line.pairs, line.n) for line in lines] == [((("Evora", "Avila"),), 3)]


@pytest.mark.parametrize("type_", ["IN_COUNTRY", "ABOUT", "ASKED_BY"])
def test_other_relationships_draw_no_line(type_):
    assert map_content([AVILA, EVORA], [related(type_, "Avila", "Evora")]).lines == ()


def test_pairs_of_ids_are_lines_and_those_along_the_path_stand_out():
    nodes = [AVILA, EVORA, node("Oslo", country="NO")]
    lines = map_content(nodes, [("Avila", "Evora"), ("Evora", "Oslo")], ["Oslo", "Evora"]).lines
    assert [(line.pairs, line.is_highlighted) for line in lines] == [
        ((("Evora", "Avila"),), False),
        ((("Evora", "Oslo"),), True),
    ]


def test_a_line_begins_and_ends_at_its_places_and_stays_on_the_map():
    nodes = [node("Suva", lat=-18.1, lon=178.4), node("Santiago", lat=-33.4, lon=-70.6)]
    (line,) = map_content(nodes, [("Suva", "Santiago")]).lines
    points = curve(line)
    assert points[0] == pytest.approx(line.start, abs=0.001)
    assert points[-1] == pytest.approx(line.end, abs=0.001)
    assert all(-180 <= lon <= 180 for lon, _ in points)


# What is seen first


def test_all_places_fit_into_the_first_view():
    content = map_content([AVILA, EVORA, node("Oslo", country="NO")], [])
    view = view_of(content)
    assert -8 < view.lon < 9
    assert 38 < view.lat < 61
    assert 2 < view.zoom < 5


def test_names_do_not_cover_each_other():
    content = map_content([node(f"A rather long name {n}", lat=40 + n / 100, lon=-4) for n in range(5)], [])
    written = labels(content, 3, lambda here: here[0].node.id, first=["A rather long name 3"])
    assert written[0].text == "A rather long name 3"
    assert len(written) < 5


def test_one_name_stands_for_several_at_one_place():
    towns = [node(f"Town {n}", country="NL") for n in range(3)]
    assert place_name(EN, map_content(towns, []).placed) == "Netherlands: 3"
    same = [node("Town", lat=1.0, lon=2.0), node("Office", lat=1.0, lon=2.0)]
    assert place_name(EN, map_content(same, []).placed) == "Town and 1 more"


# The same in words


def test_the_tables_say_what_the_map_shows():
    content = map_content([AVILA, EVORA, SOMEWHERE], [("Avila", "Evora")])
    assert node_table(EN, content).rows == (
        ("Avila", "municipality", "Spain", "known only as country"),
        ("Evora", "municipality", "Portugal", "38.6° N, 7.9° W"),
    )
    assert line_table(EN, content, [AVILA, EVORA]).rows == (("Evora", "Avila", "1"),)


def test_what_is_only_known_by_country_says_so_when_pointed_at():
    content = map_content([AVILA], [])
    assert node_caption(EN, content.placed[0]) == "Avila\nmunicipality, Spain\nplace known only as country"


def test_degrees_are_written_with_the_side_of_the_world():
    assert coordinates(EN, (190.0, -16.04)) == "16° S, 170° W"


# On the page


def one_map() -> None:
    """A page for AppTest, which runs this function's body on its own."""
    import streamlit as st

    from dashboard.components import network_map
    from graph.answers import NodeSummary

    name = "@@=alert(1) <img src=x>"
    nodes = [
        NodeSummary(id="a", kind="Municipality", name=name, country="ES", source_key="a", source="test"),
        NodeSummary(id="b", kind="Official", name="Ben", country="PT", source_key="b", source="test"),
    ]
    clicked = network_map.show(nodes, [("a", "b")], key="map", highlighted=["a", "b"])
    st.text(f"clicked {clicked}")


def drawn(page):
    return json.loads(page.get("deck_gl_json_chart")[0].proto.json)


def test_the_map_asks_no_provider_for_anything():
    page = AppTest.from_function(one_map, default_timeout=30).run()
    deck = drawn(page)
    assert deck.get("mapProvider") is None
    addresses = [icon["icon"]["url"] for layer in deck["layers"] if layer["id"] == "nodes" for icon in layer["data"]]
    assert [url.partition(",")[0] for url in addresses] == ["data:image/svg+xml;charset=utf-8"] * 2


def test_a_hostile_name_is_no_expression_for_the_map():
    data = [layer["data"] for layer in drawn(AppTest.from_function(one_map, default_timeout=30).run())["layers"]]
    assert not any(text.startswith('"@@') for text in json.dumps(data).split(": "))


def test_countries_in_which_something_lies_are_tinted():
    layers = {
        layer["id"]: layer["data"]
        for layer in drawn(AppTest.from_function(one_map, default_timeout=30).run())["layers"]
    }
    fills = [json.dumps(one["properties"]["fill"]) for one in layers["countries"]["features"]]
    assert sorted(fills.count(fill) for fill in set(fills)) == [2, 174]


def test_the_map_has_its_content_as_text_and_as_tables():
    page = AppTest.from_function(one_map, default_timeout=30).run()
    assert page.get("deck_gl_json_chart")[0].proto.alt.startswith("2 nodes are on the map.")
    assert "Natural Earth" in page.markdown[0].value
    assert [len(table.value) for table in page.table] == [2, 1]


def test_a_click_on_a_node_comes_back_and_one_on_something_else_does_not():
    page = AppTest.from_function(one_map, default_timeout=30).run()
    assert page.text[0].value == "clicked None"
    for objects, clicked in (
        ({"nodes": [{"id": "b"}]}, "b"),
        ({"lines": [{"pairs": []}]}, None),
        ({"nodes": [{"id": "x"}]}, None),
    ):
        page.session_state["map-light"] = {"selection": {"indices": {}, "objects": objects}}
        page.run()
        assert page.text[0].value == f"clicked {clicked}"
