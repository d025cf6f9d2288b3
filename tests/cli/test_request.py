"""Requests on the command line, on both stores: received, validated, moved, and their history read."""

import pytest

from loaders.shipped import example_folder
from tests.cli.running import run
from tests.stores import ENGINES, empty_url


@pytest.fixture(params=ENGINES)
def both(request, tmp_path, monkeypatch):
    """CONNECT's example in a store of each engine, which the environment names."""
    server = request.getfixturevalue("neo4j_server") if request.param == "neo4j" else None
    url = empty_url(request.param, tmp_path, server)
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", url)
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann of VNG")
    assert run("load", example_folder()).code == 0
    return url


@pytest.fixture
def here(own_store, monkeypatch):
    """CONNECT's example in a file."""
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann of VNG")
    return own_store


def request(*arguments):
    return run("request", *arguments)


NEW = ("new", "--text", "Nous avons besoin d'aide", "--requester", "Ziniaré", "--topic", "Waste management")


def test_a_request_is_received_validated_and_moved(both):
    told = request(*NEW, "--country", "Burkina Faso", "--working-language", "fr", "--received", "2026-11-25")
    assert told.code == 0
    assert "Asked by Ziniaré" in told.words
    for item in ("requester", "country", "need", "local_task", "exchange_helps"):
        assert request("validate", "2026-001", item, "pass").code == 0
    assert "From here it can move to: matching, withdrawn." in request("move", "2026-001", "valid").words
    found = request("show", "2026-001", "--format", "json").json
    assert (found["state"], found["need"]["languages"], found["moves"]) == ("valid", ["fr"], ["matching", "withdrawn"])
    assert "Ann of VNG moved it from received to valid" in request("history", "2026-001").words
    (row,) = request("list", "--state", "valid", "--format", "json").json
    assert (row["key"], row["country"]) == ("2026-001", "BF")


def test_an_illegal_move_says_what_is_missing(here):
    refused = request("move", "R06", "valid")
    assert refused.code == 1
    assert "request R06 cannot be valid. Nothing was changed: the checklist is open: requester" in refused.err
    assert "from received it can move to valid or refused or withdrawn" in request("move", "R06", "held").err


def test_a_step_is_taken_back(here):
    request("validate", "R06", "need", "ask_more", "--reason", "which sector?")
    assert request("take-back", "R06").code == 0
    assert [one["action"] for one in request("history", "R06", "--format", "json").json] == ["check", "take_back"]
    assert request("show", "R06", "--format", "json").json["checks"] == {}


def test_a_change_made_from_an_old_revision_waits_as_a_draft(here):
    request(*NEW)
    request("edit", "2026-001", "--title", "First")
    late = request("edit", "2026-001", "--title", "Second", "--note", "mine", "--revision", "1", "--by", "Bo")
    assert (late.code, "Yours is kept as draft D1" in late.err) == (1, True)
    told = run("draft", "show", "D1").words
    assert "Both of you changed: need.title." in told
    assert "you and somebody else both changed need.title" in run("draft", "send", "D1").err
    assert run("draft", "send", "D1", "--yours", "need.title").code == 0
    need = request("show", "2026-001", "--format", "json").json["need"]
    assert (need["title"], need["note"]) == ("Second", "mine")
    assert run("draft", "list").out == "Nothing waits to be saved.\n"


def test_a_list_tells_who_asked_and_about_what(here):
    told = request("list").words
    assert "R09" in told
    assert "Local economic develo… Moroto District" in told
    assert [one["key"] for one in request("list", "--format", "json").json][:2] == ["R01", "R02"]
    assert request("list", "--state", "valid").out == "There is no such request.\n"


def test_the_need_may_stand_in_a_file(here, tmp_path):
    (tmp_path / "need.txt").write_text("Жители просят\nпомощи", "utf-8-sig")
    assert (
        request("new", "--text-file", tmp_path / "need.txt", "--format", "json")
        .json["need"]["text"]
        .startswith("Жители")
    )
    (tmp_path / "need.txt").write_bytes(b"\xff\xfe\x00")
    assert "is not a text in UTF-8" in request("new", "--text-file", tmp_path / "need.txt").err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("new",), 1, "needs a title or a text"),
        (("new", "--title", "x", "--requester", "Nowhere at all"), 1, "Nothing is called anything like"),
        (("new", "--title", "x", "--topic", "Leiden"), 1, ""),
        (("new", "--title", "x", "--country", "Atlantis"), 2, "is no country we know"),
        (("new", "--title", "x", "--contact", "phone"), 2, "is not NAME=VALUE"),
        (("show", "E03"), 1, "(exchange) will not do here. Expected: request."),
        (("list", "--state", "lost"), 2, "is no state"),
        (("validate", "R01", "need", "fail"), 1, "needs a reason in writing"),
        (("edit", "R01", "--title", "x"), 1, "Correct it in its file"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_cannot_be_done_is_refused_with_the_reason(arguments, code, told):
    refused = request(*arguments)
    assert refused.code == code
    assert told in " ".join(refused.err.split())


def test_contacts_are_never_written(here):
    told = request(*NEW, "--contact", "email=mayor@example.org", "--format", "json")
    assert "example.org" not in told.out + request("history", "2026-001", "--format", "json").out


def test_no_file_is_loaded_under_the_name_of_casework(here, tmp_path):
    (tmp_path / "topics.csv").write_text("topic_id,name\nT1,Water\n", "utf-8")
    refused = run("load", tmp_path / "topics.csv", "--source", "casework")
    assert (refused.code, "under which the explorer keeps its own" in " ".join(refused.err.split())) == (1, True)


def test_a_step_of_casework_is_not_undone_as_a_load(here):
    request(*NEW)
    assert "request take-back" in run("undo", "2").err
