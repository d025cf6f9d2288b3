"""Nodes that rows point at and that no row gives: they must be in the store from an earlier load."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.schema import SCHEMA
from graph.store import GraphStore
from loaders.described.mapping import Mention
from loaders.problems import Problems
from loaders.source import RawRow


@dataclass(slots=True)
class _Pointed:
    mention: Mention
    file: str
    lines: list[int] = field(default_factory=list)


class References:
    """All that rows point at, each node once with the rows that do."""

    def __init__(self) -> None:
        self._pointed: dict[str, _Pointed] = {}

    def add(self, node_id: str, mention: Mention, row: RawRow) -> None:
        """Keep in mind that a row points at a node."""
        self._pointed.setdefault(node_id, _Pointed(mention, row.file)).lines.append(row.line)

    def report_missing(self, store: GraphStore, problems: Problems) -> Iterator[tuple[str, int]]:
        """File and line of every row that points at nothing; each missing node is reported at its first row."""
        known = store.existing(self._pointed) if self._pointed else {}
        for node_id, pointed in self._pointed.items():
            if node_id in known:
                continue
            key, word = pointed.mention.key, SCHEMA.node(pointed.mention.label).label.lower()
            row = RawRow(pointed.file, pointed.lines[0], {})
            more = f", and {len(pointed.lines) - 1:,} more rows point at it" if len(pointed.lines) > 1 else ""
            expected = f"the key of one in the files of this source{more}"
            hint = f"Load the file with every {word} together with this one."
            problems.error(row.problem(word, key, "unknown-reference", expected, hint))
            yield from ((pointed.file, line) for line in pointed.lines)
