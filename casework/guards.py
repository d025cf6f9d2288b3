"""What must have happened before a request may stand in a state: seen in the graph and in casework, never just said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casework.checklist import Check, checklist
from casework.states import IllegalMove
from graph.store import GraphStore
from queries.rows import RequestProgress, request_progress


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a request at the moment of a move."""

    key: str
    checks: Mapping[str, Check]
    exchanges: tuple[RequestProgress, ...]
    proposal_states: tuple[str, ...]


def require_ready(store: GraphStore, request_id: str, key: str, checks: Mapping[str, Check], state: str) -> None:
    """Nothing, when a request may stand in a state; raises `IllegalMove` saying what is missing."""
    guard = _GUARDS.get(state)
    if guard is None:
        return
    proposals = store.cases("proposal", parent_id=request_id)
    standing = Standing(key, checks, request_progress(store, request_id), tuple(one.state for one in proposals))
    if missing := guard(standing):
        raise IllegalMove(f"request {key} cannot be {state.replace('_', ' ')}", missing)


def _valid(standing: Standing) -> str | None:
    open_items = [
        one.id for one in checklist().items if one.id not in standing.checks or _is(standing, one.id, "ask_more")
    ]
    if failed := [item for item, found in standing.checks.items() if found.result == "fail"]:
        return f"{', '.join(failed)} failed. Refuse it, or answer the item anew."
    if open_items:
        how = f"connect-explorer request validate {standing.key} ITEM pass"
        return f"the checklist is open: {', '.join(open_items)}. Answer each: {how}"
    return None


def _proposed(standing: Standing) -> str | None:
    if {"open", "accepted"} & set(standing.proposal_states):
        return None
    return "nothing is proposed to anybody yet."


def _agreed(standing: Standing) -> str | None:
    return None if "accepted" in standing.proposal_states else "no proposal was accepted yet."


def _under_way(standing: Standing) -> str | None:
    return None if standing.exchanges else "no exchange answers it yet."


def _held(standing: Standing) -> str | None:
    if any(one.status == "held" for one in standing.exchanges):
        return None
    return "no exchange that answers it was held yet."


def _evaluated(standing: Standing) -> str | None:
    for exchange in standing.exchanges:
        if exchange.status == "held" and exchange.n_after_requester and exchange.n_after_peer:
            return None
    return "no held exchange was evaluated by both sides after it yet."


def _documented(standing: Standing) -> str | None:
    if any(one.n_practices for one in standing.exchanges):
        return None
    return "no practice was written from its exchange yet."


def _is(standing: Standing, item_id: str, result: str) -> bool:
    return standing.checks[item_id].result == result


_GUARDS: Mapping[str, Callable[[Standing], str | None]] = {
    "valid": _valid,
    "proposed": _proposed,
    "agreed": _agreed,
    "under_way": _under_way,
    "held": _held,
    "evaluated": _evaluated,
    "documented": _documented,
}
