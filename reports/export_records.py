"""What every export says of a record: its columns in the order of the schema, and where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.records import Node, Relationship, Value
from graph.schema import SCHEMA, NodeKind, Property, RelationshipKind, ValueType
from graph.store import GraphStore

LIST_SEPARATOR = "|"
"""Between the texts of a list, where a format has no lists."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written."""

    n_nodes: int = 0
    n_relationships: int = 0


class Statements:
    """Every record of a store, each once, and afterwards how many there were."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._n_nodes = self._n_relationships = 0

    def __iter__(self) -> Iterator[Node | Relationship]:
        """Every node, then every relationship, in a total order."""
        for record in self._store.statements():
            if isinstance(record, Node):
                self._n_nodes += 1
            else:
                self._n_relationships += 1
            yield record

    @property
    def exported(self) -> Exported:
        """How many were given so far."""
        return Exported(self._n_nodes, self._n_relationships)


def shown_properties(kind: NodeKind | RelationshipKind) -> tuple[Property, ...]:
    """Declared properties without the hidden ones."""
    hidden = kind.hidden if isinstance(kind, NodeKind) else ()
    return tuple(one for one in kind.properties if one.name not in hidden)


def shown_values(record: Node | Relationship) -> dict[str, Value]:
    """Every shown property in the order of the schema, then the source; None where unknown, real numbers as such."""
    kind = SCHEMA.node(record.kind) if isinstance(record, Node) else SCHEMA.relationship(record.type)
    values = {one.name: _typed(record.properties.get(one.name), one.type) for one in shown_properties(kind)}
    key = {"source_key": record.source_key} if isinstance(record, Node) else {}
    return {**values, "source": record.source, **key, "source_url": record.source_url}


def _typed(value: Value, type_: ValueType) -> Value:
    return float(value) if type_ is ValueType.REAL and isinstance(value, int) else value
