"""Where the peers of several paths are drawn: from left to right by step, with few crossing lines.

A layered drawing (Sugiyama, Tagawa and Toda 1981): columns by the longest way to each peer, so that no line runs within
a column; a free row wherever a line skips a column; and rows sorted by where their neighbours are.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dashboard.layout import ROW_HEIGHT, path_positions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.layout import Point

_WIDTH: Final = 1_150.0
_MOST_STRETCH: Final = 2.2
_HEIGHT: Final = 620.0
_MOST_SQUEEZE: Final = 0.66
"""Rows closer than this would write labels over each other."""
_SWEEPS: Final = 6
_ROUNDS: Final = 40
_LEVEL: Final = 6
_STRAIGHT: Final = 50.0
"""How much more a stand-in insists on its height than a peer does: the line that it stands for is drawn straight."""

_PASSES: Final = "\n"  # in no id

Step = tuple[str, str]


def path_places(paths: Sequence[Sequence[str]]) -> dict[str, Point]:
    """Place of each peer in canvas units, the same for the same paths.

    Parameters
    ----------
    paths : ids along each path, at least one path and two ids; all have the same ends.

    References
    ----------
    Sugiyama, Tagawa, Toda (1981), Methods for visual understanding of hierarchical system structures.
    """
    steps = list(dict.fromkeys(step for path in paths for step in pairwise(path)))
    columns = _columns(paths, steps)
    rows, links = _with_free_rows(columns, steps)
    rows = _sorted_rows(rows, links)
    places = path_positions({id_: column for column, ids in sorted(rows.items()) for id_ in ids})
    heights = _straightened(rows, links, {id_: y for id_, (_, y) in places.items()})
    middle = (max(heights[id_] for id_ in columns) + min(heights[id_] for id_ in columns)) / 2
    high = 2 * (max(heights[id_] for id_ in columns) - middle) + ROW_HEIGHT
    stretch = min(max(_WIDTH / max(x for x, _ in places.values()), 1.0), _MOST_STRETCH)
    squeeze = max(min(_HEIGHT / high, 1.0), _MOST_SQUEEZE)
    return {id_: (places[id_][0] * stretch, round((heights[id_] - middle) * squeeze, 1)) for id_ in columns}


def _columns(paths: Sequence[Sequence[str]], steps: Sequence[Step]) -> dict[str, int]:
    """Column of each peer: the most steps after which it is reached; the common end stands last."""
    columns: dict[str, int] = {}
    for path in paths:
        for column, id_ in enumerate(path):
            columns[id_] = max(column, columns.get(id_, 0))
    for _ in columns:  # as often as the longest way can be; two paths in opposite directions never come to rest
        late = [(first, second) for first, second in steps if columns[second] <= columns[first]]
        if not late:
            break
        for first, second in late:
            if columns[first] + 1 < len(columns):
                columns[second] = columns[first] + 1
    columns[paths[0][-1]] = max(columns.values(), default=0)
    return columns


def _with_free_rows(
    columns: Mapping[str, int], steps: Iterable[Step]
) -> tuple[dict[int, list[str]], dict[str, list[str]]]:
    """Ids in each column, with a stand-in in the middle wherever a step passes; and who is next to whom."""
    peers: dict[int, list[str]] = defaultdict(list)
    free: dict[int, list[str]] = defaultdict(list)
    links: dict[str, list[str]] = defaultdict(list)
    for id_, column in columns.items():
        peers[column].append(id_)
    for first, second in steps:
        passed = range(columns[first] + 1, columns[second])
        for column in passed:
            free[column].append(_stand_in(first, second, column))
        for before, after in pairwise([first, *(_stand_in(first, second, column) for column in passed), second]):
            links[before].append(after)
            links[after].append(before)
    rows = {}
    for column in {*peers, *free}:
        middle = len(peers[column]) // 2
        rows[column] = [*peers[column][:middle], *free[column], *peers[column][middle:]]
    return rows, links


def _sorted_rows(rows: dict[int, list[str]], links: Mapping[str, Sequence[str]]) -> dict[int, list[str]]:
    """Columns with each row near the middle of its neighbours; among equals the order given stays."""
    rows = {column: list(ids) for column, ids in rows.items()}
    for sweep in range(_SWEEPS):
        for column in sorted(rows, reverse=sweep % 2 == 1):
            beside = column + 1 if sweep % 2 else column - 1
            heights = {id_: at - (len(rows[beside]) - 1) / 2 for at, id_ in enumerate(rows.get(beside, ()))}
            own = {id_: at - (len(rows[column]) - 1) / 2 for at, id_ in enumerate(rows[column])}
            rows[column].sort(key=lambda id_: _mean([heights[one] for one in links[id_] if one in heights], own[id_]))
    return rows


def _mean(heights: Sequence[float], otherwise: float) -> float:
    return sum(heights) / len(heights) if heights else otherwise


def _straightened(
    rows: Mapping[int, Sequence[str]], links: Mapping[str, Sequence[str]], heights: dict[str, float]
) -> dict[str, float]:
    """Heights at which free rows lie where lines really pass, and peers near their neighbours; both ends stay."""
    heights = dict(heights)
    between = sorted(rows.items())[1:-1]
    # A peer follows a long line that ends there more than a short one: lines that skip a column shall be level.
    near = {id_: [one for one in ids for _ in range(_LEVEL if _is_stand_in(one) else 1)] for id_, ids in links.items()}
    for round_ in range(_ROUNDS):
        is_last = round_ >= _ROUNDS - 2  # Everybody has come to rest; now only what a line would run through moves.
        for _, ids in between:
            means = {id_: _mean([heights[one] for one in near[id_]], heights[id_]) for id_ in ids}
            wanted = [heights[id_] if is_last and not _is_stand_in(id_) else means[id_] for id_ in ids]
            weights = [_STRAIGHT if is_last and _is_stand_in(id_) else 1.0 for id_ in ids]
            heights |= dict(zip(ids, _spaced(wanted, weights), strict=True))
    return heights


def _spaced(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Heights nearest to the wanted ones, in the same order and a row apart (pool adjacent violators)."""
    blocks: list[tuple[float, float, int]] = []  # mean, weight and number of rows that are pushed together
    for at, (height, weight) in enumerate(zip(wanted, weights, strict=True)):
        mean, total, n = height - at * ROW_HEIGHT, weight, 1
        while blocks and blocks[-1][0] > mean:
            other, other_weight, other_n = blocks.pop()
            mean = (mean * total + other * other_weight) / (total + other_weight)
            total, n = total + other_weight, n + other_n
        blocks.append((mean, total, n))
    means = [mean for mean, _, n in blocks for _ in range(n)]
    return [mean + at * ROW_HEIGHT for at, mean in enumerate(means)]


def _stand_in(first: str, second: str, column: int) -> str:
    return f"{first}{_PASSES}{second}{_PASSES}{column}"


def _is_stand_in(id_: str) -> bool:
    return _PASSES in id_
