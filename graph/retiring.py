"""Taking records out of the graph: their old values stay in the journal."""

from collections.abc import Mapping, Sequence

from graph.change_log import ChangeLog
from graph.errors import RetiresTooMuch
from graph.given import GivenKeys
from graph.record_engine import RecordEngine, RelationshipKey
from graph.schema import SCHEMA

_FEW = 20
_MOST_SHARE = 0.5


def retire_nodes(engine: RecordEngine, log: ChangeLog, ids_by_kind: Mapping[str, Sequence[str]]) -> None:
    """Take nodes out, with every relationship they have."""
    relationships = engine.relationships_of([node_id for ids in ids_by_kind.values() for node_id in ids])
    for type_, rows in relationships.items():
        log.retired(type_, rows)
    for label, ids in ids_by_kind.items():
        log.retired(label, engine.fetch_nodes(SCHEMA.node(label), ids))
    engine.remove(ids_by_kind, {type_: list(rows) for type_, rows in relationships.items()})


def retire_relationships(
    engine: RecordEngine, log: ChangeLog, keys_by_type: Mapping[str, Sequence[RelationshipKey]]
) -> None:
    """Take relationships out; those that are not there are passed over."""
    there = {
        type_: engine.fetch_relationships(SCHEMA.relationship(type_), keys) for type_, keys in keys_by_type.items()
    }
    for type_, rows in there.items():
        log.retired(type_, rows)
    engine.remove({}, {type_: list(rows) for type_, rows in there.items() if rows})


def retire_missing(
    engine: RecordEngine, log: ChangeLog, given: GivenKeys, source: str, *, even_most: bool
) -> list[str]:
    """Take out what a source holds in the store and was not given; see `graph.store.Writer.retire_missing`.

    Returns
    -------
    Ids of nodes that stay because relationships of other sources, or casework, need them.
    """
    counts = _Counts(source, even_most=even_most)
    for keys in engine.relationship_keys("source", source):
        gone_keys = given.missing(source, keys)
        counts.add(keys, gone_keys, log)
        retire_relationships(engine, log, gone_keys)
    kept: list[str] = []
    for ids in engine.node_ids("source", source):
        gone_ids = given.missing(source, ids)
        counts.add(ids, gone_ids, log)
        needed = _needed_by_others(engine, source, gone_ids)
        kept += sorted(needed)
        free = {label: [one for one in of_kind if one not in needed] for label, of_kind in gone_ids.items()}
        retire_nodes(engine, log, {label: of_kind for label, of_kind in free.items() if of_kind})
    counts.check(log)
    return kept


class _Counts:
    """How much of what a source held is about to go."""

    def __init__(self, source: str, *, even_most: bool) -> None:
        self._source, self._even_most = source, even_most
        self._n_held: dict[str, int] = {}
        self._n_gone: dict[str, int] = {}

    def add(
        self,
        keys: Mapping[str, Sequence[object]],
        gone: Mapping[str, Sequence[object]],
        log: ChangeLog,
    ) -> None:
        for label, of_kind in keys.items():
            self._n_held[label] = self._n_held.get(label, 0) + len(of_kind)
            self._n_gone[label] = self._n_gone.get(label, 0) + len(gone.get(label, ()))

    def check(self, log: ChangeLog) -> None:
        """Refuse to let most of a kind go; what this load created was not held before."""
        for label in sorted(self._n_gone, key=lambda label: label in SCHEMA.relationships):  # nodes say more
            n_gone = self._n_gone[label]
            n_created = log.changes[label].n_created if label in log.changes else 0
            n_held = self._n_held[label] - n_created
            if not self._even_most and n_gone > _FEW and n_gone > _MOST_SHARE * n_held:
                raise RetiresTooMuch(self._source, label, n_gone, n_held)


def _needed_by_others(engine: RecordEngine, source: str, ids: Mapping[str, Sequence[str]]) -> set[str]:
    gone = {node_id for of_kind in ids.values() for node_id in of_kind}
    if not gone:
        return set()
    relationships = engine.relationships_of(list(gone))
    ends = {end for rows in relationships.values() for key in rows if key[3] != source for end in key[:2]}
    return (ends & gone) | engine.named_in_cases(list(gone))
