"""What rows say for the first time, told apart from what was said before: the first row that says it decides."""

from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from typing import Literal

from graph.ids import mint_id
from graph.records import Node, Relationship
from graph.records import Value as Known
from graph.schema import SCHEMA
from loaders.described.mapping import Mention, Related
from loaders.places import CountryNodes, in_country

Said = Literal["repeat", "values-differ", "kind-differs", "self-loop"]
"""Rule by which something gives no record of its own."""
_LABELS = tuple(SCHEMA.nodes)
_LABEL_BITS = 5
_MASK = (1 << 58) - 1


class Merger:
    """Makes the records of one source, each once; memory holds two numbers for each.

    Parameters
    ----------
    given : numbers of the nodes that some row gives with all that is known of them.
    """

    def __init__(self, source: str, given: Collection[int] = ()) -> None:
        self._source = source
        self._given = given
        self._countries = CountryNodes()
        self._nodes: dict[int, int] = {}
        """For a number of each key a number of its values, with its kind in the last bits."""
        self._relationships: dict[int, int] = {}

    def knows(self, mention: Mention) -> bool:
        """Whether a row gave this node."""
        return number_of(mention) in self._nodes

    def id_of(self, mention: Mention) -> str:
        """Id of the node that is meant, which is of the kind that the first row says."""
        first = self._nodes.get(number_of(mention))
        label = mention.label if first is None else _LABELS[first & (1 << _LABEL_BITS) - 1]
        return mint_id(SCHEMA.node(label).prefix, self._source, mention.key)

    def node(self, mention: Mention) -> Node | Said:
        """The node that a row names, or how it compares with what was said of it before."""
        number = number_of(mention)
        if mention.is_fallback and (number in self._given or number in self._nodes):
            return "repeat"
        values = _digest(mention.properties) << _LABEL_BITS | _LABELS.index(mention.label)
        first = self._nodes.get(number)
        if first is None:
            properties, url = mention.properties or {}, mention.source_url
            node = Node(mention.label, self.id_of(mention), self._source, mention.key, properties, url)
            self._nodes[number] = values
            return node
        if first == values:
            return "repeat"
        return "values-differ" if not (first ^ values) & (1 << _LABEL_BITS) - 1 else "kind-differs"

    def relationship(self, related: Related) -> Relationship | Said:
        """The relationship that a row states, or how it compares with what was said of it before."""
        ends = self.id_of(related.start), self.id_of(related.end)
        if ends[0] == ends[1]:
            return "self-loop"
        record = Relationship(related.type, *ends, self._source, related.properties, related.source_url)
        number = _number(record.type, record.start_id, record.end_id, record.key)
        values = _digest(record.properties)
        first = self._relationships.get(number)
        if first is None:
            self._relationships[number] = values
            return record
        return "repeat" if first == values else "values-differ"

    def country(self, node: Node) -> Iterator[Node | Relationship]:
        """The country of a node, if it is known: the node of the country the first time, and where it is."""
        code = node.properties.get("country")
        if isinstance(code, str) and node.kind in SCHEMA.relationship("IN_COUNTRY").start:
            yield from self._countries.first(code)
            yield in_country(node.id, code, self._source, node.source_url)


def number_of(mention: Mention) -> int:
    """Number that stands for the node of a mention."""
    return _number(mention.namespace, mention.key)


def _digest(properties: Mapping[str, Known] | None) -> int:
    return hash(tuple((properties or {}).items())) & _MASK


def _number(*texts: str) -> int:
    """A number for some texts. With a million of them two are alike with a chance of one in two million."""
    return int.from_bytes(blake2b("\x1f".join(texts).encode(), digest_size=8).digest(), "big") >> 4
