"""Records of casework as typed values: what is common to proposals, exchanges, evaluations, practices and rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any, Generic, TypeVar

import yaml

from casework.change import Change, Who
from casework.codec import from_plain, to_plain
from casework.contents import NotAllowed
from casework.saving import save
from graph.cases import CASEWORK, CaseEdit, CaseRecord
from graph.ids import mint_id
from graph.store import GraphStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(Generic[T]):
    """One record at one revision."""

    id: str
    kind: str
    key: str
    state: str
    revision: int
    """0: not saved yet."""
    content: T
    parent_id: str | None = None
    due_on: str | None = None
    about: tuple[str, ...] = ()


def kept(store: GraphStore, class_: type[T], record_id: str) -> Kept[T]:
    """One record; raises `CaseNotFound`."""
    return _of(class_, store.case(record_id))


def all_kept(
    store: GraphStore, class_: type[T], kind: str, states: Sequence[str] = (), *, parent_id: str | None = None
) -> tuple[Kept[T], ...]:
    """Records of a kind, by key; () when there are none."""
    found = (_of(class_, record) for record in store.cases(kind, states, parent_id=parent_id))
    return tuple(sorted(found, key=lambda one: (one.key, one.id)))


def by_key(store: GraphStore, class_: type[T], kind: str, key: str) -> Kept[T]:
    """The record with this key or id; raises `NotAllowed`, naming some that there are."""
    found = all_kept(store, class_, kind)
    for one in found:
        if key in (one.key, one.id):
            return one
    some = ", ".join(one.key for one in found[-5:]) or "none yet"
    raise NotAllowed(f'there is no {kind} "{key}" in casework. The latest: {some}.')


def new_record(prefix: str, kind: str, key: str, state: str, content: T) -> Kept[T]:
    """A record that is not saved yet; its id is minted from its key."""
    return Kept(id=mint_id(prefix, CASEWORK, key), kind=kind, key=key, state=state, revision=0, content=content)


def change_of(record: Kept[Any], who: Who, action: str) -> Change:
    """The change that saves a record as it is here."""
    edit = CaseEdit(
        id=record.id,
        kind=record.kind,
        base_revision=record.revision,
        state=record.state,
        content=to_plain(record.content),
        key=record.key,
        parent_id=record.parent_id,
        due_on=record.due_on,
    )
    return Change(edit, who.step(action))


def keep(store: GraphStore, record: Kept[T], who: Who, action: str) -> Kept[T]:
    """The record as it is after it was saved; raises `NotSaved` or `Clash`."""
    save(store, [change_of(record, who, action)])
    return kept(store, type(record.content), record.id)


def moved(record: Kept[T], state: str, **content: object) -> Kept[T]:
    """The record in another state, with other values of its content."""
    changed = replace(record.content, **content) if content else record.content  # type: ignore[type-var]
    return replace(record, state=state, content=changed)


def next_number(store: GraphStore, kind: str, start: str) -> int:
    """Number for the next record whose key begins so: one more than the highest."""
    numbers = (one.key.removeprefix(start) for one in store.cases(kind) if one.key and one.key.startswith(start))
    return max((int(one) for one in numbers if one.isdecimal()), default=0) + 1


def today() -> str:
    """The day, in UTC."""
    return datetime.now(UTC).date().isoformat()


def days_later(day: str, n_days: int) -> str:
    """The day so many days after one."""
    return (date.fromisoformat(day) + timedelta(days=n_days)).isoformat()


@cache
def rules() -> Mapping[str, int]:
    """Numbers by which casework goes, out of ``casework/rules.yaml``."""
    held = yaml.safe_load(resources.files("casework").joinpath("rules.yaml").read_text("utf-8"))
    return {str(name): int(value) for name, value in held.items()}


def _of(class_: type[T], record: CaseRecord) -> Kept[T]:
    return Kept(
        id=record.id,
        kind=record.kind,
        key=record.key or record.id,
        state=record.state,
        revision=record.revision,
        content=from_plain(class_, record.content),
        parent_id=record.parent_id,
        due_on=record.due_on,
        about=record.about,
    )
