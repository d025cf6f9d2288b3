"""A question with its answer, and with all that is needed to ask it again and to defend its figures."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.answers import NodeSummary
from graph.store import GraphStore
from queries.catalogue import Asking, Question, Rows, answer, question_named, read_parameters
from queries.rows import nodes_by_id

_ID, _NAME = "id", "name"
_NO_NAMES = ("fact",)
"""Columns that say what something is, not what it is called, beside an id."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question that was asked."""

    question: Question
    given: Mapping[str, Any]
    """Every parameter by name, also those that were left as usual."""
    rows: Rows
    data_version: str
    """Of the data that gave the rows."""
    nodes: Mapping[str, NodeSummary] = field(default_factory=dict)
    """The nodes of the answer by id, where the rows themselves do not say what they are called."""
    is_cut: bool = False
    """Whether there are more rows than were asked for."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(name for name, _ in self.question.columns)

    def rests_on(self) -> dict[str, str]:
        """What the answer rests on, by name, as texts: to be written beside it."""
        told = {
            "question": self.question.id,
            "asks": self.question.question,
            "parameters": json.dumps(self.given, ensure_ascii=False, default=str),
            "order": self.question.order,
            "data_version": self.data_version,
            "definition": self.question.definition,
            "reference": self.question.reference,
        }
        return {name: text for name, text in told.items() if text}


def ask_question(asking: Asking, question_id: str, given: Mapping[str, object]) -> Answered:
    """What a question gives, with its parameters and the version of the data; no rows where its header says so.

    Raises
    ------
    UnknownQuestion
        There is no question of this name.
    WrongParameter
        A parameter is unknown, missing, or has a value that cannot be read.
    """
    question = question_named(question_id)
    read = read_parameters(question, given)
    version = asking.store.data_version()
    rows = answer(asking, question_id, given)
    return Answered(question, read, rows, version, _unnamed_nodes(asking.store, question, rows))


def name_column(column: str, columns: tuple[str, ...]) -> str | None:
    """The column that says what the nodes of an id column are called: ``other`` of ``other_id``; None for none."""
    stem = column.removesuffix("_id")
    if stem in _NO_NAMES:
        return None
    wanted = (_NAME,) if column == _ID else (stem, f"{stem}_name")
    return next((one for one in wanted if one in columns and one != column), None)


def id_columns(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that hold the id of a node."""
    return tuple(one for one in columns if one == _ID or one.endswith("_id"))


def edge_columns(columns: tuple[str, ...]) -> tuple[str, str] | None:
    """The two columns that make each row an edge from one node to another; None where rows are no edges."""
    ends = (("start_id", "end_id"), ("from_id", "to_id"), ("first_id", "second_id"), ("a_id", "b_id"))
    return next((pair for pair in ends if set(pair) <= set(columns)), None)


def node_column(columns: tuple[str, ...]) -> str | None:
    """The column that makes each row a node; None where rows are no nodes."""
    ids = id_columns(columns)
    return _ID if _ID in ids else ids[0] if len(ids) == 1 else None


def _unnamed_nodes(store: GraphStore, question: Question, rows: Rows) -> dict[str, NodeSummary]:
    columns = tuple(name for name, _ in question.columns)
    named = {column: name_column(column, columns) for column in id_columns(columns)}
    ids = {row[column] for row in rows for column, name in named.items() if name is None or not row[name]}
    found = nodes_by_id(store, {one for one in ids if isinstance(one, str)}) if ids else {}
    return dict(sorted(found.items()))
