import pytest

from queries.catalogue import questions
from queries.text import UnknownQuestion, parse_header, question_header, question_text, text_ids


@pytest.mark.parametrize("question_id", text_ids())
def test_both_texts_of_a_question_promise_the_same(question_id):
    assert question_header(question_id, "sql") == question_header(question_id, "cypher")


@pytest.mark.parametrize("question_id", text_ids())
def test_every_parameter_of_a_question_is_in_its_example(question_id):
    header = question_header(question_id)
    assert header.id == question_id
    assert [name for name, _ in header.params] == list(header.example)


@pytest.mark.parametrize("question_id", text_ids())
def test_values_travel_as_parameters(question_id):
    header, text = question_header(question_id), question_text(question_id)
    for name in header.example:
        assert f":{name}" in text.sql
        assert f"${name}" in text.cypher


def test_an_unknown_question_names_the_known_ones():
    with pytest.raises(UnknownQuestion, match="nodes_by_id"):
        question_text("no_such_question")


def test_a_header_without_an_order_is_refused():
    with pytest.raises(ValueError, match="lacks order"):
        parse_header("-- x: Why?\n-- params: none\n-- columns: a text\n-- empty: never\n-- example: {}", "--")


def test_every_question_has_words_and_an_example():
    for question in questions().values():
        assert question.question.endswith("?")
        assert question.order
        assert question.empty
        assert set(question.example) <= {parameter.name for parameter in question.parameters}
