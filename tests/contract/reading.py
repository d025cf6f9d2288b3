"""What a store promises about reading."""

import itertools
from dataclasses import astuple

import numpy as np
import pytest

from graph.arrays import days, lasting_days
from graph.errors import NodeNotFound, QueryTimeout
from graph.records import Node, Relationship, Source
from graph.schema import EXCHANGE_FORMS, EXCHANGE_STATUSES, SCHEMA
from graph.store import UNKNOWN_DAY, Changes, Counts, Load, Notice, QuestionText, Reader, StoredNode
from tests.contract.samples import (
    ANN,
    BOB,
    ENDLESS,
    NAMES,
    OFFICIALS,
    REMOVE_ALL,
    SOME_NAMES,
    SOURCE,
    A,
    B,
    C,
    municipality,
    twinned,
    write,
)

MAY_SEE = Reader("programme", may_see_contacts=True)
HIDDEN = ("ann@example.org", "+31 20 000 00 00")


def mixed_records():
    """Nodes of several kinds and relationships of several types, some parallel, some dated; in no order."""
    body = Node.minted("Association", "test", "VNG", None, name="VNG", kind="national association", country="NL")
    held = Node.minted(
        "Exchange", "test", "E1", None, form_inferred="study_visit", status="held", starts_on="2017-05", country="PT"
    )
    round_table = Node.minted("Exchange", "test", "E2", None, form="round_table", ends_on="2018", title="Two")
    request = Node.minted("Request", "test", "R1", None, status="held", received_on="2016")
    job = {"function": "mayor", "since": "2010"}
    return [
        *(round_table, C, ANN, held, B, A, request, body),
        twinned(B, C, since="1980"),
        twinned(A, C, "zzz", since="1990"),
        twinned(A, C, "aaa", until="1991-02"),
        Relationship("WORKS_FOR", ANN.id, A.id, "test", {"since": "2020"}),
        Relationship("WORKS_FOR", ANN.id, A.id, "test", job, "https://example.org/job"),
        Relationship("TOOK_PART_IN", A.id, held.id, "test", {"role": "host"}),
        Relationship("TOOK_PART_IN", A.id, held.id, "test", {"role": "guest"}),
        Relationship("ANSWERS", held.id, request.id, "test"),
        Relationship("MEMBER_OF", A.id, body.id, "test", {"until": "2001"}),
    ]


def without_hidden(record):
    """A record as a store gives it back."""
    if not isinstance(record, Node) or record.kind != "Official":
        return record
    shown = {name: value for name, value in record.properties.items() if name not in ("email", "phone")}
    return Node(record.kind, record.id, record.source, record.source_key, shown, record.source_url)


