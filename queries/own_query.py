"""A query that a person wrote in SQL or Cypher, answered like a question of the catalogue."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from graph.own_query import USUAL_ROWS, USUAL_SECONDS, readable_labels, readable_tables
from graph.schema import SCHEMA
from graph.store import GraphStore
from queries.answered import Answered
from queries.catalogue import Question
from wording.words import N_

OWN_QUERY: Final = "query"
_LANGUAGES: Final[Mapping[str, str]] = MappingProxyType({"sql": "SQL", "cypher": "Cypher"})
_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {"sql": N_("A query of your own in SQL"), "cypher": N_("A query of your own in Cypher")}
)
_EXAMPLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sql": "SELECT n.country, count(DISTINCT t.end_nid) AS n_exchanges\n"
        "FROM took_part_in AS t JOIN node AS n ON n.nid = t.start_nid\n"
        "GROUP BY n.country\nORDER BY n_exchanges DESC, n.country",
        "cypher": "MATCH (n:Node)-[:TOOK_PART_IN]->(e:Exchange)\n"
        "RETURN n.country AS country, count(DISTINCT e) AS n_exchanges\n"
        "ORDER BY n_exchanges DESC, country",
    }
)


def language_of(store: GraphStore) -> str:
    """The language in which a store is asked: SQL or Cypher."""
    return _LANGUAGES[store.language]


def own_example(store: GraphStore) -> str:
    """A query to begin with, in the language of the store."""
    return _EXAMPLES[store.language]


def readable(store: GraphStore) -> tuple[str, ...]:
    """What a query may read: in SQL tables with their columns, in Cypher labels and types; in order."""
    if store.language == "sql":
        return tuple(sorted(readable_tables()))
    return (*(f":{one}" for one in sorted(readable_labels())), *(f"[:{one}]" for one in SCHEMA.relationships))


def ask_own_query(
    store: GraphStore, text: str, max_rows: int = USUAL_ROWS, timeout_s: float = USUAL_SECONDS
) -> Answered:
    """Rows of a query; none where nothing matches.

    Parameters
    ----------
    text : one reading statement in the language of the store.
    max_rows, timeout_s : limits; see `graph.store.GraphStore.ask_own`.

    Raises
    ------
    QueryRefused
        It would write, reads what is closed, or cannot be understood.
    QueryTimeout
        It took longer.
    """
    version = store.data_version()
    found = store.ask_own(text, max_rows=max_rows, timeout_s=timeout_s)
    rows = list(found.rows)
    question = Question(
        OWN_QUERY,
        _QUESTIONS[store.language],
        (),
        tuple((name, _type_of(rows, name)) for name in found.columns),
        "as the query says",
        N_("the query gives no rows"),
        {},
        lambda asking, given: rows,
    )
    given = {"text": text, "max_rows": max_rows, "timeout_s": timeout_s}
    return Answered(question, given, rows, version, is_cut=found.is_cut)


def _type_of(rows: Sequence[Mapping[str, Any]], name: str) -> str:
    kinds = {type(row[name]) for row in rows if row[name] is not None}
    if kinds and kinds <= {int}:
        return "integer"
    return "real" if kinds and kinds <= {int, float} else "text"
