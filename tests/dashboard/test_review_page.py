"""The tab To decide of the Data page: what waits, what it may be, what a person says, and how it is taken back."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from dashboard.data_state import DataState
from dashboard.gazetteers import GAZETTEER_VARIABLE
from graph.acting_user import USER_VARIABLE
from graph.connect import open_store
from loaders.load import load
from loaders.resolution.resolver import Resolver
from tests.dashboard.pages import HOSTILE, Visit, drawn_map, labels, press, query, run, texts
from tests.graph.networks import Sketch

LAU = (
    "gisco_id,country,lau_name,population,longitude,latitude\n"
    "UK_1,UK,Newport,125000,-2.99,51.58\nUK_2,UK,Newport,125000,-1.29,50.70\nNL_GM0546,NL,Leiden,124000,4.48,52.15\n"
    "ES_1,ES,Vera,9000,-1.86,37.24\nES_2,ES,Vera,9000,-5.0,42.0\n"
)
TWINS = "city1,country1,city2,country2\nLeiden,Netherlands,Newport,United Kingdom\nLeiden,Netherlands,Vera,Spain\n"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A visitor of a store in which Newport and Vera wait; `load` loads the list again, with places matched."""
    (tmp_path / "lau.csv").write_text(LAU, "utf-8")
    (tmp_path / "twins.csv").write_text(TWINS, "utf-8")
    monkeypatch.setenv(GAZETTEER_VARIABLE, str(tmp_path / "lau.csv"))
    monkeypatch.setenv(USER_VARIABLE, "Ann of VNG")
    visit = Visit(tmp_path, monkeypatch)

    def load_again():
        with open_store(visit.url) as store:
            load([tmp_path / "twins.csv"], store, resolver=Resolver.open([str(tmp_path / "lau.csv")]))

    load_again()
    return SimpleNamespace(url=visit.url, load=load_again, open=lambda **q: visit.open("data", tab="decide", **q))


def place_of(url, name):
    with open_store(url) as store:
        found = next(one for one in store.statements() if one.properties.get("name") == name).properties
    return found.get("place"), found["place_status"]


def decide(page, button, reason="as they say"):
    page.text_input[0].set_value(reason)
    run(page)
    return press(page, button)


def captions(page):
    """The small print of the candidates, as it is read."""
    return [one.replace("\\", "") for one in page.radio[0].proto.captions]


def place_ids(page):
    return [one.rpartition(" · ")[2] for one in captions(page)]


def test_what_waits_is_shown_with_the_places_it_may_be_and_a_score_whose_parts_add_up(office):
    page = office.open()
    assert page.selectbox[0].label == "2 municipalities wait for a decision"
    assert page.selectbox[0].options == ["Newport, United Kingdom", "Vera, Spain"]
    places = page.radio[0]
    assert places.options == [r"1\. Newport, United Kingdom", r"2\. Newport, United Kingdom"]
    assert set(place_ids(page)) == {"lau:UK_1", "lau:UK_2"}
    score, _, parts = captions(page)[0].partition(" · ")[0].partition(" = ")
    terms = re.findall(r"([+-]) \D*([0-9.]+)", f"+ {parts}")
    assert sum(float(f"{sign}{points}") for sign, points in terms) == pytest.approx(float(score))
    assert r"Twinned with\: Leiden \(Netherlands\)\." in texts(page)


def test_the_map_shows_the_candidates_by_their_numbers(office):
    assert [one["text"] for one in drawn_map(office.open())["names"]] == ["1. Newport", "2. Newport"]


@pytest.mark.parametrize(("reason", "who"), [(" ", "Ann"), ("the ferry", " ")])
def test_a_decision_needs_a_reason_and_a_name(office, reason, who):
    page = office.open()
    page.text_input(key="decided-by").set_value(who)
    decide(page, "It is this place", reason)
    assert page.error[0].value == "A decision needs a reason and a name."
    with open_store(office.url) as store:
        assert store.decisions() == ()


