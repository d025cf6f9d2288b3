"""What the rules leave open is listed, decided by a person with a reason, applied by the next load, and taken back."""

import pytest

from graph.connect import open_store
from tests.cli.running import run

LAU = (
    "gisco_id,country,lau_name,population,longitude,latitude\n"
    "UK_1,UK,Newport,125000,-2.99,51.58\nUK_2,UK,Newport,125000,-1.29,50.70\nNL_GM0546,NL,Leiden,124000,4.48,52.15\n"
)
TWINS = "city1,country1,city2,country2\nLeiden,Netherlands,Newport,United Kingdom\n"


@pytest.fixture
def loaded(tmp_path, new_store, monkeypatch):
    """A list that names one of two Newports, loaded; gives the arguments that load it again."""
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann of VNG")
    (tmp_path / "lau.csv").write_text(LAU, "utf-8")
    (tmp_path / "twins.csv").write_text(TWINS, "utf-8")
    arguments = ("load", tmp_path / "twins.csv", "--resolve", "--gazetteer", tmp_path / "lau.csv")
    assert run(*arguments).code == 0
    return arguments


@pytest.fixture
def review(loaded):
    return lambda *more: run("review", "--gazetteer", loaded[-1], *more)


def newport(url):
    with open_store(url) as store:
        return next(one for one in store.statements() if one.properties.get("name") == "Newport")


def test_what_waits_is_listed_with_the_places_it_may_be_and_how_to_decide(review):
    told = review().words
    assert "Newport, United Kingdom (mun-" in told
    assert "lau:UK_1 Newport, United Kingdom (51.58, -2.99)" in told
    assert "connect-explorer decide mun-" in told


def test_the_scores_of_the_candidates_are_the_sums_of_their_parts(review):
    (waiting,) = review("--format", "json").json
    assert {one["place"] for one in waiting["candidates"]} == {"lau:UK_1", "lau:UK_2"}
    for one in waiting["candidates"]:
        assert one["score"] == sum(one["parts"].values())


def test_a_decision_is_applied_by_the_next_load_and_can_be_taken_back(loaded, review, new_store):
    decided = run("decide", "Newport, United Kingdom", "lau:UK_2", "--reason", "the ferry")
    assert (decided.code, "Ann of VNG" in decided.words) == (0, True)
    run(*loaded)
    found = newport(new_store).properties
    assert (found["place"], found["place_status"], found["lat"]) == ("lau:UK_2", "decided", 50.7)
    assert review().out == "No municipality waits for a decision.\n"
    assert "Taken back, " in run("take-back", 1).words
    run(*loaded)
    assert newport(new_store).properties["place_status"] == "to_decide"


def test_none_of_the_places_is_a_decision_too(loaded, new_store):
    run("decide", newport(new_store).id, "none", "--reason", "a hamlet")
    run(*loaded)
    assert newport(new_store).properties["place_status"] == "own"
    (decision,) = run("decisions", "--format", "json").json
    assert (decision["target"], decision["reason"], decision["decided_by"]) == (None, "a hamlet", "Ann of VNG")


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("decide", "Newport", "Cardiff", "--reason", "x"), 2, "is no place id"),
        (("decide", "Newport", "none", "--reason", " "), 2, "needs a reason"),
        (("decide", "Nowhere", "none", "--reason", "x"), 1, ""),
        (("decide", "United Kingdom", "none", "--reason", "x"), 1, "is no municipality"),
        (("take-back", 9), 1, "there is no decision 9"),
    ],
)
def test_what_cannot_be_decided_is_refused_with_the_reason(arguments, code, told):
    refused = run(*arguments)
    assert refused.code == code
    assert told in refused.err


@pytest.mark.usefixtures("new_store")
def test_without_decisions_it_says_so(tmp_path):
    (tmp_path / "twins.csv").write_text(TWINS, "utf-8")
    run("load", tmp_path / "twins.csv")
    assert run("decisions").out == "Nothing was decided yet.\n"
