"""What a load does, written down while it does it: counts, the journal of old values, and the first differences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Literal

from graph.record_engine import (
    JournalEntry,
    Key,
    RecordEngine,
    Row,
    columns_of,
    key_text,
    values_text,
)
from graph.records import Value
from graph.schema import SCHEMA
from graph.store import Changes, Difference

MOST_LISTED = 200
"""Differences listed of each kind and operation; counts are always exact."""

_Operation = Literal["create", "update", "retire"]
_NOT_SHOWN = frozenset({"source", "source_key"})
"""Columns that never differ between two states of one record."""


class ChangeLog:
    """Counts by kind, journal entries and differences of one load."""

    def __init__(self, engine: RecordEngine) -> None:
        self.changes: dict[str, Changes] = {}
        self._engine = engine
        self._differences: list[Difference] = []
        self._n_listed: Counter[tuple[str, _Operation]] = Counter()

    def created(self, label: str, rows: Mapping[Key, Row]) -> None:
        """Records that were not there. The journal needs no entry: they are those that carry the load's number."""
        self._count(label, Changes(n_created=len(rows)))
        self._list(label, "create", rows, {}, rows)

    def not_created(self, label: str, keys: Sequence[Key]) -> None:
        """Records of which `created` was told too soon: an earlier one of the same load has their key."""
        self._count(label, Changes(n_created=-len(keys)))
        wrong = Counter(map(key_text, keys))
        for position in reversed(range(len(self._differences))):
            one = self._differences[position]
            if one.operation == "create" and one.kind == label and wrong[one.id]:
                wrong[one.id] -= 1
                del self._differences[position]

    def restored(self, label: str, rows: Mapping[Key, Row]) -> None:
        """Records that came back, with the number of the load that wrote them once."""
        self._engine.journal(
            [JournalEntry("restore", label, key_text(key), "{}", None, row.load_id) for key, row in rows.items()]
        )
        self.created(label, rows)

    def updated(self, label: str, before: Mapping[Key, Row], after: Mapping[Key, Row]) -> None:
        """Records that changed, as they were and as they are."""
        self._engine.journal(
            [
                JournalEntry(
                    "update",
                    label,
                    key_text(key),
                    values_text(label, before[key]),
                    before[key].load_id,
                    row.load_id,
                )
                for key, row in after.items()
            ]
        )
        self._count(label, Changes(n_updated=len(after)))
        self._list(label, "update", after, before, after)

    def retired(self, label: str, rows: Mapping[Key, Row]) -> None:
        """Records that are about to be taken out, as they are."""
        self._engine.journal(
            [
                JournalEntry("retire", label, key_text(key), values_text(label, row), row.load_id, None)
                for key, row in rows.items()
            ]
        )
        self._count(label, Changes(n_retired=len(rows)))
        self._list(label, "retire", rows, rows, {})

    def unchanged(self, label: str, n_records: int) -> None:
        """Records that are as they were."""
        self._count(label, Changes(n_unchanged=n_records))

    def differences(self) -> tuple[Difference, ...]:
        """The first of each kind and operation, at most `MOST_LISTED`, in the order written."""
        return tuple(self._differences)

    def _count(self, label: str, changes: Changes) -> None:
        self.changes[label] = self.changes.get(label, Changes()) + changes

    def _list(
        self,
        label: str,
        operation: _Operation,
        keys: Iterable[Key],
        before: Mapping[Key, Row],
        after: Mapping[Key, Row],
    ) -> None:
        listed = list(islice(keys, MOST_LISTED - self._n_listed[label, operation]))
        if not listed:
            return
        self._n_listed[label, operation] += len(listed)
        names = self._names(label, listed, {**before, **after})
        self._differences += [
            Difference(
                operation, label, key_text(key), name, _known(label, before.get(key)), _known(label, after.get(key))
            )
            for key, name in zip(listed, names, strict=True)
        ]

    def _names(self, label: str, keys: Sequence[Key], rows: Mapping[Key, Row]) -> list[str]:
        if label in SCHEMA.nodes:
            return [_name(label, rows[key]) for key in keys]
        ends = [(key[0], key[1]) for key in keys]
        known = self._engine.names_of(list({one for pair in ends for one in pair}))
        return [" - ".join(known.get(one) or one for one in pair) for pair in ends]


def _name(label: str, row: Row) -> str:
    values = dict(zip(columns_of(label), row.values, strict=True))
    return str(values.get(SCHEMA.node(label).name) or values["source_key"])


def _known(label: str, row: Row | None) -> dict[str, Value]:
    """Known values that may be shown: of officials never the hidden ones."""
    if row is None:
        return {}
    hidden = SCHEMA.node(label).hidden if label in SCHEMA.nodes else ()
    return {
        name: value
        for name, value in zip(columns_of(label), row.values, strict=True)
        if value is not None and name not in _NOT_SHOWN and name not in hidden
    }
