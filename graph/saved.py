"""Questions that people keep under a name, with their filters."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.errors import ExplorerError

_LONGEST_NAME: Final = 120


class WrongName(ExplorerError):
    """A question cannot be saved under this name."""


class SavedNotFound(ExplorerError):
    """No question is saved under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f'no question is saved as "{name}". List them: connect-explorer saved')
        self.name = name


class NameTaken(ExplorerError):
    """Another question is saved under this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f'another question is saved as "{name}". Choose another name, or delete that one first.')
        self.name = name


@dataclass(frozen=True, slots=True)
class SavedQuestion:
    """One question of the catalogue under a name, with the parameters that somebody chose."""

    name: str
    question_id: str
    given: Mapping[str, Any]
    """Values by parameter, as the question takes them; those left as usual are absent."""
    saved_by: str
    saved_at: str = field(default="", compare=False)
    """UTC, ISO 8601; "" until it is saved."""

    def __post_init__(self) -> None:
        if not self.name or self.name != self.name.strip() or not self.name.isprintable():
            raise WrongName("a question is saved under a name of printable characters, without blanks at its ends.")
        if len(self.name) > _LONGEST_NAME:
            raise WrongName(f"the name of a saved question has at most {_LONGEST_NAME} characters.")


def given_json(saved: SavedQuestion) -> str:
    """The parameters as a store keeps them."""
    return json.dumps(dict(saved.given), ensure_ascii=False)


def saved_from(rows: Iterable[Iterable[Any]]) -> tuple[SavedQuestion, ...]:
    """Saved questions out of rows of name, question, parameters, who and when; ordered by name on every engine."""
    found = (SavedQuestion(name, id_, json.loads(given), by, at) for name, id_, given, by, at in rows)
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name)))


def required(name: str, among: Iterable[SavedQuestion]) -> SavedQuestion:
    """The one of this name; raises `SavedNotFound`."""
    for one in among:
        if one.name == name:
            return one
    raise SavedNotFound(name)
