"""Every change of casework: one transaction with who, when, why and the revision it was made from.

A change that cannot be saved is never lost: whatever the reason, it is kept as a draft (`casework.drafts`), and the
error says how to send it again.
"""

from collections.abc import Sequence
from dataclasses import replace

from casework.change import Change
from casework.drafts import keep_draft
from casework.facts import CASEWORK_SOURCE, Facts, facts_of
from graph.cases import CaseEdit, CaseRecord, EditConflict
from graph.errors import ExplorerError, StoreUnavailable
from graph.records import Relationship
from graph.store import GraphStore, Writer


class NotSaved(StoreUnavailable):
    """The store could not be reached at the moment of saving; the change is kept as a draft."""

    def __init__(self, error: StoreUnavailable, draft_id: str) -> None:
        super().__init__(
            f"not saved: {error} What you entered is kept as draft {draft_id}. "
            f"When the store can be reached again: connect-explorer draft send {draft_id}"
        )
        self.draft_id = draft_id


class Clash(ExplorerError):
    """Somebody else changed the record first; both versions are kept, and the person chooses."""

    def __init__(self, conflict: EditConflict, draft_id: str) -> None:
        super().__init__(
            f"{conflict} Yours is kept as draft {draft_id}. Both side by side: connect-explorer draft show {draft_id}"
        )
        self.conflict, self.draft_id = conflict, draft_id


def save(store: GraphStore, changes: Sequence[Change], *, draft_id: str | None = None) -> None:
    """Save changes together, all of them or none.

    Parameters
    ----------
    draft_id : the draft that they were kept as before, which stays the same one when they cannot be saved again.

    Raises
    ------
    NotSaved
        The store could not be reached, or another program was writing for too long.
    Clash
        A record was changed by somebody else since it was read.
    """
    try:
        with store.writer(CASEWORK_SOURCE) as writer:
            for change in changes:
                _write(store, writer, change)
    except StoreUnavailable as error:
        raise NotSaved(error, keep_draft(changes, str(error), draft_id)) from error
    except EditConflict as conflict:
        raise Clash(conflict, keep_draft(changes, str(conflict), draft_id)) from conflict


def _write(store: GraphStore, writer: Writer, change: Change) -> None:
    after = _facts(change.edit)
    # The record first, so that nothing is compared with a revision that is no longer the last one.
    writer.save_case(replace(change.edit, about=after.about), change.step)
    before = _facts_before(store, change.edit)
    writer.upsert(after.nodes)
    writer.upsert(after.relationships)
    kept = {_key(one) for one in after.relationships}
    writer.retire_relationships([one for one in before.relationships if _key(one) not in kept])
    kept_ids = {one.id for one in after.nodes}
    # A country belongs to everybody.
    writer.retire([one.id for one in before.nodes if one.id not in kept_ids and one.kind != "Country"])


def _facts(edit: CaseEdit | CaseRecord) -> Facts:
    return facts_of(edit)


def _facts_before(store: GraphStore, edit: CaseEdit) -> Facts:
    if not edit.base_revision:
        return Facts()
    return _facts(next(one for one in store.case_history(edit.id) if one.revision == edit.base_revision))


def _key(one: Relationship) -> tuple[str, str, str, str]:
    return one.type, one.start_id, one.end_id, one.key
