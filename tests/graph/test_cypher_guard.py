"""Words and plans of Cypher that are refused before anything runs, and good ones that are not."""

import pytest

from graph.cypher_guard import refused_plan, refused_words


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Node) RETURN n",
        "MATCH (n:Node {name: 'CALL db.labels() // SHOW'}) RETURN n.`use`",
        "MATCH (n:Node) /* LOAD CSV */ RETURN date.truncate('year', date())",
        "CALL (n) { MATCH (m:Node) RETURN m } RETURN m",
        'MATCH (n:Node) RETURN count(*), collect(n.name) // " CALL',
        "MATCH (n:Node) WHERE n.name = 'O\\'Brien COUNT {' RETURN n",
    ],
)
def test_good_words_pass(text):
    assert refused_words(text) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "only reading"),
        ("/* nothing */ // here", "only reading"),
        ("LOAD /**/ CSV FROM 'x' AS l RETURN l", "is not offered"),
        ("call apoc.load.json('x')", "procedures such as apoc.load.json"),
        ("RETURN apoc.text.join(['a'], '')", "function apoc.text.join"),
        ("RETURN `apoc`.`text`.`join`(['a'], '')", "function"),
        ("RETURN 'a' + COUNT\n{ MATCH (n) }", "instead of COUNT"),
        ("RETURN '\\u0027 + COUNT", "escapes"),
        ("SHOW USERS", "SHOW is not offered"),
    ],
)
def test_bad_words_are_refused_with_the_reason(text, why):
    assert why in str(refused_words(text))


def plan(operator, details="", *children):
    return {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": list(children)}


def test_a_plan_that_begins_at_open_labels_passes():
    for leaf in (
        plan("NodeByLabelScan", "n:Municipality"),
        plan("NodeUniqueIndexSeek", "UNIQUE n:Node(id) WHERE id = $a"),
        plan("UnionNodeByLabelsScan", "n:Official|Municipality"),
        plan("DirectedAllRelationshipsScan", "(a)-[r]->(b)"),
        plan("Argument", "n"),
    ):
        assert refused_plan(plan("ProduceResults", "n", plan("Expand(All)", "", leaf)), "r") is None


@pytest.mark.parametrize(
    "leaf",
    [
        plan("AllNodesScan", "n"),
        plan("NodeByIdSeek", "n WHERE id(n) = 1"),
        plan("NodeByElementIdSeek", "n"),
        plan("NodeByLabelScan", "h:HiddenValues"),
        plan("NodeByLabelScan", "`x:Node `:HiddenValues"),
        plan("UnionNodeByLabelsScan", "n:Node|HiddenValues"),
        plan("NodeCountFromCountStore", "count( (:JournalEntry) ) AS n"),
        plan("NodeCountFromCountStore", "count( () ) AS n"),
        plan("SomethingNewScan", "n:Node"),
        plan("ProcedureCall", "db.labels()"),
        plan("LoadCSV", "l"),
        plan("ShowSettings", ""),
        plan("Create", "(n)"),
    ],
)
def test_a_plan_that_begins_elsewhere_or_does_more_is_refused(leaf):
    assert refused_plan(plan("ProduceResults", "n", plan("Filter", "", leaf)), "r")


@pytest.mark.parametrize("query_type", ["w", "rw", "s", None])
def test_a_plan_that_is_not_for_reading_is_refused(query_type):
    assert refused_plan(plan("ProduceResults", "", plan("Argument")), query_type)
    assert refused_plan(None, "r")
