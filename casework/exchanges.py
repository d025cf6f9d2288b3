"""Exchanges: terms of reference, planned and held, of n organisations and m people, in four forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casework.change import Who
from casework.contents import FORM_FIELDS, Exchange, NotAllowed
from casework.kept import Kept, all_kept, keep, new_record, next_number
from casework.requests import RequestCase
from graph.dates import last_day
from graph.store import GraphStore

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
_NEEDED_ROLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "expert_assignment": (("requester", "host"), ("peer", "expert")),
    "temporary_work_placement": (("requester", "guest"), ("peer", "host")),
    "round_table": (("requester", "host"), ("peer", "expert")),
    "study_visit": (("requester", "guest"), ("peer", "host")),
}
_FEWEST_AT_A_TABLE = 3


ExchangeCase = Kept[Exchange]


def plan(store: GraphStore, case: RequestCase, content: Exchange, who: Who) -> ExchangeCase:
    """A planned exchange that answers a request.

    Raises
    ------
    NotAllowed
        The request was not agreed on yet.
    """
    if case.state not in ("agreed", "under_way"):
        raise NotAllowed(f"request {case.key} is {case.state}: an exchange is planned once a peer has agreed.")
    start = f"{case.key}-E"
    record = new_record("exc", "exchange", f"{start}{next_number(store, 'exchange', start)}", PLANNED, content)
    record = replace(record, content=replace(content, request_ids=(case.id, *_others(content, case))))
    return keep(store, replace(record, parent_id=case.id, due_on=_due(record.content)), who, "plan")


def hold(store: GraphStore, record: ExchangeCase, content: Exchange, who: Who) -> ExchangeCase:
    """The exchange as it was held.

    Raises
    ------
    NotAllowed
        It is cancelled, it has no date, or fewer than two sides took part.
    """
    if record.state == CANCELLED:
        raise NotAllowed(f"exchange {record.key} was cancelled. Plan another one.")
    if not content.held_from:
        raise NotAllowed(f"exchange {record.key} needs the date on which it was held.")
    if missing := [one for one in open_points(store, content) if one.is_needed]:
        raise NotAllowed(f"exchange {record.key} cannot be held: {'; '.join(one.what for one in missing)}.")
    return keep(store, replace(record, state=HELD, content=content, due_on=None), who, "hold")


def change_terms(store: GraphStore, record: ExchangeCase, content: Exchange, who: Who) -> ExchangeCase:
    """The exchange with other terms of reference."""
    return keep(store, replace(record, content=content, due_on=_due(content)), who, "edit")


def cancel(store: GraphStore, record: ExchangeCase, who: Who) -> ExchangeCase:
    """The exchange cancelled; raises `NotAllowed` for one that was held, or without a reason."""
    if record.state == HELD:
        raise NotAllowed(f"exchange {record.key} was held and cannot be cancelled.")
    if not who.reason:
        raise NotAllowed(f'exchange {record.key}: cancelling needs a reason in writing: --reason "..."')
    return keep(store, replace(record, state=CANCELLED, due_on=None), who, "cancel")


def exchanges_of(store: GraphStore, request_id: str) -> tuple[ExchangeCase, ...]:
    """Exchanges that were planned here for a request, by key; () when there are none."""
    return all_kept(store, Exchange, "exchange", parent_id=request_id)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that the terms of reference leave open."""

    what: str
    is_needed: bool
    """Whether an exchange cannot be held without it."""


def open_points(store: GraphStore, content: Exchange) -> tuple[OpenPoint, ...]:
    """What is still open in an exchange, the needed first; () when nothing is.

    The form's own fields and the association's part are asked for and not insisted on: the sources of real exchanges
    often say nothing of them.
    """
    kinds = store.existing([one.id for one in content.participants])
    roles = {one.role for one in content.participants}
    form = content.kind_of_form
    found = [OpenPoint("the form is not known", is_needed=False)] if form is None else []
    for needed in _NEEDED_ROLES.get(form or "", (("requester", "guest", "host"), ("peer", "host", "expert"))):
        if not roles.intersection(needed):
            found.append(OpenPoint(f"nobody takes part as {' or '.join(needed)}", is_needed=True))
    if form == "round_table" and len(content.participants) < _FEWEST_AT_A_TABLE:
        found.append(OpenPoint(f"a round table brings {_FEWEST_AT_A_TABLE} or more together", is_needed=True))
    if not any(kinds.get(one.id) == "Association" for one in content.participants) and not content.association_part:
        found.append(OpenPoint("no association has a part in it", is_needed=False))
    given = content.details or {}
    found += [
        OpenPoint(f"{name} is blank", is_needed=False)
        for name in FORM_FIELDS.get(form or "", ())
        if not given.get(name)
    ]
    return tuple(sorted(found, key=lambda one: not one.is_needed))


def _others(content: Exchange, case: RequestCase) -> Sequence[str]:
    return [one for one in content.request_ids if one != case.id]


def _due(content: Exchange) -> str | None:
    """The day after which somebody should say that it was held: the last one that was planned."""
    planned = content.planned_until or content.planned_from
    return last_day(planned).isoformat() if planned else None
