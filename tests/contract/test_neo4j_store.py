"""The contract on Neo4j, and what concerns a server only."""

import logging

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError

from graph.connect import open_store
from graph.errors import StoreUnavailable
from graph.neo4j_connection import DATABASE_VARIABLE, PASSWORD_VARIABLE, USER_VARIABLE, own_request
from graph.neo4j_own_process import answer
from graph.neo4j_store import Neo4jStore
from graph.own_query import QueryRefused, own_rows
from graph.schema import SCHEMA
from graph.store import Changes, Counts, QuestionText
from tests.contract.cut_line import cut_line
from tests.contract.own_texts import CYPHER, CYPHER_CLOSED, CYPHER_WRITING
from tests.contract.samples import ANN, NAMES, SOURCE, A, B, municipality, twinned, write
from tests.contract.store_contract import StoreContract
from tests.stores import empty_neo4j

SECRET = "s3cret-p@ss/word"
ALL_NODES = QuestionText("all", "", "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")


def run(server, text, **params):
    """Run a text as another program would."""
    with GraphDatabase.driver(server.bolt_url, auth=(server.user, server.password)) as driver:
        return driver.execute_query(text, params).records


@pytest.mark.neo4j
class TestNeo4jStore(StoreContract):
    engine = "neo4j"
    own, closed, writing = CYPHER, CYPHER_CLOSED, CYPHER_WRITING

    def ask_guarded(self, store, text):
        found = answer({**own_request(store._address, text), "max_rows": 10, "max_bytes": 10_000, "timeout_s": 10})
        if "error" in found:
            raise QueryRefused(found["error"])
        return own_rows(found["columns"], found["rows"], is_cut=found["is_cut"])

    refusal = ClientError

    @pytest.fixture(autouse=True)
    def server(self, neo4j_server):
        self.neo4j = neo4j_server

    def open_impatient(self, url):
        return Neo4jStore(url, wait_s=1)

    def make_newer(self, url):
        run(self.neo4j, "MATCH (s:ExplorerStore) SET s.schema_version = 99")

    def make_older(self, url):
        run(self.neo4j, "DROP CONSTRAINT explorer_caserecord_id")
        run(self.neo4j, "MATCH (s:ExplorerStore) SET s.schema_version = 1")

    @pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
    def test_it_is_reached_directly_and_by_routing(self, url, scheme):
        with open_store(url.replace("neo4j://", f"{scheme}://")) as store:
            write(store, A)
            assert list(store.statements()) == [A]

    def test_user_password_and_database_come_from_the_environment_too(self, url, monkeypatch):
        monkeypatch.setenv(USER_VARIABLE, self.neo4j.user)
        monkeypatch.setenv(PASSWORD_VARIABLE, self.neo4j.password)
        monkeypatch.setenv(DATABASE_VARIABLE, "neo4j")
        with open_store(self.neo4j.routing_url) as store:
            assert store.url == f"{self.neo4j.routing_url}/neo4j"
            write(store, A)

    def test_a_wrong_password_is_said_and_not_repeated(self, url, caplog, monkeypatch):
        monkeypatch.setenv(PASSWORD_VARIABLE, SECRET)
        caplog.set_level(logging.DEBUG, logger="neo4j")
        with pytest.raises(StoreUnavailable, match=f'refuses the user "neo4j".*{PASSWORD_VARIABLE}') as refused:
            open_store(self.neo4j.bolt_url)
        assert SECRET not in repr(refused.value) + repr(refused.value.__cause__) + caplog.text

    def test_a_missing_password_is_asked_for(self, url, monkeypatch):
        monkeypatch.delenv(PASSWORD_VARIABLE, raising=False)
        with pytest.raises(StoreUnavailable, match=rf"asks for a password\. Set {PASSWORD_VARIABLE}"):
            open_store(self.neo4j.bolt_url)

    @pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
    def test_a_database_that_is_not_there_is_named(self, url, scheme):
        with pytest.raises(StoreUnavailable, match='has no database "elsewhere"'):
            open_store(f"{url.replace('neo4j://', f'{scheme}://')}/elsewhere")

    @pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+ssc"])
    def test_a_server_without_tls_is_said_when_tls_is_asked_for(self, url, scheme):
        with pytest.raises(StoreUnavailable, match=r"no Neo4j answers at .*TLS"):
            open_store(url.replace("neo4j://", f"{scheme}://"))

    def test_a_database_of_another_program_is_refused_and_left_alone(self, url):
        run(self.neo4j, "UNWIND range(1, 1234) AS i CREATE (:Letter)")
        with pytest.raises(StoreUnavailable, match=r"holds 1,234 nodes of another program\. Name an empty database"):
            open_store(url)
        assert [tuple(row) for row in run(self.neo4j, "MATCH (n) RETURN labels(n)[0], count(*)")] == [("Letter", 1234)]

    def test_a_store_that_is_emptied_while_open_says_so(self, store):
        empty_neo4j(self.neo4j)
        with pytest.raises(StoreUnavailable, match="taken away"):
            store.data_version()

    def test_the_password_is_in_no_text_of_a_store(self, store):
        shown = [store.url, repr(store), repr(vars(store)), repr(vars(store)["_address"])]
        assert [text for text in shown if self.neo4j.password in text] == []

    def test_a_lost_connection_replays_the_load_and_keeps_it_once(self, url):
        with cut_line(self.neo4j) as line, Neo4jStore(line.url(url)) as store:
            write(store, A)
            with store.writer(SOURCE) as writer:
                writer.upsert([B, municipality("A", population=1)])
                assert writer.changes() == {"Municipality": Changes(n_created=1, n_updated=1)}
                line.cut()
                writer.upsert([twinned(A, B)])
                line.cut()
            assert store.counts() == Counts({"Municipality": 2}, {"TWINNED_WITH": 1})
            assert [one.load_id for one in store.loads()] == [1, 2]
            assert store.loads()[1].changes_by_kind == {
                "Municipality": Changes(n_created=1, n_updated=1),
                "TWINNED_WITH": Changes(n_created=1),
            }

    def test_changes_are_told_after_a_lost_connection(self, url):
        with cut_line(self.neo4j) as line, Neo4jStore(line.url(url)) as store, store.writer(SOURCE) as writer:
            writer.upsert([A, B])
            line.cut()
            assert writer.changes() == {"Municipality": Changes(n_created=2)}
            assert store.counts() == Counts({}, {})

    def test_reads_follow_after_a_lost_connection(self, url):
        with cut_line(self.neo4j) as line, Neo4jStore(line.url(url)) as store:
            write(store, A)
            line.cut()
            assert store.ask(NAMES) == [{"id": A.id, "name": "A"}]
            line.cut()
            assert store.arrays().ids.tolist() == [A.id.encode()]

    def test_a_server_that_goes_away_during_a_load_is_said(self, url, monkeypatch):
        monkeypatch.setattr("graph.neo4j_connection._RETRY_S", 1.0)

        def load():
            with store.writer(SOURCE) as writer:
                writer.upsert([B])
                line.close()

        with cut_line(self.neo4j) as line, Neo4jStore(line.url(url)) as store:
            write(store, A)
            with pytest.raises(StoreUnavailable, match=r"no Neo4j answers .*The store is as it was before"):
                load()
        with open_store(url) as store:
            assert list(store.statements()) == [A]

    def test_nodes_are_found_by_id_through_an_index_under_each_label(self, store):
        labels = ["Node", "Organisation", *SCHEMA.nodes]
        plans = {label: plan_of(self.neo4j, f"MATCH (n:{label} {{id: $id}}) RETURN n.name", id="x") for label in labels}
        assert {label: plan for label, plan in plans.items() if "IndexSeek" not in plan} == {}

    def test_names_and_keys_are_found_through_a_text_index(self, store):
        within = plan_of(self.neo4j, "MATCH (n:Node) WHERE n.search_text CONTAINS $text RETURN n.id", text="_utr")
        exact = plan_of(self.neo4j, "MATCH (n:Node {source_key: $key}) RETURN n.id", key="E03")
        assert "NodeIndexContainsScan" in within
        assert "NodeIndexSeek" in exact

    def test_contacts_lie_on_a_node_of_their_own(self, store):
        write(store, ANN)
        found = {row["labels"][-1]: sorted(row["properties"]) for row in store.ask(ALL_NODES)}
        assert found["HiddenValues"] == ["email", "node_id", "phone"]
        assert not {"email", "phone"} & set(found["Official"])


def plan_of(server, asked, **params):
    """Names of the operators with which Neo4j would answer."""
    with GraphDatabase.driver(server.bolt_url, auth=(server.user, server.password)) as driver:
        plan = driver.execute_query(f"EXPLAIN {asked}", params).summary.plan
    names, waiting = [], [plan]
    while waiting:
        one = waiting.pop()
        names.append(one["operatorType"])
        waiting.extend(one.get("children", ()))
    return " ".join(names)
