"""Answers in words: names for ids, words for codes, and hostile texts as they are."""

from dashboard.present_ask import (
    MOST_SHOWN,
    answer_table,
    by_subject,
    command_line,
    parameters_json,
    python_lines,
    rows_sentence,
    texts,
    url_headings,
)
from dashboard.tables import Table
from graph.answers import NodeSummary
from queries.answered import Answered
from queries.catalogue import Question, questions
from wording.words import words

T = words("en")


def answered(columns, rows, nodes=()):
    question = Question(
        "q", "Which?", (), tuple((one, "text") for one in columns), "id", "nothing", {}, lambda *_: rows
    )
    return Answered(question, {}, [dict(zip(columns, row, strict=True)) for row in rows], "v", {n.id: n for n in nodes})


def node(id_, kind="Municipality", name=None, **more):
    return NodeSummary(id=id_, kind=kind, name=name, source_key=id_.upper(), source="s", **more)


def test_no_rows_are_an_empty_table():
    assert answer_table(T, answered(["id", "name"], [])) == Table(("Name",), ())


def test_an_id_with_its_name_beside_it_is_left_out_and_one_alone_is_named():
    told = answer_table(T, answered(["from_id", "from", "start_id"], [["a", "Ann", "b"]], [node("b", name="Beja")]))
    assert told == Table(("From", "Start"), (("Ann", "Beja"),))


def test_a_node_without_a_name_is_told_by_what_it_is():
    exchange = node("e1", "Exchange", detail="study_visit", date="2017-05")
    told = answer_table(T, answered(["id", "name"], [["e1", None], ["gone", None]], [exchange]))
    assert told.rows == (("study visit, May 2017 (E1)",), ("gone",))


def test_codes_are_words_and_unknown_is_blank():
    columns = ["kind", "country", "form", "date", "is_host", "n_exchanges", "year", "kinds", "fact", "detail"]
    row = ["Body", "PT", "study_visit", "2017-05", True, 1234, 2017, ["a", "b"], "TWINNED_WITH", "round_table"]
    told = answer_table(T, answered(columns, [row, [None] * len(row)]))
    assert told.rows == (
        ("body", "Portugal", "study visit", "May 2017", "yes", "1,234", "2017", "a and b", "twinning", "round table"),
        ("",) * len(row),
    )


def test_columns_that_would_be_called_alike_keep_their_own_names():
    assert answer_table(T, answered(["n_peers", "peers"], [])).headings == ("Peers (n_peers)", "Peers (peers)")


def test_columns_of_addresses_are_known():
    assert url_headings(T, answered(["source_url", "name"], [])) == ("Address of the source",)


def test_more_rows_than_a_page_holds_are_said_to_be_in_the_files():
    many = answered(["n"], [[n] for n in range(MOST_SHOWN + 1)])
    assert rows_sentence(T, many) == "1,001 rows. The first 1,000 are shown here; the files hold all of them."
    assert len(answer_table(T, many).rows) == MOST_SHOWN
    assert rows_sentence(T, answered(["n"], [[1]])) == "1 row."


def test_a_question_is_told_as_command_and_as_python():
    question = questions()["nodes_by_id"]
    given = {"ids": ["a b", "c'"]}
    assert command_line(question, given) == """connect-explorer ask nodes_by_id --param 'ids=a b|c'"'"''"""
    assert python_lines(question, given).endswith("""answer = explorer.ask("nodes_by_id", ids=['a b', "c'"])""")
    assert parameters_json(given) == '{\n  "ids": [\n    "a b",\n    "c\'"\n  ]\n}'
    assert set(texts(question)) == {"sql", "cypher"}
    assert texts(questions()["search"]) == {}


def test_every_question_stands_under_one_subject():
    assert sorted(one.id for those in by_subject().values() for one in those) == sorted(questions())
