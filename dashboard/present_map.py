"""The map in words: its caption, what is written beside places, and the same content as tables; no Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.tables import Table
from wording.naming import country_of, node_line, node_name, short_label
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.map_places import Line, MapContent, Placed
    from graph.answers import NodeSummary
    from reports.outlines import Point
    from wording.words import Words


def caption(t: Words, content: MapContent) -> str:
    """What is on the map, how exactly, and what is not on it, in sentences."""
    n_placed, n_country = len(content.placed), content.n_by_country_only
    told = [t.plural("{n} node is on the map.", "{n} nodes are on the map.", n_placed)]
    if n_country:
        told.append(
            t.plural(
                "Of {n} only the country is known: it is drawn hollow, at one point of the country.",
                "Of {n} only the country is known: they are drawn hollow, at one point of the country.",
                n_country,
            )
        )
    if content.n_elsewhere:
        kinds = t.listing(f"{t.number(n)} {kind_name(t, kind, n)}" for kind, n in content.n_elsewhere.most_common())
        told.append(t("Without a place: {kinds}.", kinds=kinds))
    return " ".join(told)


def node_table(t: Words, content: MapContent) -> Table:
    """What is marked on the map, one a row."""
    headings = (t("Name"), t("Kind"), t("Country"), t("Place"))
    rows = (
        (
            node_name(t, one.node),
            kind_name(t, one.node.kind),
            country_of(t, one.node) or "",
            coordinates(t, one.at) if one.is_exact else t("known only as country"),
        )
        for one in content.placed
    )
    return Table(headings, tuple(rows))


def line_table(t: Words, content: MapContent, nodes: Iterable[NodeSummary]) -> Table:
    """The lines of the map, one a row."""
    names = {node.id: node_name(t, node) for node in nodes}
    headings = (t("Between"), t("And"), t("Exchanges and ties"))
    rows = (
        (_named(t, names, (a for a, _ in line.pairs)), _named(t, names, (b for _, b in line.pairs)), t.number(line.n))
        for line in content.lines
    )
    return Table(headings, tuple(rows))


def node_caption(t: Words, one: Placed) -> str:
    """Name, small print and, where the place is not exact, a remark that says so."""
    told = f"{node_name(t, one.node)}\n{node_line(t, one.node)}"
    return told if one.is_exact else f"{told}\n{t('place known only as country')}"


def line_caption(t: Words, line: Line, nodes: Iterable[NodeSummary]) -> str:
    """Whom a line joins, and by how much."""
    names = {node.id: node_name(t, node) for node in nodes}
    ends = [_named(t, names, ids) for ids in ((a for a, _ in line.pairs), (b for _, b in line.pairs))]
    n = t.plural("{n} exchange or tie", "{n} exchanges or ties", line.n)
    return f"{ends[0]} – {ends[1]}\n{n}"


def coordinates(t: Words, at: Point) -> str:
    """A place in degrees: ``52.1° N, 5.1° E``."""
    lon = (at[0] + 180) % 360 - 180
    east, north = (t.number(round(abs(degrees), 1)) for degrees in (lon, at[1]))
    latitude = t("{degrees}° N", degrees=north) if at[1] >= 0 else t("{degrees}° S", degrees=north)
    longitude = t("{degrees}° E", degrees=east) if lon >= 0 else t("{degrees}° W", degrees=east)
    return f"{latitude}, {longitude}"


def place_name(t: Words, here: Sequence[Placed]) -> str:
    """What is written beside a place: the name of its node, or how many there are."""
    first = here[0]
    if len(here) == 1:
        return short_label(t, first.node)
    if first.is_exact:
        return t("{name} and {n} more", name=short_label(t, first.node), n=len(here) - 1)
    return t("{country}: {n}", country=country_of(t, first.node) or "", n=len(here))


def _named(t: Words, names: dict[str, str], ids: Iterable[str]) -> str:
    return t.listing(dict.fromkeys(names[id_] for id_ in ids))
