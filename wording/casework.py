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
