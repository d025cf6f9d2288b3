"""What a store promises about writing."""

import json
from contextlib import suppress

import pytest

from graph.errors import IdCollision, InvalidRecord, MissingEnd, NodeNotFound
from graph.names import needle
from graph.records import Node, Relationship
from graph.store import Changes, Counts, Notice
from graph.upsert import BATCH_SIZE
from tests.contract.samples import (
    ANN,
    NAMES,
    OLD_VALUES,
    RELATED,
    SEARCH_TEXTS,
    SOURCE,
    A,
    B,
    C,
    municipality,
    twinned,
    write,
)

ODD_TEXTS = {
    "quotes": "O'Neill \"the\" `mayor` \\ \\\\ '); DROP TABLE node; -- {id: $id} //",
    "emoji": "👩🏽‍💼 family 👨‍👩‍👧‍👦 flag 🇳🇱",
    "right to left": "بيت لحم \u202e gnos \u2066בית לחם\u2069",
    "newlines": "one\ntwo\r\nthree\ttab \u2028 line \x01\x1f\x7f",
    "combining": "Sandgerði Sandgerð\u0069\u0301 ﬁ ① ÅA\u030a",
    "long": "Zürich 🏛 " * 1_000,
    "long in Chinese": "阿姆斯特丹" * 4_000,
    "blank": " ",
}


