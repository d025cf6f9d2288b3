"""The Data page over real stores: what is loaded and how odd it was, and the way to load more."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.data_state import TABS
from dashboard.present_data import is_undecided, officials_sentences, store_size
from dashboard.present_loads import change_table, notice_tables, problem_table, report_sentence
from graph.connect import open_store
from graph.records import Node, Source
from graph.store import Changes, Notice
from loaders.load import load
from loaders.problems import RowProblem
from loaders.report import LoadReport, SourceLoad
from loaders.shipped import example_folder
from queries.rows import ask
from tests.dashboard.pages import HOSTILE, Visit, labels, press, texts
from tests.graph.networks import Sketch
from wording.words import words

EN = words("en")
UNDECIDED = {"n_officials": 3, "n_without_lawful_basis": 2, "n_without_keep_until": 0, "n_past_keep_until": 1}


@pytest.fixture
def visit(tmp_path, monkeypatch):
    """Open pages over a sketch, or over an empty store."""
    return lambda sketch=None: Visit(tmp_path, monkeypatch, sketch)


@pytest.fixture
def connect(visit):
    """A visitor of a store with CONNECT's own facts."""
    opened = visit()
    with open_store(opened.url) as store:
        load([example_folder()], store)
    return opened


@pytest.fixture
def one_town():
    sketch = Sketch()
    sketch.municipalities("Avila", country="ES")
    return sketch


def tables(page):
    return [table.value.to_dict("list") for table in page.table]


# The page


def test_an_empty_store_says_so_offers_the_example_and_says_where_it_is(visit):
    opened = visit()
    page = opened.open("data")
    assert "Nothing is loaded yet" in texts(page)
    assert opened.url in [code.value for code in page.code]
    press(page, "Load the example")
    assert "79 nodes and 126 relationships from 1 source." in texts(page)


def test_what_is_loaded_is_counted_by_kind_type_and_source(connect):
    page = connect.open("data")
    nodes, relationships, sources = tables(page)[:3]
    assert dict(zip(*nodes.values(), strict=True)) == {
        "countries": "13",
        "municipalities": "17",
        "associations": "5",
        "bodies": "6",
        "officials": "10",
        "topics": "12",
        "requests": "9",
        "exchanges": "7",
    }
    assert relationships["Type of relationship"][:2] == ["is in", "works for"]
    assert sources["Source"] == [r"CONNECT\: what its public pages say", r"names of countries \(Unicode CLDR\)"]
    assert sources["Address"] == ["[connectfordevelopment\\.eu](https://connectfordevelopment.eu/)", ""]


def test_coverage_is_told_in_sentences(connect):
    written = texts(connect.open("data"))
    assert "4 of 7 exchanges are known to have been held, 2017 to 2019." in written
    assert "29 of 38 officials and organisations are connected with at least one other;" in written
    assert "the largest group in which everybody is connected has 15." in written


def test_undecided_questions_about_officials_are_a_warning(connect):
    (warning,) = connect.open("data").warning
    assert warning.value == (
        "10 officials are recorded, in the function only. For 10 of 10 no lawful basis for holding the data is decided."
        " For 10 of 10 it is not decided until when the data may be kept."
    )


def test_each_load_lists_its_files_changes_and_notices_by_rule(connect):
    loads = connect.open("data", tab="loads").tabs[1]
    assert labels(loads.expander)[0].startswith(f"Load 1, {EN.date(date.today().isoformat())}")
    written = "\n".join(one.value for one in loads.markdown)
    assert r"officials\.csv" in written
    assert r"6 times\: not a local government or an association of them\: stored as a body" in written
    became_body = tables(loads)[1]
    assert became_body["File"][:2] == [r"associations\.csv"] * 2
    assert "Value" not in became_body


def test_version_and_size_of_the_store_are_shown(connect):
    page = connect.open("data", tab="kept")
    with open_store(connect.url) as store:
        assert store.data_version() in [code.value for code in page.code]
    assert "Size on disk: 0." in texts(page)


def test_the_page_is_written_in_portuguese(connect):
    page = connect.open("data", lang="pt")
    assert "municípios" in tables(page)[0][next(iter(tables(page)[0]))]


