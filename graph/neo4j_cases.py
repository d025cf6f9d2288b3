"""Casework records in Neo4j: a ``:CaseRevision`` each, the latest one of a record a ``:CaseRecord`` too.

They carry no ``:Node`` and have no relationships, so no question about the graph meets them by chance.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from graph.cases import CASE_COLUMNS, CaseRecord, SavedCase, as_json, case_of, row_of_case

Run = Callable[..., Iterable[Any]]
"""Runs a text with parameters and gives rows of values."""

_ROW = ", ".join(f"c.{name}" for name in CASE_COLUMNS)


def read_case(run: Run, record_id: str, revision: int | None = None) -> CaseRecord | None:
    """A revision of a record, the latest where none is named; None when there is none."""
    if revision is None:
        rows = run(f"MATCH (c:CaseRecord {{id: $id}}) RETURN {_ROW}", id=record_id)
    else:
        rows = run(
            f"MATCH (c:CaseRevision {{id: $id}}) WHERE c.revision = $revision RETURN {_ROW}",
            id=record_id,
            revision=revision,
        )
    return next((case_of(tuple(row)) for row in rows), None)


def read_cases(run: Run, kind: str, states: Sequence[str], parent_id: str | None) -> tuple[CaseRecord, ...]:
    """Latest revisions of a kind, by id."""
    cypher = (
        "MATCH (c:CaseRecord {kind: $kind}) WHERE (size($states) = 0 OR c.state IN $states) "
        f"AND ($parent_id IS NULL OR c.parent_id = $parent_id) RETURN {_ROW} ORDER BY c.id"
    )
    rows = run(cypher, kind=kind, states=list(states), parent_id=parent_id)
    return tuple(case_of(tuple(row)) for row in rows)


def read_history(run: Run, record_id: str) -> tuple[CaseRecord, ...]:
    """All revisions of a record, the first one first."""
    rows = run(f"MATCH (c:CaseRevision {{id: $id}}) RETURN {_ROW} ORDER BY c.revision", id=record_id)
    return tuple(case_of(tuple(row)) for row in rows)


def read_contacts(run: Run, record_id: str) -> dict[str, str]:
    """Contacts of the latest revision that has any."""
    cypher = "MATCH (h:CaseHidden {id: $id}) RETURN h.contacts ORDER BY h.revision DESC LIMIT 1"
    found = next(iter(run(cypher, id=record_id)), None)
    return dict(sorted(json.loads(found[0]).items())) if found else {}


def write_case(run: Run, saved: SavedCase) -> None:
    """Add a revision, which is the latest from now on."""
    run("MATCH (c:CaseRecord {id: $id}) REMOVE c:CaseRecord", id=saved.record.id)
    run("CREATE (c:CaseRevision:CaseRecord) SET c = $row", row=row_of_case(saved.record))
    if saved.hidden is not None:
        run(
            "CREATE (h:CaseHidden {id: $id, revision: $revision, contacts: $contacts})",
            id=saved.record.id,
            revision=saved.record.revision,
            contacts=as_json(dict(saved.hidden)),
        )


def named_in_cases(run: Run, ids: Sequence[str]) -> set[str]:
    """Those of the ids that a record is about, or that it has itself."""
    wanted = set(ids)
    found = {id_ for (id_,) in run("MATCH (c:CaseRecord) WHERE c.id IN $ids RETURN c.id", ids=list(ids))}
    # Neo4j reads no JSON; there are few records, and they are looked through only when nodes are about to go.
    for (about,) in run("MATCH (c:CaseRecord) RETURN c.about"):
        found |= wanted.intersection(json.loads(about))
    return found
