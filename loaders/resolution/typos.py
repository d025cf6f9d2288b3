"""Names of one country that are like a misspelt one, found by the groups of three letters that they share."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from loaders.resolution.texts import SEPARATOR, Texts

_N_SIGNS = 37  # a-z, 0-9, and whatever stands between words
_N_GRAMS = _N_SIGNS**3
_SPOILT_BY_ONE_ERROR = 4
"""Groups of three that two swapped letters may change; any other error changes at most three."""
_SHORTEST = 5
_LONG = 12
MAX_SIMILAR = 20


def allowed_errors(name: str) -> int:
    """Letters added, dropped, changed or swapped that are forgiven: short names are too like each other."""
    if len(name) < _SHORTEST:
        return 0
    return 1 if len(name) < _LONG else 2


@dataclass(frozen=True, slots=True)
class TrigramIndex:
    """Which names of a block hold which groups of three letters."""

    names: Texts
    """All names of the gazetteer."""
    first: int
    """First name of the block."""
    n_names: int
    starts: npt.NDArray[np.int64]
    """Where the names of each group begin in ``holders``."""
    holders: npt.NDArray[np.int32]
    """Names, as positions in the block."""

    def similar(self, name: str) -> list[tuple[int, int]]:
        """Rows of names with at most `allowed_errors` errors, and the errors of each.

        Returns
        -------
        Fewest errors first, then by row; at most `MAX_SIMILAR`. [] for names too short to be forgiven any.
        """
        n_errors = allowed_errors(name)
        if not n_errors or not self.n_names:
            return []
        grams = np.unique(_grams(_signs(SEPARATOR + name.encode() + SEPARATOR)))
        held = [self.holders[self.starts[gram] : self.starts[gram + 1]] for gram in grams]
        n_shared = np.bincount(np.concatenate(held), minlength=self.n_names)
        least = max(2, len(grams) - _SPOILT_BY_ONE_ERROR * n_errors)
        rows = (np.flatnonzero(n_shared >= least) + self.first).tolist()
        distances = ((row, OSA.distance(name, self.names[row], score_cutoff=n_errors)) for row in rows)
        return sorted((one for one in distances if one[1] <= n_errors), key=lambda one: (one[1], one[0]))[:MAX_SIMILAR]


def trigram_index(names: Texts, block: slice) -> TrigramIndex:
    """Index of the names of one country.

    Parameters
    ----------
    block : rows of the country, as `Gazetteer.block` gives them.
    """
    n_names = block.stop - block.start
    if not n_names:
        return TrigramIndex(names, block.start, 0, np.zeros(_N_GRAMS + 1, np.int64), np.zeros(0, np.int32))
    starts = names.starts[block.start : block.stop + 1]
    blob = np.concatenate([_BREAK, names.blob[starts[0] : starts[-1]]])
    signs = _signs(blob.tobytes())
    grams = _grams(signs)
    # The group that begins one sign earlier has its middle in the name, so both edges count as signs.
    owner = np.repeat(np.arange(n_names, dtype=np.int32), np.diff(starts))[: len(grams)]
    is_inside = names.blob[starts[0] : starts[-1]][: len(grams)] != SEPARATOR[0]
    grams, owner = grams[is_inside], owner[is_inside]
    order = np.argsort(grams, kind="stable")
    ends = np.cumsum(np.bincount(grams, minlength=_N_GRAMS))
    return TrigramIndex(names, block.start, n_names, np.concatenate([[0], ends]), owner[order])


_BREAK = np.frombuffer(SEPARATOR, np.uint8)


def _signs(text: bytes) -> npt.NDArray[np.uint16]:
    return _SIGN_OF[np.frombuffer(text, np.uint8)]


def _grams(signs: npt.NDArray[np.uint16]) -> npt.NDArray[np.uint16]:
    return signs[:-2] * np.uint16(_N_SIGNS**2) + signs[1:-1] * np.uint16(_N_SIGNS) + signs[2:]


def _sign_table() -> npt.NDArray[np.uint16]:
    table = np.zeros(256, np.uint16)
    for number, sign in enumerate(b"abcdefghijklmnopqrstuvwxyz0123456789", 1):
        table[sign] = number
    return table


_SIGN_OF = _sign_table()
