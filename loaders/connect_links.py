"""Keys in cells as relationships: looked up in the files themselves, then in the store, and never guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.records import Relationship, Value
from graph.schema import SCHEMA
from graph.store import GraphStore
from loaders.connect_columns import NAMESPACES, Column, Link
from loaders.connect_rows import ParsedRow, Values, country_of, without_hidden
from loaders.fields import did_you_mean, nearest
from loaders.keys import Keys, Target, key_id
from loaders.places import in_country
from loaders.problems import Problems

_MAX_COMPARED = 50_000
"""Keys that are compared for a hint: among millions the nearest one says nothing."""


@dataclass(slots=True)
class Links:
    """Makes relationships out of rows, some rows at a time."""

    source: str
    keys: Keys
    store: GraphStore
    _outside: dict[str, str] = field(default_factory=dict)
    """Kind of each id in the store that rows at hand may mean."""

    def look_up(self, rows: Sequence[ParsedRow]) -> None:
        """Ask the store about every key of these rows that is not in the files, all at once."""
        ids: dict[str, None] = {}
        for parsed in rows:
            for column in parsed.table.links:
                for link, key in _references(parsed, column):
                    if not self.keys.has(link.namespace, key):
                        ids.update(dict.fromkeys(self._candidates(link, key)))
        self._outside = self.store.existing(ids) if ids else {}

    def target(self, link: Link, key: str) -> Target | None:
        """The node that a key means; None when there is none.

        A key of the files comes first, then a key of the same source that was loaded earlier, then an id as the
        explorer shows it.
        """
        if target := self.keys.target(link.namespace, key):
            return target
        found = next((one for one in self._candidates(link, key) if one in self._outside), None)
        return Target(found, self._outside[found]) if found else None

    def relationships(self, parsed: ParsedRow) -> Iterator[Relationship]:
        """Relationships of a row; keys that name nothing usable are passed over."""
        values, own = without_hidden(parsed), self.own(parsed)
        if own and (code := country_of(parsed)):
            yield in_country(own.node_id, code, self.source, _url(values))
        for column in parsed.table.links:
            for link, key in _references(parsed, column):
                target = self.target(link, key)
                if target and not target.is_left_out and target.label in link.other_labels:
                    yield from self._relationship(own, values, link, target)

    def own(self, parsed: ParsedRow) -> Target | None:
        """The node that a row becomes; None where it becomes none."""
        return None if parsed.key is None else self.keys.target(parsed.table.namespace, parsed.key)

    def ends(self, parsed: ParsedRow) -> tuple[str, ...]:
        """Ids of the nodes that a row without a node of its own relates, in alphabetical order."""
        found = [self.target(link, key) for column in parsed.table.links for link, key in _references(parsed, column)]
        return tuple(sorted(one.node_id for one in found if one and not one.is_left_out))

    def pair(self, parsed: ParsedRow) -> Iterator[Relationship]:
        """The relationship that a row without a node of its own is; none when one of its ends is left out."""
        link, ends = parsed.table.links[0].link, self.ends(parsed)
        if link and len(ends) == 2:
            properties = {name: parsed.values.get(name) for name in ("since", "until")}
            yield Relationship(link.type, *ends, self.source, properties, _url(parsed.values))

    def check(self, parsed: ParsedRow, problems: Problems) -> None:
        """Report every key that names nothing, or something of another kind."""
        own = self.own(parsed)
        for column in parsed.table.links:
            for link, key in _references(parsed, column):
                target = self.target(link, key)
                if target is None:
                    self._report_unknown(parsed, column, link, key, problems)
                elif target.label not in link.other_labels and not target.is_left_out:
                    expected = f"{_either(link.other_labels)}, not {_article(target.label)}"
                    problems.error(parsed.row.problem(column.name, key, "wrong-kind", expected))
                elif own and own.node_id == target.node_id:
                    problems.notice("self-loop", parsed.row.file, parsed.row.line, column=column.name, value=key)

    def report_left_out(self, parsed: ParsedRow, problems: Problems) -> bool:
        """Notice every key of a row that is left out of this load; says whether the row can do without them."""
        is_whole = True
        for column in parsed.table.links:
            for link, key in _references(parsed, column):
                target = self.target(link, key)
                if target and target.is_left_out:
                    is_whole &= not column.is_required
                    row, message = parsed.row, f"{key} was left out of this load, and so was this reference to it"
                    problems.notice("left-out-reference", row.file, row.line, message, column=column.name, value=key)
        return is_whole

    def _relationship(self, own: Target | None, values: Values, link: Link, target: Target) -> Iterator[Relationship]:
        if own is None or own.node_id == target.node_id:
            return
        start, end = (target.node_id, own.node_id) if link.row_is_end else (own.node_id, target.node_id)
        properties: dict[str, Value] = dict(link.constants)
        properties.update({name: values.get(column) for name, column in link.from_columns.items()})
        yield Relationship(link.type, start, end, self.source, properties, _url(values))

    def _candidates(self, link: Link, key: str) -> Iterator[str]:
        for label in NAMESPACES[link.namespace]:
            yield key_id(label, self.source, key)
        yield key

    def _report_unknown(self, parsed: ParsedRow, column: Column, link: Link, key: str, problems: Problems) -> None:
        hint = None
        if problems.has_room:
            hint = did_you_mean(nearest(key, islice(self.keys.in_namespace(link.namespace), _MAX_COMPARED)))
        expected = f"the key of {_either(link.other_labels)} in these files, or an id that the explorer shows"
        problems.error(parsed.row.problem(column.name, key, "unknown-reference", expected, hint))


def _references(parsed: ParsedRow, column: Column) -> Iterator[tuple[Link, str]]:
    value = parsed.values.get(column.name)
    if column.link and value is not None:
        keys: Iterable[str] = value if isinstance(value, tuple) else (str(value),)
        for key in keys:
            yield column.link, key


def _url(values: Values) -> str | None:
    url = values.get("source_url")
    return url if isinstance(url, str) else None


def _either(labels: Sequence[str]) -> str:
    return " or ".join(_article(label) for label in labels)


def _article(label: str) -> str:
    word = SCHEMA.node(label).label.lower()
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
