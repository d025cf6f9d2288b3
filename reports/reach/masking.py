"""What numbers may tell: small counts are not shown, nor what they could be computed from.

The threshold rule and secondary suppression are those of statistical disclosure control (Hundepool et al. 2012,
*Statistical Disclosure Control*, section 4.2); `docs/decisions/0022-small-cells.md` says what counts as a cell here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.reach.model import Absence, Number, Unit

USUAL_THRESHOLD = 3
USUAL_FEWEST = 10
HIDDEN = Number(None, Unit.COUNT, Absence.NOT_SHOWN)


@dataclass(frozen=True, slots=True)
class Masking:
    """The rules of one report."""

    threshold: int = USUAL_THRESHOLD
    """Counts from 1 to below this are not shown; 1 shows all."""
    fewest: int = USUAL_FEWEST
    """A share or an average of fewer says too little to be shown."""

    def count(self, n: int) -> Number:
        """A count that stands alone; 0 is shown, for it is nobody."""
        return Number(None, Unit.COUNT, Absence.SMALL) if self._is_small(n) else Number(n)

    def share(self, part: int, of: int) -> Number:
        """A part of a whole in percent.

        Returns
        -------
        Too few to say for a small whole; not shown where the part, or what is missing to the whole, is small.
        """
        if of < self.fewest:
            return Number(None, Unit.PERCENT, Absence.TOO_FEW)
        if self._is_small(part) or self._is_small(of - part):
            return Number(None, Unit.PERCENT, Absence.NOT_SHOWN)
        return Number(round(100 * part / of, 1), Unit.PERCENT)

    def average(self, value: float | None, n: int, unit: Unit = Unit.DECIMAL) -> Number:
        """A mean or median of n numbers; too few to say where there are few, not recorded without one."""
        if value is None or not n:
            return Number(None, unit, Absence.NOT_RECORDED)
        if n < self.fewest:
            return Number(None, unit, Absence.TOO_FEW)
        return Number(round(value, 1), unit)

    def partition(self, counts: Sequence[int]) -> tuple[Number, ...] | None:
        """Counts that add up to a number which is shown elsewhere.

        Beside small counts the smallest others are hidden, until no hidden count can be told from the sum of all: m
        hidden counts of sum s are each known to be between 1 and s - m + 1, which must reach the threshold.

        Returns
        -------
        None where even hiding all of them would tell small ones.
        """
        hidden = {at for at, n in enumerate(counts) if self._is_small(n)}
        others = sorted((at for at, n in enumerate(counts) if n and at not in hidden), key=lambda at: (counts[at], at))
        while hidden and not self._is_safe([counts[at] for at in hidden]):
            if not others:
                return None
            hidden.add(others.pop(0))
        return tuple(HIDDEN if at in hidden else Number(n) for at, n in enumerate(counts))

    def _is_small(self, n: int) -> bool:
        return 0 < n < self.threshold

    def _is_safe(self, hidden: Sequence[int]) -> bool:
        return len(hidden) > 1 and sum(hidden) - len(hidden) + 1 >= self.threshold
