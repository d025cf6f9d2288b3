"""Sparse yes/no matrices in compressed rows, and the two ways of walking them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rows:
    """For each row its columns, ascending and without repeats (compressed sparse rows)."""

    offsets: npt.NDArray[np.int64]
    """Row r owns ``columns[offsets[r]:offsets[r + 1]]``; one longer than there are rows."""
    columns: Ints

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return len(self.offsets) - 1

    def row(self, row: int) -> Ints:
        """Columns of one row, ascending."""
        return self.columns[self.offsets[row] : self.offsets[row + 1]]

    def lengths(self) -> npt.NDArray[np.int64]:
        """How many columns each row has."""
        return np.diff(self.offsets)


@dataclass(frozen=True, slots=True)
class Incidence:
    """A matrix of facts and members that can be walked from either side."""

    members: Rows
    """For each fact its members."""
    facts: Rows
    """For each member its facts."""

    @classmethod
    def from_pairs(cls, facts: Ints, members: Ints, n_facts: int, n_members: int) -> Self:
        """Matrix with a one for each pair; repeats count once."""
        return cls(rows_by(facts, members, n_facts), rows_by(members, facts, n_members))

    @classmethod
    def stacked(cls, parts: Sequence[Self]) -> Self:
        """One matrix with the facts of all parts, one below the other, over the same members."""
        firsts = np.cumsum([0, *(part.members.n_rows for part in parts)])
        facts = [
            np.repeat(np.arange(part.members.n_rows, dtype=np.int32), part.members.lengths()) + np.int32(first)
            for part, first in zip(parts, firsts[:-1], strict=True)
        ]
        members = [part.members.columns for part in parts]
        n_members = parts[0].facts.n_rows
        return cls.from_pairs(np.concatenate(facts), np.concatenate(members), int(firsts[-1]), n_members)


def rows_by(rows: Ints, columns: Ints, n_rows: int) -> Rows:
    """Compressed rows of the pairs (row, column); repeats count once.

    Parameters
    ----------
    rows, columns : of equal length, in any order; rows in 0 ... n_rows - 1.
    """
    pairs = np.unique((rows.astype(np.int64) << 32) | columns.astype(np.int64))
    offsets = np.zeros(n_rows + 1, dtype=np.int64)
    np.cumsum(np.bincount(pairs >> 32, minlength=n_rows), out=offsets[1:])
    return Rows(offsets, (pairs & 0xFFFFFFFF).astype(np.int32))


def gather(rows: Rows, wanted: Ints) -> tuple[Ints, Ints]:
    """All columns of the wanted rows, one row after the other.

    Returns
    -------
    For each column found, the position in ``wanted`` it belongs to, and the column itself.
    """
    firsts, lasts = rows.offsets[wanted], rows.offsets[wanted + 1]
    lengths = lasts - firsts
    if len(wanted) == 1:  # the common case of a walk that follows one node
        column = rows.columns[firsts[0] : lasts[0]]
        return np.zeros(len(column), dtype=np.int32), column
    ends = np.cumsum(lengths)
    n_found = int(ends[-1]) if len(ends) else 0
    owner = np.repeat(np.arange(len(wanted), dtype=np.int32), lengths)
    index = np.arange(n_found, dtype=np.int64) + np.repeat(firsts - (ends - lengths), lengths)
    return owner, rows.columns[index]
