"""The figures of one run as a table for people and as JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from benchmarks.timing import MEMORY, Figure, Target

_HEADER = ("task", "who", "median", "p95", "n", "against the explorer", "note")


def as_markdown(
    about: Mapping[str, str], figures: Sequence[Figure], targets: Sequence[Target], agreement: Sequence[str]
) -> str:
    """Everything that one run found, as Markdown that reads well in a terminal too."""
    figures = _by_task(figures)
    parts = [
        "\n".join(f"- {name}: {value}" for name, value in about.items()),
        _table(_HEADER, [_line(figure, _first_of(figure.task, figures)) for figure in figures]),
    ]
    if targets:
        rows = [(one.promise, one.measured, "met" if one.is_met else "not met") for one in targets]
        parts.append(_table(("target", "measured in this run", ""), rows))
    if agreement:
        parts.append("Do they answer alike?\n\n" + "\n".join(f"- {sentence}" for sentence in agreement))
    return "\n\n".join(parts)


def as_json(
    about: Mapping[str, str], figures: Sequence[Figure], targets: Sequence[Target], agreement: Sequence[str]
) -> str:
    """Everything that one run found, as JSON."""
    found = {
        "about": dict(about),
        "figures": [asdict(one) for one in figures],
        "targets": [asdict(one) for one in targets],
        "agreement": list(agreement),
    }
    return json.dumps(found, indent=1, ensure_ascii=False)


def amount(value: float, unit: str) -> str:
    """A figure with its unit, to about three digits."""
    digits = 0 if value >= 100 or unit in ("MB", "records/s") else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def _line(figure: Figure, ours: Figure) -> tuple[str, ...]:
    return (
        figure.task if figure is ours else "",
        figure.who,
        amount(figure.median, figure.unit),
        "" if figure.p95 is None else amount(figure.p95, figure.unit),
        str(figure.n),
        "" if figure is ours else _ratio(figure, ours),
        figure.note,
    )


def _ratio(figure: Figure, ours: Figure) -> str:
    if not ours.median or figure.unit != ours.unit or figure.task == MEMORY:
        return ""
    ratio = figure.median / ours.median
    return f"{ratio:,.0f} x" if ratio >= 10 else f"{ratio:.1f} x" if ratio >= 1 else f"{ratio:.2f} x"


def _by_task(figures: Sequence[Figure]) -> list[Figure]:
    """Tasks in the order first measured, memory last."""
    tasks = list(dict.fromkeys(figure.task for figure in figures if figure.task != MEMORY))
    return sorted(figures, key=lambda one: tasks.index(one.task) if one.task in tasks else len(tasks))


def _first_of(task: str, figures: Iterable[Figure]) -> Figure:
    return next(one for one in figures if one.task == task)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in (header, *rows)) for column in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    )
