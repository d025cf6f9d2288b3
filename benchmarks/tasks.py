"""The questions that are measured, each asked of every rival and their answers compared."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks import networkx_side
from benchmarks.agreement import compared, same_paths, same_rows, steps_in
from benchmarks.asked import Pairs
from benchmarks.explorer_side import Explorer
from benchmarks.machine import memory_mb
from benchmarks.neo4j_side import Neo4jSide
from benchmarks.timing import Figure, Runs, figure_of, interleaved, say

OURS = "explorer"
N_WARM = 15


@dataclass(slots=True)
class Measured:
    """Everything that one run found."""

    figures: list[Figure] = field(default_factory=list)
    agreement: list[str] = field(default_factory=list)
    """Sentences on whether the rivals gave the same answers."""

    def add(self, task: str, runs: Mapping[str, Runs], notes: Mapping[str, str] | None = None) -> None:
        """Keep the figures of one task."""
        self.figures += [figure_of(task, who, of, (notes or {}).get(who, "")) for who, of in runs.items()]


Rivals = dict[str, Callable[[Any], Any]]


def ask_for_names(measured: Measured, texts: Mapping[str, Sequence[str]], rivals: Rivals) -> None:
    """Search by name on each store that the explorer runs on."""
    for how, asked in texts.items():
        runs = interleaved(rivals, asked, n_warm=min(N_WARM, len(asked)))
        measured.add(f"search, {how}", runs)
        if len(runs) > 1:
            ours, theirs = (of.answers for of in runs.values())
            measured.agreement.append(compared(f"search, {how}", ours, theirs))


def ask_for_surroundings(
    measured: Measured, centres: Sequence[str], explorer: Explorer, neo4j: Neo4jSide | None
) -> None:
    """Peers within two steps, and the ego network as the page draws it."""
    rivals: Rivals = {OURS: explorer.within_two_steps}
    if neo4j:
        rivals["Neo4j, Cypher"] = neo4j.within_two_steps
    runs = interleaved(rivals, centres, n_warm=N_WARM)
    measured.add("peers within 2 steps", runs)
    if neo4j:
        ours, theirs = (of.answers for of in runs.values())
        measured.agreement.append(compared("peers within 2 steps", ours, theirs))
    measured.add("ego network drawn, radius 2", interleaved({OURS: explorer.picture}, centres, n_warm=N_WARM))


def ask_for_one_path(
    measured: Measured, pairs: Pairs, explorer: Explorer, neo4j: Neo4jSide | None, with_networkx: bool
) -> None:
    """One shortest path between pairs that have one, and the finding that there is none."""
    rivals: Rivals = {OURS: explorer.one_path}
    notes = {}
    if neo4j:
        rivals["Neo4j shortestPath"] = neo4j.one_path
        notes["Neo4j shortestPath"] = "fewest relationships, which may be more steps than needed"
    if with_networkx:
        before = memory_mb()
        graph = networkx_side.two_mode_graph(explorer.network)
        notes["NetworkX bidirectional"] = f"its graph takes {memory_mb() - before:.0f} MB"
        rivals["NetworkX bidirectional"] = lambda pair: networkx_side.one_path(graph, pair)
    runs = interleaved(rivals, pairs.connected, n_warm=N_WARM)
    measured.add("one shortest path", runs, notes)
    for who, of in list(runs.items())[1:]:
        measured.agreement.append(_never_longer(who, runs[OURS].answers, of.answers))
    if pairs.unconnected:
        runs = interleaved(rivals, pairs.unconnected)
        share = f"{pairs.share_unconnected:.0%} of random pairs have no path"
        measured.add("no path to be found", runs, dict.fromkeys(runs, share))
        found = [who for who, of in runs.items() if any(of.answers)]
        measured.agreement.append(f"no path to be found: {', '.join(found) or 'nobody'} found one")


def ask_for_best_paths(
    measured: Measured, pairs: Pairs, explorer: Explorer, neo4j: Neo4jSide | None, n_exact: int
) -> None:
    """The five best paths with names, facts, dates and sources."""
    rivals: Rivals = {OURS: explorer.best_paths}
    if neo4j:
        rivals["Neo4j SHORTEST 5"] = neo4j.five_paths
    runs = interleaved(rivals, pairs.connected, n_warm=N_WARM)
    notes = {"Neo4j SHORTEST 5": "another question: fewest relationships, parallel facts are paths of their own"}
    measured.add("5 best peer paths with rows", runs, notes)
    if neo4j:
        equal = sum(map(same_paths, runs[OURS].answers, runs["Neo4j SHORTEST 5"].answers))
        measured.agreement.append(
            f"5 best peer paths: SHORTEST 5 lists the explorer's paths for {equal} of {len(pairs.connected)} pairs"
        )
        _ask_for_same_rows(measured, pairs.connected[:n_exact], explorer, neo4j)
    if pairs.unconnected:
        runs = interleaved({OURS: explorer.best_paths}, pairs.unconnected)
        measured.add("no peer path, and why", runs)


def _ask_for_same_rows(
    measured: Measured, pairs: Sequence[tuple[str, str]], explorer: Explorer, neo4j: Neo4jSide
) -> None:
    """The same rows from both sides; on fewer pairs, since Cypher takes long for them."""
    if not pairs:
        return
    say("  the same rows in Cypher")
    rivals: Rivals = {OURS: explorer.best_paths, "Neo4j, same rows": neo4j.best_paths}
    runs = interleaved(rivals, pairs, n_warm=2)
    theirs = runs["Neo4j, same rows"].answers
    n_late = sum(one is None for one in theirs)
    note = "layer by layer in Cypher" + (f"; {n_late} ended after 20 s" if n_late else "")
    measured.add("5 best peer paths, equal rows", runs, {"Neo4j, same rows": note})
    both = [(one, other) for one, other in zip(runs[OURS].answers, theirs, strict=True) if other is not None]
    measured.agreement.append(
        f"5 best peer paths, equal rows: {sum(same_rows(*one) for one in both)} of {len(both)} pairs equal"
    )


def _never_longer(who: str, ours: Sequence[list[str] | None], theirs: Sequence[list[str] | None]) -> str:
    both = [(steps_in(one), steps_in(other)) for one, other in zip(ours, theirs, strict=True) if one and other]
    n_longer = sum(one > other for one, other in both)
    n_shorter = sum(one < other for one, other in both)
    return (
        f"one shortest path: {who} and the explorer both found {len(both)} of {len(ours)}; the explorer's has more "
        f"steps in {n_longer}, fewer in {n_shorter}"
    )
