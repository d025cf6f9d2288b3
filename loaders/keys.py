"""The keys of a set of files: which row has which key, in little memory."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from graph.ids import mint_id
from graph.schema import SCHEMA
from loaders.source import RawRow


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """The row that has a key."""

    file: str
    line: int
    label: str
    """Kind of node that the row becomes."""
    digest: int
    """Tells rows with other cells apart."""
    is_left_out: bool


@dataclass(frozen=True, slots=True)
class Target:
    """The node that a key names."""

    node_id: str
    label: str
    is_left_out: bool = False


class Keys:
    """Keys of rows, apart for each namespace: organisations share one, whatever their file.

    A million keys take about 300 MB: the texts and ids, one table of positions, and columns of plain numbers.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._ids: list[str] = []
        self._positions: dict[str, dict[str, int]] = {}
        self._owners: list[tuple[str, str]] = []  # each file and label once
        self._owner_numbers: dict[tuple[str, str], int] = {}
        self._owner_of = array("H")
        self._lines = array("q")
        self._digests = array("q")
        self._is_left_out = bytearray()

    def add(self, namespace: str, key: str, row: RawRow, label: str) -> KeyPlace | None:
        """Give a key to a row; when another row has it already nothing changes and that row comes back."""
        positions = self._positions.setdefault(namespace, {})
        if key in positions:
            return self.place(namespace, key)
        positions[key] = len(self._lines)
        self._ids.append(key_id(label, self._source, key))
        self._owner_of.append(self._owner_number(row.file, label))
        self._lines.append(row.line)
        self._digests.append(digest(row))
        self._is_left_out.append(False)
        return None

    def target(self, namespace: str, key: str) -> Target | None:
        """The node of the row that has a key; None when none has."""
        position = self._positions.get(namespace, {}).get(key)
        if position is None:
            return None
        label = self._owners[self._owner_of[position]][1]
        return Target(self._ids[position], label, bool(self._is_left_out[position]))

    def has(self, namespace: str, key: str) -> bool:
        """Whether a row has a key."""
        return key in self._positions.get(namespace, ())

    def is_kept(self, namespace: str, key: str, row: RawRow) -> bool:
        """Whether it is this row that has a key, and is not left out."""
        position = self._positions.get(namespace, {}).get(key)
        if position is None or self._lines[position] != row.line or self._is_left_out[position]:
            return False
        return self._owners[self._owner_of[position]][0] == row.file

    def place(self, namespace: str, key: str) -> KeyPlace | None:
        """The row that has a key; None when none has."""
        position = self._positions.get(namespace, {}).get(key)
        if position is None:
            return None
        file, label = self._owners[self._owner_of[position]]
        is_left_out = bool(self._is_left_out[position])
        return KeyPlace(file, self._lines[position], label, self._digests[position], is_left_out)

    def leave_out(self, namespace: str, key: str) -> None:
        """Mark the row that has a key as left out of the load."""
        self._is_left_out[self._positions[namespace][key]] = True

    def has_left_out(self) -> bool:
        """Whether any row is left out."""
        return True in self._is_left_out

    def in_namespace(self, namespace: str) -> Iterable[str]:
        """All keys of a namespace, in the order of the files."""
        return self._positions.get(namespace, {}).keys()

    def _owner_number(self, file: str, label: str) -> int:
        owner = (file, label)
        if owner not in self._owner_numbers:
            self._owner_numbers[owner] = len(self._owners)
            self._owners.append(owner)
        return self._owner_numbers[owner]


def key_id(label: str, source: str, key: str) -> str:
    """Id of the node of a kind that has a key in a source."""
    return mint_id(SCHEMA.node(label).prefix, source, key)


def digest(row: RawRow) -> int:
    """Number that is the same for rows with equal cells, within one run."""
    return hash(tuple(row.cells.values()))
