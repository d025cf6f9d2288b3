"""Peer paths as a page shows them: sentences with sources, the picture, the rows of the table and of the file.

No Streamlit here. Markdown made here holds names as plain text.
"""

from __future__ import annotations

from collections import Counter
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import numpy as np

from dashboard.figure import Figure, FigureEdge, FigureNode
from dashboard.path_layout import path_places
from dashboard.safe_text import link, plain
from dashboard.tables import Table
from graph.answers import FactWord
from graph.network import KINDS
from graph.schema import PEERS
from graph.steps import StepGraph, StepRules
from queries.path_words import more_words
from queries.rows import nodes_by_id
from wording.naming import form_of, node_line, node_name, short_label
from wording.sentences import path_sentences, step_sentence
from wording.terms import fact_name, form_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from dashboard.layout import Point
    from graph.answers import Fact, NodeSummary, PeerPath, Step
    from graph.network import Network
    from graph.store import GraphStore
    from queries.peer_paths import PeerPaths
    from wording.words import Words

_LABEL_WIDTH: Final = 18
"""Letters of an edge's label in one line: what fits between two columns of the picture."""
_N_TRIED: Final = 300


def example_pair(network: Network) -> tuple[str, str] | None:
    """Two officials who met the same peer in different exchanges, to begin with; else two organisations.

    Returns
    -------
    Their ids, the same pair for the same data; None when no two peers are two steps apart.
    """
    steps = StepGraph.under(network, StepRules())
    for kind in ("Official", *(kind for kind in PEERS if kind != "Official")):
        of_kind = np.flatnonzero(network.kinds == KINDS.index(kind)).astype(np.int32)
        for start in of_kind[:_N_TRIED]:
            near = steps.neighbours(np.array([start], dtype=np.int32))
            beyond = np.setdiff1d(steps.neighbours(near), np.append(near, start))
            of_same_kind = beyond[network.kinds[beyond] == KINDS.index(kind)]
            if of_same_kind.size:
                return network.id_of(int(of_same_kind[0])), network.id_of(int(start))
    return None


def told_steps(t: Words, path: PeerPath) -> tuple[str, ...]:
    """Markdown for each step of a path: the sentence, and where its facts come from."""
    return tuple(_told_step(t, step) for step in path.steps)


def _told_step(t: Words, step: Step) -> str:
    sources = dict.fromkeys(link(fact.source_url, fact.source) for fact in step.facts)
    return f"{plain(step_sentence(t, step))} :gray[{t('Source:')}] {', '.join(_told_apart(sources))}"


def _told_apart(links: Iterable[str]) -> Iterator[str]:
    """Markdown links; several to one site with a number, since a link is read aloud without its address."""
    n_of: Counter[str] = Counter()
    for one in links:
        name, opens, address = one.partition("](")
        n_of[name] += 1
        yield f"{name} ({n_of[name]}){opens}{address}" if opens and n_of[name] > 1 else one


def more_sentence(t: Words, result: PeerPaths) -> str:
    """How many paths are listed, and how many more there are that are as long as the last one."""
    listed = t.plural("{n} path is listed", "{n} paths are listed", len(result.paths))
    more = more_words(t, result)
    return f"{listed}, {more}." if more else f"{listed}."


def path_title(t: Words, number: int, path: PeerPath) -> str:
    """``Path 2, 3 steps``."""
    steps = t.plural("{n} step", "{n} steps", len(path.steps))
    return t("Path {number}, {steps}", number=number, steps=steps)


def page_table(t: Words, paths: Sequence[PeerPath]) -> list[dict[str, str]]:
    """One row for each fact of each step of each path, in order, with Markdown in the cells."""
    return [
        {
            t("Path"): t.number(number),
            t("Step"): t.number(place),
            t("From"): plain(node_name(t, step.from_node)),
            t("To"): plain(node_name(t, step.to_node)),
            t("Fact"): plain(_fact_words(t, fact)),
            t("When"): t.period(fact.date, fact.until),
            t("Source"): link(fact.source_url, fact.source),
        }
        for number, place, step, fact in _facts(paths)
    ]


def file_table(t: Words, paths: Sequence[PeerPath]) -> Table:
    """The same rows with everything that is known of them, for a file."""
    headings = (
        t("Path"),
        t("Step"),
        t("From"),
        t("To"),
        t("In words"),
        t("Fact"),
        t("Since"),
        t("Until"),
        t("Source"),
        t("Address of the source"),
        t("Id of the first"),
        t("Id of the second"),
    )
    rows = (
        (
            str(number),
            str(place),
            node_name(t, step.from_node),
            node_name(t, step.to_node),
            step_sentence(t, step),
            _fact_words(t, fact),
            fact.date or "",
            fact.until or "",
            fact.source,
            fact.source_url or "",
            step.from_node.id,
            step.to_node.id,
        )
        for number, place, step, fact in _facts(paths)
    )
    return Table(headings, tuple(rows))


