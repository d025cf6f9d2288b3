"""Activities held against those before them: the same again, other values for the same thing, things without a name."""

from graph.errors import InvalidRecord
from graph.records import Node, Relationship
from loaders.described.merging import Merger, number_of
from loaders.iati.activity import Activity, publisher_of
from loaders.places import UnknownCountries
from loaders.problems import Problems
from loaders.source import RawRow


class Checker:
    """Takes the activities of a source in their order, and reports what is odd or wrong."""

    def __init__(self, source: str, problems: Problems) -> None:
        self.named: set[int] = set()
        """Numbers of the organisations and topics that some activity names, where others only have their code."""
        self.is_repeat = False
        """Whether the last activity says nothing that an earlier one did not."""
        self._merger, self._problems = Merger(source), problems
        self._unknown = UnknownCountries()
        self._unnamed: dict[int, tuple[RawRow, str, str]] = {}
        """Row, kind and key of those that only have their code there."""
        self._publishers: set[tuple[str, str]] = set()

    def check(self, row: RawRow, activity: Activity) -> bool:
        """Whether an activity can be kept."""
        try:
            exchange = self._merger.node(activity.exchange)
            n_new = self._check_parts(row, activity)
        except InvalidRecord as error:
            self._problems.error(row.problem(None, str(error), "cannot-be-stored", "texts of usual length"))
            return False
        key = activity.exchange.key
        self.is_repeat = exchange == "repeat" and not n_new
        if self.is_repeat:
            self._problems.notice("repeat", row.file, row.line, f"the activity {key} again, with the same values")
        elif not isinstance(exchange, Node):
            expected = "another identifier: an activity above has this one, with other values"
            self._problems.error(row.problem("iati-identifier", key, "repeated-key", expected))
            return False
        self._learn(row, activity)
        return True

    def note_publisher(self, row: RawRow) -> None:
        """Notice each reporting organisation after the first, once: all activities are stored under one source."""
        publisher = publisher_of(row)
        if publisher not in self._publishers and self._publishers:
            message = f"{publisher[1] or publisher[0] or 'nobody'} reports this activity and not the first one"
            self._problems.notice("several-publishers", row.file, row.line, message, column="reporting-org")
        self._publishers.add(publisher)

    def report(self) -> None:
        """Report what is known only when all activities were met."""
        self._unknown.report(self._problems)
        for number, (row, label, key) in self._unnamed.items():
            if number not in self.named:
                message = f"of {label} {key} only the code is known"
                self._problems.notice("named-after-key", row.file, row.line, message, value=key)

    def _check_parts(self, row: RawRow, activity: Activity) -> int:
        """How many things are met for the first time."""
        n_new = 0
        for mention in activity.others:
            if mention.is_fallback:
                continue
            said = self._merger.node(mention)
            if isinstance(said, Node):
                n_new += 1
            elif said != "repeat":
                self._problems.notice(said, row.file, row.line, f"{mention.label} {mention.key}", value=mention.key)
        related = map(self._merger.relationship, activity.relationships)
        return n_new + sum(isinstance(one, Relationship) for one in related)

    def _learn(self, row: RawRow, activity: Activity) -> None:
        for written, line in activity.countries.items():
            self._unknown.add(written, row.file, line, "recipient-country")
        for mention in activity.others:
            if mention.is_fallback:
                self._unnamed.setdefault(number_of(mention), (row, mention.label, mention.key))
            else:
                self.named.add(number_of(mention))
