"""The texts of questions, read from ``queries/sql`` and ``queries/cypher``, with the header both begin with.

A header is the first lines of the file, as comments::

    -- nodes_by_id: What are these nodes called, and what are they?
    -- params: ids texts
    -- columns: id text, kind text
    -- order: id
    -- empty: none of the ids exists
    -- example: {"ids": ["mun-fav2wicn6t4n"]}
    -- about: parts

``about`` may be left out.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from graph.errors import ExplorerError
from graph.store import QuestionText

_FIELDS = ("params", "columns", "order", "empty", "example")
_ABOUT = "about"
_LANGUAGES = {"sql": "--", "cypher": "//"}


class UnknownQuestion(ExplorerError):
    """There is no question of this name."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a question promises, the same in both languages."""

    id: str
    question: str
    params: tuple[tuple[str, str], ...]
    """Name and type of each parameter."""
    columns: tuple[tuple[str, str], ...]
    """Name and type of each column, in order."""
    order: str
    empty: str
    example: dict[str, Any]
    about: str = "other"
    """What it is about, by the values of `queries.subjects.Subject`."""


@cache
def question_text(question_id: str) -> QuestionText:
    """Both texts of a question; raises `UnknownQuestion`."""
    return QuestionText(question_id, _read(question_id, "sql"), _read(question_id, "cypher"))


@cache
def question_header(question_id: str, language: str = "sql") -> Header:
    """What one text of a question promises; raises `UnknownQuestion`, or ValueError for a wrong header."""
    return parse_header(_read(question_id, language), _LANGUAGES[language])


def text_ids() -> tuple[str, ...]:
    """Ids of all questions that have texts, in order."""
    files = resources.files("queries").joinpath("sql").iterdir()
    return tuple(sorted(file.name.removesuffix(".sql") for file in files if file.name.endswith(".sql")))


def parse_header(text: str, mark: str) -> Header:
    """Header of a question's text; raises ValueError naming what is missing."""
    lines = [line.removeprefix(mark).strip() for line in text.splitlines() if line.startswith(mark)]
    id_, _, question = lines[0].partition(": ")
    found = dict(line.split(": ", 1) for line in lines[1:] if line.partition(": ")[0] in (*_FIELDS, _ABOUT))
    missing = [name for name in _FIELDS if name not in found]
    if missing or not question:
        raise ValueError(f"the header of {id_} lacks {', '.join(missing) or 'the question'}")
    example = json.loads(found["example"])
    return Header(
        id_,
        question,
        _pairs(found["params"]),
        _pairs(found["columns"]),
        found["order"],
        found["empty"],
        example,
        found.get(_ABOUT, "other"),
    )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    parts = [part.split() for part in text.split(", ") if part != "none"]
    return tuple((name, type_) for name, type_ in parts)


def _read(question_id: str, language: str) -> str:
    file = resources.files("queries").joinpath(language, f"{question_id}.{language}")
    if not file.is_file():
        raise UnknownQuestion(f'there is no question "{question_id}". Known: {", ".join(text_ids())}.')
    return file.read_text(encoding="utf-8")
