"""Why a question in Cypher of a person's own may not be asked: its words, and the plan that the server makes for it.

Neo4j Community knows no rights on single labels, so what is closed is kept out of reach by what a question may begin
at: nodes are reached only through labels that are open. Contact values and the journal lie on nodes without any
relationship, so nothing leads to them from there. Subqueries inside expressions may be missing in the plan and are
refused.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from graph.own_query import readable_labels

_ONLY_READING: Final = "only reading is possible: MATCH ... RETURN"
_NOT_WORDS: Final = re.compile(
    r"""'(?:\\.|[^'\\])*' | "(?:\\.|[^"\\])*" | `(?:``|[^`])*` | //[^\n]* | /\*.*?\*/""", re.VERBOSE | re.DOTALL
)
_FORBIDDEN: Final = re.compile(
    r"\b(LOAD\s+CSV|SHOW|TERMINATE|USE|CYPHER|PROFILE|ALTER|GRANT|DENY|REVOKE)\b", re.IGNORECASE
)
_IN_EXPRESSION: Final = re.compile(r"\b(COLLECT|COUNT|EXISTS)\s*\{", re.IGNORECASE)
_PROCEDURE: Final = re.compile(r"\bCALL\s+(?![({])(\S+)", re.IGNORECASE)
_FUNCTION: Final = re.compile(r"([A-Za-z_]\w*)\s*(?:\.\s*\w+\s*)+\(")
_OPEN_NAMESPACES: Final = frozenset(
    {"date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
)
_LABELLED: Final = re.compile(r":\s*([^\s({,)\]]+)")
_BEGINS_EMPTY: Final = frozenset({"Argument", "EmptyRow", "Limit", "Projection", "SingleRow", "Unwind"})
_BEGINS_AT_LABEL: Final = re.compile(
    r"(?:Partitioned)?(?:Node(?:Unique)?Index\w*|Node(?:By)?Label\w*|UnionNodeByLabels\w*|IntersectionNodeByLabels\w*|"
    r"SubtractionNodeByLabels\w*|NodeCountFromCountStore|MultiNodeIndexSeek)"
)
_BEGINS_AT_RELATIONSHIP: Final = re.compile(r"\w*Relationship\w*")
_CLOSED_OPERATORS: Final = re.compile(
    r"ProcedureCall|LoadCSV|Show\w*|Terminate\w*|Transaction\w*|AdministrationCommand|Create\w*|Merge|Delete\w*|"
    r"DetachDelete\w*|Set\w*|Remove\w*|Foreach\w*|Drop\w*|Command\w*"
)


def refused_words(text: str) -> str | None:
    """Why the words of a question are refused; None where nothing is wrong with them."""
    if "\\u" in text.lower():
        return "write letters as they are, not as \\u escapes"
    words = _NOT_WORDS.sub(lambda found: "Q" if found[0].startswith("`") else " ", text)
    if not words.strip():
        return _ONLY_READING
    if found := _FORBIDDEN.search(words):
        return f"{found[1].upper()} is not offered; {_ONLY_READING}"
    if found := _PROCEDURE.search(words):
        return f"procedures such as {found[1].partition('(')[0]} are not offered; {_ONLY_READING}"
    if found := _IN_EXPRESSION.search(words):
        return f"write CALL (n) {{ MATCH ... RETURN ... }} instead of {found[1].upper()} {{ ... }}"
    for one in _FUNCTION.finditer(words):
        if one[1].lower() not in _OPEN_NAMESPACES:
            return f"function {one[0].rstrip('(').strip()} is not offered"
    return None


def refused_plan(plan: Mapping[str, Any] | None, query_type: str | None) -> str | None:
    """Why a question with this plan is refused; None where it only reads what is open."""
    if plan is None or query_type != "r":
        return _ONLY_READING
    return next((reason for one in _operators(plan) if (reason := _refused_operator(one))), None)


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _refused_operator(one: Mapping[str, Any]) -> str | None:
    name = str(one["operatorType"]).partition("@")[0].partition("(")[0]
    if _CLOSED_OPERATORS.fullmatch(name):
        return _ONLY_READING
    if one.get("children") or name in _BEGINS_EMPTY or _BEGINS_AT_RELATIONSHIP.fullmatch(name):
        return None
    details = str(one.get("args", {}).get("Details", ""))
    if _BEGINS_AT_LABEL.fullmatch(name):
        return _refused_labels(details)
    if name == "ProduceResults":
        return None
    return "say of which kind each node is that a pattern begins at, as in MATCH (n:Municipality), or (n:Node) for any"


def _refused_labels(details: str) -> str | None:
    """Every label that the operator names must be open; a name in backticks that looks like one is refused too."""
    named = [one for found in _LABELLED.findall(details) for one in re.split(r"[|&]", found)]
    closed = [one for one in named if one.lstrip("!") not in readable_labels()]
    if not named or closed:
        return f"nodes with the label {', '.join(closed) or '?'} may not be read"
    return None
