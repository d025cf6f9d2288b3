"""Collaboration patterns measured: on the invented network, and on real twinnings where these are at hand."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from benchmarks.neo4j_side import Neo4jSide
from benchmarks.tasks import OURS, Measured
from benchmarks.timing import Figure, Stopwatch, interleaved, say
from graph.network import Network
from graph.store import GraphStore
from queries.patterns.asking import find_pattern
from queries.patterns.filters import PatternFilters, Who
from queries.patterns.statistics import measured_statistics
from queries.patterns.ties import Ties

if TYPE_CHECKING:
    from collections.abc import Callable

_TWINNINGS = Path(__file__).resolve().parents[2] / "shared" / "data" / "twinning" / "konect_twin.out"
_N_BREADTH_FIRST = 100
"""Nodes that NetworkX searches from: from all 10,320 of them it takes minutes, so that part is scaled up."""
_N_FLOWS = 5

COUNTRY_FLOWS = """
MATCH (x:Exchange {status: 'held'})-[:ABOUT]->(t:Topic)
MATCH (x)<-[g:TOOK_PART_IN]-(giver:Organisation) WHERE g.role IN ['peer', 'expert']
MATCH (x)<-[r:TOOK_PART_IN]-(taker:Organisation) WHERE r.role = 'requester'
RETURN t.id AS topic_id, giver.country AS from, taker.country AS to, count(DISTINCT x) AS n_exchanges
"""

_TIMED = ("components", "cores", "degrees", "communities", "brokers")
"""Questions asked once of the whole network, with filters applied and ties projected anew each time."""


def ask_for_patterns(measured: Measured, store: GraphStore, network: Network, neo4j: Neo4jSide | None) -> None:
    """Whole-network questions among organisations and among all peers; flows by topic against the same in Cypher."""
    for who in (Who.ORGANISATIONS, Who.PEERS):
        for question_id in _TIMED:
            say(f"  {question_id} of {who.value}")
            watch = Stopwatch()
            with watch.running():
                found = find_pattern(store, network, question_id, PatternFilters(who=who))
            note = f"{found.basis.n_nodes:,} nodes, {found.basis.n_ties:,} ties"
            measured.figures.append(Figure(f"{question_id} of {who.value}", OURS, "s", watch.seconds, note=note))
    _ask_for_flows(measured, store, network, neo4j)


def _ask_for_flows(measured: Measured, store: GraphStore, network: Network, neo4j: Neo4jSide | None) -> None:
    """Country flows by topic: each time from the network's arrays, no summary of them is kept."""

    def ours(_: int) -> set[tuple[Any, ...]]:
        found = find_pattern(store, network, "flows", by_topic=True)
        return {(row["topic_id"], row["from"], row["to"], row["n_exchanges"]) for row in found.rows}

    rivals: dict[str, Callable[[int], set[tuple[Any, ...]]]] = {OURS: ours}
    if neo4j:

        def theirs(_: int) -> set[tuple[Any, ...]]:
            rows = neo4j.run(COUNTRY_FLOWS, timeout_s=None)
            return {(row["topic_id"], row["from"], row["to"], row["n_exchanges"]) for row in rows}

        rivals["Neo4j, same Cypher"] = theirs
    runs = interleaved(rivals, range(_N_FLOWS), n_warm=1)
    measured.add("country flows by topic", runs, {OURS: "from arrays, no summary kept"})
    if neo4j:
        one, other = (of.answers[0] for of in runs.values())
        measured.agreement.append(
            f"country flows by topic: {len(one):,} rows, {'the same' if one == other else 'NOT the same'} in Cypher"
        )


def ask_for_statistics(measured: Measured) -> None:
    """All statistics of the real twinning network, all distances counted, against NetworkX."""
    if not _TWINNINGS.is_file():
        say("The real twinnings are not at hand, so their statistics are left out.")
        return
    say("Statistics of the real twinning network.")
    ties = _twinnings()
    ours, theirs = Stopwatch(), Stopwatch()
    with ours.running():
        found = {one.name: one.value for one in measured_statistics(ties, seed=7).figures}
    with theirs.running():
        others, scaled_s = _by_networkx(ties)
    task = "statistics of 14,274 nodes"
    note = f"of these {scaled_s:.0f} s are scaled up from {_N_BREADTH_FIRST} of all searches"
    measured.figures += [
        Figure(task, OURS, "s", ours.seconds, note="all distances counted"),
        Figure(task, "NetworkX", "s", theirs.seconds + scaled_s, note=note),
    ]
    same = all(np.isclose(float(found[name] or 0), value) for name, value in others.items())
    measured.agreement.append(f"{task}: {'the same' if same else 'NOT the same'} as NetworkX: {json.dumps(others)}")


def _twinnings() -> Ties:
    pairs = np.loadtxt(_TWINNINGS, comments="%", dtype=np.int64)[:, :2]
    names, places = np.unique(pairs, return_inverse=True)
    ends = np.unique(np.sort(places.reshape(-1, 2), axis=1), axis=0)
    first, second = (column.astype(np.int32) for column in ends.T)
    return Ties(np.arange(len(names), dtype=np.int32), first, second, np.ones(len(ends)))


def _by_networkx(ties: Ties) -> tuple[dict[str, float], float]:
    """Some of the same figures, and the seconds that searches from the other nodes would take besides."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(ties.n))
    graph.add_edges_from(zip(ties.first.tolist(), ties.second.tolist(), strict=True))
    giant = graph.subgraph(max(nx.connected_components(graph), key=len)).copy()
    found = {
        "triangles": sum(nx.triangles(graph).values()) // 3,
        "clustering": nx.transitivity(graph),
        "degree_assortativity": nx.degree_assortativity_coefficient(graph),
        "fill": nx.density(graph),
        "lcc": len(giant),
    }
    watch = Stopwatch()
    with watch.running():
        for source in list(giant)[:_N_BREADTH_FIRST]:
            nx.single_source_shortest_path_length(giant, source)
    return found, watch.seconds * (len(giant) / _N_BREADTH_FIRST - 1)
