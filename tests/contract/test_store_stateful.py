"""Loads, reloads, retirements and broken loads in any order leave what a plain dictionary would hold."""

import itertools
from collections import Counter

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from graph.connect import open_store
from graph.errors import UndoConflict
from graph.records import Node, Relationship
from graph.schema import SCHEMA
from graph.store import Changes, Counts
from graph.undo import undo_load, undone_by
from tests.contract.samples import SOURCE
from tests.stores import empty_url

KEYS = "abcdef"
TEXTS = st.text(st.sampled_from("aé🏛'\"\\ \n"), min_size=1, max_size=4)
YEARS = st.sampled_from(["1990", "1990-05", "2001-02-28"])


def optional(**values):
    """Some of the properties, each with some value."""
    return st.fixed_dictionaries({}, optional=values)


def made(kind, key, properties):
    """A node whose id says its kind, so that keys may repeat between kinds."""
    return Node(kind, f"{kind}-{key}", "test", key, {"name": key, **properties})


NODES = st.one_of(
    st.builds(
        made,
        st.just("Municipality"),
        st.sampled_from(KEYS),
        optional(names=st.lists(TEXTS, max_size=2).map(tuple), population=st.integers(0, 3), lat=st.floats(-90, 90)),
    ),
    st.builds(made, st.just("Official"), st.sampled_from(KEYS), optional(function=TEXTS)),
)
LOADS = st.lists(NODES, max_size=6, unique_by=lambda node: node.id)


@st.composite
def ties(draw, nodes):
    """Relationships between nodes that are there, each told once."""
    municipalities = sorted(one.id for one in nodes if one.kind == "Municipality")
    officials = sorted(one.id for one in nodes if one.kind == "Official")
    possible = [("TWINNED_WITH", *pair) for pair in itertools.combinations(municipalities, 2)]
    possible += [("WORKS_FOR", *pair) for pair in itertools.product(officials, municipalities)]
    if not possible:
        return []
    one = st.builds(
        lambda ends, source, dates: Relationship(*ends, source, dates),
        st.sampled_from(possible),
        st.sampled_from(["test", "second"]),
        optional(since=YEARS, until=YEARS),
    )
    return draw(st.lists(one, max_size=5, unique_by=key_of))


def key_of(record):
    """What tells a record from all others."""
    if isinstance(record, Node):
        return record.id
    return (record.type, record.start_id, record.end_id, record.key, record.source)


class StoreMachine(RuleBasedStateMachine):
    """A store beside a dictionary that should hold the same."""

    def __init__(self, url):
        super().__init__()
        self.url = url
        self.store = open_store(url)
        self.nodes, self.relationships = {}, {}
        self.found = {}  # for each load, what it found: every record it touched, as it was before

    def teardown(self):
        self.store.close()

    @rule(nodes=LOADS, data=st.data())
    def load(self, nodes, data):
        all_nodes = {**self.nodes, **{one.id: one for one in nodes}}
        relationships = data.draw(ties(list(all_nodes.values())))
        expected = self.expected_changes([*nodes, *relationships])
        before = self.store.data_version()
        with self.store.writer(SOURCE) as writer:
            writer.upsert([*nodes, *relationships])
            changes = dict(writer.changes())
        assert changes == expected
        assert (self.store.data_version() == before) is all(one.is_empty for one in changes.values())
        self.become(all_nodes, {**self.relationships, **{key_of(one): one for one in relationships}})

    def become(self, nodes, relationships):
        """What the store must hold now; a load that changed something is remembered with what it found."""
        before, after = ({**a, **b} for a, b in ((self.nodes, self.relationships), (nodes, relationships)))
        touched = {key for key in {**before, **after} if before.get(key) != after.get(key)}
        if touched:
            self.found[self.store.loads()[-1].load_id] = {key: before.get(key) for key in touched}
        self.nodes, self.relationships = nodes, relationships

    @precondition(lambda self: self.nodes)
    @rule(data=st.data())
    def retire(self, data):
        gone = data.draw(st.sampled_from(sorted(self.nodes)))
        with self.store.writer(SOURCE) as writer:
            writer.retire([gone])
        self.become(
            {key: one for key, one in self.nodes.items() if key != gone},
            {key: one for key, one in self.relationships.items() if gone not in (one.start_id, one.end_id)},
        )

    @precondition(lambda self: self.found)
    @rule(data=st.data(), is_last=st.booleans())
    def take_back(self, data, is_last):
        standing = sorted(self.found.keys() - undone_by(self.store.loads()).keys())
        load_id = standing[-1] if is_last else data.draw(st.sampled_from(standing))
        try:
            undo_load(self.store, load_id)
        except UndoConflict as refused:
            self.check_conflict(load_id, standing, refused.later_loads)
            return
        records = {**self.nodes, **self.relationships, **self.found[load_id]}
        known = {key: one for key, one in records.items() if one is not None}
        self.become(
            {key: one for key, one in known.items() if isinstance(one, Node)},
            {key: one for key, one in known.items() if isinstance(one, Relationship)},
        )

    def check_conflict(self, load_id, standing, later_loads):
        assert load_id < standing[-1], "the last load can always be taken back"
        assert set(later_loads) <= {one.load_id for one in self.store.loads() if one.load_id > load_id}

    @rule()
    def load_all_again(self):
        before = self.store.data_version()
        with self.store.writer(SOURCE) as writer:
            writer.upsert(list(self.store.statements()))
        assert self.store.data_version() == before

    @rule(nodes=LOADS)
    def break_off_a_load(self, nodes):
        before = self.store.data_version()
        with pytest.raises(ZeroDivisionError):
            self.load_and_fail(nodes)
        assert self.store.data_version() == before

    def load_and_fail(self, nodes):
        with self.store.writer(SOURCE) as writer:
            writer.upsert(nodes)
            writer.retire(sorted(self.nodes))
            raise ZeroDivisionError

    @rule()
    def close_and_open(self):
        self.store.close()
        self.store = open_store(self.url)

    @invariant()
    def it_holds_what_the_dictionary_holds(self):
        order = list(SCHEMA.relationships)
        nodes = [self.nodes[one] for one in sorted(self.nodes)]
        relationships = sorted(self.relationships.values(), key=lambda one: (order.index(one.type), *key_of(one)[1:]))
        assert list(self.store.statements()) == [*nodes, *relationships]
        assert self.store.counts() == Counts(
            Counter(one.kind for one in nodes), Counter(one.type for one in relationships)
        )
        assert self.store.existing([*self.nodes, "nobody"]) == {one.id: one.kind for one in nodes}

    def expected_changes(self, records):
        held = {**self.nodes, **self.relationships}
        found = {}
        for one in records:
            kind = one.kind if isinstance(one, Node) else one.type
            old = held.get(key_of(one))
            change = Changes(n_created=old is None, n_updated=old not in (None, one), n_unchanged=old == one)
            found[kind] = found.get(kind, Changes()) + change
        return found


def test_sqlite_holds_what_a_dictionary_would(tmp_path):
    run_state_machine_as_test(
        lambda: StoreMachine(empty_url("sqlite", tmp_path, None)),
        settings=settings(stateful_step_count=15),
    )


def test_neo4j_holds_what_a_dictionary_would(tmp_path, neo4j_server):
    run_state_machine_as_test(
        lambda: StoreMachine(empty_url("neo4j", tmp_path, neo4j_server)),
        settings=settings(max_examples=5, stateful_step_count=8),
    )
