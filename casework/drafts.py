"""Changes that could not be saved, kept on the person's own machine until they are sent or dropped.

One small file each, that nobody else may read: a draft may hold a contact.
"""

import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

import platformdirs

from casework.change import Change
from graph.cases import CaseEdit, CaseStep
from graph.errors import ExplorerError
from graph.meta import now

_NAME = re.compile(r"D[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Draft:
    """Changes that wait to be sent."""

    id: str
    kept_at: str
    """UTC, ISO 8601."""
    why: str
    """What was in the way of saving."""
    changes: tuple[Change, ...]


class DraftNotFound(ExplorerError):
    """No draft has this name."""

    def __init__(self, draft_id: str) -> None:
        super().__init__(f'there is no draft "{draft_id}". List them: connect-explorer draft list')


def keep_draft(changes: Sequence[Change], why: str, draft_id: str | None = None) -> str:
    """Name of the draft that now holds the changes.

    Parameters
    ----------
    why : what was in the way of saving.
    draft_id : the draft to keep them in; a new one when None.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if draft_id is not None:
        file = _file(draft_id)
        file.write_text(_text(changes, why), encoding="utf-8")
        return draft_id
    for number in count(1):
        try:  # of two programs, each makes a file of its own
            descriptor = os.open(_file(f"D{number}"), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            continue
        with os.fdopen(descriptor, "w", encoding="utf-8") as file_:
            file_.write(_text(changes, why))
        return f"D{number}"
    raise AssertionError("numbers do not end")


def drafts() -> tuple[Draft, ...]:
    """All drafts, the oldest first; () when there are none."""
    names = [file.stem for file in _folder().glob("D*.json") if _NAME.fullmatch(file.stem)]
    return tuple(draft(name) for name in sorted(names, key=lambda name: int(name[1:])))


def draft(draft_id: str) -> Draft:
    """One draft; raises `DraftNotFound`."""
    try:
        held = json.loads(_file(draft_id).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DraftNotFound(draft_id) from None
    changes = (Change(_edit(one["edit"]), CaseStep(**one["step"])) for one in held["changes"])
    return Draft(draft_id, held["kept_at"], held["why"], tuple(changes))


def drop_draft(draft_id: str) -> None:
    """Let a draft go; raises `DraftNotFound`."""
    try:
        _file(draft_id).unlink()
    except FileNotFoundError:
        raise DraftNotFound(draft_id) from None


def _folder() -> Path:
    return Path(platformdirs.user_data_path("connect-explorer")) / "drafts"


def _file(draft_id: str) -> Path:
    if not _NAME.fullmatch(draft_id):
        raise DraftNotFound(draft_id)
    return _folder() / f"{draft_id}.json"


def _text(changes: Sequence[Change], why: str) -> str:
    held = [{"edit": asdict(one.edit), "step": asdict(one.step)} for one in changes]
    return json.dumps({"kept_at": now(), "why": why, "changes": held}, ensure_ascii=False, indent=1)


def _edit(held: dict[str, object]) -> CaseEdit:
    about = held.pop("about")
    return CaseEdit(about=tuple(about), **held)  # type: ignore[arg-type]  # as `_text` wrote them
