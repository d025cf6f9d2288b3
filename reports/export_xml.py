"""The graph as GraphML (Gephi, Cytoscape, yEd, igraph) and GEXF (Gephi), by way of NetworkX.

Names are stored here as XML can hold them: the few invisible characters that it cannot become U+FFFD. Several texts in
one value stand with ``|`` between them. The whole graph is in memory while it is written.
"""

import re
from pathlib import Path
from typing import Any, BinaryIO

from graph.records import Node, Value
from graph.schema import SCHEMA
from graph.store import GraphStore
from reports.export_records import LIST_SEPARATOR, Exported, Statements, shown_values

# What XML 1.0 calls Char (section 2.2); a carriage return is one, but every reader turns it into a line feed.
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(store: GraphStore, file: Path) -> Exported:
    """The graph as one GraphML file; how much was written."""
    graph, exported = multigraph(store)
    with file.open("wb") as stream:
        graphml_to(graph, stream)
    return exported


def write_gexf(store: GraphStore, file: Path) -> Exported:
    """The graph as one GEXF file; how much was written."""
    graph, exported = multigraph(store)
    with file.open("wb") as stream:
        gexf_to(graph, stream)
    return exported


def graphml_to(graph: Any, stream: BinaryIO) -> None:  # noqa: ANN401 - NetworkX has no types
    """Write a NetworkX graph as GraphML."""
    import networkx as nx

    nx.write_graphml_xml(graph, stream)


def gexf_to(graph: Any, stream: BinaryIO) -> None:  # noqa: ANN401 - NetworkX has no types
    """Write a NetworkX multigraph as GEXF, each edge under its key; the same graph gives the same bytes."""
    from networkx.readwrite.gexf import GEXFWriter

    for _, _, key, values in graph.edges(keys=True, data=True):
        values["id"] = key  # otherwise it is numbered, and the key becomes a value called networkx_key
    writer = GEXFWriter(graph)
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # the same graph gives the same file on every day
    writer.write(stream)


def multigraph(store: GraphStore) -> tuple[Any, Exported]:
    """The graph as a NetworkX MultiDiGraph, and how much is in it.

    Nodes have ``label`` (what to call it) and ``node_kind``, edges have ``relationship`` and the key ``r1``, ``r2``
    and so on; both have their known properties and their source.
    """
    import networkx as nx

    graph, statements = nx.MultiDiGraph(), Statements(store)
    for record in statements:
        known = {name: _as_xml(value) for name, value in shown_values(record).items() if value is not None}
        if isinstance(record, Node):
            label = known.get(SCHEMA.node(record.kind).name) or known["source_key"]
            graph.add_node(record.id, label=label, node_kind=record.kind, **known)
        else:
            key = f"r{statements.exported.n_relationships}"
            graph.add_edge(record.start_id, record.end_id, key, relationship=record.type, **known)
    return graph, statements.exported


def _as_xml(value: Value) -> str | int | float:
    if isinstance(value, int | float):
        return value
    return xml_text(LIST_SEPARATOR.join(value) if isinstance(value, tuple) else str(value))


def xml_text(text: str) -> str:
    """A text without the characters that XML cannot hold; each becomes U+FFFD."""
    return _NOT_IN_XML.sub("\ufffd", text)