def test_hostile_names_stay_text(visit):
    sketch = Sketch()
    sketch.municipalities("Avila")
    opened = visit(sketch)
    source = Source("bad", HOSTILE, HOSTILE, "javascript:alert(1)")
    with open_store(opened.url) as store, store.writer(source, [HOSTILE]) as writer:
        writer.upsert([Node("Topic", "x", "bad", "x", {"name": HOSTILE})])
        writer.note([Notice(HOSTILE, 1, HOSTILE, HOSTILE, "repeat", HOSTILE)])
    for tab in TABS:
        page = opened.open("data", tab=tab)
        written = texts(page) + str(tables(page)) + str(labels(page.expander))
        assert HOSTILE not in written
        assert "](javascript" not in written


# The words


def test_without_officials_nothing_is_said_about_them():
    assert officials_sentences(EN, dict.fromkeys(UNDECIDED, 0)) == ()


def test_only_what_is_undecided_or_past_is_told():
    assert is_undecided(UNDECIDED)
    assert officials_sentences(EN, UNDECIDED) == (
        "3 officials are recorded, in the function only.",
        "For 2 of 3 no lawful basis for holding the data is decided.",
        "For 1 of 3 the date until which the data may be kept is past.",
    )


def test_all_decided_is_told_too():
    decided = dict.fromkeys(UNDECIDED, 0) | {"n_officials": 1}
    assert not is_undecided(decided)
    assert officials_sentences(EN, decided)[1] == "For all of them lawful basis and date of deletion are decided."


def test_officials_are_counted_by_what_is_undecided_and_past(tmp_path):
    sketch = Sketch()
    sketch.node("Official", "a", lawful_basis="consent", keep_until="2026")
    sketch.node("Official", "b", keep_until="2027-01-01")
    sketch.node("Official", "c")
    with open_store(f"sqlite:///{tmp_path / 'one.sqlite'}") as store:
        sketch.write(store)
        for as_of, n_past in (("2026-12-31", 0), ("2027-01-01", 1), ("2027-01-02", 2)):
            assert ask(store, "officials_undecided", as_of=as_of) == [
                {"n_officials": 3, "n_without_lawful_basis": 2, "n_without_keep_until": 1, "n_past_keep_until": n_past}
            ]


def test_notices_are_grouped_by_rule_the_most_frequent_first():
    notices = [Notice("a.csv", line, None, None, "repeat", "again") for line in (2, 3)]
    groups = notice_tables(EN, [Notice("b.csv", None, None, None, "blank-row", "blank"), *notices])
    assert [group.title for group in groups] == [
        "2 times: the same row or fact again: it was stored once",
        "1 time: a row without any value: it was skipped",
    ]
    assert groups[0].table.headings == ("File", "Line", "What was done")
    assert groups[0].table.rows == (("a.csv", "2", "again"), ("a.csv", "3", "again"))


def test_columns_in_which_nothing_happened_are_left_out():
    table = change_table(EN, {"Topic": Changes(n_created=2), "ABOUT": Changes(n_created=1)})
    assert table.headings == ("What", "New")
    assert table.rows == (("topics", "2"), ("is about", "1"))


def test_problems_are_listed_with_their_place():
    table = problem_table(EN, [RowProblem("a.csv", 3, "status", "maybe", "not-a-choice")])
    assert table.rows == (
        ("a.csv", "3", "status", "maybe", 'a.csv line 3, column status: "maybe" is not one of the values allowed.'),
    )


@pytest.mark.parametrize(
    ("n_errors", "loads", "sentence"),
    [
        (1, (), "Nothing was loaded: 1 problem. The store is as it was."),
        (0, ({},), "Nothing changed: the store held all of it already."),
        (
            2,
            ({"Topic": Changes(3, 1, 2)},),
            "Loaded: 3 new, 1 changed, 0 taken out, 2 as they were. 2 rows were left out.",
        ),
    ],
)
def test_a_load_is_told_in_a_sentence(n_errors, loads, sentence):
    made = tuple(SourceLoad(Source("s", "S"), 1, changes) for changes in loads)
    report = LoadReport((), (), n_errors, (), {}, made)
    assert report_sentence(EN, report) == sentence


def test_only_a_store_on_this_machine_has_a_size(tmp_path):
    (tmp_path / "one.sqlite").write_bytes(b"12345")
    assert store_size(f"sqlite:///{tmp_path / 'one.sqlite'}") == 5
    assert store_size("neo4j://localhost:7687") is None
