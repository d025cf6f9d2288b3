"""``match``: lists that explain themselves, for people and for programs."""

import pytest

from casework.matching.rules import PARTS
from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("example")


def test_candidates_come_with_scores_that_add_up():
    told = run("match", "find", "R05", "--count", "3", "--format", "json").json
    assert [one["node"]["name"] for one in told["candidates"]] == [
        "Jean-Bernard Damiens",
        "Alain Auzemery",
        "Didier Bardet",
    ]
    for one in told["candidates"]:
        assert [part["name"] for part in one["parts"]] == list(PARTS)
        assert one["score"] == pytest.approx(sum(part["points"] for part in one["parts"]), abs=1e-9)
    assert told["n_excluded"] == {"asker": 2, "no_peer": 5, "own_country": 2}
    assert len(told["firmness"]) == 5


def test_a_person_reads_reasons_and_conditions():
    told = run("match", "find", "R05", "--count", "1")
    assert told.code == 0
    assert "1. Jean-Bernard Damiens (Vice President, Evolis 23, France)" in told.words
    assert "- is noted for Waste management" in told.words
    assert "- on condition of interpretation" in told.words
    assert "is from the requesters' own country: " in told.words


def test_csv_has_a_column_for_each_part():
    head = run("match", "find", "R05", "--format", "csv").out.splitlines()[0]
    assert head == f"rank,id,name,organisation,country,score,{','.join(PARTS)},unknown,needs_interpretation"


def test_other_weights_tell_who_moves():
    told = run("match", "find", "R05", "--weight", "experience=90")
    assert "By the changed weights these move:" in told.words
    assert "Laura Heese-Smit: from place 4 to place 2" in told.words


def test_what_would_put_somebody_first():
    told = run("match", "why", "R05", "Leiden, Netherlands")
    assert "Leiden lacks" in told.words
    assert "topic: from 0 % of its points to 100 %" in told.words


def test_all_open_requests_get_peers_at_once():
    told = run("match", "assign", "--format", "json").json
    assert told["best"]["gap"] == 0
    assert told["best"]["total"] >= told["greedy"]["total"]
    assert len({one[1] for one in told["best"]["chosen"]}) == len(told["best"]["chosen"]) == 2


def test_fair_use_is_honest_about_few():
    assert "Too few to say how unequally exchanges lie on them." in run("match", "fair").words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["find", "Leiden, Netherlands"], '"Leiden, Netherlands" is no request'),
        (["find", "R05", "--weight", "fame=3"], '"fame=3" is not PART=N'),
        (["find", "R05", "--theme", "colour"], '"colour" is not known. Known: size, climate, tasks'),
        (["find", "R05", "--form", "party"], '"party" is not known'),
        (["find", "R05", "--as-of", "spring"], '"spring" is not a date'),
        (["find", "R05", "--rules", "none.yaml"], "none.yaml cannot be read"),
        (["teams", "R05"], "No team covers"),
    ],
    ids=str,
)
def test_a_wrong_question_is_told_what_is_expected(arguments, said):
    ran = run("match", *arguments)
    assert ran.code != 0
    assert said in " ".join(f"{ran.out} {ran.err}".replace("│", " ").split())
