"""The contract between the explorer and a store: few verbs, the same on every engine.

A store holds nodes and relationships of the schema, each with its source and the load that wrote it. Values it returns
are plain Python; nothing of the engine leaves it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from graph.cases import CaseEdit, CaseRecord, CaseStep
from graph.own_query import USUAL_ROWS, USUAL_SECONDS, OwnRows
from graph.records import Node, Relationship, Source, Value
from graph.saved import SavedQuestion

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionText:
    """One question as each engine reads it; both give the same rows in the same order."""

    id: str
    sql: str
    cypher: str


@dataclass(frozen=True, slots=True)
class StoredNode:
    """One node as the store holds it."""

    id: str
    kind: str
    properties: Mapping[str, Value]
    """Known properties only; unknown ones are absent. Hidden ones are never here."""
    source: str
    source_key: str
    source_url: str | None
    load_id: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd that a load met and handled by a named rule."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a writer did; created + updated + unchanged is the number of different records it was given."""

    n_created: int = 0
    n_updated: int = 0
    n_unchanged: int = 0
    n_retired: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the store is as it was before."""
        return not (self.n_created or self.n_updated or self.n_retired)

    def __add__(self, other: "Changes") -> "Changes":
        """Both together."""
        return Changes(
            self.n_created + other.n_created,
            self.n_updated + other.n_updated,
            self.n_unchanged + other.n_unchanged,
            self.n_retired + other.n_retired,
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One record before and after a load."""

    operation: Literal["create", "update", "retire"]
    kind: str
    """Node kind or relationship type."""
    id: str
    """Of a node its id; of a relationship start id, end id, key and source as a JSON array."""
    what: str
    """For people: the name of a node, or the names of both ends of a relationship."""
    before: Mapping[str, Value]
    """Known values; {} for a created record."""
    after: Mapping[str, Value]
    """Known values; {} for a retired record."""

    def changed(self) -> dict[str, tuple[Value, Value]]:
        """Each property that differs, with its old and its new value; None where unknown."""
        names = dict.fromkeys((*self.before, *self.after))
        both = {name: (self.before.get(name), self.after.get(name)) for name in names}
        return {name: (old, new) for name, (old, new) in both.items() if old != new}


@dataclass(frozen=True, slots=True)
class Load:
    """One finished load, as the store remembers it."""

    load_id: int
    source: Source
    loaded_at: str
    """UTC, ISO 8601. Shown on the Data page; never part of an answer."""
    files: tuple[str, ...]
    changes_by_kind: Mapping[str, Changes]
    notices: tuple[Notice, ...]
    undoes: int | None = None
    """Number of the load that this one took back."""


