"""Random numbers that are the same on every machine and in every year.

Only the bit stream of PCG64 and its 53-bit fractions are used, which numpy keeps the same over versions (NEP 19); what
is made of them is made here.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Choice = TypeVar("Choice")
_CHUNK = 1 << 16


class Draws:
    """Random numbers out of one seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.Generator(np.random.PCG64(seed))

    def uniform(self, n: int) -> Floats:
        """Numbers from 0 up to but without 1."""
        return self._random.random(n)

    def stream(self) -> Iterator[float]:
        """Numbers from 0 up to but without 1, one after the other and without end."""
        while True:
            yield from self.uniform(_CHUNK).tolist()

    def normal(self, n: int) -> Floats:
        """Normally distributed numbers (Box and Muller 1958)."""
        radius = np.sqrt(-2 * np.log1p(-self.uniform(n)))
        return np.asarray(radius * np.cos(2 * np.pi * self.uniform(n)))

    def below(self, limit: int, n: int) -> Ints:
        """Whole numbers from 0 up to but without the limit."""
        return (self.uniform(n) * limit).astype(np.int64)

    def weighted(self, weights: Floats, n: int) -> Ints:
        """Positions, each as often as its weight says."""
        heap = np.cumsum(weights)
        found: Ints = np.searchsorted(heap, self.uniform(n) * heap[-1], side="right").astype(np.int64)
        return np.minimum(found, len(weights) - 1)

    def among(self, texts: Sequence[Choice], n: int) -> list[Choice]:
        """Some out of a few, all as likely."""
        return [texts[i] for i in self.below(len(texts), n).tolist()]