class Reading:
    """Nodes, answers, counts, loads, columns and statements."""

    def test_an_empty_store_answers_everything_with_nothing(self, store):
        arrays = store.arrays()
        assert (store.counts(), store.loads(), list(store.statements())) == (Counts({}, {}), (), [])
        assert (store.ask(NAMES), store.existing(["x"])) == ([], {})
        assert [len(column) for column in (arrays.ids, arrays.kinds, arrays.starts_on)] == [0, 0, 0]
        assert [len(one.start) for one in arrays.relationships.values()] == [0] * len(SCHEMA.relationships)

    def test_a_node_is_given_with_its_known_properties_source_and_load(self, store):
        write(store, B)
        node = Node.minted("Association", "test", "VNG", "https://vng.nl", name="VNG", kind="union", names=("a", "b"))
        write(store, node)
        assert store.node(node.id) == StoredNode(
            node.id,
            "Association",
            {"name": "VNG", "names": ("a", "b"), "kind": "union"},
            "test",
            "VNG",
            "https://vng.nl",
            2,
        )

    def test_the_load_of_a_node_is_the_one_that_last_changed_it(self, store):
        write(store, A, B)
        write(store, A, municipality("B", population=1))
        assert [store.node(one.id).load_id for one in (A, B)] == [1, 2]

    @pytest.mark.parametrize("node_id", ["nobody", "", "A' OR 1=1 --"])
    def test_an_unknown_id_raises_node_not_found(self, store, node_id):
        write(store, A)
        for look in (store.node, lambda unknown: store.hidden_values(unknown, MAY_SEE)):
            with pytest.raises(NodeNotFound) as missing:
                look(node_id)
            assert missing.value.node_id == node_id

    def test_existing_gives_the_kinds_of_those_that_exist(self, store):
        write(store, A, ANN)
        assert store.existing([ANN.id, "nobody", A.id, A.id]) == {A.id: "Municipality", ANN.id: "Official"}
        assert store.existing(iter([])) == {}

    def test_counts_leave_out_kinds_without_any(self, store):
        write(store, A, B, ANN, twinned(A, B))
        assert store.counts() == Counts({"Municipality": 2, "Official": 1}, {"TWINNED_WITH": 1})

    def test_loads_are_remembered_with_their_files_changes_and_notices(self, store):
        notices = [
            Notice("é.csv", 7, "city", "Ølgod | \n", "self loop", "left out"),
            Notice("b", None, None, None, "r", "m"),
        ]
        second = Source("test", "New title", licence=None)
        with store.writer(SOURCE, ["é.csv", "b"]) as writer:
            writer.note(notices[:1])
            writer.upsert([A, B])
            writer.note(notices[1:])
        with store.writer(second) as writer:
            writer.upsert([A, municipality("B", population=1), twinned(A, B)])
        first_load, second_load = store.loads()
        assert first_load == Load(
            1, second, first_load.loaded_at, ("é.csv", "b"), {"Municipality": Changes(n_created=2)}, tuple(notices)
        )
        assert second_load.changes_by_kind == {
            "Municipality": Changes(n_updated=1, n_unchanged=1),
            "TWINNED_WITH": Changes(n_created=1),
        }
        assert (second_load.load_id, second_load.files, second_load.notices) == (2, (), ())
        assert first_load.loaded_at.endswith("+00:00")

    # Questions

    def test_a_question_gives_plain_rows_in_its_own_order(self, store):
        write(store, A, B)
        assert store.ask(NAMES) == [
            {"id": one.id, "name": one.source_key} for one in sorted((A, B), key=lambda n: n.id)
        ]

    def test_parameters_may_be_lists_and_hold_anything(self, store):
        write(store, A, B, C)
        ids = ["' OR 1=1 --", "} RETURN 1 //", B.id, A.id, "é🏛"]
        assert store.ask(SOME_NAMES, {"ids": ids, "but": "' OR ''='"}) == [{"name": "A"}, {"name": "B"}]
        assert store.ask(SOME_NAMES, {"ids": (A.id, B.id), "but": "A"}) == [{"name": "B"}]
        assert store.ask(SOME_NAMES, {"ids": [], "but": "A"}) == []

    def test_a_question_that_writes_is_refused(self, store):
        write(store, A)
        with pytest.raises(self.refusal):
            store.ask(REMOVE_ALL)
        assert list(store.statements()) == [A]

    def test_a_question_that_takes_too_long_is_ended_and_the_store_goes_on(self, store):
        with pytest.raises(QueryTimeout, match=r'"endless" took longer than 0\.5 seconds'):
            store.ask(ENDLESS, timeout_s=0.5)
        assert store.ask(NAMES) == []

    def test_a_question_that_is_wrong_raises_at_once(self, store):
        with pytest.raises(self.refusal):
            store.ask(QuestionText("wrong", "SELEKT 1", "RETRN 1"))

    # Contacts

    def test_contacts_are_given_to_a_reader_who_may_see_them(self, store):
        write(store, ANN, BOB, A)
        assert store.hidden_values(ANN.id, MAY_SEE) == {"email": HIDDEN[0], "phone": HIDDEN[1]}
        assert store.hidden_values(BOB.id, MAY_SEE) == store.hidden_values(A.id, MAY_SEE) == {}

    def test_contacts_are_refused_to_a_reader_who_may_not_see_them(self, store):
        write(store, ANN)
        for node_id in (ANN.id, "nobody"):
            with pytest.raises(PermissionError, match="visitor may not see contacts"):
                store.hidden_values(node_id, Reader("visitor"))

    def test_contacts_are_nowhere_else(self, store):
        write(store, A, ANN, Relationship("WORKS_FOR", ANN.id, A.id, "test"))
        shown = [store.node(ANN.id), *store.statements(), store.ask(OFFICIALS), store.arrays().ids.tolist()]
        assert [secret for secret in HIDDEN if secret in repr(shown)] == []

    def test_contacts_change_and_go_like_other_values(self, store):
        write(store, ANN)
        assert write(store, ANN) == {"Official": Changes(n_unchanged=1)}
        moved = Node.minted("Official", "test", "ann", name="Ann", function="mayor", email="new@example.org")
        assert write(store, moved) == {"Official": Changes(n_updated=1)}
        assert store.hidden_values(ANN.id, MAY_SEE) == {"email": "new@example.org"}
        with store.writer(SOURCE) as writer:
            writer.retire([ANN.id])
        write(store, Node.minted("Official", "test", "ann", name="Ann"))
        assert store.hidden_values(ANN.id, MAY_SEE) == {}

    # The whole graph

    def test_statements_are_all_records_in_a_total_order(self, store):
        records = mixed_records()
        write(store, *records)
        nodes = sorted((one for one in records if isinstance(one, Node)), key=lambda one: one.id.encode())
        relationships = sorted(
            (one for one in records if isinstance(one, Relationship)),
            key=lambda one: (list(SCHEMA.relationships).index(one.type), one.start_id, one.end_id, one.key, one.source),
        )
        assert list(store.statements()) == [*map(without_hidden, nodes), *relationships]

    def test_ids_of_any_script_are_ordered_byte_by_byte(self, store):
        ids = ["Z", "a", "B", "é", "\uffee", "😀", "ab", "a b"]
        write(store, *(Node("Topic", one, "test", one, {"name": one}) for one in ids))
        assert [one.id for one in store.statements()] == sorted(ids, key=str.encode)
        assert [one.decode() for one in store.arrays().ids] == sorted(ids, key=str.encode)

    def test_arrays_hold_what_the_statements_say(self, store):
        write(store, *mixed_records())
        arrays = store.arrays()
        statements = list(store.statements())
        nodes = [one for one in statements if isinstance(one, Node)]
        position = {one.id: i for i, one in enumerate(nodes)}
        rows = zip(*(column.tolist() for column in astuple(arrays)[:7]), strict=True)
        assert list(rows) == [expected_node(one) for one in nodes]
        for type_, columns in arrays.relationships.items():
            of_type = (one for one in statements if isinstance(one, Relationship) and one.type == type_)
            rows = zip(*(column.tolist() for column in astuple(columns)), strict=True)
            assert list(rows) == [expected_relationship(one, position) for one in of_type], type_

    def test_arrays_have_the_declared_types_and_only_the_relationships_asked_for(self, store):
        write(store, *mixed_records())
        arrays = store.arrays(["ANSWERS", "TWINNED_WITH"])
        assert list(arrays.relationships) == ["ANSWERS", "TWINNED_WITH"]
        columns = (arrays.kinds, arrays.details, arrays.statuses, arrays.starts_on, arrays.ends_on)
        assert [column.dtype for column in columns] == [np.uint8, np.uint8, np.uint8, np.int32, np.int32]
        for one in arrays.relationships.values():
            columns = (one.start, one.end, one.starts_on, one.ends_on, one.details)
            assert [column.dtype for column in columns] == [np.int32, np.int32, np.int32, np.int32, np.uint8]
        assert list(store.arrays().relationships) == list(SCHEMA.relationships)


def expected_node(node):
    is_exchange = node.kind == "Exchange"
    known = node.properties if is_exchange else {}
    form, status = known.get("form") or known.get("form_inferred"), known.get("status")
    return (
        node.id.encode(),
        list(SCHEMA.nodes).index(node.kind),
        (node.properties.get("country") or "").encode(),
        1 + EXCHANGE_FORMS.index(form) if form else 0,
        1 + EXCHANGE_STATUSES.index(status) if status else 0,
        *days(node.properties.get(SCHEMA.node(node.kind).date or ""), known.get("ends_on")),
    )


def expected_relationship(one, position):
    kind = SCHEMA.relationship(one.type)
    dates = (one.properties.get(kind.date), one.properties.get("until"))
    first, last = lasting_days(*dates) if kind.date else itertools.repeat(UNKNOWN_DAY, 2)
    allowed = kind.property(kind.detail).allowed if kind.detail else ()
    detail = one.properties.get(kind.detail or "")
    return (
        position[one.start_id],
        position[one.end_id],
        first,
        last,
        1 + allowed.index(detail) if detail in allowed else 0,
    )