@dataclass(frozen=True, slots=True)
class StagedLoad:
    """A load too big for one transaction that has not come to its end. No question returns anything of it."""

    load_id: int
    source: Source
    files: tuple[str, ...]
    begun_at: str
    """UTC, ISO 8601."""
    n_records: int
    """Records that have arrived."""
    is_whole: bool
    """Whether all have arrived, so that it can be completed without its files."""
    is_switching: bool
    """Whether it is being made part of the network. Until that is complete, or taken back, no question is answered."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person said about a name that a file uses, to be applied whenever it is met again."""

    kind: str
    """Node kind of what the name stands for."""
    name: str
    """As written in the file; with `country` it says which names are meant."""
    country: str
    """As written in the file; "" where it has none."""
    target: str | None
    """What is meant: a place id such as ``geonames:3413727``, or a node id. None: none of the candidates."""
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A ruling as the store keeps it. It is never deleted: one that was taken back says so."""

    decision_id: int
    ruling: Ruling
    decided_at: str
    """UTC, ISO 8601."""
    taken_back_at: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes of each kind and relationships of each type there are; kinds without any are left out."""

    nodes: Mapping[str, int]
    relationships: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, as far as a store must know it."""

    name: str
    may_see_contacts: bool = False


def require_contacts(reader: Reader) -> None:
    """Nothing; raises PermissionError for a reader who may not see contacts."""
    if not reader.may_see_contacts:
        raise PermissionError(f"{reader.name} may not see contacts. Ask the programme for access.")


@dataclass(frozen=True, slots=True)
class RelationshipArrays:
    """All relationships of one type as columns of equal length, ordered by start id, end id and key."""

    start: npt.NDArray[np.int32]
    """Positions of the start nodes in `GraphArrays.ids`."""
    end: npt.NDArray[np.int32]
    starts_on: npt.NDArray[np.int32]
    """First day the fact may have held, as days since 1 January 1970; `UNKNOWN_DAY` where unknown."""
    ends_on: npt.NDArray[np.int32]
    """Last day it may have held; `UNKNOWN_DAY` where unknown."""
    details: npt.NDArray[np.uint8]
    """1 + position of the detail among the texts that the schema allows (roles); 0 where unknown or any text may be."""


@dataclass(frozen=True, slots=True)
class GraphArrays:
    """The whole graph as columns: nodes ordered by id, and relationships that refer to their positions."""

    ids: npt.NDArray[np.bytes_]
    kinds: npt.NDArray[np.uint8]
    """Position of the kind in ``tuple(SCHEMA.nodes)``."""
    countries: npt.NDArray[np.bytes_]
    """ISO 3166-1 alpha-2 code, b"" where unknown."""
    details: npt.NDArray[np.uint8]
    """For exchanges 1 + position of the form in EXCHANGE_FORMS, the inferred one where none is named; else 0."""
    statuses: npt.NDArray[np.uint8]
    """For exchanges 1 + position of the status in EXCHANGE_STATUSES, 0 where unknown; 0 for other kinds."""
    starts_on: npt.NDArray[np.int32]
    """First day of a dated node, days since 1 January 1970; `UNKNOWN_DAY` where unknown."""
    ends_on: npt.NDArray[np.int32]
    relationships: Mapping[str, RelationshipArrays] = field(default_factory=dict)


UNKNOWN_DAY = int(np.iinfo(np.int32).min)


class Writer(Protocol):
    """Writes records into a store within one load; see `GraphStore.writer`."""

    load_id: int

    def upsert(self, records: Iterable[Node | Relationship]) -> None:
        """Write records by key: new ones are created, changed ones updated, equal ones left alone.

        Nodes must come before the relationships between them.

        Raises
        ------
        MissingEnd
            A relationship points at a node that does not exist; both ids are named.
        IdCollision
            A node's id is taken by a node of another kind, source or source key.
        """
        ...

    def retire(self, node_ids: Iterable[str]) -> None:
        """Take nodes and their relationships out of the graph; their old values stay in the journal.

        Raises
        ------
        NodeNotFound
            No node has one of the ids.
        """
        ...

    def retire_relationships(self, relationships: Iterable[Relationship]) -> None:
        """Take relationships out of the graph, by ends, key and source; what is not there is passed over."""
        ...

    def save_case(self, edit: CaseEdit, step: CaseStep) -> None:
        """Add a revision to a casework record, or make a new record.

        Raises
        ------
        EditConflict
            The record is no longer at the revision that the edit was made from.
        CaseNotFound
            The edit was made from a revision of a record that is not there.
        """
        ...

    def retire_missing(self, source_id: str, *, even_most: bool = False) -> None:
        """Retire what earlier loads of a source wrote and this load was not given.

        Looks only at kinds and types of which this load was given at least one. A node that relationships of another
        source still need stays; see `kept_for_others`.

        Parameters
        ----------
        source_id : a source that this load was given records of.
        even_most : allow more than half of what a source holds of a kind, where that is more than twenty records.

        Raises
        ------
        RetiresTooMuch
            It would be more than that.
        """
        ...

    def kept_for_others(self) -> tuple[str, ...]:
        """Ids that `retire_missing` left because other facts still need them; () when there are none."""
        ...

    def undo(self, load_id: int) -> None:
        """Bring back what a load found; the old values go to the journal of this load. See `graph.undo.undo_load`.

        Raises
        ------
        UndoConflict
            Something that the load wrote was changed since.
        """
        ...

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices with the load."""
        ...

    def all_given(self) -> None:
        """Say that no more records come: a load too big for one transaction can be completed from here on.

        See `GraphStore.staged`. Notices may still be added.
        """
        ...

    def differences(self) -> tuple[Difference, ...]:
        """Records before and after, as far as written; never contact values.

        Returns
        -------
        The first of each kind and operation, at most `graph.change_log.MOST_LISTED`; () when nothing differs.
        """
        ...

    def changes(self) -> Mapping[str, Changes]:
        """What was written so far, by node kind and relationship type."""
        ...


