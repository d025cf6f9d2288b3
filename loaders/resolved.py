"""A data set whose municipalities are matched with places: several spellings of one become one node.

Without it, names stay as written. With it, every merge is a notice with its reason; what is doubtful stays apart and
waits for a person.
"""

from collections.abc import Iterator, Sequence

from graph.known_places import known_places
from graph.records import Node, Relationship, Source
from graph.store import GraphStore
from loaders.dataset import Dataset, Reading, Record
from loaders.far_places import far_from_its_name
from loaders.merging_plan import Merge, Plan, plan_merges, with_place
from loaders.problems import Problems
from loaders.resolution.resolver import Resolver
from loaders.resolution.why import why
from loaders.source import SourceFile
from wording.words import words

_EN = words("en")  # notices are kept with the load, in the language of the messages of loading
_WAITING = "to_decide"


class ResolvedSet:
    """Another data set, resolved. The plan is made at the end of its check."""

    def __init__(self, dataset: Dataset, resolver: Resolver, store: GraphStore) -> None:
        self._dataset, self._resolver, self._store = dataset, resolver, store
        self.plan = Plan()
        self._lines: dict[str, tuple[str, int]] = {}
        """File and line of the row that gave each municipality with coordinates, by its id."""

    @property
    def source(self) -> Source:
        """Where the facts come from."""
        return self._dataset.source

    @property
    def files(self) -> Sequence[SourceFile]:
        """Files it is read from."""
        return self._dataset.files

    def check(self, reading: Reading) -> None:
        """Check the data set, then look every municipality up."""
        self._dataset.check(reading)
        if reading.problems.incomplete_files:
            return
        records = self._with_lines(reading.again())
        known = known_places(self._store, but_source=self.source.id)
        self.plan = plan_merges(records, self._resolver, self._store.decisions(), known)
        self._report(reading.problems)
        for _ in self._relationships(reading.again(), reading.problems):
            pass  # only to report what is lost

    def records(self, reading: Reading) -> Iterator[Record]:
        """All nodes, then all relationships, each under the id that its ends have now."""
        # A relationship may come before the municipality that its end is merged into, so the files are read twice.
        yield from self._nodes(reading)
        yield from self._relationships(reading.again(), Problems())

    def _nodes(self, reading: Reading) -> Iterator[Node]:
        given: set[str] = set()
        for one in self._dataset.records(reading):
            if isinstance(one, Node) and (node := self._merged(one, given)) is not None:
                yield node

    def _merged(self, node: Node, given: set[str]) -> Node | None:
        """The node that takes its place; None where that was given before, or another source gives it."""
        if node.kind != "Municipality":
            return node
        target = self.plan.ids.get(node.id, node.id)
        if target != node.id and target not in self.plan.nodes:
            return None
        if target in given:
            return None
        given.add(target)
        return with_place(self.plan.nodes.get(target, node), self.plan.found[target])

    def _relationships(self, reading: Reading, problems: Problems) -> Iterator[Relationship]:
        """Each once: what two spellings say of the same pair is said by the first of them."""
        ids, given = self.plan.ids, set[tuple[str, str, str, str]]()
        touched = {*ids, *ids.values()}
        for one in self._dataset.records(reading):
            if isinstance(one, Node):
                continue
            if one.start_id not in touched and one.end_id not in touched:
                yield one
                continue
            start, end = ids.get(one.start_id, one.start_id), ids.get(one.end_id, one.end_id)
            moved = Relationship(one.type, start, end, one.source, one.properties, one.source_url)
            key = (moved.type, moved.start_id, moved.end_id, moved.key)
            if start == end or key in given:
                self._note_lost(moved, problems)
                continue
            given.add(key)
            yield moved

    def _note_lost(self, one: Relationship, problems: Problems) -> None:
        if one.type == "IN_COUNTRY":  # no fact of its own: every spelling has one
            return
        is_loop = one.start_id == one.end_id
        what = f"{one.type} of {one.start_id}" if is_loop else f"{one.type} between {one.start_id} and {one.end_id}"
        rule = "self-loop-once-merged" if is_loop else "repeat-once-merged"
        problems.notice(rule, self.files[0].name, None, what)

    def _with_lines(self, reading: Reading) -> Iterator[Record]:
        """All records; of municipalities that have coordinates it is kept where they stand."""
        for one in self._dataset.records(reading):
            if isinstance(one, Node) and one.properties.get("lat") is not None and reading.at:
                self._lines[one.id] = reading.at
            yield one

    def _report_far_ones(self, problems: Problems) -> None:
        """Every municipality that is far from all places of its name, at the row that says where it is."""
        for node_id, (file, line) in self._lines.items():
            if (found := self.plan.found.get(node_id)) and (odd := far_from_its_name(found.resolution)):
                asked = found.resolution.asked
                message = odd.message(f"{asked.name}, {asked.country} at {asked.lat:g}, {asked.lon:g}")
                problems.notice(odd.rule, file, line, message, column="lat", value=asked.name)

    def _report(self, problems: Problems) -> None:
        self._report_far_ones(problems)
        file = self.files[0].name
        for merge in self.plan.merges:
            message = f"{merge.spelling} is {merge.kept_as}: {_reason(merge)}"
            problems.notice("merged-spelling", file, None, message, value=merge.spelling)
        for merge in self.plan.apart:
            message = f"{merge.spelling} may be {merge.kept_as}, both {merge.found.place_id}: {merge.doubt}"
            problems.notice("maybe-one", file, None, message, value=merge.spelling)
        doubted = {id(one.found.resolution) for one in self.plan.apart}
        for found in self.plan.found.values():
            if found.status == _WAITING and id(found.resolution) not in doubted:
                asked = found.resolution.asked
                message = f"{asked.name}, {asked.country} may be {found.place_id}: a person has to decide"
                problems.notice("place-to-decide", file, None, message, value=asked.name)


def _reason(merge: Merge) -> str:
    found = merge.found
    if found.ruling is not None:
        return f"both are {found.place_id}, as {found.ruling.decided_by} decided: {found.ruling.reason}"
    return f"both are {found.place_id}. {why(_EN, found.resolution)}"
