"""Questions and their answers in words and tables; no Streamlit, so that all of it can be tested as values."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING, Any, Final

from dashboard.tables import Table
from graph.answers import FactWord
from graph.dates import is_partial_date
from graph.schema import EXCHANGE_FORMS, SCHEMA
from queries.answered import id_columns, name_column
from queries.catalogue import questions
from queries.parameter_meaning import Meaning, meaning
from queries.parameter_words import choice_word, place_word, word_of
from queries.subjects import Subject
from queries.text import question_text, text_ids
from wording.naming import MAX_LABEL_CHARS, node_name
from wording.terms import fact_name, form_name, kind_name, role_name, status_name, tier_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from queries.answered import Answered
    from queries.catalogue import Parameter, Question
    from wording.words import Words

MOST_SHOWN: Final = 1_000
"""Rows on the page; all of them are in the files."""
_PLACES: Final = frozenset({"from", "to", "place", "group", "main_country"})
"""Columns that hold countries, regions or kinds, unless an id stands beside them."""
_COUNTRY: Final = re.compile("[A-Z]{2}")
_LONGEST_CELL: Final = 10 * MAX_LABEL_CHARS


def by_subject() -> dict[Subject, list[Question]]:
    """All questions under their subjects; subjects without any are left out."""
    found = {subject: [one for one in questions().values() if one.about is subject] for subject in Subject}
    return {subject: those for subject, those in found.items() if those}


def answer_table(t: Words, answered: Answered) -> Table:
    """The first rows of an answer as a reader reads them: names for ids, countries and kinds in words."""
    shown = _shown(answered.columns)
    rows = tuple(tuple(_told(t, answered, row, name) for name in shown) for row in answered.rows[:MOST_SHOWN])
    return Table(_headings(t, shown), rows)


def url_headings(t: Words, answered: Answered) -> tuple[str, ...]:
    """Headings of the columns that hold web addresses."""
    shown = _shown(answered.columns)
    named = zip(shown, _headings(t, shown), strict=True)
    return tuple(heading for name, heading in named if name == "url" or name.endswith("_url"))


def rows_sentence(t: Words, answered: Answered) -> str:
    """How many rows there are, in which order, and how many of them the page shows."""
    n = len(answered.rows)
    told = t.plural("{n} row.", "{n} rows.", n)
    if answered.is_cut:
        told = t.plural("The first {n} row; there are more.", "The first {n} rows; there are more.", n)
    if n > MOST_SHOWN:
        more = t("The first {n_shown} are shown here; the files hold all of them.", n_shown=MOST_SHOWN)
        return f"{told} {more}"
    return told


def empty_sentence(t: Words, question: Question) -> str:
    """What it means that there are no rows."""
    return t("Nothing found: {reason}.", reason=t(question.empty))


def texts(question: Question) -> dict[str, str]:
    """The question in SQL and in Cypher; {} for one that is answered on the network in memory."""
    if question.id not in text_ids():
        return {}
    text = question_text(question.id)
    return {"sql": text.sql.strip(), "cypher": text.cypher.strip()}


def parameters_json(given: Mapping[str, object]) -> str:
    """Parameters to be copied beside a text."""
    return json.dumps(given, ensure_ascii=False, indent=2)


def given_sentence(t: Words, question: Question, given: Mapping[str, object], names: Mapping[str, str]) -> str:
    """What was chosen for a question, as a line; "" where everything was left as usual.

    Parameters
    ----------
    names : what nodes are called, by id.
    """
    told = []
    for one in question.parameters:
        if one.name in given:
            value = given[one.name]
            words = [_chosen(t, one, each, names) for each in (value if isinstance(value, list) else [value])]
            told.append(f"{word_of(t, one.name)}: {t.listing(words)}")
    return "; ".join(told)


def _chosen(t: Words, parameter: Parameter, value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, bool) or not isinstance(value, str):
        return _cell(t, parameter.name, value)
    match meaning(parameter):
        case Meaning.COUNTRY | Meaning.COUNTRIES:
            return t.country(value)
        case Meaning.LANGUAGE | Meaning.LANGUAGES:
            return t.language_name(value)
        case Meaning.CHOICE | Meaning.CHOICES:
            return choice_word(t, value)
        case _:
            return names.get(value, value)


def command_line(question: Question, given: Mapping[str, object]) -> str:
    """The command that asks the same."""
    parts = [f"--param {shlex.quote(f'{name}={_typed(value)}')}" for name, value in given.items()]
    return " ".join(["connect-explorer ask", question.id, *parts])


def python_lines(question: Question, given: Mapping[str, object]) -> str:
    """The lines of Python that ask the same."""
    arguments = "".join(f", {name}={value!r}" for name, value in given.items())
    asked = f'answer = explorer.ask("{question.id}"{arguments})'
    return f"from queries import Explorer\n\nwith Explorer() as explorer:\n    {asked}"


def _typed(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _headings(t: Words, columns: list[str]) -> tuple[str, ...]:
    """What columns are called; two that would be called the same keep their own names."""
    words = [capital(word_of(t, one)) for one in columns]
    return tuple(
        word if words.count(word) == 1 else f"{word} ({name})" for word, name in zip(words, columns, strict=True)
    )


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def _shown(columns: tuple[str, ...]) -> list[str]:
    """Columns without the ids whose names stand beside them."""
    return [one for one in columns if one not in id_columns(columns) or name_column(one, columns) is None]


def _told(t: Words, answered: Answered, row: Mapping[str, Any], column: str) -> str:
    """A cell; a node without a name of its own is told by what it is."""
    columns = answered.columns
    named_by = next((one for one in id_columns(columns) if name_column(one, columns) == column), None)
    if named_by is not None and not row[column]:
        return _node(t, answered, row[named_by])
    if column in id_columns(columns):
        return _node(t, answered, row[column])
    if column in _PLACES and f"{column}_id" not in columns and isinstance(row[column], str):
        return place_word(t, row[column])
    return _cell(t, column, row[column])


def _node(t: Words, answered: Answered, id_: str | None) -> str:
    node = answered.nodes.get(id_ or "")
    return _cut(node_name(t, node) if node else id_ or "")


def _cell(t: Words, column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, int | float):
        return str(value) if column in ("year", "load_id") else t.number(value)
    if isinstance(value, list | tuple):
        return t.listing([_cell(t, column, one) for one in value])
    word = _WORDS.get(column)
    return _cut(word(t, str(value)) if word else _guessed(t, column, str(value)))


def _guessed(t: Words, column: str, text: str) -> str:
    if "country" in column and "written" not in column and _COUNTRY.fullmatch(text):
        return t.country(text)
    if column in ("date", "until", "since") or column.endswith(("_on", "_date")):
        return t.date(text) if is_partial_date(text) else text
    return text


def _kind(t: Words, text: str) -> str:
    return kind_name(t, text) if text in SCHEMA.nodes else text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _fact(t: Words, text: str) -> str:
    return fact_name(t, FactWord(text)) if text in set(FactWord) else text


def _detail(t: Words, text: str) -> str:
    return form_name(t, text) if text in EXCHANGE_FORMS else status_name(t, tier_name(t, text))


_WORDS: Final[Mapping[str, Callable[[Words, str], str]]] = {
    "detail": _detail,
    "fact": _fact,
    "kind": _kind,
    "form": form_name,
    "status": status_name,
    "role": role_name,
}
