"""Measure the explorer against Neo4j and NetworkX on an invented network, all in one run.

``python -m benchmarks.bench --size S`` (the same as ``make bench SIZE=S``). The table goes to standard output, progress
to standard error. Times of one run belong together; those of two runs do not.
"""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import tasks
from benchmarks.asked import draw_centres, draw_pairs, draw_texts
from benchmarks.explorer_side import Explorer
from benchmarks.generator import SEED, SIZES
from benchmarks.machine import machine, memory_mb
from benchmarks.neo4j_import import ImportFailed
from benchmarks.neo4j_side import Neo4jSide
from benchmarks.pattern_tasks import ask_for_patterns, ask_for_statistics
from benchmarks.processes import WorkFailed
from benchmarks.stores import Run, add_java_memory, fill_sqlite, filled_neo4j, url_of
from benchmarks.table import as_json, as_markdown
from benchmarks.targets import targets_of
from benchmarks.tasks import OURS, Measured
from benchmarks.timing import MEMORY, Figure, say
from graph.connect import open_store
from graph.network_cache import open_network
from tools.neo4j.server import FetchError, ServerAddress, StartError, fetch_jars, missing_parts

_N_ASKED = {"S": 100, "M": 60, "L": 60}
_N_EXACT = {"S": 30, "M": 12, "L": 0}
"""Pairs asked of the Cypher that gives equal rows: it takes seconds each at M."""
_N_TEXTS = 20


def main(arguments: list[str] | None = None) -> int:
    """Run; 0: measured, 1: failed, 130: interrupted."""
    options = _parser().parse_args(arguments)
    try:
        with TemporaryDirectory(prefix="connect-explorer-bench-", ignore_cleanup_errors=True) as folder:
            run = Run(options.size, options.seed, Path(folder), options.neo4j and _can_run_neo4j())
            measured = _measure(run)
    except KeyboardInterrupt:
        say("Interrupted; nothing is left behind.")
        return 130
    except (WorkFailed, ImportFailed, StartError) as problem:
        say(str(problem))
        return 1
    _report(run, measured, options.json)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__.split("\n\n")[0])
    parser.add_argument(
        "--size", choices=list(SIZES), default="S", help="17 thousand, 165 thousand or 1.65 million nodes (default: S)"
    )
    parser.add_argument("--seed", type=int, default=SEED, help="another one makes another network (default: 7)")
    parser.add_argument("--no-neo4j", dest="neo4j", action="store_false", help="measure without Neo4j")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file as well")
    return parser


def _can_run_neo4j() -> bool:
    missing = missing_parts()
    if missing:
        say(f"Neo4j cannot run here, so it is left out. Missing: {'; '.join(missing)}.")
        return False
    try:
        fetch_jars(say)
    except FetchError as problem:
        say(f"Neo4j is left out. {problem}")
        return False
    return True


def _measure(run: Run) -> Measured:
    measured = Measured()
    fill_sqlite(run, measured)
    with ExitStack() as stack:
        address = stack.enter_context(filled_neo4j(run, measured)) if run.with_neo4j else None
        _ask(run, measured, address, stack)
        if address:
            add_java_memory(measured)
    return measured


def _ask(run: Run, measured: Measured, address: ServerAddress | None, stack: ExitStack) -> None:
    before = memory_mb()
    store = stack.enter_context(open_store(run.sqlite_url, create=False))
    explorer = Explorer(store, open_network(store, run.cache))
    neo4j = stack.enter_context(Neo4jSide(address)) if address else None
    n_asked = _N_ASKED[run.size]
    say("Asking for names.")
    searches: tasks.Rivals = {f"{OURS}, SQLite": explorer.search}
    if address:
        other = stack.enter_context(open_store(url_of(address)))
        searches[f"{OURS}, Neo4j"] = Explorer(other, explorer.network).search
    tasks.ask_for_names(measured, draw_texts(store, explorer.network, _N_TEXTS, run.seed), searches)
    say("Asking for surroundings.")
    tasks.ask_for_surroundings(measured, draw_centres(explorer.network, n_asked, run.seed), explorer, neo4j)
    pairs = draw_pairs(explorer.network, n_asked, run.seed)
    say("Asking for the best paths.")
    tasks.ask_for_best_paths(measured, pairs, explorer, neo4j, _N_EXACT[run.size])
    held = memory_mb() - before
    measured.figures.append(Figure(MEMORY, f"{OURS}, answering", "MB", held, note="added by store and network"))
    say("Asking for patterns.")
    ask_for_statistics(measured)
    ask_for_patterns(measured, store, explorer.network, neo4j)
    say("Asking for one path.")
    tasks.ask_for_one_path(measured, pairs, explorer, neo4j, with_networkx=run.size != "L")


def _report(run: Run, measured: Measured, json_file: Path | None) -> None:
    about = {"size": run.size, "seed": str(run.seed), **machine()}
    found = (about, measured.figures, targets_of(run.size, measured.figures), measured.agreement)
    print(as_markdown(*found))
    if json_file:
        json_file.write_text(as_json(*found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
