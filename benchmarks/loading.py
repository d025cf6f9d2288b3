"""The same records loaded into each store, and the network read out and opened again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import generate
from benchmarks.invented_ids import SOURCE
from benchmarks.machine import memory_mb, peak_memory_mb
from benchmarks.neo4j_csv import CsvFolder
from benchmarks.timing import Stopwatch, chunks, say
from graph.connect import open_store
from graph.network import build_network
from graph.network_cache import open_network
from graph.records import Node, Relationship

_CHUNK = 20_000
_TOLD_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class Loaded:
    """How a load went. The seconds are of the store alone; making the records is kept apart."""

    n_records: int
    making_s: float
    writing_s: float
    csv_s: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class ReadOut:
    """How reading a store out as a network went."""

    n_nodes: int
    n_relationships: int
    reading_s: float
    building_s: float
    keeping_s: float
    opening_s: float
    peak_mb: float
    opened_mb: float
    """Memory that opening the kept network adds to a process."""


def benchmark_records(size: str, seed: int) -> Iterator[Node | Relationship]:
    """The invented network without adoptions of practices.

    A step through an adopted practice is three relationships on Neo4j, with a filter that takes `shortestPath` its
    fast way; without adoptions the two sides answer the same question.
    """
    return (one for one in generate(size, seed) if isinstance(one, Node) or one.type != "ADOPTED")


def load(url: str, size: str, seed: int, csv_folder: Path | None = None) -> Loaded:
    """Load a network into an empty store.

    Parameters
    ----------
    url : of the store, with the password where there is one.
    csv_folder : where the same records are written for Neo4j's offline import; None for nowhere.
    """
    making, writing, csv = Stopwatch(), Stopwatch(), Stopwatch()
    n_records = 0
    folder = CsvFolder(csv_folder) if csv_folder else None
    with open_store(url) as store:
        opened = store.writer(SOURCE)
        with writing.running():
            writer = opened.__enter__()
        for chunk in chunks(benchmark_records(size, seed), _CHUNK, making):
            with writing.running():
                writer.upsert(chunk)
            if folder:
                with csv.running():
                    folder.write(chunk)
            n_records += len(chunk)
            if n_records % _TOLD_EVERY < _CHUNK:
                say(f"  {n_records:,} records, {n_records / writing.seconds:,.0f} a second")
        with writing.running():
            opened.__exit__(None, None, None)
    if folder:
        folder.close()
    return Loaded(n_records, making.seconds, writing.seconds, csv.seconds, peak_memory_mb())


def read_out(url: str, cache: Path) -> ReadOut:
    """Read a store out as columns, build the network of them, keep it, and open it again."""
    reading, building, keeping, opening = Stopwatch(), Stopwatch(), Stopwatch(), Stopwatch()
    with open_store(url, create=False) as store:
        with reading.running():
            arrays = store.arrays()
        with building.running():
            build_network(arrays, store.data_version())
        with keeping.running():
            open_network(store, cache)
        before = memory_mb()
        with opening.running():
            open_network(store, cache)
        n_relationships = sum(len(one.start) for one in arrays.relationships.values())
        return ReadOut(
            len(arrays.ids),
            n_relationships,
            reading.seconds,
            building.seconds,
            keeping.seconds - reading.seconds - building.seconds,
            opening.seconds,
            peak_memory_mb(),
            memory_mb() - before,
        )
