"""Tables as texts, and what a store holds as plain tuples."""

from collections.abc import Sequence
from pathlib import Path

from graph.errors import ExplorerError
from graph.records import Node
from graph.store import GraphStore
from loaders.load import load
from loaders.report import LoadReport

MUNICIPALITIES = "municipality_id,name,kind,country\nM01,Almere,municipality,NL\nM02,Agona West,district,GH\n"
EXCHANGES = "exchange_id,status,form,requester_ids,peer_ids\nE01,held,study_visit,M02,M01\n"


def write(folder: Path, **contents: str | bytes) -> None:
    """Write tables: ``write(folder, topics="topic_id,name\\nT01,Waste\\n")`` makes topics.csv."""
    for name, content in contents.items():
        path = folder / f"{name}.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def attempt(paths: Sequence[Path], store: GraphStore) -> LoadReport | ExplorerError:
    """What a load gives: its report, or the reason why it was refused."""
    try:
        return load(paths, store)
    except ExplorerError as refused:
        return refused


def nodes(store: GraphStore) -> set[tuple]:
    """Kind, key and known properties of every node that is not a country."""
    return {
        (one.kind, one.source_key, *sorted(one.properties.items()))
        for one in store.statements()
        if isinstance(one, Node) and one.kind != "Country"
    }


def relationships(store: GraphStore) -> set[tuple]:
    """Type, keys of both ends and known properties of every relationship."""
    records = list(store.statements())
    keys = {one.id: one.source_key for one in records if isinstance(one, Node)}
    return {
        (one.type, keys[one.start_id], keys[one.end_id], *sorted(one.properties.items()))
        for one in records
        if not isinstance(one, Node)
    }
