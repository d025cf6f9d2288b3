"""How far a load is, how fast it goes and how long it still takes, in one sentence."""

from time import monotonic

from wording.words import N_, Words

_STAGES = {"check": N_("Checking {file}: row {n}"), "write": N_("Writing {file}: row {n}")}
_STAGES_OF = {"check": N_("Checking {file}: row {n} of {n_all}"), "write": N_("Writing {file}: row {n} of {n_all}")}
_SOON = 2.0
"""Seconds after which a rate means something."""


class Pace:
    """Follows one load. A file is gone through several times; from the second time on its rows are counted."""

    def __init__(self) -> None:
        self._n_rows: dict[str, int] = {}
        self._turn = ("", "")
        self._began = 0.0
        self._n_last = 0

    def told(self, t: Words, stage: str, file: str, n_rows: int) -> str:
        """What somebody who waits is told.

        Parameters
        ----------
        stage : "check" or "write".
        n_rows : rows of the file that are done in this turn.
        """
        now = monotonic()
        n_all = self._n_rows.get(file, 0)
        if (stage, file) != self._turn or n_rows < self._n_last:  # another file, or this one once more
            self._turn, self._began = (stage, file), now
        self._n_last = n_rows
        self._n_rows[file] = max(n_all, n_rows)
        where = t((_STAGES_OF if n_rows < n_all else _STAGES)[stage], file=file, n=n_rows, n_all=n_all)
        seconds = now - self._began
        if seconds < _SOON:
            return where
        rate = n_rows / seconds
        pace = t("{n} a second", n=round(rate))
        left = t.plural("{n} second left", "{n} seconds left", round((n_all - n_rows) / rate)) if n_rows < n_all else ""
        return ", ".join(filter(None, (where, pace, left)))
