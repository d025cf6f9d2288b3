"""Questions are saved under a name, asked again, renamed and deleted."""

import pytest

from tests.cli.running import run

pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture(autouse=True)
def who(monkeypatch):
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann")


def save(name, *params):
    return run("ask", "ego_network", *params, "--save-as", name, "--format", "json")


def test_nothing_is_saved_at_first():
    told = run("saved", "--format", "json")
    assert (told.code, told.json) == (1, [])
    assert "--save-as NAME" in told.err


def test_a_saved_question_gives_the_same_answer_again():
    told = save(
        "Around Leiden", "--param", "node_id=Leiden", "--param", "kinds=Official|Exchange", "--param", "radius=2"
    )
    assert told.code == 0
    assert 'The question was saved as "Around Leiden".' in told.err
    assert run("ask", "--saved", "Around Leiden", "--format", "json").json == told.json
    kept = run("saved", "--format", "json").json
    assert [(one["name"], one["question"], one["saved_by"]) for one in kept] == [
        ("Around Leiden", "ego_network", "Ann")
    ]
    assert kept[0]["parameters"] == {"node_id": told.json[0]["id"], "radius": 2, "kinds": ["Official", "Exchange"]}


def test_a_parameter_replaces_the_saved_one():
    save("Around Leiden", "--param", "node_id=Leiden", "--param", "radius=2")
    near = run("ask", "--saved", "Around Leiden", "--param", "radius=1", "--format", "json").json
    assert max(row["distance"] for row in near) == 1


def test_a_taken_name_is_replaced_only_when_told():
    save("Mine", "--param", "node_id=Leiden")
    told = save("Mine", "--param", "node_id=Hoorn")
    assert (told.code, told.json["error"]) == (1, "NameTaken")
    assert run("ask", "ego_network", "--param", "node_id=Hoorn", "--save-as", "Mine", "--force").code == 0
    assert run("ask", "--saved", "Mine", "--format", "json").json[0]["name"] == "Hoorn"


def test_a_saved_question_is_renamed_and_deleted():
    save("Mine", "--param", "node_id=Leiden")
    assert run("saved", "Mine", "--rename", "Ours", "--format", "json").json[0]["name"] == "Ours"
    assert run("ask", "--saved", "Mine").code == 1
    assert "Ours: ego_network, saved by Ann on" in run("saved").words
    assert run("saved", "Ours", "--delete").code == 0
    assert run("saved").code == 1


@pytest.mark.parametrize("arguments", [["--delete"], ["--rename", "x"], ["x", "--delete", "--rename", "y"]])
def test_a_change_without_a_name_or_two_at_once_is_wrong_usage(arguments):
    assert run("saved", *arguments).code == 2


def test_one_question_is_asked_at_a_time():
    assert run("ask", "topics", "--saved", "Mine").code == 2
    assert run("ask").code == 2
