"""Many short texts in two arrays, so that they can be memory-mapped."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

SEPARATOR = b"\n"


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by number; each ends with a line break in the blob."""

    starts: npt.NDArray[np.int64]
    """Where each begins, and at last where the blob ends."""
    blob: npt.NDArray[np.uint8]
    # Numbers and texts are taken out of plain views several times faster than out of arrays.
    _starts: memoryview = field(init=False, repr=False, compare=False)
    _blob: memoryview = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", self.starts.data)
        object.__setattr__(self, "_blob", self.blob.data)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._blob[self._starts[number] : self._starts[number + 1] - 1], "utf-8")


def pack(texts: Iterable[str]) -> Texts:
    """Texts in two arrays, in the order given."""
    encoded = [one.encode() + SEPARATOR for one in texts]
    starts = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=starts[1:])
    return Texts(starts, np.frombuffer(b"".join(encoded), np.uint8))
