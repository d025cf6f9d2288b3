"""CONNECT's nine real requests, entered through the command line: six go on to a practice, three rest where facts end.

What the public sources do not hold (dates of E02 and E05, evaluations, practices) is invented here and marked so; none
of it is part of the product.
"""

import csv
from collections import Counter

import pytest

from graph.connect import open_store
from loaders.shipped import example_folder
from tests.cli.running import run
from tests.stores import ENGINES, empty_url

INVENTED = "invented for this test"
RESTS = {"R03": "received", "R04": "received", "R06": "matching"}
"""R03 and R04: no municipality or topic is published. R06: no match is named."""
EXCHANGES = {"R01": "E01", "R02": "E02", "R05": "E06", "R07": "E04", "R08": "E05", "R09": "E03"}
ON_NEO4J = ("R07", "R09")
"""Followed to the end on the server too: six municipalities with a company as peer, and an association that asks."""


def rows(name):
    with (example_folder() / f"{name}.csv").open(encoding="utf-8") as file:
        return {row[f"{name[:-1]}_id"]: row for row in csv.DictReader(file)}


def several(option, cell):
    return [part for one in filter(None, cell.split("|")) for part in (option, one)]


def given(row, **options):
    """Options for the cells that are filled."""
    return [
        part for option, name in options.items() if row[name] for part in (f"--{option.replace('_', '-')}", row[name])
    ]


def do(*arguments):
    done = run(*arguments)
    assert done.code == 0, (arguments, done.err)
    return done


@pytest.fixture(params=ENGINES)
def url(request, tmp_path, monkeypatch):
    """The municipalities, associations and topics of CONNECT, without its requests and exchanges."""
    server = request.getfixturevalue("neo4j_server") if request.param == "neo4j" else None
    place = empty_url(request.param, tmp_path, server)
    monkeypatch.setenv("CONNECT_EXPLORER_STORE", place)
    monkeypatch.setenv("CONNECT_EXPLORER_USER", "Ann of VNG")
    do("load", *(example_folder() / f"{name}.csv" for name in ("source", "municipalities", "associations", "topics")))
    return place


def receive(key, row):
    do(
        *("request", "new", "--key", key, "--title", row["note"] or f"Request from {row['country']}"),
        *several("--requester", row["requester_ids"]),
        *several("--topic", row["topic_ids"]),
        *given(row, country="country", phase="phase", received="received_on", working_language="language"),
        *given(row, deadline="deadline", source_url="source_url"),
    )


def participants(row):
    cells = {"requester": row["requester_ids"], "peer": row["peer_ids"]}
    return [
        part for role, cell in cells.items() for one in cell.split("|") for part in ("--participant", f"{one}={role}")
    ]


def follow(key, exchange):
    """From a valid request to the practice."""
    do("request", "validate", key, "all", "pass")
    do("request", "move", key, "valid")
    do("request", "move", key, "matching")
    do("proposal", "new", key, *exchange["peer_ids"].split("|"))
    do("request", "move", key, "proposed")
    do("proposal", "answer", f"{key}-P1", "accept")
    do("request", "move", key, "agreed")
    form = "--form" if exchange["form"] else "--form-inferred"
    do(
        *("exchange", "plan", key, form, exchange["form"] or exchange["form_inferred"], *participants(exchange)),
        *several("--topic", exchange["topic_ids"]),
        *given(exchange, country="country", note="note", source_url="source_url"),
        *given(exchange, **{"from": "starts_on", "until": "ends_on"}),
    )
    do("request", "move", key, "under_way")
    marked = ["--note", INVENTED] if exchange["status"] != "held" else []
    held = given(exchange, **{"from": "starts_on", "until": "ends_on"}, people="n_participants", result="result")
    do("exchange", "hold", f"{key}-E1", *held, *marked)
    do("request", "move", key, "held")
    do("evaluation", "ask", f"{key}-E1", "--stage", "after")
    for side in ("requester", "peer"):
        do("evaluation", "answer", f"{key}-E1-after-{side}", "--score", "score=4", "--text", INVENTED)
    do("request", "move", key, "evaluated")
    do("practice", "write", f"{key}-E1", "--title", f"{INVENTED}: {key}")
    do("request", "move", key, "documented")


def test_all_nine_are_received_and_those_with_an_exchange_become_practices(url):
    exchanges = rows("exchanges")
    for key, row in rows("requests").items():
        receive(key, row)
    followed = EXCHANGES if url.startswith("sqlite") else {key: EXCHANGES[key] for key in ON_NEO4J}
    for key, exchange in followed.items():
        follow(key, exchanges[exchange])
    do("request", "validate", "R06", "all", "pass")
    do("request", "move", "R06", "valid")
    do("request", "move", "R06", "matching")
    states = {one["key"]: one["state"] for one in do("request", "list", "--format", "json").json}
    assert {key: states[key] for key in followed} == dict.fromkeys(followed, "documented")
    assert {key: states[key] for key in RESTS} == RESTS
    assert "proposed. Nothing was changed: nothing is proposed" in run("request", "move", "R06", "proposed").err
    assert "the checklist is open" in run("request", "move", "R03", "valid").err
    assert sides(url, "R07-E1") == {
        ("Municipality", "requester"): 6,
        ("Body", "peer"): 1,  # HVC, a company of municipalities
        ("Association", "peer"): 1,
    }
    assert sides(url, "R09-E1") == {
        ("Association", "requester"): 1,
        ("Municipality", "peer"): 3,
        ("Association", "peer"): 1,
    }
    assert "Ann of VNG moved it from evaluated to documented" in do("request", "history", "R07").words


def sides(url, key):
    """How many of each kind took part in an exchange in each role."""
    with open_store(url) as store:
        records = list(store.statements())
        (exchange_id,) = [
            one.id for one in records if getattr(one, "source_key", None) == key and one.kind == "Exchange"
        ]
        took_part = [
            one for one in records if getattr(one, "type", None) == "TOOK_PART_IN" and one.end_id == exchange_id
        ]
        kinds = store.existing({one.start_id for one in took_part})
    return Counter((kinds[one.start_id], one.properties["role"]) for one in took_part)
