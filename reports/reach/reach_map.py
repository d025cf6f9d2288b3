"""The map of the report: countries in a few shades, by how many exchanges their organisations were in."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import radians

from reports.outlines import Point, country_place, outlines
from reports.reach.drawing import INK, Drawing
from reports.reach.worded import WordedCell, WordedChart, WordedFigure
from wording.words import N_, Words

_WIDTH, _MAP_HEIGHT, _LEGEND = 640.0, 272.0, 26.0
_LAND, _BORDER = "#E6E8EC", "#FFFFFF"
_SHADES = ("#C3B9E8", "#9A8BD8", "#7863C6", "#553FB0", "#33208A")
_STEPS = (10, 100, 1_000)
_MOST_EAST = 193.0
"""Russia goes on beyond 180 degrees east."""


def draw_map(figure: WordedFigure, chart: WordedChart, t: Words) -> str:
    """The map as SVG; countries without an outline are discs."""
    cells = {row[chart.label].country: row[chart.values[0]] for row in figure.table.rows}
    starts = _class_starts(list(cells.values()))
    drawing = Drawing(_WIDTH, _MAP_HEIGHT + _LEGEND)
    for country, path in _land():
        drawing.path(path, _shade(cells[country], starts) if country in cells else _LAND, _BORDER)
    drawn = {country for country, _ in _land()}
    for country, cell in cells.items():
        place = country_place(country) if country and country not in drawn else None
        if place:
            drawing.circle(*_projected(place), 3.2, _shade(cell, starts), INK)
    _legend(drawing, cells.values(), starts, t)
    return drawing.svg(figure.title)


def _class_starts(cells: Sequence[WordedCell]) -> tuple[int, ...]:
    """Smallest number of each class of told numbers: the smallest one told, then powers of ten."""
    told = [int(cell.number) for cell in cells if cell.number]
    return (min(told), *(step for step in _STEPS if min(told) < step <= max(told))) if told else ()


def _shade(cell: WordedCell, starts: Sequence[int]) -> str:
    """The first shade is that of numbers which are not told."""
    n = cell.number
    return _SHADES[0] if n is None else _SHADES[sum(n >= start for start in starts)]


def _legend(drawing: Drawing, cells: Iterable[WordedCell], starts: Sequence[int], t: Words) -> None:
    hidden = sorted({cell.text for cell in cells if cell.number is None})
    words = [(_SHADES[0], text) for text in hidden]
    words += [
        (_SHADES[at + 1], _range(t, start, starts[at + 1] - 1 if at + 1 < len(starts) else None))
        for at, start in enumerate(starts)
    ]
    x, y = 8.0, _MAP_HEIGHT + 16
    for shade, text in [*words, (_LAND, t("none"))]:
        drawing.rectangle(x, y - 10, 14, 12, shade, "#9AA3AE")
        drawing.text(x + 19, y, text)
        x += 19 + len(text) * 6.4 + 20


def _range(t: Words, low: int, high: int | None) -> str:
    if high is None:
        return t(N_("{low} or more"), low=t.number(low))
    return t.number(low) if low == high else t(N_("{low} to {high}"), low=t.number(low), high=t.number(high))


@cache
def _land() -> tuple[tuple[str | None, str], ...]:
    """Country and path of every outline."""
    return tuple(
        (one.country, "".join(_ring(ring) for polygon in one.polygons for ring in polygon)) for one in outlines()
    )


def _ring(ring: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in map(_projected, ring)) + "Z"


def _projected(place: Point) -> tuple[float, float]:
    """Place on the picture, by the Natural Earth projection (Šavrič et al. 2011): all land in a calm shape."""
    east, north = radians(place[0]), radians(place[1])
    n2 = north * north
    n4 = n2 * n2
    x = east * (0.870700 - 0.131979 * n2 + n4 * (-0.013791 + n4 * (0.003971 * n2 - 0.001529 * n4)))
    y = north * (1.007226 + n2 * (0.015085 + n4 * (-0.044475 + 0.028874 * n2 - 0.005916 * n4)))
    scale = _WIDTH / (0.8707 * radians(180 + _MOST_EAST))
    return (x + 0.8707 * radians(180)) * scale, (1.39 - y) * scale
