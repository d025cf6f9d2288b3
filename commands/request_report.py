"""What the command line says of requests: one, a list of them, and what was done."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from casework.checklist import checklist
from casework.requests import RequestCase
from casework.states import MOVES
from commands.output import OutputFormat, say, say_csv, say_facts, say_json, say_rows
from commands.session import Session
from graph.cases import CaseRecord
from graph.store import GraphStore
from queries.rows import RequestLink, RequestRow, nodes_by_id, request_links
from wording.casework import result_name, step_sentence
from wording.naming import node_name
from wording.terms import form_name, status_name
from wording.words import Words

_LIST_COLUMNS = ("key", "title", "state", "received_on", "country", "preferred_form", "due_on", "revision", "source")
_COLUMN_CHARS = 22
_HISTORY_COLUMNS = ("revision", "action", "state", "changed_by", "changed_at", "reason")


def say_list(session: Session, store: GraphStore, rows: Sequence[RequestRow]) -> None:
    """Write requests with where they stand, in the order in which they came."""
    t = session.t
    rows = sorted(rows, key=lambda one: (one.received_on or "", one.key, one.id))
    match session.output_format:
        case OutputFormat.JSON:
            say_json([asdict(one) for one in rows])
        case OutputFormat.CSV:
            say_csv(("id", *_LIST_COLUMNS), [asdict(one) for one in rows])
        case OutputFormat.TABLE if rows:
            links = request_links(store, [one.id for one in rows])
            shown = [_shown_row(t, one, [link for link in links if link.id == one.id]) for one in rows]
            say_rows(tuple(shown[0]), shown)
        case OutputFormat.TABLE:
            say(t("There is no such request."))


def say_case(session: Session, store: GraphStore, case: RequestCase) -> None:
    """Write one request."""
    match session.output_format:
        case OutputFormat.JSON:
            say_json({**asdict(case), "moves": list(MOVES[case.state])})
        case OutputFormat.CSV:
            row = {"id": case.id, "key": case.key, "state": case.state, "revision": case.revision}
            say_csv(tuple(row), [row])
        case OutputFormat.TABLE:
            _say_case(session.t, store, case)


def say_history(session: Session, history: Sequence[CaseRecord]) -> None:
    """Write what was done, the first step first."""
    match session.output_format:
        case OutputFormat.JSON:
            say_json([asdict(one) for one in history])
        case OutputFormat.CSV:
            say_csv(_HISTORY_COLUMNS, [asdict(one) for one in history])
        case OutputFormat.TABLE if history:
            for before, record in zip((None, *history), history, strict=False):
                say(step_sentence(session.t, record, before), lead=f"{record.revision}. ")
                for line in _changed(before, record):
                    say(line, lead="   - ")
        case OutputFormat.TABLE:
            say(session.t("Nothing was done with it yet."))


def _shown_row(t: Words, one: RequestRow, links: Sequence[RequestLink]) -> dict[str, str | None]:
    topics = [link.other for link in links if link.type == "ASKS_ABOUT" and link.other]
    requesters = [link.other for link in links if link.type == "ASKED_BY" and link.other]
    return {
        t("request"): one.key,
        t("need"): _shortened(one.title or one.text or t.listing(topics)),
        t("asked by"): _shortened(t.listing(requesters) or (t.country(one.country) if one.country else "")),
        t("received"): one.received_on,
        t("state"): status_name(t, one.state),
    }


def _say_case(t: Words, store: GraphStore, case: RequestCase) -> None:
    need = case.need
    names = nodes_by_id(store, (*need.requester_ids, *need.topic_ids))
    requesters = [node_name(t, names[one]) for one in need.requester_ids if one in names]
    if need.group:
        requesters.append(need.group.name)
    facts = {
        t("Request"): f"{case.key} ({case.id})",
        t("State"): status_name(t, case.state),
        t("Title"): need.title,
        t("Need"): need.text,
        t("Objectives"): t.listing(need.objectives) if need.objectives else None,
        t("Asked by"): t.listing(requesters) if requesters else None,
        t("Country"): t.country(need.country) if need.country else None,
        t("Topics"): t.listing(node_name(t, names[one]) for one in need.topic_ids if one in names) or None,
        t("Form"): form_name(t, need.form) if need.form else None,
        t("Languages"): ", ".join(need.languages) or None,
        t("Received"): t.date(need.received_on) if need.received_on else None,
        t("Period"): " - ".join(t.date(one) for one in (need.wanted_from, need.wanted_until) if one) or None,
        t("Note"): need.note,
        t("Revision"): str(case.revision),
    }
    say_facts({name: text for name, text in facts.items() if text})
    say()
    for line in _checklist_lines(t, case):
        say(line, lead="- ")
    say()
    _say_ways(t, case)


def _checklist_lines(t: Words, case: RequestCase) -> Iterator[str]:
    for item in checklist().items:
        found = case.checks.get(item.id)
        question = f"{item.id}: {item.asked_in(t.language)}"
        if found is None:
            yield t("{question} Not answered yet.", question=question)
        elif found.reason:
            yield t(
                "{question} {result}, {name}, {when}: {reason}",
                question=question,
                result=result_name(t, found.result),
                name=found.by,
                when=t.date(found.on),
                reason=found.reason,
            )
        else:
            yield t(
                "{question} {result}, {name}, {when}.",
                question=question,
                result=result_name(t, found.result),
                name=found.by,
                when=t.date(found.on),
            )


def _say_ways(t: Words, case: RequestCase) -> None:
    if ways := MOVES[case.state]:
        names = [name if (name := status_name(t, one)) == one else f"{name} ({one})" for one in ways]
        say(t("From here it can move to: {states}.", states=", ".join(names)))
    else:
        say(t("It is at its end."))


def _changed(before: CaseRecord | None, record: CaseRecord) -> Iterator[str]:
    """What differs from the revision before, field by field."""
    if before is None:
        return
    old, new = dict(_flat(before.content)), dict(_flat(record.content))
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield f"{name}: {_shown(old.get(name))} -> {_shown(new.get(name))}"


def _flat(content: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    for name, value in content.items():
        if isinstance(value, dict) and "result" in value:  # an answered item of the checklist
            yield name, value["result"]
        elif isinstance(value, dict):
            yield from ((f"{name}.{inner}", one) for inner, one in _flat(value))
        else:
            yield name, value


def _shown(value: Any) -> str:  # noqa: ANN401 - JSON
    if value is None:
        return "-"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shortened(text: str) -> str | None:
    """As much of a text as fits a column; None for none."""
    return f"{text[: _COLUMN_CHARS - 1]}…" if len(text) > _COLUMN_CHARS else text or None
