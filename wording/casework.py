"""Casework in sentences: where a request stands, what was done, and what the checklist found."""

from collections.abc import Mapping
from typing import Final

from graph.cases import CaseRecord
from wording.terms import status_name
from wording.words import N_, Words

RESULT_NAMES: Final[Mapping[str, str]] = {
    "pass": N_("pass"),
    "fail": N_("fail"),
    "ask_more": N_("ask more"),
}
_STEPS: Final[Mapping[str, str]] = {
    "receive": N_("{name} received it"),
    "edit": N_("{name} edited it"),
    "check": N_("{name} answered the checklist"),
    "take_back": N_("{name} took the last step back"),
}


def result_name(t: Words, result: str) -> str:
    """What a result of the checklist is called: ``ask more``."""
    return t(RESULT_NAMES[result])


def step_sentence(t: Words, record: CaseRecord, before: CaseRecord | None) -> str:
    """What was done in one step, by whom and when, and why.

    Parameters
    ----------
    before : the revision before it; None for the first one.
    """
    if record.action == "move":
        told = t(
            "{name} moved it from {before} to {after}",
            name=record.changed_by,
            before=status_name(t, before.state if before else "received"),
            after=status_name(t, record.state),
        )
    else:
        told = t(_STEPS.get(record.action, N_("{name} changed it")), name=record.changed_by)
    when = t.moment(record.changed_at)
    if record.reason:
        return t("{step}, {when}: {reason}", step=told, when=when, reason=record.reason)
    return t("{step}, {when}.", step=told, when=when)


FIELD_NAMES: Final[Mapping[str, str]] = {
    "title": N_("Title"),
    "titles": N_("Title in other languages"),
    "form": N_("Form"),
    "form_inferred": N_("Form, inferred"),
    "request_id": N_("Request"),
    "request_ids": N_("Requests"),
    "exchange_id": N_("Exchange"),
    "exchange_ids": N_("Learned in"),
    "participants": N_("Participants"),
    "candidate_ids": N_("Candidates"),
    "sent_on": N_("Sent"),
    "expires_on": N_("To be answered by"),
    "answered_on": N_("Answered"),
    "answer": N_("Answer"),
    "objectives": N_("Objectives"),
    "activities": N_("Activities"),
    "topic_ids": N_("Topics"),
    "builds_on_ids": N_("Builds on"),
    "language": N_("Language"),
    "country": N_("Country"),
    "association_part": N_("Part of the associations"),
    "details": N_("What this form asks for"),
    "planned_from": N_("Planned from"),
    "planned_until": N_("Planned until"),
    "held_from": N_("Held from"),
    "held_until": N_("Held until"),
    "n_participants": N_("People who took part"),
    "days": N_("Days"),
    "result": N_("Result"),
    "note": N_("Note"),
    "source_url": N_("Address of the source"),
    "stage": N_("Stage"),
    "side": N_("Side"),
    "asked_on": N_("Asked"),
    "score": N_("Overall score"),
    "scores": N_("Scores"),
    "text": N_("In words"),
    "summary": N_("Summary"),
    "what_worked": N_("What worked"),
    "transfer_conditions": N_("What must be there for it to work elsewhere"),
    "url": N_("Address"),
    "adopted": N_("Adopted by"),
    "shared": N_("Shared by"),
    "members": N_("Members"),
    "cases": N_("Shortlists"),
    "minutes": N_("Minutes"),
}
"""What the fields of casework records are called."""


def field_name(t: Words, name: str) -> str:
    """What a field of a record is called; an unknown one as it is."""
    return t(FIELD_NAMES[name]) if name in FIELD_NAMES else name
