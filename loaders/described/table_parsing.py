"""One table of a description, read from YAML and held against the schema."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from graph.schema import SCHEMA, NodeKind, RelationshipKind
from loaders.described.description import (
    Bounds,
    Brackets,
    Condition,
    Derivation,
    Ending,
    NodeOf,
    Place,
    RelationshipOf,
    Rule,
    TableOf,
    Value,
)
from loaders.described.entries import Entry
from loaders.described.value_parsing import ValueParser, pattern_of
from loaders.fields import did_you_mean, nearest
from loaders.problems import RULES
from loaders.source import Layout, column_name

_DERIVATIONS: Mapping[str, tuple[type[Ending] | type[Brackets] | type[Place], tuple[str, ...], tuple[str, ...]]] = {
    "ending": (Ending, ("column", "word", "into", "within"), ("into",)),
    "brackets": (Brackets, ("column", "text", "inside"), ("text", "inside")),
    "place": (Place, ("column", "country", "region", "acronym"), ("country", "region", "acronym")),
}
"""What each is made of, and which of it are new columns."""


class TableParser:
    """Makes a table of its entries, knowing all columns that there can be."""

    FIELDS: ClassVar = (
        "columns", "optional", "first_row", "rows", "ignore", "derive", "leave_out", "remarks", "nodes",
        "relationships",
    )  # fmt: skip

    def __init__(self, name: str, fields: Mapping[str, Entry]) -> None:
        self._name, self._fields = name, fields
        self._columns = self._listed_columns("columns")
        self._known = [*self._columns, *self._listed_columns("optional")]
        self._values = ValueParser(self._known)

    def table(self, layout: Layout, rows: Bounds) -> TableOf:
        """The table; what is wrong with it is reported at its entries."""
        derivations = tuple(self._derivations())
        nodes = tuple(self._nodes())
        return TableOf(
            name=self._name,
            columns=self._columns,
            first_row=tuple(pattern_of(one) for one in self._listed("first_row")),
            layout=layout,
            ignored={column_name(name): one.filled() for name, one in self._named("ignore").items()},
            derivations=derivations,
            left_out=tuple(self._rules("leave_out")),
            remarks=tuple(self._rules("remarks")),
            nodes=nodes,
            relationships=tuple(self._relationships({one.alias: one for one in nodes})),
            rows=rows,
        )

    def _listed(self, name: str) -> list[Entry]:
        return self._fields[name].listed() if name in self._fields else []

    def _named(self, name: str) -> dict[str, Entry]:
        return self._fields[name].named() if name in self._fields else {}

    def _listed_columns(self, name: str) -> tuple[str, ...]:
        return tuple(column_name(one.filled()) for one in self._listed(name))

    def _derivations(self) -> Iterator[Derivation]:
        for entry in self._listed("derive"):
            for name, one in entry.fields(_DERIVATIONS).items():
                make, names, new = _DERIVATIONS[name]
                fields = one.fields(names, names)
                if len(fields) < len(names):
                    continue
                for field in set(names) - {*new, "word"}:
                    self._values.known_column(fields[field])
                self._known += [column_name(fields[field].filled()) for field in new]
                texts = {field: fields[field].filled() for field in names}
                yield make(**{key: text if key == "word" else column_name(text) for key, text in texts.items()})

    def _rules(self, name: str) -> Iterator[Rule]:
        for entry in self._listed(name):
            fields = entry.fields(("rule", "when", "says"), ("rule", "when", "says"))
            if len(fields) == 3:
                rule = fields["rule"].one_of({one: one for one in RULES}, "")
                when = tuple(self._condition(column, one) for column, one in fields["when"].named().items())
                yield Rule(rule, when, fields["says"].filled())

    def _condition(self, column: str, entry: Entry) -> Condition:
        self._values.check_column(column, entry)
        if entry.is_text or entry.is_list:
            return Condition(column_name(column), entry.texts())
        fields = entry.fields(("holds",), ("holds",))
        return Condition(column_name(column), (), pattern_of(fields["holds"]) if fields else None)

    def _nodes(self) -> Iterator[NodeOf]:
        for alias, entry in self._named("nodes").items():
            fields = entry.fields(
                ("kind", "key", "refers", "only_if_new", "may_be_blank", "properties", "source_url"), ("kind", "key")
            )
            if {"kind", "key"} <= fields.keys():
                yield self._node(alias, fields)

    def _node(self, alias: str, fields: Mapping[str, Entry]) -> NodeOf:
        kind, labels = self._values.kind(fields["kind"])
        declared = [SCHEMA.node(one) for one in labels]
        is_reference = "refers" in fields and fields["refers"].flag()
        properties = self._properties(fields, declared)
        for name in [] if is_reference else _required(declared):
            if name not in properties:
                fields["kind"].wrong(name, f"a value for {name}, which every {' and '.join(labels)} needs")
        return NodeOf(
            alias=alias,
            labels=labels,
            kind=kind,
            key=tuple(self._values.value(one) for one in fields["key"].listed()),
            is_reference=is_reference,
            is_optional="may_be_blank" in fields and fields["may_be_blank"].flag(),
            is_fallback="only_if_new" in fields and fields["only_if_new"].flag(),
            properties=properties,
            source_url=self._values.value(fields["source_url"]) if "source_url" in fields else None,
        )

    def _relationships(self, nodes: Mapping[str, NodeOf]) -> Iterator[RelationshipOf]:
        for entry in self._listed("relationships"):
            fields = entry.fields(("type", "from", "to", "properties", "source_url"), ("type", "from", "to"))
            if not {"type", "from", "to"} <= fields.keys():
                continue
            type_ = fields["type"].one_of({one: one for one in SCHEMA.relationships}, "")
            ends = [fields[one].one_of({alias: alias for alias in nodes}, "") for one in ("from", "to")]
            if not (type_ and all(ends)):
                continue
            declared = SCHEMA.relationship(type_)
            for name, alias, allowed in zip(("from", "to"), ends, (declared.start, declared.end), strict=True):
                if wrong := set(nodes[alias].labels) - set(allowed):
                    fields[name].wrong(f"{alias}, a {' or '.join(sorted(wrong))}", f"a {' or '.join(allowed)}")
            yield RelationshipOf(
                type=type_,
                start=ends[0],
                end=ends[1],
                properties=self._properties(fields, [declared]),
                source_url=self._values.value(fields["source_url"]) if "source_url" in fields else None,
            )

    def _properties(
        self, fields: Mapping[str, Entry], declared: Iterable[NodeKind | RelationshipKind]
    ) -> dict[str, Value]:
        entries = fields["properties"].named() if "properties" in fields else {}
        known = tuple(dict.fromkeys(one.name for kind in declared for one in kind.properties))
        for name in [one for one in entries if one not in known]:
            hint = did_you_mean(nearest(name, known))
            entries.pop(name).wrong(name, f"a property: {', '.join(known)}", hint, "unknown-setting")
        return {name: self._values.value(one) for name, one in entries.items()}


def _required(declared: Iterable[NodeKind]) -> list[str]:
    return list(dict.fromkeys(one.name for kind in declared for one in kind.properties if one.required))
