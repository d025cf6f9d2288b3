"""One question in Cypher of a person's own, put to a server: planned first, then asked for reading only."""

import json
from collections.abc import Iterable
from typing import Any

from neo4j import READ_ACCESS, GraphDatabase, Session
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point

from graph.cypher_guard import refused_plan
from graph.neo4j_connection import is_time_limit, is_too_big

_FETCHED_AT_ONCE = 200


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Columns and rows; ``error``, ``timeout`` or ``unavailable`` where there are none.

    Parameters
    ----------
    request : ``text`` whose words were looked at before, where the server is and who asks, and the limits.
    """
    auth = (request["user"], request["password"]) if request["password"] else None
    try:
        with (
            GraphDatabase.driver(
                request["target"], auth=auth, notifications_min_severity="OFF", telemetry_disabled=True
            ) as driver,
            driver.session(
                database=request["database"], default_access_mode=READ_ACCESS, fetch_size=_FETCHED_AT_ONCE
            ) as session,
        ):
            return _answer(session, request)
    except MemoryError:
        return {"error": "its answer needs more memory than one question may use"}
    except (Neo4jError, DriverError) as error:
        return _refusal(error)


def _answer(session: Session, request: dict[str, Any]) -> dict[str, Any]:
    timeout_s = request["timeout_s"]
    with session.begin_transaction(timeout=timeout_s) as transaction:
        summary = transaction.run(f"EXPLAIN {request['text']}").consume()
        transaction.rollback()
    if reason := refused_plan(summary.plan, summary.query_type):
        return {"error": reason}
    transaction = session.begin_transaction(timeout=timeout_s)
    result = transaction.run(request["text"])
    columns = list(result.keys())
    rows, is_cut = _rows(result, request["max_rows"], request["max_bytes"])
    if not is_cut:
        transaction.rollback()
    return {"columns": columns, "rows": rows, "is_cut": is_cut}


def _rows(result: Iterable[Any], max_rows: int, max_bytes: int) -> tuple[list[list[Any]], bool]:
    rows: list[list[Any]] = []
    n_bytes = 0
    for record in result:
        if len(rows) == max_rows:
            return rows, True
        values = [plain(one) for one in record.values()]
        n_bytes += len(json.dumps(values))
        if n_bytes > max_bytes:
            return rows, True
        rows.append(values)
    return rows, False


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever Cypher returns
    """A value as JSON has it: nodes as their properties, dates as texts."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Node):
        return {name: plain(one) for name, one in sorted(value.items())}
    if isinstance(value, Relationship):
        return {"type": value.type, **{name: plain(one) for name, one in sorted(value.items())}}
    if isinstance(value, Path):
        parts = [part for pair in zip(value.nodes, value.relationships, strict=False) for part in pair]
        return [plain(one) for one in (*parts, value.nodes[-1])]
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, Point | list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _refusal(error: Exception) -> dict[str, Any]:
    if is_time_limit(error):
        return {"timeout": True}
    if is_too_big(error):
        return {"error": "it needs more memory than the server gives to one question"}
    if isinstance(error, Neo4jError) and (error.code or "").startswith("Neo.ClientError.Statement"):
        return {"error": (error.message or str(error)).splitlines()[0]}
    return {"unavailable": str(error)}
