"""The parts of the Neo4j store that need no server: its address, its errors in our words, its layout."""

import socket
import time

import pytest
from neo4j.exceptions import Neo4jError

from graph.connect import open_store
from graph.errors import StoreBusy, StoreUnavailable
from graph.neo4j_connection import DATABASE_VARIABLE, PASSWORD_VARIABLE, USER_VARIABLE, parse_address, translated
from graph.neo4j_schema import node_properties, property_of_node, property_of_relationship, schema_statements
from graph.record_engine import Row, node_columns
from graph.schema import SCHEMA

SECRET = "s3cret-p@ss/word"


class TestAddress:
    """Where a Neo4j is, read from a URL and the environment; needs no server."""

    def test_everything_may_stand_in_the_url(self):
        address = parse_address("neo4j+s://ann:s3cret-p%40ss%2Fword@example.org:7688/atlas?policy=eu", {})
        assert (address.target, address.shown) == (
            "neo4j+s://example.org:7688?policy=eu",
            "neo4j+s://example.org:7688/atlas",
        )
        assert (address.user, address.password, address.database) == ("ann", SECRET, "atlas")
        assert address.is_encrypted

    def test_the_environment_gives_what_the_url_leaves_out(self):
        environment = {USER_VARIABLE: "ann", PASSWORD_VARIABLE: SECRET, DATABASE_VARIABLE: "atlas"}
        address = parse_address("bolt://[::1]:7687", environment)
        assert (address.target, address.shown) == ("bolt://[::1]:7687", "bolt://[::1]:7687/atlas")
        assert (address.user, address.password, address.database) == ("ann", SECRET, "atlas")
        assert parse_address("bolt://h/other", environment).database == "other"
        assert parse_address("bolt://h?database=other", environment).database == "other"

    def test_without_either_the_user_is_neo4j_and_nothing_else_is_known(self):
        address = parse_address("neo4j://localhost", {})
        assert (address.user, address.password, address.database) == ("neo4j", None, None)

    def test_the_password_is_not_in_its_text(self):
        assert SECRET not in repr(parse_address("neo4j://h", {PASSWORD_VARIABLE: SECRET}))

    @pytest.mark.parametrize(
        "url",
        [
            "neo4j://",
            "neo4j://:7687",
            f"neo4j://ann:{SECRET}@h",
            "neo4j://ann:s3cret#p@h",
            "bolt://h:many",
            "bolt://[h",
        ],
    )
    def test_an_address_that_cannot_be_read_is_refused_without_repeating_it(self, url):
        with pytest.raises(StoreUnavailable, match="Expected neo4j://HOST:PORT") as refused:
            parse_address(url, {})
        assert "s3cret" not in repr(refused.value)
        assert refused.value.__context__ is None

    @pytest.mark.parametrize("url", ["bolt://127.0.0.1:1", "neo4j://127.0.0.1:1", "neo4j://no-such-host.invalid:7687"])
    def test_a_missing_server_is_said_soon(self, url):
        started = time.monotonic()
        with pytest.raises(StoreUnavailable, match=f"no Neo4j answers at {url}"):
            open_store(url)
        assert time.monotonic() - started < 10

    def test_a_host_that_never_answers_is_said_within_ten_seconds(self):
        started = time.monotonic()
        with (
            socket.create_server(("127.0.0.1", 0)) as silent,
            pytest.raises(StoreUnavailable, match="no Neo4j answers"),
        ):
            open_store(f"bolt://127.0.0.1:{silent.getsockname()[1]}")
        assert time.monotonic() - started < 10


class TestTranslatedErrors:
    """What Neo4j refuses, in our words; the cases that a small server does not bring about."""

    @pytest.mark.parametrize(
        ("code", "error", "words"),
        [
            ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", StoreUnavailable, "too little memory"),
            ("Neo.TransientError.Transaction.LockAcquisitionTimeout", StoreBusy, "another program is writing"),
            ("Neo.ClientError.Security.AuthenticationRateLimit", StoreUnavailable, "after several wrong passwords"),
            ("Neo.ClientError.Security.Forbidden", StoreUnavailable, "may not do this"),
            ("Neo.TransientError.General.DatabaseUnavailable", StoreUnavailable, "what Neo4j said"),
        ],
    )
    def test_each_is_named_after_its_situation(self, code, error, words):
        with pytest.raises(error, match=words) as raised, translated(parse_address("neo4j://h", {})):
            raise Neo4jError._hydrate_neo4j(code=code, message="what Neo4j said")
        assert type(raised.value) is error


class TestLayout:
    """The schema as Neo4j holds it; needs no server."""

    def test_every_kind_and_label_has_an_index_by_id(self):
        made = " ".join(schema_statements(SCHEMA).values())
        assert [label for label in (*SCHEMA.nodes, "Organisation") if f"(n:{label}) ON (n.id)" not in made] == []

    def test_only_the_kind_of_associations_and_bodies_is_held_under_another_name(self):
        of_nodes = [
            (k.label, p.name)
            for k in SCHEMA.nodes.values()
            for p in k.properties
            if property_of_node(k, p.name) != p.name
        ]
        of_relationships = [
            (k.type, p.name)
            for k in SCHEMA.relationships.values()
            for p in k.properties
            if property_of_relationship(k, p.name) != p.name
        ]
        assert (of_nodes, of_relationships) == ([("Association", "kind"), ("Body", "kind")], [])

    @pytest.mark.parametrize("kind", SCHEMA.nodes.values(), ids=SCHEMA.nodes)
    def test_no_property_of_a_node_overwrites_another(self, kind):
        columns = node_columns(kind)
        row = Row(tuple(f"value of {name}" for name in columns), 1)
        held = node_properties(kind, "the id", row)
        assert {f"value of {name}" for name in columns if name not in kind.hidden} <= set(held.values())
