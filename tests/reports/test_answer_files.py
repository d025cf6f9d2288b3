"""An answer as a file: every format holds the same rows, and nothing in a text is obeyed."""

import csv
from io import BytesIO, StringIO

import networkx as nx
import openpyxl
import pytest
from pyarrow import parquet

from queries.answer_graph import NotAGraph
from queries.answered import Answered
from queries.catalogue import Question
from reports.answer_files import AnswerFormat, answer_bytes, formats_of
from reports.answer_workbook import TooManyRows

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "<b>&amp;", "\x00\x1b[31m", "بيت لحم", "x" * 40_000, "a|b\r\nc"]


def answered(columns, rows, **about):
    question = Question("q", "Which?", (), columns, "id", "nothing", {}, lambda *_: rows, **about)
    return Answered(question, {"limit": 3}, rows, "v1")


def nodes(*names):
    columns = (("id", "text"), ("name", "text"), ("n", "integer"), ("share", "real"), ("kinds", "texts"))
    rows = [{"id": f"n{i}", "name": name, "n": i, "share": None, "kinds": ["a", "b"]} for i, name in enumerate(names)]
    return answered(columns, rows)


def edges():
    columns = (("from_id", "text"), ("from", "text"), ("to_id", "text"), ("to", "text"), ("date", "text"))
    row = {"from_id": "a", "from": "Ann", "to_id": "b", "to": "Ben", "date": "2017"}
    return answered(columns, [row, {**row, "date": None}])


def sheet(content, title="Answer"):
    return [list(row) for row in openpyxl.load_workbook(BytesIO(content))[title].iter_rows(values_only=True)]


@pytest.mark.parametrize("as_format", AnswerFormat)
def test_an_empty_answer_is_a_file_too(as_format):
    assert answer_bytes(nodes(), as_format)


@pytest.mark.parametrize("as_format", AnswerFormat)
def test_the_same_answer_gives_the_same_bytes(as_format):
    assert answer_bytes(nodes("A", "B"), as_format) == answer_bytes(nodes("A", "B"), as_format)


def test_csv_holds_every_row_and_no_formula():
    text = answer_bytes(nodes(*HOSTILE), AnswerFormat.CSV).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert [row["name"].removeprefix("'") for row in rows] == HOSTILE
    assert not any(row["name"].startswith(("=", "+", "-", "@", "\t")) for row in rows)
    assert (rows[0]["n"], rows[0]["share"], rows[0]["kinds"]) == ("0", "", "a|b")


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers():
    book = openpyxl.load_workbook(BytesIO(answer_bytes(nodes(*HOSTILE), AnswerFormat.XLSX)))
    cells = [row[1] for row in book["Answer"].iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[:4]] == HOSTILE[:4]
    assert len(cells[8].value) == 32_767
    assert sheet(answer_bytes(nodes("A"), AnswerFormat.XLSX)) == [
        ["id", "name", "n", "share", "kinds"],
        ["n0", "A", 0, None, "a|b"],
    ]


def test_a_workbook_says_what_it_rests_on():
    about = dict(
        sheet(answer_bytes(answered((("id", "text"),), [], reference="Burt 1992"), AnswerFormat.XLSX), "About")
    )
    assert about == {
        "question": "q",
        "asks": "Which?",
        "parameters": '{"limit": 3}',
        "order": "id",
        "data_version": "v1",
        "reference": "Burt 1992",
    }


def test_a_workbook_refuses_what_a_sheet_cannot_hold(monkeypatch):
    monkeypatch.setattr("reports.answer_workbook.MOST_ROWS", 1)
    with pytest.raises(TooManyRows, match=r"Write \.parquet or \.csv"):
        answer_bytes(nodes("A", "B"), AnswerFormat.XLSX)


def test_parquet_holds_every_value_as_it_is():
    table = parquet.read_table(BytesIO(answer_bytes(nodes(*HOSTILE), AnswerFormat.PARQUET)))
    assert table.to_pylist() == nodes(*HOSTILE).rows
    assert table.schema.metadata[b"question"] == b"q"
    empty = parquet.read_table(BytesIO(answer_bytes(nodes(), AnswerFormat.PARQUET)))
    assert [str(one.type) for one in empty.schema] == ["string", "string", "int64", "double", "list<element: string>"]


def test_a_value_of_another_type_than_declared_is_kept_as_it_is():
    content = answer_bytes(
        answered((("n", "integer"), ("o", "text")), [{"n": 1.5, "o": {"a": 1}}]), AnswerFormat.PARQUET
    )
    assert parquet.read_table(BytesIO(content)).to_pylist() == [{"n": 1.5, "o": '{"a": 1}'}]


def test_rows_with_two_ends_are_edges_with_named_nodes():
    graph = nx.read_graphml(BytesIO(answer_bytes(edges(), AnswerFormat.GRAPHML)), force_multigraph=True)
    assert dict(graph.nodes(data="label")) == {"a": "Ann", "b": "Ben"}
    assert list(graph.edges(keys=True, data=True)) == [("a", "b", "r1", {"date": "2017"}), ("a", "b", "r2", {})]


def test_rows_with_one_id_are_nodes():
    graph = nx.read_gexf(BytesIO(answer_bytes(nodes("Ann", "Ben"), AnswerFormat.GEXF)))
    assert dict(graph.nodes(data="label")) == {"n0": "Ann", "n1": "Ben"}
    assert graph.nodes["n1"]["n"] == 1


def test_xml_holds_hostile_names_as_text():
    graph = nx.read_graphml(BytesIO(answer_bytes(nodes(*HOSTILE), AnswerFormat.GRAPHML)))
    labels = [graph.nodes[f"n{i}"]["label"] for i in range(len(HOSTILE))]
    assert labels[:6] == HOSTILE[:6]
    assert labels[6] == "\ufffd\ufffd[31m"


def test_other_rows_are_tables_only():
    counts = answered((("year", "text"), ("n", "integer")), [])
    assert formats_of(counts.columns) == (AnswerFormat.CSV, AnswerFormat.XLSX, AnswerFormat.PARQUET)
    assert formats_of(edges().columns) == tuple(AnswerFormat)
    with pytest.raises(NotAGraph, match=r"no nodes or edges \(year, n\)"):
        answer_bytes(counts, AnswerFormat.GEXF)
