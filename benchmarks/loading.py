"""The same records loaded into each store, and the network read out and opened again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import generate
from benchmarks.invented_ids import SOURCE
from benchmarks.machine import peak_memory_mb
from benchmarks.neo4j_csv import CsvFolder
from benchmarks.timing import Stopwatch, chunks, say
from graph.connect import open_store
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

    n_peers_and_facts: int
    building_s: float
    """Reading the store, building the network and keeping it on disk."""
    opening_s: float
    """Opening the kept one."""
    peak_mb: float


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
    making, csv, all_of_it = Stopwatch(), Stopwatch(), Stopwatch()
    n_records = 0
    folder = CsvFolder(csv_folder) if csv_folder else None
    with open_store(url) as store, all_of_it.running(), store.writer(SOURCE) as writer:
        for chunk in chunks(benchmark_records(size, seed), _CHUNK, making):
            writer.upsert(chunk)
            if folder:
                with csv.running():
                    folder.write(chunk)
            n_records += len(chunk)
            if n_records % _TOLD_EVERY < _CHUNK:
                say(f"  {n_records:,} records")
    if folder:
        folder.close()
    writing_s = all_of_it.seconds - making.seconds - csv.seconds
    return Loaded(n_records, making.seconds, writing_s, csv.seconds, peak_memory_mb())


def read_out(url: str, cache: Path) -> ReadOut:
    """Build the network of a store, keep it, and open it again."""
    building, opening = Stopwatch(), Stopwatch()
    with open_store(url, create=False) as store:
        with building.running():
            network = open_network(store, cache)
        with opening.running():
            open_network(store, cache)
    return ReadOut(
        int(network.is_peer().sum()) + network.peers.n_facts, building.seconds, opening.seconds, peak_memory_mb()
    )
