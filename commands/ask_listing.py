"""What the questions of the catalogue are, on the command line: the list of them, and their texts."""

import typer

from commands.output import OutputFormat, cell, remark, say, say_csv, say_json
from commands.session import Session
from queries.catalogue import Parameter, Question, questions
from queries.parameter_words import hint
from queries.subjects import Subject, subject_name
from queries.text import question_text, text_ids
from wording.words import Words


def say_questions(session: Session) -> None:
    """Write all questions under what they are about, each with its parameters."""
    rows = [_as_row(one) for one in questions().values()]
    match session.output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(list(rows[0]), rows)
        case OutputFormat.TABLE:
            for subject in Subject:
                _say_subject(session, subject)


def _as_row(question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "about": question.about.value,
        "question": question.question,
        "parameters": [one.name for one in question.parameters],
        "columns": [name for name, _ in question.columns],
        "order": question.order,
        "empty": question.empty,
    }


def _say_subject(session: Session, subject: Subject) -> None:
    found = [one for one in questions().values() if one.about is subject]
    if found:
        say(f"{subject_name(session.t, subject)}:")
        say()
    for one in found:
        _say_question(session.t, one)


def _say_question(t: Words, question: Question) -> None:
    say(t(question.question), lead=f"  {question.id}: ")
    for one in question.parameters:
        say(_parameter(t, one), lead=f"      {one.name}: ")
    say()


def _parameter(t: Words, one: Parameter) -> str:
    if one.is_required:
        return t("{what}; needed", what=hint(t, one))
    if one.default is None:
        return hint(t, one)
    return t("{what}; {usual} when not given", what=hint(t, one), usual=cell(one.default))


def say_text(session: Session, question: str) -> None:
    """Write how a question is asked in SQL and in Cypher; end with 1 where it has no text."""
    if question not in text_ids():
        remark(session.t("{question} is answered on the network in memory, not by a text.", question=question))
        raise typer.Exit(1)
    text = question_text(question)
    match session.output_format:
        case OutputFormat.JSON:
            say_json({"id": text.id, "sql": text.sql, "cypher": text.cypher})
        case OutputFormat.CSV:
            say_csv(("id", "sql", "cypher"), [{"id": text.id, "sql": text.sql, "cypher": text.cypher}])
        case OutputFormat.TABLE:
            print(f"{text.sql.rstrip()}\n\n{text.cypher.rstrip()}")
