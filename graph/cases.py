"""Records of casework: what people do with a request, step by step, kept beside the graph and never overwritten.

A source can be loaded again at any time, so what people decided may not stand in its records. A case record is a chain
of revisions, each whole, each with who, when, why and which revision it was made from. Nothing is ever deleted from it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import ExplorerError

CASEWORK = "casework"
"""Source of the nodes and relationships that casework writes; no file may be loaded under this name."""
CASE_KINDS = ("request", "round", "proposal", "exchange", "evaluation", "practice")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """Who changes something, what kind of step it is, and why."""

    action: str
    """Short name of the step: received, moved, checked ..."""
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEdit:
    """A record as a person wants it to be from now on."""

    id: str
    """That of the node it is about where there is one: a request, exchange, evaluation or practice."""
    kind: str
    """One of `CASE_KINDS`."""
    base_revision: int
    """The revision that the person looked at; 0: the record is new."""
    state: str
    content: Mapping[str, Any]
    """Whatever JSON can hold."""
    key: str | None = None
    """Name for people, such as 2026-017; None for a record about a node that a source brought."""
    parent_id: str | None = None
    """The record it belongs to: a proposal to its request."""
    due_on: str | None = None
    """Day on which somebody must look at it, as 2026-11-25."""
    about: tuple[str, ...] = ()
    """Nodes that it names; they are not retired while it does."""
    hidden: Mapping[str, str] | None = None
    """Contacts, read only by who may see them. None: as they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """One revision of a record, as the store keeps it."""

    id: str
    kind: str
    revision: int
    state: str
    content: Mapping[str, Any]
    key: str | None
    parent_id: str | None
    due_on: str | None
    about: tuple[str, ...]
    action: str
    changed_by: str
    changed_at: str
    """UTC, ISO 8601."""
    reason: str | None


CASE_COLUMNS = (
    *("id", "kind", "revision", "state", "content", "key", "parent_id", "due_on", "about"),
    *("action", "changed_by", "changed_at", "reason"),
)
"""Fields of a record in the order in which every engine reads them; ``content`` and ``about`` as JSON."""


class CaseNotFound(ExplorerError):
    """No casework record has this id."""

    def __init__(self, record_id: str) -> None:
        super().__init__(f'no case has the id "{record_id}". List the requests: connect-explorer request list')
        self.record_id = record_id


class EditConflict(ExplorerError):
    """Somebody else changed the record since it was read. Both versions are here, and nothing was saved."""

    def __init__(self, yours: CaseEdit, theirs: CaseRecord, base: CaseRecord | None) -> None:
        why = f" ({theirs.reason})" if theirs.reason else ""
        super().__init__(
            f"{theirs.changed_by} changed this {theirs.kind} at {theirs.changed_at}{why}, after you had read it: it is "
            f"at revision {theirs.revision}, and your change was made from revision {yours.base_revision}. "
            "Nothing was saved, and your text is not lost. Look at both, and save again."
        )
        self.yours, self.theirs, self.base = yours, theirs, base


@dataclass(frozen=True, slots=True)
class SavedCase:
    """What an engine writes: the new revision, and the contacts that go with it."""

    record: CaseRecord
    hidden: Mapping[str, str] | None = field(repr=False)


def as_json(value: object) -> str:
    """A value as the one JSON text that stands for it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def case_of(row: tuple[Any, ...]) -> CaseRecord:
    """Record out of a row in the order of `CASE_COLUMNS`."""
    values = dict(zip(CASE_COLUMNS, row, strict=True))
    about = tuple(json.loads(values.pop("about")))
    return CaseRecord(content=json.loads(values.pop("content")), about=about, **values)


def row_of_case(record: CaseRecord) -> dict[str, Any]:
    """A record as columns, with ``content`` and ``about`` as JSON."""
    row = {name: getattr(record, name) for name in CASE_COLUMNS}
    return {**row, "content": as_json(record.content), "about": as_json(list(record.about))}


def next_revision(edit: CaseEdit, step: CaseStep, changed_at: str) -> CaseRecord:
    """The revision that an edit makes."""
    return CaseRecord(
        id=edit.id,
        kind=edit.kind,
        revision=edit.base_revision + 1,
        state=edit.state,
        content=json.loads(as_json(edit.content)),
        key=edit.key,
        parent_id=edit.parent_id,
        due_on=edit.due_on,
        about=edit.about,
        action=step.action,
        changed_by=step.by,
        changed_at=changed_at,
        reason=step.reason,
    )
