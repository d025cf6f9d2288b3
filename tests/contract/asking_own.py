"""Questions that a person writes: rows come back, nothing can be written, and what is closed stays closed."""

import pytest

from graph.errors import ExplorerError, QueryTimeout
from graph.own_query import QueryRefused
from graph.records import Node
from tests.contract.samples import write

SECRET = "secret@example.org"
OFFICIAL = Node(
    "Official", "off-1", "s", "O1", {"name": "Ann", "function": "Mayor", "email": SECRET, "phone": "+31 70"}
)
TOWN = Node("Municipality", "mun-1", "s", "M1", {"name": "Leiden", "country": "NL", "names": ("Leyden", "Leide")})


def written(store, *records):
    write(store, *records)
    write(store, *(Node(r.kind, r.id, r.source, r.source_key, {**r.properties, "note": "changed"}) for r in records))


class AskingOwn:
    """What every engine promises; an engine brings its own texts in ``own``."""

    own: dict[str, str]
    """Texts by what they ask for: names, two_alike, many, endless, nothing."""
    closed: list[str]
    """Texts that try to read what is closed."""
    writing: list[str]
    """Texts that try to write, or to reach files, settings or other databases."""

    def ask_guarded(self, store, text):
        """As `ask_own`; an engine may leave out the process, whose start is slow."""
        return store.ask_own(text)

    def test_rows_come_with_their_columns(self, store):
        written(store, OFFICIAL, TOWN)
        found = store.ask_own(self.own["names"])
        assert (found.columns, found.rows) == (("name",), ({"name": "Ann"}, {"name": "Leiden"}))
        assert not found.is_cut

    def test_no_rows_keep_their_columns(self, store):
        found = store.ask_own(self.own["nothing"])
        assert (found.columns, found.rows, found.is_cut) == (("name",), (), False)

    def test_columns_of_one_name_are_told_apart(self, store):
        assert list(store.ask_own(self.own["two_alike"]).rows[0].values()) == [1, 2]

    def test_rows_beyond_the_limit_are_left_out_and_it_is_said(self, store):
        found = store.ask_own(self.own["many"], max_rows=3)
        assert (len(found.rows), found.is_cut) == (3, True)

    def test_an_endless_question_is_ended(self, store):
        with pytest.raises(QueryTimeout, match="longer than 1 seconds"):
            store.ask_own(self.own["endless"], timeout_s=1)

    @pytest.mark.parametrize(("max_rows", "timeout_s"), [(0, 1), (100_001, 1), (1, 0), (1, 601)])
    def test_limits_have_limits(self, store, max_rows, timeout_s):
        with pytest.raises(QueryRefused, match="must be"):
            store.ask_own(self.own["names"], max_rows=max_rows, timeout_s=timeout_s)

    @pytest.mark.parametrize("text", ["", "hello", "SELECT", "MATCH (n", "\x00", "🏛"])
    def test_what_cannot_be_understood_is_refused_in_words(self, store, text):
        with pytest.raises(QueryRefused, match="cannot be asked"):
            store.ask_own(text)

    def test_nothing_can_be_written(self, store):
        written(store, OFFICIAL, TOWN)
        before, version = list(map(repr, store.statements())), store.data_version()
        for text in self.writing:
            with pytest.raises(QueryRefused):
                self.ask_guarded(store, text)
        assert (list(map(repr, store.statements())), store.data_version()) == (before, version)

    def test_what_is_closed_never_comes_out(self, store):
        written(store, OFFICIAL, TOWN)
        leaks = []
        for text in self.closed:
            try:
                found = self.ask_guarded(store, text)
            except ExplorerError:
                continue
            leaks += [text for row in found.rows if any(one is not None for one in row.values())]
        assert leaks == []
