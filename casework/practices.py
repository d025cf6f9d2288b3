"""Practices: what was learned in an exchange, written down for others, shared and adopted."""

from dataclasses import replace

from casework.change import Who
from casework.contents import Adoption, NotAllowed, Practice, Sharing
from casework.kept import Kept, all_kept, keep, new_record, next_number
from graph.schema import ORGANISATIONS, PRACTICE_STATUSES
from graph.store import GraphStore
from queries.rows import nodes_by_id

PracticeCase = Kept[Practice]


def write(store: GraphStore, content: Practice, who: Who) -> PracticeCase:
    """A new practice, as a draft.

    Raises
    ------
    NotAllowed
        It was learned in something that is no exchange, or in one that was not held.
    """
    nodes = nodes_by_id(store, content.exchange_ids)
    for one in content.exchange_ids:
        if one not in nodes or nodes[one].kind != "Exchange":
            raise NotAllowed(f'"{one}" is no exchange.')
        if nodes[one].status != "held":
            raise NotAllowed(f"exchange {nodes[one].source_key} was not held: nothing can have been learned in it.")
    start = f"{nodes[content.exchange_ids[0]].source_key}-W"
    record = new_record("pra", "practice", f"{start}{next_number(store, 'practice', start)}", "draft", content)
    return keep(store, replace(record, parent_id=content.exchange_ids[0]), who, "write")


def change(store: GraphStore, record: PracticeCase, content: Practice, who: Who) -> PracticeCase:
    """The practice with another content."""
    return keep(store, replace(record, content=content), who, "edit")


def set_status(store: GraphStore, record: PracticeCase, status: str, who: Who) -> PracticeCase:
    """The practice with another status.

    Raises
    ------
    NotAllowed
        There is no such status, or it says too little to be shown to others.
    """
    if status not in PRACTICE_STATUSES:
        raise NotAllowed(f'"{status}" is no status of a practice. Expected one of {", ".join(PRACTICE_STATUSES)}.')
    lacking = [name for name in ("summary", "what_worked", "transfer_conditions") if not getattr(record.content, name)]
    if status != "draft" and lacking:
        raise NotAllowed(f"practice {record.key} is still a draft: {', '.join(lacking)} is blank.")
    return keep(store, replace(record, state=status), who, "move")


def adopt(store: GraphStore, record: PracticeCase, adoption: Adoption, who: Who) -> PracticeCase:
    """The practice with an organisation more that adopted it; raises `NotAllowed` for what is no organisation."""
    _require_organisation(store, adoption.organisation_id)
    others = (one for one in record.content.adopted if one.organisation_id != adoption.organisation_id)
    return change(store, record, replace(record.content, adopted=(*others, adoption)), who)


def share(store: GraphStore, record: PracticeCase, sharing: Sharing, who: Who) -> PracticeCase:
    """The practice with an event more at which it was shared; raises `NotAllowed` for what is no organisation."""
    _require_organisation(store, sharing.organisation_id)
    others = (one for one in record.content.shared if one != sharing)
    return change(store, record, replace(record.content, shared=(*others, sharing)), who)


def practices(store: GraphStore) -> tuple[PracticeCase, ...]:
    """Practices that were written here, by key; () when there are none."""
    return all_kept(store, Practice, "practice")


def _require_organisation(store: GraphStore, node_id: str) -> None:
    if store.existing([node_id]).get(node_id) not in ORGANISATIONS:
        raise NotAllowed(f'"{node_id}" is no organisation.')
