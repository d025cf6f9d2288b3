"""The stores of one run, filled: an SQLite file, and a Neo4j that runs for as long as the run lasts."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.loading import Loaded, ReadOut, load, read_out
from benchmarks.machine import java_memory_mb
from benchmarks.neo4j_import import import_offline
from benchmarks.neo4j_side import Neo4jSide
from benchmarks.processes import in_own_process
from benchmarks.tasks import OURS, Measured
from benchmarks.timing import MEMORY, Figure, Stopwatch, say
from graph.neo4j_schema import schema_statements
from graph.schema import SCHEMA
from tools.neo4j.server import ServerAddress, running_server

_PASSWORD = "for-one-benchmark"
# The store writes M in one transaction of about 3.2 GB; L is imported offline.
_HEAPS = {"S": "1g", "M": "6g", "L": "3g"}
_IS_OFFLINE = {"S": False, "M": False, "L": True}
"""Writing 8 million records over Bolt would take longer than all the rest."""
_NEEDED_INDEXES = ("explorer_node_id", "explorer_node_search_text", "explorer_node_source_key")
_PAGE_CACHE = ("CONNECT_EXPLORER_NEO4J_PAGECACHE", "1g")


@dataclass(frozen=True, slots=True)
class Run:
    """What one run is about."""

    size: str
    seed: int
    folder: Path
    with_neo4j: bool

    @property
    def sqlite_url(self) -> str:
        """URL of the run's SQLite store."""
        return f"sqlite:///{self.folder / 'store.sqlite'}"

    @property
    def cache(self) -> Path:
        """Where the run keeps networks."""
        return self.folder / "cache"

    @property
    def csv(self) -> Path:
        """Where files for Neo4j's offline import are written."""
        return self.folder / "csv"


def fill_sqlite(run: Run, measured: Measured) -> None:
    """Load the invented network into SQLite and build its network."""
    say(f"Loading size {run.size} into SQLite.")
    csv_folder = run.csv if run.with_neo4j and _IS_OFFLINE[run.size] else None
    loaded = in_own_process(load, run.sqlite_url, run.size, run.seed, csv_folder)
    disk_mb = (run.folder / "store.sqlite").stat().st_size / 1e6
    _add_load(measured, f"{OURS}, SQLite", loaded, f"{disk_mb:,.0f} MB on disk")
    say("Building the network and keeping it.")
    _add_read_out(measured, f"{OURS}, SQLite", in_own_process(read_out, run.sqlite_url, run.cache))


@contextmanager
def filled_neo4j(run: Run, measured: Measured) -> Iterator[ServerAddress]:
    """A Neo4j with the same records, for as long as the block lasts."""
    os.environ.setdefault(*_PAGE_CACHE)
    data_dir = run.folder / "neo4j"
    with ExitStack() as stack:
        if _IS_OFFLINE[run.size]:
            _import(run, data_dir, measured)
        say("Starting Neo4j.")
        address = stack.enter_context(running_server(data_dir, password=_PASSWORD, heap=_HEAPS[run.size]))
        if _IS_OFFLINE[run.size]:
            _make_indexes(address, measured)
        else:
            _fill(run, address, measured)
        yield address


def url_of(address: ServerAddress) -> str:
    """URL of a server with its password, for this process and those it starts."""
    return address.bolt_url.replace("//", f"//{address.user}:{address.password}@", 1)


def add_java_memory(measured: Measured) -> None:
    """Keep what the running Neo4j holds."""
    held = java_memory_mb()
    if held is not None:
        measured.figures.append(Figure(MEMORY, "Neo4j", "MB", held, note="the server, after the questions"))


def _fill(run: Run, address: ServerAddress, measured: Measured) -> None:
    say(f"Loading size {run.size} into Neo4j.")
    loaded = in_own_process(load, url_of(address), run.size, run.seed)
    _add_load(measured, f"{OURS}, Neo4j", loaded, "over Bolt, in one transaction")
    say("Reading the network out of Neo4j.")
    _add_read_out(measured, f"{OURS}, Neo4j", in_own_process(read_out, url_of(address), run.cache))


def _import(run: Run, data_dir: Path, measured: Measured) -> None:
    say("Importing into Neo4j, offline.")
    watch = Stopwatch()
    with watch.running():
        import_offline(run.csv, data_dir)
    measured.figures.append(Figure("load", "Neo4j offline import", "s", watch.seconds, note="files made beforehand"))


def _make_indexes(address: ServerAddress, measured: Measured) -> None:
    say("Making Neo4j's indexes.")
    watch = Stopwatch()
    statements = schema_statements(SCHEMA)
    with watch.running(), Neo4jSide(address) as side:
        for name in _NEEDED_INDEXES:
            side.run(statements[name], timeout_s=None)
        side.run("CALL db.awaitIndexes(600)", timeout_s=None)
    measured.figures.append(Figure("load", "Neo4j indexes", "s", watch.seconds, note="ids and names"))


def _add_load(measured: Measured, who: str, loaded: Loaded, note: str) -> None:
    rate = loaded.n_records / loaded.writing_s
    made = f"{loaded.n_records:,} records, made in {loaded.making_s:.0f} s besides"
    measured.figures += [
        Figure("load", who, "s", loaded.writing_s, note=f"{rate:,.0f} records a second; {note}; {made}"),
        Figure(MEMORY, f"{who}, loading", "MB", loaded.peak_mb, note="at most"),
    ]


def _add_read_out(measured: Measured, who: str, found: ReadOut) -> None:
    measured.figures += [
        Figure("network built", who, "s", found.building_s, note=f"{found.n_peers_and_facts:,} peers and facts"),
        Figure("network opened from cache", who, "ms", found.opening_s * 1e3),
        Figure(MEMORY, f"{who}, building the network", "MB", found.peak_mb, note="at most"),
    ]
