"""Baselines and targets of indicators, from a small CSV file that somebody keeps."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ExplorerError

COLUMNS = ("indicator", "baseline", "target", "source")
_MOST_BYTES = 1_000_000


class TargetsRefused(ExplorerError):
    """The file of targets cannot be used as it is; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator was, and what it shall be."""

    baseline: float | None
    target: float | None
    source: str | None
    """Where both are agreed: a logframe, a grant agreement."""


def read_targets(file: Path, known: Collection[str]) -> Mapping[str, Target]:
    """Baseline and target by indicator; indicators without a row, or with an empty one, are left out.

    Parameters
    ----------
    file : CSV with the columns indicator, baseline, target and, if wanted, source; shares in percent, 36 or 36%.
    known : ids of the indicators there are.

    Raises
    ------
    TargetsRefused
        The file cannot be read, lacks a column, names an unknown indicator or one twice, or has a value that is no
        number.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise TargetsRefused(f"{file.name} is larger than any file of targets. Give the right file.")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise TargetsRefused(f"{file} cannot be read: {reason}.") from error
    rows = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    missing = [name for name in COLUMNS[:3] if name not in (rows.fieldnames or ())]
    if missing:
        raise TargetsRefused(f"{file.name} line 1: the column {missing[0]} is missing. It has {', '.join(COLUMNS)}.")
    found: dict[str, Target] = {}
    for row in rows:
        place = f"{file.name} line {rows.line_num}"
        indicator = (row["indicator"] or "").strip()
        if indicator not in known:
            raise TargetsRefused(f'{place}: there is no indicator "{indicator}". Known: {", ".join(known)}.')
        if indicator in found:
            raise TargetsRefused(f'{place}: "{indicator}" has a row already. Keep one of the two.')
        found[indicator] = Target(
            _number(row["baseline"], f"{place}, column baseline"),
            _number(row["target"], f"{place}, column target"),
            (row.get("source") or "").strip() or None,
        )
    return {name: one for name, one in found.items() if one != Target(None, None, None)}


def _number(cell: str | None, place: str) -> float | None:
    text = (cell or "").strip().removesuffix("%").strip()
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not abs(number) < float("inf"):
        raise TargetsRefused(f'{place}: "{cell}" is no number. Write 120, 4.5 or 36%, with a point.')
    return number