def _facts(paths: Sequence[PeerPath]) -> Iterator[tuple[int, int, Step, Fact]]:
    for number, path in enumerate(paths, 1):
        for place, step in enumerate(path.steps, 1):
            for fact in step.facts:
                yield number, place, step, fact


def nodes_of(paths: Iterable[PeerPath]) -> dict[str, NodeSummary]:
    """Every peer on the paths once, by id, in the order they are met."""
    return {node.id: node for path in paths for node in path.nodes}


def avoidable(store: GraphStore, result: PeerPaths, avoided_ids: Iterable[str]) -> dict[str, NodeSummary]:
    """Peers and exchanges that may be walked around, by id: those on the paths, then those that are avoided now."""
    ends = {node.id for node in (result.from_node, result.to_node) if node}
    found = {id_: node for id_, node in nodes_of(result.paths).items() if id_ not in ends}
    facts = (fact for path in result.paths for step in path.steps for fact in step.facts)
    found |= {fact.node.id: fact.node for fact in facts if fact.node}
    return found | nodes_by_id(store, avoided_ids)


def pairs_of(paths: Iterable[PeerPath]) -> tuple[tuple[str, str], ...]:
    """Every step of the paths once, as the ids of its ends."""
    return tuple(dict.fromkeys((step.from_node.id, step.to_node.id) for path in paths for step in path.steps))


def path_figure(t: Words, paths: Sequence[PeerPath], chosen: int) -> Figure:
    """All paths drawn together from left to right, one of them highlighted.

    Parameters
    ----------
    paths : at least one, all between the same two peers.
    chosen : number of the highlighted path, from 1.
    """
    of_chosen = paths[chosen - 1]
    on_path = {node.id for node in of_chosen.nodes}
    ends = (of_chosen.nodes[0].id, of_chosen.nodes[-1].id)
    places = path_places([[node.id for node in path.nodes] for path in paths])
    nodes = tuple(_node(t, node, places[id_], on_path, ends) for id_, node in nodes_of(paths).items())
    steps = {(step.from_node.id, step.to_node.id): step for path in paths for step in path.steps}
    chosen_pairs = set(pairs_of([of_chosen]))
    # Later ones are drawn on top.
    edges = tuple(_edge(t, steps[pair], pair in chosen_pairs) for pair in sorted(steps, key=chosen_pairs.__contains__))
    told = " ".join(path_sentences(t, of_chosen))
    return Figure(nodes, edges, ends[0], f"{path_title(t, chosen, of_chosen)}: {told}")


def _node(t: Words, node: NodeSummary, place: Point, on_path: set[str], ends: tuple[str, str]) -> FigureNode:
    return FigureNode(
        id=node.id,
        label=short_label(t, node),
        kind=node.kind,
        caption=f"{node_name(t, node)}, {node_line(t, node)}",
        x=place[0],
        y=place[1],
        is_focus=node.id in ends,
        is_on_path=node.id in on_path,
        is_faded=node.id not in on_path,
    )


def _edge(t: Words, step: Step, is_on_path: bool) -> FigureEdge:
    fact = step.facts[0]
    year = (fact.date or fact.until or "")[:4]
    words = f"{_fact_words(t, fact)} {year}".strip()
    return FigureEdge(
        id=f"{step.from_node.id}>{step.to_node.id}",
        start_id=step.from_node.id,
        end_id=step.to_node.id,
        label="\n".join(wrap(words, _LABEL_WIDTH)) if is_on_path else "",
        caption=step_sentence(t, step),
        is_similarity=not _is_meeting(fact),
        is_on_path=is_on_path,
        is_faded=not is_on_path,
    )


def _fact_words(t: Words, fact: Fact) -> str:
    """What makes a step in a word or two: the form of an exchange, or the kind of fact."""
    form = form_of(fact.node) if fact.kind is FactWord.EXCHANGE and fact.node else None
    return form_name(t, form) if form else fact_name(t, fact.kind)


def _is_meeting(fact: Fact) -> bool:
    """Whether the two met or are tied, as far as is known; other steps are dashed."""
    is_open = fact.kind is FactWord.EXCHANGE and fact.node is not None and fact.node.status != "held"
    return not (fact.kind.is_similarity or is_open)