@runtime_checkable
class GraphStore(Protocol):
    """A store of the explorer. Made by `graph.connect.open_store`; closed by ``with`` or `close`."""

    url: str
    """Where it is, without any password."""
    language: str
    """"sql" or "cypher": which text of a question it reads."""

    def data_version(self) -> str:
        """Text that changes with every change of the graph, and is never the same for two stores.

        Casework that changes no node or relationship leaves it as it is: a network read before still holds.
        """
        ...

    def writer(
        self, source: Source, files: Sequence[str] = (), *, undoes: int | None = None, is_trial: bool = False
    ) -> AbstractContextManager[Writer]:
        """Open one load: all of it is kept when the block ends, nothing when it raises.

        A load that changes nothing leaves no trace: no new load, the same data version. Casework that changes only
        its own records is kept without a load.

        Parameters
        ----------
        source : where the records come from.
        files : names of the files they were read from.
        undoes : number of the load that this one takes back.
        is_trial : keep nothing, whatever happens: to see what a load would change.

        Raises
        ------
        StoreBusy
            Another process is writing and did not finish within the waiting time.
        LoadWaiting
            A staged load must be completed or taken away first; see `staged`.
        """
        ...

    def ask(
        self, question: QuestionText, params: Mapping[str, Any] | None = None, timeout_s: float = 30.0
    ) -> list[dict[str, Any]]:
        """Rows that answer a question, in its order; [] when there are none.

        Parameters
        ----------
        question : both texts of the question.
        params : values for its parameters; lists may be given.
        timeout_s : seconds after which `QueryTimeout` is raised.
        """
        ...

    def ask_own(self, text: str, *, max_rows: int = USUAL_ROWS, timeout_s: float = USUAL_SECONDS) -> OwnRows:
        """Rows of a question that a person wrote, in the language of the store; it cannot write.

        Contact values, the journal, and what people decided or saved are out of its reach.

        Parameters
        ----------
        text : one statement, without parameters.
        max_rows : 1-100,000; what comes after them is left out, and the answer says so.
        timeout_s : seconds after which it is ended, at most 600.

        Raises
        ------
        QueryRefused
            It is no reading statement, reads what is closed, cannot be understood, or needs too much memory.
        QueryTimeout
            It took longer.
        """
        ...

    def node(self, node_id: str) -> StoredNode:
        """One node with its known properties; raises `NodeNotFound`."""
        ...

    def hidden_values(self, node_id: str, reader: Reader) -> Mapping[str, Value]:
        """Contact values of an official, for a reader who may see contacts.

        Returns
        -------
        Known values by property name; empty when none is known.

        Raises
        ------
        PermissionError
            The reader may not see contacts.
        NodeNotFound
            No node has this id.
        """
        ...

    def existing(self, ids: Iterable[str]) -> dict[str, str]:
        """Kind of each id that exists; ids that do not exist are absent."""
        ...

    def counts(self) -> Counts:
        """How many nodes and relationships there are."""
        ...

    def loads(self) -> tuple[Load, ...]:
        """Loads in the order they were made; () for a new store."""
        ...

    def staged(self) -> tuple[StagedLoad, ...]:
        """Loads that have begun and not ended, at most one; () where every load is one transaction."""
        ...

    def resume(self, load_id: int) -> Load:
        """Complete a staged load, all of which has arrived.

        Raises
        ------
        NotStaged
            No staged load has this number.
        StagedInPart
            Not all of it has arrived.
        StoreBusy
            Another program is at work on it.
        """
        ...

    def discard(self, load_id: int) -> None:
        """Take a staged load away; the store is as it was before it. Raises `NotStaged` and `StoreBusy`."""
        ...

    def decide(self, ruling: Ruling) -> Decision:
        """Keep what a person decided; an earlier decision about the same name is taken back by it."""
        ...

    def take_back(self, decision_id: int) -> Decision:
        """Let a decision no longer hold; one that was taken back before stays as it is.

        Raises
        ------
        DecisionNotFound
            No decision has this number.
        """
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, also those that were taken back, in the order they were made; () when there are none."""
        ...

    def save_question(self, saved: SavedQuestion, *, overwrite: bool = False) -> SavedQuestion:
        """Keep a question under its name, with the moment it was saved; the graph stays as it is.

        Parameters
        ----------
        overwrite : replace one that is saved under the same name.

        Raises
        ------
        NameTaken
            There is one of that name, and it is not to be replaced.
        """
        ...

    def rename_saved(self, name: str, new_name: str) -> SavedQuestion:
        """Give a saved question another name.

        Raises
        ------
        SavedNotFound, NameTaken, WrongName
            There is none of the old name, there is one of the new name, or the new name will not do.
        """
        ...

    def delete_saved(self, name: str) -> None:
        """Forget a saved question; raises `SavedNotFound`."""
        ...

    def saved_questions(self) -> tuple[SavedQuestion, ...]:
        """All saved questions, ordered by name; () when there are none."""
        ...

    def case(self, record_id: str) -> CaseRecord:
        """Latest revision of a casework record; raises `CaseNotFound`."""
        ...

    def cases(self, kind: str, states: Sequence[str] = (), *, parent_id: str | None = None) -> tuple[CaseRecord, ...]:
        """Latest revisions of the records of a kind, by id; () when there are none.

        Parameters
        ----------
        kind : one of `graph.cases.CASE_KINDS`.
        states : only those in one of these states; all where none is given.
        parent_id : only those that belong to this record.
        """
        ...

    def case_history(self, record_id: str) -> tuple[CaseRecord, ...]:
        """All revisions of a casework record, the first one first; () when there is no such record."""
        ...

    def case_contacts(self, record_id: str, reader: Reader) -> Mapping[str, str]:
        """Contacts that a casework record holds, for a reader who may see contacts.

        Returns
        -------
        Those last given, by name; empty when none is known.

        Raises
        ------
        PermissionError
            The reader may not see contacts.
        CaseNotFound
            There is no such record.
        """
        ...

    def arrays(self, types: Sequence[str] | None = None) -> GraphArrays:
        """The graph as columns, with relationships of the given types; all types where none are given."""
        ...

    def statements(self) -> Iterator[Node | Relationship]:
        """Every node, then every relationship, as records in a total order (for export and comparison)."""
        ...

    def close(self) -> None:
        """Let go of the store; closing twice is fine."""
        ...

    def __enter__(self) -> "GraphStore":
        """Return the store itself."""
        ...

    def __exit__(self, *_: object) -> None:
        """Close."""
        ...