class Writing:
    """Upsert, retire and note: all of a load or nothing."""

    def test_the_same_records_twice_are_written_once(self, store):
        records = [A, B, twinned(A, B, since="1990")]
        assert write(store, *records) == {"Municipality": Changes(n_created=2), "TWINNED_WITH": Changes(n_created=1)}
        version, loads, written = store.data_version(), store.loads(), list(store.statements())
        assert write(store, *records) == {
            "Municipality": Changes(n_unchanged=2),
            "TWINNED_WITH": Changes(n_unchanged=1),
        }
        assert (store.data_version(), store.loads(), list(store.statements())) == (version, loads, written)

    def test_a_record_given_twice_in_one_load_counts_once(self, store):
        assert write(store, A, A, B, B) == {"Municipality": Changes(n_created=2)}

    def test_of_two_different_statements_in_one_load_the_second_stays(self, store):
        assert write(store, A, municipality("A", population=5)) == {"Municipality": Changes(n_created=1, n_updated=1)}
        assert store.node(A.id).properties == {"name": "A", "population": 5}

    def test_changed_values_are_updated_and_the_old_ones_kept_in_the_journal(self, store):
        write(store, municipality("A", population=5, names=("a", "á")), B, twinned(A, B, since="1990"))
        new = municipality("A", population=6, lat=52.5)
        assert write(store, new, B, twinned(A, B, since="1991")) == {
            "Municipality": Changes(n_updated=1, n_unchanged=1),
            "TWINNED_WITH": Changes(n_updated=1),
        }
        assert store.node(A.id).properties == {"name": "A", "population": 6, "lat": 52.5}
        key = json.dumps([min(A.id, B.id), max(A.id, B.id), "", "test"])
        old = {"source": "test", "source_key": "A", "name": "A", "names": ["a", "á"], "population": 5, "load_id": 1}
        assert [{**row, "old_values": json.loads(row["old_values"])} for row in store.ask(OLD_VALUES)] == [
            {"load_id": 2, "operation": "update", "kind": "Municipality", "key": A.id, "old_values": old},
            {
                "load_id": 2,
                "operation": "update",
                "kind": "TWINNED_WITH",
                "key": key,
                "old_values": {"since": "1990", "load_id": 1},
            },
        ]

    def test_a_value_that_is_no_longer_known_is_taken_out(self, store):
        write(store, municipality("A", population=5, names=("a",)))
        write(store, A)
        assert store.node(A.id).properties == {"name": "A"}

    def test_search_finds_the_new_name_and_no_longer_the_old_one(self, store):
        write(store, municipality("A", name="Oldtown"), B)
        write(store, municipality("A", name="Newtown"))
        assert store.ask(SEARCH_TEXTS, {"text": needle("oldtown")}) == []
        assert store.ask(SEARCH_TEXTS, {"text": needle("newtown")}) == [{"id": A.id}]

    def test_a_relationship_to_missing_nodes_is_refused_with_both_ids_and_nothing_is_kept(self, store):
        with pytest.raises(MissingEnd) as refused:
            write(store, C, twinned(A, B))
        assert set(refused.value.missing) == {A.id, B.id}
        assert A.id in str(refused.value)
        assert B.id in str(refused.value)
        assert (store.counts(), store.loads()) == (Counts({}, {}), ())

    def test_a_refusal_that_is_swallowed_inside_the_block_still_refuses_the_load(self, store):
        def load():
            with store.writer(SOURCE) as writer:
                writer.upsert([A])
                with suppress(MissingEnd):
                    writer.upsert([twinned(A, B)])
                    writer.changes()

        with pytest.raises(MissingEnd):
            load()
        assert store.counts() == Counts({}, {})

    @pytest.mark.parametrize(
        ("type_", "start", "end"), [("WORKS_FOR", A, B), ("TWINNED_WITH", A, ANN), ("TWINNED_WITH", A, A)]
    )
    def test_a_relationship_between_wrong_kinds_or_to_itself_is_refused(self, store, type_, start, end):
        with pytest.raises(InvalidRecord, match=type_):
            write(store, A, B, ANN, Relationship(type_, start.id, end.id, "test"))
        assert store.counts() == Counts({}, {})

    @pytest.mark.parametrize(
        "other",
        [
            Node("Body", A.id, "test", "A", {"name": "A"}),
            Node("Municipality", A.id, "test", "other key", {"name": "A"}),
            Node("Municipality", A.id, "other source", "A", {"name": "A"}),
        ],
        ids=["kind", "source key", "source"],
    )
    def test_an_id_that_belongs_to_another_node_is_refused(self, store, other):
        write(store, A)
        with pytest.raises(IdCollision, match=A.id):
            write(store, B, other)
        assert list(store.statements()) == [A]

    @pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
    def test_odd_texts_survive_wherever_they_stand(self, store, text):
        key = text.encode()[:7_000].decode(errors="ignore")
        node = Node("Official", key, "test", key, {"name": text, "names": (text, "x", text)}, f"https://x/{key}")
        employed = Relationship("WORKS_FOR", node.id, A.id, "test", {"function": text}, f"https://x/{key}")
        write(store, A, node, employed)
        assert [*store.statements()] == [*sorted((A, node), key=lambda one: one.id), employed]
        assert store.existing([key, A.id]) == {key: "Official", A.id: "Municipality"}
        assert {row["id"]: row["name"] for row in store.ask(NAMES)} == {A.id: "A", node.id: text}
        assert write(store, node, employed) == {
            "Official": Changes(n_unchanged=1),
            "WORKS_FOR": Changes(n_unchanged=1),
        }

    @pytest.mark.parametrize("text", ["half \ud83d pair", "nul \0 inside"])
    def test_texts_that_not_every_store_can_keep_are_refused_before_they_reach_one(self, text):
        for make in (
            lambda: municipality("A", name=text),
            lambda: municipality("A", names=(text,)),
            lambda: Node("Municipality", text, "test", "A", {"name": "A"}),
            lambda: Node("Municipality", "A", "test", text, {"name": "A"}),
            lambda: twinned(A, B, source=text),
        ):
            with pytest.raises(InvalidRecord):
                make()

    def test_numbers_keep_their_type_and_size(self, store):
        node = municipality("A", population=2**62, lat=52, lon=-0.1)
        write(store, node)
        values = store.node(A.id).properties
        assert (values["population"], values["lat"], values["lon"]) == (2**62, 52.0, -0.1)
        assert isinstance(values["lat"], float)
        assert write(store, node) == {"Municipality": Changes(n_unchanged=1)}

    def test_a_symmetric_relationship_is_one_whichever_way_it_is_given(self, store):
        assert write(store, A, B, twinned(A, B), twinned(B, A))["TWINNED_WITH"] == Changes(n_created=1)
        assert write(store, twinned(B, A))["TWINNED_WITH"] == Changes(n_unchanged=1)

    def test_two_sources_of_the_same_relationship_make_two(self, store):
        write(store, A, B, twinned(A, B, "test", since="1990"), twinned(A, B, "second", since="1991"))
        assert [row["date"] for row in store.ask(RELATED)] == ["1991", "1990"]

    def test_relationships_told_apart_by_their_key_are_several(self, store):
        jobs = [Relationship("WORKS_FOR", ANN.id, A.id, "test", {"since": year}) for year in ("2010", "2020")]
        assert write(store, A, ANN, *jobs)["WORKS_FOR"] == Changes(n_created=2)
        ended = Relationship("WORKS_FOR", ANN.id, A.id, "test", {"since": "2010", "until": "2015"})
        assert write(store, ended)["WORKS_FOR"] == Changes(n_updated=1)
        assert [(row["date"], row["until"]) for row in store.ask(RELATED)] == [("2010", "2015"), ("2020", None)]

    def test_retired_nodes_are_gone_with_their_relationships_and_kept_in_the_journal(self, store):
        job = Relationship("WORKS_FOR", ANN.id, A.id, "test", {"function": "mayor"})
        write(store, A, B, ANN, twinned(A, B), job)
        with store.writer(SOURCE) as writer:
            writer.retire([A.id, ANN.id])
            assert writer.changes() == {
                "Municipality": Changes(n_retired=1),
                "Official": Changes(n_retired=1),
                "TWINNED_WITH": Changes(n_retired=1),
                "WORKS_FOR": Changes(n_retired=1),
            }
        assert list(store.statements()) == [B]
        journal = [(row["operation"], row["kind"]) for row in store.ask(OLD_VALUES)]
        assert sorted(journal) == [("retire", kind) for kind in sorted(writer.changes())]
        assert json.loads(next(r["old_values"] for r in store.ask(OLD_VALUES) if r["key"] == ANN.id))["name"] == "Ann"

    def test_a_retired_node_may_come_back(self, store):
        write(store, A)
        with store.writer(SOURCE) as writer:
            writer.retire([A.id])
        assert write(store, A) == {"Municipality": Changes(n_created=1)}

    def test_nodes_written_and_retired_in_one_load_never_were(self, store):
        with store.writer(SOURCE) as writer:
            writer.upsert([A, B, twinned(A, B)])
            writer.retire([A.id])
            with pytest.raises(NodeNotFound):
                writer.retire([A.id])
            writer.upsert([A])
        assert sorted(store.statements(), key=lambda one: one.source_key) == [A, B]

    def test_retiring_an_unknown_node_raises_and_keeps_nothing(self, store):
        def load():
            with store.writer(SOURCE) as writer:
                writer.upsert([B])
                writer.retire([A.id, "nobody"])

        write(store, A)
        with pytest.raises(NodeNotFound, match="nobody"):
            load()
        assert list(store.statements()) == [A]

    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_a_block_that_raises_leaves_the_old_state(self, store, error):
        def load():
            with store.writer(SOURCE) as writer:
                writer.upsert([B, twinned(A, B)])
                assert writer.changes()["Municipality"] == Changes(n_created=1)
                raise error

        write(store, A)
        before = store.data_version()
        with pytest.raises(error):
            load()
        assert (list(store.statements()), store.data_version(), len(store.loads())) == ([A], before, 1)

    def test_a_load_that_changes_nothing_leaves_no_trace_even_with_notices(self, store):
        write(store, A)
        before = store.data_version()
        with store.writer(SOURCE, ["again.csv"]) as writer:
            writer.upsert([A])
            writer.note([Notice("again.csv", 2, None, None, "repeat", "seen before")])
        assert (store.data_version(), len(store.loads())) == (before, 1)

    def test_more_records_than_one_batch_are_all_written(self, store):
        nodes = [municipality(f"m{i}") for i in range(BATCH_SIZE + 7)]
        with store.writer(SOURCE) as writer:
            writer.upsert(iter(nodes))
            writer.upsert(twinned(nodes[0], other) for other in nodes[1:])
            assert writer.changes() == {
                "Municipality": Changes(n_created=len(nodes)),
                "TWINNED_WITH": Changes(n_created=len(nodes) - 1),
            }
        assert store.counts() == Counts({"Municipality": len(nodes)}, {"TWINNED_WITH": len(nodes) - 1})