def test_a_decision_names_who_made_it_and_is_applied_by_the_next_load(office):
    page = office.open()
    page.radio[0].set_value("lau:UK_2")
    run(page)
    decide(page, "It is this place", "the ferry")
    assert page.selectbox[0].options == ["Vera, Spain"]
    assert r"Newport, United Kingdom is lau\:UK\_2\: the ferry\. Decided by Ann of VNG" in texts(page)
    assert place_of(office.url, "Newport")[1] == "to_decide"
    office.load()
    assert place_of(office.url, "Newport") == ("lau:UK_2", "decided")


def test_none_of_them_is_a_decision_too(office):
    decide(office.open(), "None of them")
    office.load()
    assert place_of(office.url, "Newport") == (None, "own")


def test_a_decision_that_is_taken_back_waits_again_and_stays_on_record(office):
    page = decide(office.open(), "None of them")
    press(page, "Take back")
    assert page.selectbox[0].options == ["Newport, United Kingdom", "Vera, Spain"]
    assert "Taken back, " in texts(page)
    assert "Take back" not in labels(page.button)


def test_when_all_is_decided_the_page_says_so(office):
    page = decide(decide(office.open(), "None of them"), "None of them")
    assert page.info[0].value == "No municipality waits for a decision."


def test_the_address_keeps_the_municipality_and_the_place_that_is_looked_at(office):
    page = office.open()
    vera = page.selectbox[0].options.index("Vera, Spain")
    page.selectbox[0].select_index(vera)
    run(page)
    second = place_ids(page)[1]
    page.radio[0].set_value(second)
    kept = query(run(page))
    assert (kept["tab"], kept["place"]) == (["decide"], [second])
    again = office.open(municipality=kept["municipality"][0], place=second)
    assert (again.selectbox[0].value, again.radio[0].value) == (kept["municipality"][0], second)


def test_an_address_that_names_nothing_that_waits_shows_the_first(office):
    page = office.open(municipality="nobody", place="nowhere")
    assert page.radio[0].options[0] == r"1\. Newport, United Kingdom"


def test_the_tab_is_written_in_portuguese(office):
    page = office.open(lang="pt")
    assert page.selectbox[0].label == "2 municípios esperam por uma decisão"


def test_a_store_in_which_nothing_waits_says_so(tmp_path, monkeypatch):
    sketch = Sketch()
    sketch.municipalities("Avila", country="ES")
    page = Visit(tmp_path, monkeypatch, sketch).open("data", tab="decide")
    assert page.info[0].value == "No municipality waits for a decision."


def test_hostile_names_stay_text_and_may_only_be_none_of_the_places_where_none_is_known(tmp_path, monkeypatch):
    (tmp_path / "lau.csv").write_text(LAU, "utf-8")
    monkeypatch.setenv(GAZETTEER_VARIABLE, str(tmp_path / "lau.csv"))
    sketch = Sketch()
    sketch.municipalities("m", name=HOSTILE, country_written=HOSTILE, place_status="to_decide", lat=40.0, lon=-4.0)
    visit = Visit(tmp_path, monkeypatch, sketch)
    page = visit.open("data", tab="decide")
    assert "It is this place" not in labels(page.button)
    decide(page, "None of them", HOSTILE)
    written = texts(page) + str(labels(page.expander))
    assert HOSTILE not in written
    assert "](javascript" not in written


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ({}, DataState()),
        ({"tab": ["nonsense"], "place": ["x"]}, DataState()),
        ({"tab": ["loads"], "municipality": ["m"]}, DataState(tab="loads")),
        ({"tab": ["decide"], "municipality": ["m"], "place": [""]}, DataState(tab="decide", municipality_id="m")),
    ],
)
def test_what_makes_no_sense_in_an_address_is_dropped(written, state):
    assert DataState.from_query(written) == state
    assert DataState.from_query(state.to_query()) == state
