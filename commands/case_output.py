"""What the command line says of any casework record: one of them, or a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from casework.codec import to_plain
from casework.kept import Kept
from commands.output import OutputFormat, say, say_csv, say_facts, say_json, say_rows
from commands.session import Session
from graph.store import GraphStore
from queries.rows import nodes_by_id
from wording.casework import field_name
from wording.naming import node_name
from wording.terms import status_name
from wording.words import Words

_NOT_SHOWN = ("token_hash",)
"""Fields that say nothing to a person."""


def say_kept(session: Session, store: GraphStore, record: Kept[Any]) -> None:
    """Write one record with all that it holds."""
    match session.output_format:
        case OutputFormat.JSON:
            say_json(_whole(record))
        case OutputFormat.CSV:
            say_csv(("id", "key", "state", "revision"), [_whole(record)])
        case OutputFormat.TABLE:
            _say_fields(session.t, store, record)


def say_listed(session: Session, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], empty: str) -> None:
    """Write rows.

    Parameters
    ----------
    columns : names of the columns that a person sees, with what they are called.
    empty : what to say when there are none.
    """
    match session.output_format:
        case OutputFormat.JSON:
            say_json([dict(one) for one in rows])
        case OutputFormat.CSV:
            say_csv(tuple(columns), rows)
        case OutputFormat.TABLE if rows:
            say_rows(tuple(columns.values()), [{shown: row[name] for name, shown in columns.items()} for row in rows])
        case OutputFormat.TABLE:
            say(empty)


def names_of(t: Words, store: GraphStore, ids: Sequence[str]) -> str:
    """What nodes are called, together; ids that do not exist stay as they are."""
    known = nodes_by_id(store, ids)
    return t.listing(node_name(t, known[one]) if one in known else one for one in ids)


def _whole(record: Kept[Any]) -> dict[str, Any]:
    content = {name: value for name, value in asdict(record.content).items() if name not in _NOT_SHOWN}
    return {**asdict(record), "content": content}


def _say_fields(t: Words, store: GraphStore, record: Kept[Any]) -> None:
    facts = {t("Name"): f"{record.key} ({record.id})", t("State"): status_name(t, record.state)}
    if record.due_on:
        facts[t("Due")] = t.date(record.due_on)
    content = {name: value for name, value in to_plain(record.content).items() if name not in _NOT_SHOWN}
    ids = list(_texts(content))
    names = {one: node_name(t, node) for one, node in nodes_by_id(store, ids).items()}
    for name, value in content.items():
        if value not in (None, [], {}):
            facts[field_name(t, name)] = _shown(names, value)
    say_facts(facts)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(inner)


def _shown(names: Mapping[str, str], value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        return "; ".join(_shown(names, one) for one in value)
    if isinstance(value, dict):
        known = {name: one for name, one in value.items() if one is not None}
        is_record = any(name.endswith("id") for name in known)
        return ", ".join(_shown(names, one) if is_record else f"{n}: {_shown(names, one)}" for n, one in known.items())
    return names.get(value, value) if isinstance(value, str) else str(value)
