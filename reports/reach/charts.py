"""Pictures of the tables of the report, as SVG. What is not told has no bar, only the words of its cell."""

from collections.abc import Callable, Mapping, Sequence

from reports.reach.drawing import ACCENT, QUIET, RULE, SECOND, Drawing, fitted, text_width
from reports.reach.reach_map import draw_map
from reports.reach.worded import WordedCell, WordedChart, WordedFigure
from wording.words import Words

MOST_BARS = 12
_WIDTH = 640.0
_HALF = 320.0
_ROW = 22.0
_BAR = 14.0
_GAP = 8.0
_LABELS = 210.0
_LONGEST_LABEL = 230.0


def picture(figure: WordedFigure, t: Words) -> str | None:
    """The picture of a figure as SVG; None for a figure without one."""
    if figure.chart is None:
        return None
    return _PAINTERS[figure.chart.kind](figure, figure.chart, t)


def _bars(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    rows = figure.table.rows[:MOST_BARS]
    labels = _label_width([row[chart.label] for row in rows])
    numbers = [row[chart.values[0]] for row in rows]
    scale = _scale(numbers, _WIDTH - labels - _GAP - _widest(numbers))
    drawing = Drawing(_WIDTH, len(rows) * _ROW + 4)
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        y = at * _ROW + 2
        _label(drawing, labels, y, row[chart.label])
        _bar(drawing, labels + _GAP, y, number, scale, ACCENT)
    drawing.line(labels + _GAP, 0, labels + _GAP, drawing.height)
    return drawing.svg(figure.title)


def _funnel(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    """Steps below each other, each as wide as its number, in the middle."""
    numbers = [row[chart.values[0]] for row in figure.table.rows]
    labels, room = 124.0, 188.0
    scale = _scale(numbers, room)
    drawing = Drawing(_HALF, len(numbers) * 28.0 + 2)
    for at, row in enumerate(figure.table.rows):
        y, number = at * 28.0 + 2, row[chart.values[0]]
        width = max(scale * (number.number or 0), 1.5)
        drawing.text(labels, y + 16, fitted(row[chart.label].text, labels, 10.5), size=10.5, anchor="end")
        drawing.rectangle(labels + _GAP, y + 2, room, 20, "#F1F2F6")
        drawing.rectangle(labels + _GAP, y + 2, width, 20, ACCENT if number.number else RULE)
        inside = width > text_width(number.text) + 14
        x = labels + _GAP + (width - 6 if inside else width + 6)
        drawing.text(
            x, y + 16, number.text, anchor="end" if inside else "start", fill="#FFFFFF" if inside else "#1F2A37"
        )
    return drawing.svg(figure.title)


def _columns(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    rows = figure.table.rows[-24:]
    height, step = 150.0, min(56.0, _WIDTH / max(len(rows), 1))
    numbers = [row[chart.values[0]] for row in rows]
    scale = _scale(numbers, height - 22)
    drawing = Drawing(_WIDTH, height + 22)
    for at, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        x, tall = at * step, scale * (number.number or 0)
        drawing.rectangle(x + step * 0.18, height - tall, step * 0.64, tall, ACCENT)
        drawing.text(x + step / 2, height - tall - 5, fitted(number.text, step + 6, 9.5), size=9.5, anchor="middle")
        drawing.text(x + step / 2, height + 16, fitted(row[chart.label].text, step + 6), anchor="middle")
    drawing.line(0, height, len(rows) * step, height)
    return drawing.svg(figure.title)


def _balance(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    """Two numbers of each row on both sides of a line."""
    rows, (left, right) = figure.table.rows[:MOST_BARS], chart.values
    labels = _label_width([row[chart.label] for row in rows])
    numbers = [row[column] for row in rows for column in (left, right)]
    room = (_WIDTH - labels - _GAP) / 2 - _widest(numbers)
    scale, middle = _scale(numbers, room), labels + _GAP + (_WIDTH - labels - _GAP) / 2
    drawing = Drawing(_WIDTH, len(rows) * _ROW + 26)
    drawing.text(middle - 8, 13, f"← {figure.table.headings[left]}", anchor="end", fill=SECOND)
    drawing.text(middle + 8, 13, f"{figure.table.headings[right]} →", fill=ACCENT)
    for at, row in enumerate(rows):
        y = at * _ROW + 24
        _label(drawing, labels, y, row[chart.label])
        _bar_to_left(drawing, middle, y, row[left], scale, SECOND)
        _bar(drawing, middle, y, row[right], scale, ACCENT)
    drawing.line(middle, 20, middle, drawing.height)
    return drawing.svg(figure.title)


def _map(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    return draw_map(figure, chart, t)


_PAINTERS: Mapping[str, Callable[[WordedFigure, WordedChart, Words], str]] = {
    "bars": _bars,
    "funnel": _funnel,
    "columns": _columns,
    "balance": _balance,
    "map": _map,
}


def _label(drawing: Drawing, width: float, y: float, cell: WordedCell) -> None:
    drawing.text(width, y + 12, fitted(cell.text, width), anchor="end")


def _bar(drawing: Drawing, x: float, y: float, cell: WordedCell, scale: float, fill: str) -> None:
    width = scale * (cell.number or 0)
    drawing.rectangle(x, y + 1, width, _BAR, fill)
    _value(drawing, x + width + 5, y, cell, is_left=False)


def _bar_to_left(drawing: Drawing, x: float, y: float, cell: WordedCell, scale: float, fill: str) -> None:
    width = scale * (cell.number or 0)
    drawing.rectangle(x - width, y + 1, width, _BAR, fill)
    _value(drawing, x - width - 5, y, cell, is_left=True)


def _value(drawing: Drawing, x: float, y: float, cell: WordedCell, *, is_left: bool) -> None:
    is_told = cell.number is not None
    size, fill = (11.0, "#1F2A37") if is_told else (9.5, QUIET)
    drawing.text(x, y + 12, cell.text, size=size, anchor="end" if is_left else "start", fill=fill)


def _scale(cells: Sequence[WordedCell], room: float) -> float:
    return room / max((cell.number or 0 for cell in cells), default=0) if any(cell.number for cell in cells) else 0


def _widest(cells: Sequence[WordedCell]) -> float:
    return max((text_width(cell.text) for cell in cells), default=0) + 10


def _label_width(cells: Sequence[WordedCell]) -> float:
    widest = max((text_width(cell.text) for cell in cells), default=0)
    return min(max(widest, 60.0), _LONGEST_LABEL)
