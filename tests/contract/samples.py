"""Small records and questions that the contract tests share."""

from graph.records import Node, Relationship, Source
from graph.store import QuestionText

SOURCE = Source("test", "Test data", "Nobody", "https://example.org/", "CC0-1.0")

NAMES = QuestionText(
    "names",
    "SELECT id, name FROM node ORDER BY id",
    "MATCH (n:Node) RETURN n.id AS id, n.name AS name ORDER BY id",
)
SOME_NAMES = QuestionText(
    "some_names",
    "SELECT n.name FROM json_each(:ids) AS i CROSS JOIN node AS n ON n.id = i.value WHERE n.name <> :but ORDER BY 1",
    "MATCH (n:Node) WHERE n.id IN $ids AND n.name <> $but RETURN n.name AS name ORDER BY name",
)
SEARCH_TEXTS = QuestionText(
    "search_texts",
    "SELECT n.id FROM node_search('\"' || :text || '\"') AS s JOIN node AS n ON n.nid = s.rowid ORDER BY n.id",
    "MATCH (n:Node) WHERE n.search_text CONTAINS $text RETURN n.id AS id ORDER BY id",
)
RELATED = QuestionText(
    "related",
    "SELECT type, date, until, detail FROM relationship ORDER BY type, key, source",
    "MATCH (:Node)-[r]->(:Node) RETURN type(r) AS type, r.date AS date, r.until AS until, r.detail AS detail "
    "ORDER BY type, r.key, r.source",
)
OLD_VALUES = QuestionText(
    "old_values",
    "SELECT load_id, operation, kind, key, old_values FROM journal ORDER BY entry",
    "MATCH (j:JournalEntry) RETURN j.load_id AS load_id, j.operation AS operation, j.kind AS kind, j.key AS key, "
    "j.old_values AS old_values ORDER BY j.load_id, j.entry",
)
OFFICIALS = QuestionText(
    "officials",
    "SELECT * FROM node AS n JOIN official AS o ON o.nid = n.nid",
    "MATCH (n:Official) RETURN n, properties(n) AS all",
)
REMOVE_ALL = QuestionText("remove_all", "DELETE FROM node", "MATCH (n) DETACH DELETE n RETURN 1 AS one")
ENDLESS = QuestionText(
    "endless",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) AS n FROM c",
    "UNWIND range(1, 100000000) AS a UNWIND range(1, 1000) AS b RETURN sum(a * b) AS n",
)


def municipality(key, **properties):
    """A municipality called as its key."""
    return Node.minted("Municipality", "test", key, **{"name": key, **properties})


def twinned(one, other, source="test", **properties):
    """A twinning of two nodes."""
    return Relationship("TWINNED_WITH", one.id, other.id, source, properties)


def write(store, *records):
    """Write records as one load and give what changed."""
    with store.writer(SOURCE) as writer:
        writer.upsert(records)
        return writer.changes()


def by_country(country, n_nodes=300):
    """A ring of municipalities, all in one country, twinned since a year that says the same."""
    since = {"NL": "2001", "PT": "2002"}[country]
    nodes = [municipality(f"m{i}", country=country) for i in range(n_nodes)]
    ring = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
    return [*nodes, *(twinned(one, other, since=since) for one, other in ring)]


A, B, C = (municipality(key) for key in "ABC")
ANN = Node.minted(
    "Official", "test", "ann", name="Ann", function="mayor", email="ann@example.org", phone="+31 20 000 00 00"
)
BOB = Node.minted("Official", "test", "bob", name="Bob")
