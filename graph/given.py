"""Which records a load was given, in little memory: to know afterwards what its sources no longer hold."""

from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Key = TypeVar("Key", bound=Hashable)


class GivenKeys:
    """A number of eight bytes for each record. With ten million keys two are alike with a chance of one in 300,000."""

    def __init__(self) -> None:
        self._hashes: dict[tuple[str, str], array[int]] = {}
        self._sorted: dict[tuple[str, str], npt.NDArray[np.int64]] = {}

    def add(self, source: str, kind: str, key: Hashable) -> None:
        """Remember that a record of a source was given."""
        hashes = self._hashes.get((source, kind))
        if hashes is None:
            hashes = self._hashes[source, kind] = array("q")
        hashes.append(hash(key))

    def sources(self) -> Sequence[str]:
        """Sources of which anything was given, in the order met."""
        return tuple(dict.fromkeys(source for source, _ in self._hashes))

    def missing(self, source: str, keys: Mapping[str, Iterable[Key]]) -> dict[str, list[Key]]:
        """Those of the keys, by kind, that were not given; kinds of which nothing was given at all are left out."""
        found = {kind: self._missing(source, kind, list(of_kind)) for kind, of_kind in keys.items()}
        return {kind: gone for kind, gone in found.items() if gone}

    def _missing(self, source: str, kind: str, keys: list[Key]) -> list[Key]:
        if (source, kind) not in self._hashes:
            return []
        given = self._sorted_hashes(source, kind)
        wanted = np.fromiter(map(hash, keys), dtype=np.int64, count=len(keys))
        place = np.minimum(np.searchsorted(given, wanted), len(given) - 1)
        return [keys[position] for position in np.flatnonzero(given[place] != wanted)]

    def _sorted_hashes(self, source: str, kind: str) -> npt.NDArray[np.int64]:
        known = self._sorted.get((source, kind))
        if known is None or len(known) != len(self._hashes[source, kind]):
            known = np.sort(np.frombuffer(self._hashes[source, kind], dtype=np.int64).copy())
            self._sorted[source, kind] = known
        return known
