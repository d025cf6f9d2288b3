"""What a writer is told within one load, step by step, as data: to be done again, or kept until it can be done."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from graph.cases import CaseEdit, CaseStep
from graph.records import Node, Relationship, Value
from graph.store import Notice

Record = Node | Relationship


class StepWriter(Protocol):
    """What a step is done with."""

    def upsert(self, records: Sequence[Record]) -> None:
        """See `graph.store.Writer.upsert`."""
        ...

    def retire(self, node_ids: Sequence[str]) -> None:
        """See `graph.store.Writer.retire`."""
        ...

    def retire_relationships(self, relationships: Sequence[Relationship]) -> None:
        """See `graph.store.Writer.retire_relationships`."""
        ...

    def save_case(self, edit: CaseEdit, step: CaseStep) -> None:
        """See `graph.store.Writer.save_case`."""
        ...

    def retire_missing(self, source_id: str, *, even_most: bool) -> None:
        """See `graph.store.Writer.retire_missing`."""
        ...

    def undo(self, load_id: int) -> None:
        """See `graph.store.Writer.undo`."""
        ...

    def note(self, notices: Sequence[Notice]) -> None:
        """See `graph.store.Writer.note`."""
        ...


@dataclass(frozen=True, slots=True)
class Upsert:
    """Write records by key."""

    records: tuple[Record, ...]

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.upsert(self.records)


@dataclass(frozen=True, slots=True)
class Retire:
    """Take nodes out."""

    node_ids: tuple[str, ...]

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.retire(self.node_ids)


@dataclass(frozen=True, slots=True)
class RetireRelationships:
    """Take relationships out."""

    relationships: tuple[Relationship, ...]

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.retire_relationships(self.relationships)


@dataclass(frozen=True, slots=True)
class SaveCase:
    """Add a revision to a casework record. A load with one is small, and never staged."""

    edit: CaseEdit
    step: CaseStep

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.save_case(self.edit, self.step)


@dataclass(frozen=True, slots=True)
class RetireMissing:
    """Retire what a source no longer holds."""

    source_id: str
    even_most: bool

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.retire_missing(self.source_id, even_most=self.even_most)


@dataclass(frozen=True, slots=True)
class Undo:
    """Take a load back."""

    load_id: int

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.undo(self.load_id)


@dataclass(frozen=True, slots=True)
class Note:
    """Keep notices."""

    notices: tuple[Notice, ...]

    def do(self, writer: StepWriter) -> None:
        """Do it."""
        writer.note(self.notices)


Stageable = Upsert | Retire | RetireRelationships | RetireMissing | Undo | Note
Step = Stageable | SaveCase


def packed(step: Stageable) -> bytes:
    """A step as compressed JSON."""
    return zlib.compress(json.dumps(_as_json(step), ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(content: bytes) -> Stageable:
    """The step again; records are checked anew as they are built."""
    verb, given = json.loads(zlib.decompress(content))
    match verb:
        case "upsert":
            return Upsert(tuple(map(_record, given)))
        case "retire":
            return Retire(tuple(given))
        case "retire_relationships":
            return RetireRelationships(tuple(one for one in map(_record, given) if isinstance(one, Relationship)))
        case "retire_missing":
            return RetireMissing(*given)
        case "undo":
            return Undo(given)
        case "note":
            return Note(tuple(Notice(**one) for one in given))
    raise ValueError(f'a load has no step "{verb}"')


def _as_json(step: Stageable) -> tuple[str, Any]:
    match step:
        case Upsert(records):
            return "upsert", [_listed(one) for one in records]
        case Retire(node_ids):
            return "retire", node_ids
        case RetireRelationships(relationships):
            return "retire_relationships", [_listed(one) for one in relationships]
        case RetireMissing(source_id, even_most):
            return "retire_missing", (source_id, even_most)
        case Undo(load_id):
            return "undo", load_id
        case Note(notices):
            return "note", [asdict(one) for one in notices]


def _listed(one: Record) -> tuple[Any, ...]:
    if isinstance(one, Node):
        return one.kind, one.id, one.source, one.source_key, one.source_url, dict(one.properties)
    return one.type, one.start_id, one.end_id, one.source, one.source_url, dict(one.properties), 0


def _record(listed: Sequence[Any]) -> Record:
    kind, first, second, third, url, properties, *of_relationship = listed
    values: dict[str, Value] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in properties.items()
    }
    record = Relationship if of_relationship else Node
    return record(kind, first, second, third, values, url)
