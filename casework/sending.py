"""Sending a draft: as it was where nobody changed anything since, otherwise merged with what others did."""

from collections.abc import Mapping
from dataclasses import replace

from casework.change import Change
from casework.drafts import Draft, draft, drop_draft
from casework.merging import Difference, Side, differences, merged
from casework.saving import save
from graph.cases import CaseNotFound, CaseRecord
from graph.store import GraphStore


def conflicts_of(store: GraphStore, waiting: Draft) -> tuple[tuple[Difference, ...], ...]:
    """For each change of a draft the fields in which it differs from what the store has now."""
    return tuple(_differences(store, change) for change in waiting.changes)


def send_draft(store: GraphStore, draft_id: str, choices: Mapping[str, Side] | None = None) -> tuple[str, ...]:
    """Ids of the records that were saved; the draft is gone then.

    Parameters
    ----------
    choices : whose version of a field to take, where both changed it.

    Raises
    ------
    ChoiceNeeded
        Both changed a field, and it is not said whose to take.
    DraftNotFound, NotSaved, Clash
        There is no such draft; or it could not be saved now either, and stays.
    """
    waiting = draft(draft_id)
    save(store, [_anew(store, change, choices) for change in waiting.changes], draft_id=draft_id)
    drop_draft(draft_id)
    return tuple(change.edit.id for change in waiting.changes)


def _anew(store: GraphStore, change: Change, choices: Mapping[str, Side] | None) -> Change:
    theirs, base = _others(store, change)
    if theirs is None or theirs.revision == change.edit.base_revision:
        return change
    return replace(change, edit=merged(change.edit, theirs, base, choices))


def _differences(store: GraphStore, change: Change) -> tuple[Difference, ...]:
    theirs, base = _others(store, change)
    return () if theirs is None else differences(change.edit, theirs, base)


def _others(store: GraphStore, change: Change) -> tuple[CaseRecord | None, CaseRecord | None]:
    """What the store has now, and what the change was made from."""
    try:
        theirs = store.case(change.edit.id)
    except CaseNotFound:
        return None, None
    history = store.case_history(change.edit.id)
    return theirs, next((one for one in history if one.revision == change.edit.base_revision), None)
