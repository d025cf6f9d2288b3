"""An Explore view as figure, tables and sentences; no Streamlit, so that all of it can be tested as values."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dashboard.figure import Figure, FigureEdge, FigureNode
from dashboard.layout import positions
from dashboard.tables import Table
from graph.names import fold
from graph.schema import ORGANISATIONS, PEERS
from wording.naming import country_of, node_line, node_name, short_label
from wording.terms import kind_name, relationship_label, role_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dashboard.layout import Point
    from dashboard.selection import Part, Selection, Stage, Start
    from graph.answers import NodeSummary, RelationshipRow
    from wording.words import Words

KINDS_IN_ORDER: Final = (*PEERS, "Exchange", "Request", "Practice", "Evaluation", "Topic", "Country")
"""Peers first, then where they met, then what it was about."""
_NUMBERED: Final = frozenset(PEERS)
"""Kinds with the number of hidden neighbours below the shape; below all of them it would be noise."""
_CHARS_BESIDE_NUMBER: Final = 30


def ego_figure(
    t: Words, selection: Selection, *, kept: Mapping[str, Point] | None = None, selected_id: str | None = None
) -> Figure:
    """Picture of a selection; the same selection always gives the same picture.

    Parameters
    ----------
    kept : places of nodes that are on screen already: they must not move.
    selected_id : node whose details are shown; the keyboard starts there. The centre when it is not drawn.
    """
    places = node_places(selection, kept or {})
    return Figure(
        nodes=tuple(_figure_node(t, selection, node, places[node.id]) for node in selection.nodes),
        edges=tuple(_figure_edges(t, selection)),
        focus_id=selected_id if selected_id in places else selection.centre.id,
        description=caption(t, selection),
    )


def node_places(selection: Selection, kept: Mapping[str, Point]) -> dict[str, Point]:
    """Where each node is drawn. What is on screen, or was placed in an earlier stage, stays where it was."""
    places = _places(selection.stages, selection.centre.id, tuple(sorted(kept.items())))
    return {node.id: places[node.id] for node in selection.nodes}


@lru_cache(maxsize=64)
def _places(stages: tuple[Stage, ...], centre_id: str, kept: tuple[tuple[str, Point], ...]) -> Mapping[str, Point]:
    """Places after all stages; remembered, because the page asks again after every click (0.2 s for sixty nodes)."""
    places = dict(kept)
    for stage in stages:
        # With all that has a place, or a new node might come to lie on one that is out of sight at the moment.
        places |= positions((*stage.ids, *places), stage.edges, places, centre_id)
    return MappingProxyType(places)


def title(t: Words, node: NodeSummary) -> str:
    """Name of a node with its country: ``Sandgerði, Iceland``."""
    country = country_of(t, node) if node.kind != "Country" else None
    name = node_name(t, node)
    return f"{name}, {country}" if country else name


def start_sentence(t: Words, start: Start) -> str:
    """Why a view begins where it does."""
    if start.node.kind in ORGANISATIONS and start.n_exchanges:
        return t.plural(
            "To begin with, the organisation that takes part in most exchanges ({n}).",
            "To begin with, the organisation that takes part in most exchanges ({n}).",
            n=start.n_exchanges,
        )
    if start.n_facts:
        return t("To begin with, the one of which most ties are recorded.")
    return t("To begin with, the first one in the store.")


def file_stem(t: Words, selection: Selection) -> str:
    """Begin of the names of files: letters and digits that every system takes."""
    words = re.findall("[a-z0-9]+", fold(node_name(t, selection.centre)))
    return "-".join(("connect", *words))[:60].strip("-")


def caption(t: Words, selection: Selection) -> str:
    """What is shown and what is not, in sentences; the numbers are those of the picture, the list and the map."""
    return " ".join((*(_part_sentence(t, part) for part in selection.parts), *_remarks(t, selection)))


def node_table(t: Words, selection: Selection) -> Table:
    """Every node that is drawn, one a row, in the order of the selection."""
    headings = (
        t("Kind"),
        t("Name"),
        t("What it is"),
        t("Country"),
        t("From"),
        t("Until"),
        t("Chosen around"),
        t("Source"),
        t("Address of the source"),
        t("Key at the source"),
        t("Id"),
    )
    around = _chosen_around(selection)
    names = {node.id: node_name(t, node) for node in selection.nodes}
    rows = (
        (
            kind_name(t, node.kind),
            names[node.id],
            node_line(t, node),
            country_of(t, node) or "",
            node.date or "",
            node.until or "",
            names[around[node.id]],
            node.source,
            node.source_url or "",
            node.source_key,
            node.id,
        )
        for node in selection.nodes
    )
    return Table(headings, tuple(rows))


def relationship_table(t: Words, selection: Selection) -> Table:
    """Every line of the picture, one a row, in the order of the selection."""
    headings = (t("From"), t("Relationship"), t("To"), t("When"), t("Detail"), t("Source"))
    nodes = selection.by_id
    rows = (
        (
            node_name(t, nodes[one.start_id]),
            relationship_label(t, one.type, "out"),
            node_name(t, nodes[one.end_id]),
            t.period(one.date, one.until) if one.date or one.until else "",
            relationship_detail(t, one) or "",
            one.source_url or one.source,
        )
        for one in selection.relationships
    )
    return Table(headings, tuple(rows))


def relationship_detail(t: Words, one: RelationshipRow) -> str | None:
    """Role, function or evidence, in words; None where the source gives none."""
    if one.detail and one.type == "TOOK_PART_IN":
        return role_name(t, one.detail)
    return one.detail


def grouped_by_kind(selection: Selection) -> dict[str, list[NodeSummary]]:
    """Nodes by kind, in the order of `KINDS_IN_ORDER` and then of the selection; kinds without any are left out."""
    groups = {kind: [node for node in selection.nodes if node.kind == kind] for kind in KINDS_IN_ORDER}
    return {kind: nodes for kind, nodes in groups.items() if nodes}


def kinds_counted(t: Words, counts: Mapping[str, int]) -> str:
    """Numbers of nodes by kind as a list: ``12 officials and 5 topics``."""
    return t.listing(
        t("{n} {kind}", n=n, kind=kind_name(t, kind, n)) for kind, n in sorted(counts.items(), key=lambda one: -one[1])
    )


def _part_sentence(t: Words, part: Part) -> str:
    name = node_name(t, part.about)
    if len(part.chosen_ids) == 1 and not part.n_left_out:
        return t("Nothing is recorded around {name} that the filters let through.", name=name)
    around = t.plural("within {n} step", "within {n} steps", n=part.radius)
    if not part.n_left_out:
        return t.plural(
            "{name} and all that is recorded {around}: {n} node.",
            "{name} and all that is recorded {around}: {n} nodes.",
            n=len(part.chosen_ids),
            name=name,
            around=around,
        )
    shown = t.listing(
        t("{n} of {n_found} {kind}", n=n, n_found=n_found, kind=kind_name(t, kind, n_found))
        for kind, (n, n_found) in part.n_peers_and_exchanges.items()
    )
    told = t("{name} and what is recorded {around}: {kinds}.", name=name, around=around, kinds=shown)
    if beside := part.n_left_out_beside:
        more = t("Of what these are about and where they are, {kinds} are left out.", kinds=kinds_counted(t, beside))
        told = f"{told} {more}"
    return told


def _remarks(t: Words, selection: Selection) -> Iterable[str]:
    """What a reader must know to read the picture rightly."""
    n_undated = max(part.n_undated for part in selection.parts)
    if n_undated:
        yield t.plural(
            "{n} fact without a date cannot be placed in the period.",
            "{n} facts without a date cannot be placed in the period.",
            n=n_undated,
        )
    n_planned = len(selection.not_held_ids)
    if n_planned:
        yield t.plural(
            "{n} exchange is not known to have been held; its lines are dashed.",
            "{n} exchanges are not known to have been held; their lines are dashed.",
            n=n_planned,
        )


def _figure_node(t: Words, selection: Selection, node: NodeSummary, place: Point) -> FigureNode:
    n_hidden = selection.n_hidden.get(node.id, 0)
    told = _sentence(f"{node_name(t, node)}, {node_line(t, node)}")
    if n_hidden:
        more = t.plural("{n} neighbour is not drawn.", "{n} neighbours are not drawn.", n=n_hidden)
        told = f"{told} {more}"
    return FigureNode(
        id=node.id,
        label=_label(t, node, n_hidden),
        kind=node.kind,
        caption=told,
        x=place[0],
        y=place[1],
        is_focus=node.id == selection.centre.id,
        n_hidden=n_hidden if node.kind in _NUMBERED else 0,
    )


def _label(t: Words, node: NodeSummary, n_hidden: int) -> str:
    """Name below the shape; a shorter one where a line with the number of hidden neighbours follows."""
    label = short_label(t, node)
    if n_hidden and node.kind in _NUMBERED and len(label) > _CHARS_BESIDE_NUMBER:
        return label[: _CHARS_BESIDE_NUMBER - 1].rstrip(" ,…") + "…"
    return label


def _figure_edges(t: Words, selection: Selection) -> Iterable[FigureEdge]:
    nodes, not_held = selection.by_id, selection.not_held_ids
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in selection.relationships:
        ends = (one.type, one.start_id, one.end_id)
        seen[ends] += 1
        if one.start_id != one.end_id:
            yield FigureEdge(
                id="|".join((*ends, str(seen[ends]))),
                start_id=one.start_id,
                end_id=one.end_id,
                label=_edge_label(t, one),
                caption=_edge_caption(t, one, nodes),
                is_similarity=one.type == "TOOK_PART_IN" and one.end_id in not_held,
            )


def _edge_label(t: Words, one: RelationshipRow) -> str:
    detail = relationship_detail(t, one) if one.type == "TOOK_PART_IN" else None
    return detail or relationship_label(t, one.type, "out")


def _edge_caption(t: Words, one: RelationshipRow, nodes: Mapping[str, NodeSummary]) -> str:
    """What a line says: ``Pursat took part in expert assignment, May 2017 (E02): requester.``."""
    start, end = node_name(t, nodes[one.start_id]), node_name(t, nodes[one.end_id])
    told = f"{start} {relationship_label(t, one.type, 'out')} {end}"
    if detail := relationship_detail(t, one):
        told = f"{told}: {detail}"
    if one.date or one.until:
        told = f"{told} ({t.period(one.date, one.until)})"
    return _sentence(told)


def _chosen_around(selection: Selection) -> dict[str, str]:
    """For each node the one around which it was first chosen."""
    return {id_: part.about.id for part in reversed(selection.parts) for id_ in part.chosen_ids}


def _sentence(text: str) -> str:
    return f"{text}." if text and not text.endswith(".") else text
