"""Requests: received, validated, moved along the allowed ways, with all that was done kept and readable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.change import Change, Who
from casework.checklist import RESULTS, Check, InvalidCheck, checklist
from casework.codec import from_plain, to_plain
from casework.facts import node_id_of
from casework.guards import require_ready
from casework.kept import today
from casework.need import Need
from casework.saving import save
from casework.states import FIRST_STATE, IllegalMove, require_move
from graph.cases import CASEWORK, CaseEdit, CaseNotFound, CaseRecord
from graph.errors import ExplorerError, NodeNotFound
from graph.store import GraphStore, StoredNode
from queries.rows import RequestLink, request_links


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCase:
    """One request as casework sees it, at one revision."""

    id: str
    key: str
    """What people call it: 2026-017, or the key it has in its source."""
    state: str
    revision: int
    """0: a source brought it, and nobody has done anything with it here."""
    need: Need
    checks: Mapping[str, Check]
    """By item of the checklist; {} before validation."""
    source: str
    due_on: str | None = None

    @property
    def is_ours(self) -> bool:
        """Whether it was entered in casework, so that its need may be edited here."""
        return self.source == CASEWORK


class NotOurs(ExplorerError):
    """A request came from a file; what the file says is corrected there."""

    def __init__(self, key: str, source: str) -> None:
        super().__init__(
            f"request {key} came from source {source}. Correct it in its file and load that again; what was decided "
            "here stays."
        )


def receive(
    store: GraphStore, need: Need, who: Who, *, contact: Mapping[str, str] | None = None, key: str | None = None
) -> RequestCase:
    """A new request, received.

    Parameters
    ----------
    contact : how to reach the requester; shown only to who may see contacts.
    key : what people call it; the next number of its year when None.

    Raises
    ------
    NotSaved
        The store could not be reached; the request is kept as a draft.
    Clash
        There is a request of this key already.
    """
    need = need if need.received_on else replace(need, received_on=today())
    key = key or _next_key(store, str(need.received_on)[:4])
    request_id = node_id_of("Request", key)
    edit = CaseEdit(
        id=request_id,
        kind="request",
        base_revision=0,
        state=FIRST_STATE,
        content={"need": to_plain(need)},
        key=key,
        hidden=dict(contact) if contact else None,
    )
    save(store, [Change(edit, who.step("receive"))])
    return request_case(store, request_id)


def request_case(store: GraphStore, request_id: str) -> RequestCase:
    """One request, with its need and where it stands.

    Raises
    ------
    NodeNotFound
        No node has this id.
    NotARequest
        It is something else.
    """
    node = store.node(request_id)
    if node.kind != "Request":
        raise NotARequest(request_id, node.kind)
    try:
        return _case_of(store, store.case(request_id), node)
    except CaseNotFound:
        need = _need_of(store, node)
        state = str(node.properties.get("status") or FIRST_STATE)
        return RequestCase(
            id=request_id, key=node.source_key, state=state, revision=0, need=need, checks={}, source=node.source
        )


def edit_need(store: GraphStore, case: RequestCase, need: Need, who: Who) -> RequestCase:
    """The request with another need; raises `NotOurs` for one that a file brought, `Clash`, `NotSaved`."""
    if not case.is_ours:
        raise NotOurs(case.key, case.source)
    return _saved(store, replace(case, need=need), who, "edit")


def check(store: GraphStore, case: RequestCase, item_id: str, result: str, who: Who) -> RequestCase:
    """The request with one item of the checklist answered.

    Raises
    ------
    InvalidCheck
        There is no such item or result, or a result that is no pass has no reason.
    """
    in_force = checklist()
    item = in_force.item(item_id)
    if result not in RESULTS:
        raise InvalidCheck(f'"{result}" is no result. Expected one of {", ".join(RESULTS)}.')
    if result != "pass" and not who.reason:
        raise InvalidCheck(f'{item_id}: "{result}" needs a reason in writing: --reason "..."')
    found = Check(result=result, by=who.name, on=today(), version=in_force.version, reason=who.reason)
    return _saved(store, replace(case, checks={**case.checks, item.id: found}), who, "check")


def move(store: GraphStore, case: RequestCase, state: str, who: Who) -> RequestCase:
    """The request in another state.

    Raises
    ------
    IllegalMove
        There is no such way, its reason is missing, or what the state stands for has not happened yet.
    """
    require_move(case.key, case.state, state, who.reason)
    require_ready(store, case.id, case.key, case.checks, state)
    return _saved(store, replace(case, state=state), who, "move")


def take_back(store: GraphStore, case: RequestCase, who: Who) -> RequestCase:
    """The request as it was before its last step, as a step of its own.

    Raises
    ------
    IllegalMove
        There is no step to take back, or the state before no longer fits what has happened since.
    """
    history = store.case_history(case.id)
    what = f"the last step of request {case.key} cannot be taken back"
    if case.is_ours and len(history) < 2:
        raise IllegalMove(what, "it was only received. Withdraw it instead.")
    if not history:
        raise IllegalMove(what, "nothing was done with it yet.")
    before = _before_last(store, case, history)
    if before.state != case.state:
        require_ready(store, case.id, case.key, before.checks, before.state)
    return _saved(store, replace(before, revision=case.revision), who, "take_back")


class NotARequest(ExplorerError):
    """An id names a node of another kind."""

    def __init__(self, node_id: str, kind: str) -> None:
        super().__init__(f'"{node_id}" is a {kind.lower()}, no request. List them: connect-explorer request list')


def case_content(case: RequestCase) -> dict[str, Any]:
    """What the record of a request holds: its need only where no source does."""
    need = {"need": to_plain(case.need)} if case.is_ours else {}
    return {**need, "checks": to_plain(case.checks)} if case.checks else need


def _saved(store: GraphStore, case: RequestCase, who: Who, action: str) -> RequestCase:
    edit = CaseEdit(
        id=case.id,
        kind="request",
        base_revision=case.revision,
        state=case.state,
        content=case_content(case),
        key=case.key if case.is_ours else None,
        due_on=case.due_on,
    )
    save(store, [Change(edit, who.step(action))])
    return request_case(store, case.id)


def _before_last(store: GraphStore, case: RequestCase, history: Sequence[CaseRecord]) -> RequestCase:
    node = store.node(case.id)
    if len(history) > 1:
        return _case_of(store, history[-2], node)
    return replace(case, state=str(node.properties.get("status") or FIRST_STATE), checks={})


def _case_of(store: GraphStore, record: CaseRecord, node: StoredNode) -> RequestCase:
    held = record.content
    need = from_plain(Need, held["need"]) if "need" in held else _need_of(store, node)
    return RequestCase(
        id=record.id,
        key=record.key or node.source_key,
        state=record.state,
        revision=record.revision,
        need=need,
        checks={item: from_plain(Check, one) for item, one in held.get("checks", {}).items()},
        source=node.source,
        due_on=record.due_on,
    )


def _need_of(store: GraphStore, node: StoredNode) -> Need:
    """The need as a source states it."""
    links = request_links(store, [node.id])
    held = node.properties
    language = held.get("language")
    title = held.get("title")
    return Need(
        title=_text(title) if title or held.get("text") else node.source_key,
        text=_text(held.get("text")),
        objectives=_texts(held.get("objectives")),
        topic_ids=_ends(links, "ASKS_ABOUT"),
        form=_text(held.get("preferred_form")),
        languages=_texts(held.get("languages")) or ((str(language),) if language else ()),
        wanted_from=_text(held.get("wanted_from")),
        wanted_until=_text(held.get("wanted_until")),
        requester_ids=_ends(links, "ASKED_BY"),
        country=_text(held.get("country")),
        received_on=_text(held.get("received_on")),
        deadline=_text(held.get("deadline")),
        phase=_text(held.get("phase")),
        note=_text(held.get("note")),
        source_url=node.source_url,
    )


def _ends(links: Iterable[RequestLink], type_: str) -> tuple[str, ...]:
    return tuple(one.other_id for one in links if one.type == type_)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _next_key(store: GraphStore, year: str) -> str:
    """Next free number of a year; when two take it at once, the second is told and takes the one after."""
    numbers = [
        int(record.key.partition("-")[2])
        for record in store.cases("request")
        if record.key and record.key.startswith(f"{year}-") and record.key.partition("-")[2].isdecimal()
    ]
    number = max(numbers, default=0) + 1
    while _is_taken(store, node_id_of("Request", f"{year}-{number:03d}")):
        number += 1
    return f"{year}-{number:03d}"


def _is_taken(store: GraphStore, node_id: str) -> bool:
    try:
        store.node(node_id)
    except NodeNotFound:
        return False
    return True
