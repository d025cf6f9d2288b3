"""Taking a load back: every record it touched becomes what it was before, as a load of its own.

A load is told apart by three things: records that carry its number, its journal of old values, and the journals of
later loads that changed what it had written. Where such a later change still stands, nothing is taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from graph.cases import CASEWORK
from graph.change_log import ChangeLog
from graph.errors import AlreadyUndone, CaseworkLoad, LoadNotFound, UndoConflict
from graph.record_engine import JournalEntry, RecordEngine, Row, key_text, relationship_key, row_of
from graph.retiring import retire_relationships
from graph.schema import SCHEMA
from graph.store import GraphStore, Load

_BATCH = 5_000
_N_EXAMPLES = 3

T = TypeVar("T")


def undo_load(store: GraphStore, load_id: int) -> Load:
    """Bring back the state before a load; later loads stay, as far as they did not touch the same records.

    Parameters
    ----------
    store : the store to change.
    load_id : number of a load, as `GraphStore.loads` gives it. Taking back a load that took another one back brings
        that one's records back.

    Returns
    -------
    The new load, which says which one it took back.

    Raises
    ------
    LoadNotFound
        There is no such load.
    AlreadyUndone
        It was taken back before.
    CaseworkLoad
        It is a step of casework, which has its own way of taking a step back.
    UndoConflict
        Records that it wrote were changed since, or have got relationships from later loads. The store is as it was.
    """
    found = _load(store, load_id)
    if found.source.id == CASEWORK:
        raise CaseworkLoad(load_id)
    with store.writer(found.source, found.files, undoes=load_id) as writer:
        _load(store, load_id)  # now that nobody else writes
        writer.undo(load_id)
        writer.all_given()
        number = writer.load_id
    return next(one for one in store.loads() if one.load_id == number)


def undone_by(loads: Iterable[Load]) -> dict[int, int]:
    """For each load that is taken back now, the load that did it; {} when all of them stand."""
    standing: dict[int, int] = {}
    for one in reversed(sorted(loads, key=lambda one: one.load_id)):
        if one.undoes is not None and one.load_id not in standing:
            standing[one.undoes] = one.load_id
    return standing


def _load(store: GraphStore, load_id: int) -> Load:
    loads = store.loads()
    found = next((one for one in loads if one.load_id == load_id), None)
    if found is None:
        raise LoadNotFound(load_id)
    if (by := undone_by(loads).get(load_id)) is not None:
        raise AlreadyUndone(load_id, by)
    return found


@dataclass(slots=True)
class _Touched:
    """What a load did to one record, all its steps together."""

    before: Row | None
    """None: the record did not exist."""
    load_id_now: int | None
    """Load that the record must belong to if nobody touched it since; None: it must not exist."""


@dataclass(slots=True)
class _Conflicts:
    load_id: int
    n_records: int = 0
    later_loads: set[int] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)

    def add(self, label: str, key: str, later: Iterable[int]) -> None:
        self.n_records += 1
        self.later_loads.update(later)
        if len(self.examples) < _N_EXAMPLES:
            self.examples.append(f"{label} {key}")

    def check(self) -> None:
        if self.n_records:
            # A record may carry the number of an older load, that another undo brought back.
            later = tuple(sorted(one for one in self.later_loads if one > self.load_id))
            raise UndoConflict(self.load_id, later, tuple(self.examples), self.n_records)


def undo_in(engine: RecordEngine, log: ChangeLog, load_id: int, by: int) -> None:
    """Bring every record that a load touched back to what it was.

    Nodes that come back are written before relationships, and nodes that go are removed after them. Where an engine
    keeps what was done before a pause, and the rest is lost, the same again does the rest.

    Parameters
    ----------
    by : number of the load that does it.
    """
    _Undo(engine, log, load_id, by).run()


class _Undo:
    def __init__(self, engine: RecordEngine, log: ChangeLog, load_id: int, by: int) -> None:
        self._engine, self._log, self._load_id = engine, log, load_id
        self._conflicts = _Conflicts(load_id)
        self._touched = _touched(engine.journal_of(load_id), load_id)
        self._later = _later(one for one in engine.changed_later(load_id) if one[0] != by)

    def run(self) -> None:
        self._find_changed_since()
        nodes = {label: keys for label, keys in self._touched.items() if label in SCHEMA.nodes}
        relationships = {label: keys for label, keys in self._touched.items() if label in SCHEMA.relationships}
        for label, touched in nodes.items():
            for part in _parts(touched):
                self._bring_back_nodes(label, part)
                self._engine.pause()
        self._conflicts.check()
        for keys_by_type in self._engine.relationship_keys("load_id", self._load_id):
            created = {
                type_: [key for key in keys if key_text(key) not in self._touched.get(type_, {})]
                for type_, keys in keys_by_type.items()
            }
            retire_relationships(self._engine, self._log, {type_: keys for type_, keys in created.items() if keys})
            self._engine.pause()
        for label, touched in relationships.items():
            for part in _parts(touched):
                self._bring_back_relationships(label, part)
                self._engine.pause()
        self._conflicts.check()
        self._remove_nodes()
        self._conflicts.check()

    def _find_changed_since(self) -> None:
        """Records that the load created and a later one changed; those it changed are looked at one by one."""
        for label, later in self._later.items():
            created = [key for key in later if key not in self._touched.get(label, {})]
            for part in _batched(created):
                now = self._now(label, part)
                for key in part:
                    if key not in now or now[key].load_id != self._load_id:
                        self._conflicts.add(label, key, later[key])
        self._conflicts.check()

    def _now(self, label: str, keys: Sequence[str]) -> dict[str, Row]:
        if label in SCHEMA.nodes:
            return dict(self._engine.fetch_nodes(SCHEMA.node(label), keys))
        wanted = [relationship_key(one) for one in keys]
        found = self._engine.fetch_relationships(SCHEMA.relationship(label), wanted)
        return {key_text(key): row for key, row in found.items()}

    def _sorted_out(
        self, label: str, part: Mapping[str, _Touched]
    ) -> tuple[dict[str, Row], dict[str, Row], dict[str, Row], dict[str, Row]]:
        """Rows to create again, to change back (as they are, as they were), and to remove."""
        now = self._now(label, list(part))
        again: dict[str, Row] = {}
        are: dict[str, Row] = {}
        were: dict[str, Row] = {}
        gone: dict[str, Row] = {}
        for key, touched in part.items():
            row = now.get(key)
            load_id_now = None if row is None else row.load_id
            if row == touched.before:  # it is what it was already
                continue
            if load_id_now not in (touched.load_id_now, self._load_id):
                later = self._later.get(label, {}).get(key, ())
                self._conflicts.add(label, key, later or ([] if load_id_now is None else [load_id_now]))
            elif row is None and touched.before is not None:
                again[key] = touched.before
            elif row is not None and touched.before is not None:
                are[key], were[key] = row, touched.before
            elif row is not None:
                gone[key] = row
        return again, are, were, gone

    def _bring_back_nodes(self, label: str, part: Mapping[str, _Touched]) -> None:
        again, are, were, _ = self._sorted_out(label, part)  # those to be removed wait for their relationships
        self._engine.write_nodes(SCHEMA.node(label), again, were)
        self._log.restored(label, again)
        self._log.updated(label, are, were)

    def _bring_back_relationships(self, label: str, part: Mapping[str, _Touched]) -> None:
        kind = SCHEMA.relationship(label)
        again, are, were, gone = (
            {relationship_key(key): row for key, row in rows.items()} for rows in self._sorted_out(label, part)
        )
        ends = self._engine.kinds_of(list({end for key in again for end in key[:2]}))
        for key in [one for one in again if one[0] not in ends or one[1] not in ends]:
            self._conflicts.add(label, key_text(key), ())
            del again[key]
        retire_relationships(self._engine, self._log, {label: list(gone)} if gone else {})
        self._engine.write_relationships(kind, again, were)
        self._log.restored(label, again)
        self._log.updated(label, are, were)

    def _remove_nodes(self) -> None:
        came_back = {
            label: [key for key, one in touched.items() if one.before is None and one.load_id_now is not None]
            for label, touched in self._touched.items()
            if label in SCHEMA.nodes
        }
        for label, keys in came_back.items():
            for part in _batched(keys):
                self._remove({label: part})
        for ids_by_kind in self._engine.node_ids("load_id", self._load_id):
            created = {
                label: [one for one in ids if one not in self._touched.get(label, {})]
                for label, ids in ids_by_kind.items()
            }
            self._remove({label: ids for label, ids in created.items() if ids})

    def _remove(self, ids_by_kind: Mapping[str, Sequence[str]]) -> None:
        """Take out nodes that have no relationship left; one that has got it from a later load."""
        ids = {node_id for of_kind in ids_by_kind.values() for node_id in of_kind}
        for rows in self._engine.relationships_of(list(ids)).values():
            for key, row in rows.items():
                node_id = key[0] if key[0] in ids else key[1]
                label = next(label for label, of_kind in ids_by_kind.items() if node_id in of_kind)
                self._conflicts.add(label, node_id, [row.load_id])
        for node_id in sorted(self._engine.named_in_cases(list(ids))):
            label = next(label for label, of_kind in ids_by_kind.items() if node_id in of_kind)
            self._conflicts.add(label, node_id, ())
        self._conflicts.check()
        for label, of_kind in ids_by_kind.items():
            self._log.retired(label, self._engine.fetch_nodes(SCHEMA.node(label), of_kind))
        self._engine.remove(ids_by_kind, {})
        self._engine.pause()


def _touched(entries: Iterable[JournalEntry], load_id: int) -> dict[str, dict[str, _Touched]]:
    """First state and last of each record that a load has entries for."""
    found: dict[str, dict[str, _Touched]] = {}
    for one in entries:
        of_kind = found.setdefault(one.kind, {})
        if one.key in of_kind:
            of_kind[one.key].load_id_now = one.new_load_id
            continue
        # What a load itself had written before it changed it was not there before the load.
        is_own = one.old_load_id is None or one.old_load_id == load_id
        of_kind[one.key] = _Touched(None if is_own else row_of(one.kind, one.old_values), one.new_load_id)
    return found


def _later(entries: Iterable[tuple[int, JournalEntry]]) -> dict[str, dict[str, list[int]]]:
    """Later loads that changed each record, by kind and key."""
    found: dict[str, dict[str, list[int]]] = {}
    for load_id, one in entries:
        found.setdefault(one.kind, {}).setdefault(one.key, []).append(load_id)
    return found


def _batched(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _parts(touched: Mapping[str, _Touched]) -> Iterator[dict[str, _Touched]]:
    for part in _batched(touched.items()):
        yield dict(part)
