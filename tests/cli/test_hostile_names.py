"""Names come from files: whatever is in them is shown, and nothing of it is obeyed."""

import csv
import itertools
import json

import pytest

from commands.output import safe
from graph.connect import open_store
from graph.records import Node, Relationship, Source
from tests.cli.running import run

NAMES = (
    "[red]Ostrava[/red]",
    "Ostrava \x1b[31mred\x1b[0m",
    "Ostrava \x9b31m",
    "Ostrava\x07\x08\x08",
    "Ostrava \u202etxet\u202c",
    ":smile: Ostrava",
    "<img src=x onerror=alert(1)> Ostrava",
    "=HYPERLINK(Ostrava)",
    "Ostrava\r\nOther",
    "{name} %s Ostrava",
)
OBEYED = ("\x1b", "\x9b", "\x07", "\x08", "\r", "\u202e")


@pytest.fixture
def hostile(new_store):
    """Towns of such names, each twinned with the next."""
    towns = [Node.minted("Municipality", "te[s]t", str(key), name=name) for key, name in enumerate(NAMES)]
    pairs = itertools.pairwise(towns)
    with open_store(new_store) as store, store.writer(Source("te[s]t", "[bold]Test")) as writer:
        writer.upsert(towns)
        writer.upsert(Relationship("TWINNED_WITH", one.id, other.id, "te[s]t") for one, other in pairs)
    return [town.id for town in towns]


@pytest.mark.parametrize("output", ["table", "csv", "json"])
def test_nothing_in_a_name_is_obeyed(hostile, output):
    for arguments in (
        ["search", "Ostrava"],
        ["show", hostile[1]],
        ["path", hostile[0], hostile[-1], "--max-steps", "9"],
        ["ask", "nodes_by_id", "--param", f"ids={'|'.join(hostile)}"],
        ["ask", "search", "--param", "text=Ostrava"],
        ["search", "\x1b[31mXyzzyq"],
        ["show", "[red]\x9bXyzzyq"],
        ["doctor"],
    ):
        told = run(*arguments, "--format", output)
        assert [one for one in OBEYED if one in told.out + told.err] == []
        assert "Traceback" not in told.err
        if output == "json":
            json.loads(told.out)


def test_every_name_is_shown_letter_by_letter(hostile):
    told = run("search", "Ostrava").out
    for shown in (
        "[red]Ostrava[/red]",
        "Ostrava \\x1b[31mred\\x1b[0m",
        "Ostrava \\x9b31m",
        "Ostrava \\u202etxet",
        ":smile: Ostrava",
        "<img src=x onerror=alert(1)> Ostrava",
        "{name} %s Ostrava",
    ):
        assert shown in told


def test_json_keeps_names_as_they_are(hostile):
    names = {hit["name"] for hit in run("search", "Ostrava", "--format", "json").json["hits"]}
    assert names == set(NAMES)


def test_no_cell_is_a_formula_for_a_spreadsheet(hostile):
    rows = csv.DictReader(run("search", "Ostrava", "--format", "csv").out.splitlines())
    assert "'=HYPERLINK(Ostrava)" in {row["name"] for row in rows}


def test_the_joiners_of_persian_and_hindi_stay():
    assert safe("می\u200cخواهم क्\u200dष\xa0x") == "می\u200cخواهم क्\u200dष x"
