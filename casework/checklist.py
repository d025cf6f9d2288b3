"""The checklist of a request's validation: a file that an office may replace; every result names its version."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from casework.need import Need
from graph.errors import ExplorerError

CHECKLIST_VARIABLE = "CONNECT_EXPLORER_CHECKLIST"
RESULTS = ("pass", "fail", "ask_more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What a person found for one item, and why."""

    result: str
    """One of `RESULTS`."""
    by: str
    on: str
    """Day, as 2026-11-25."""
    version: int
    """Of the checklist."""
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One question that validation asks."""

    id: str
    question: Mapping[str, str]
    """In each language that the file has, English among them."""
    rule: str | None = None
    """What can be seen in the request itself; a person still answers."""

    def asked_in(self, language: str) -> str:
        """The question in a language, in English where the file has no other."""
        return self.question.get(language) or self.question["en"]

    def seen(self, need: Need) -> str | None:
        """What the request itself shows: "pass" or "ask_more"; None where only a person can tell."""
        if self.rule is None:
            return None
        return "pass" if _RULES[self.rule](need) else "ask_more"


@dataclass(frozen=True, slots=True)
class Checklist:
    """All questions of validation."""

    version: int
    items: tuple[ChecklistItem, ...]

    def item(self, item_id: str) -> ChecklistItem:
        """One item; raises `InvalidCheck`, naming the known ones."""
        for one in self.items:
            if one.id == item_id:
                return one
        known = ", ".join(one.id for one in self.items)
        raise InvalidCheck(f'the checklist has no item "{item_id}". Known: {known}.')


class InvalidCheck(ExplorerError):
    """A result of validation cannot be kept as it was given."""


class InvalidChecklist(ExplorerError):
    """The checklist file is not one."""


_RULES: Mapping[str, Callable[[Need], bool]] = MappingProxyType(
    {
        "has_requester": lambda need: bool(need.requester_ids or need.group),
        "has_country": lambda need: need.country is not None,
        "has_topic": lambda need: bool(need.topic_ids),
        "has_text": lambda need: need.text is not None,
        "has_languages": lambda need: bool(need.languages),
        "has_period": lambda need: need.wanted_from is not None,
    }
)


def checklist() -> Checklist:
    """The checklist in force: the office's own where the environment names one, otherwise the one that is shipped.

    Raises
    ------
    InvalidChecklist
        The office's file cannot be read; the message says where and what was expected.
    """
    own = os.environ.get(CHECKLIST_VARIABLE)
    if not own:
        return read_checklist(resources.files("casework").joinpath("checklists/request.yaml").read_text("utf-8"), "")
    try:
        return read_checklist(Path(own).read_text("utf-8"), own)
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidChecklist(f"{own}, named by {CHECKLIST_VARIABLE}, cannot be read: {error}.") from error


def read_checklist(text: str, where: str) -> Checklist:
    """Checklist out of YAML; raises `InvalidChecklist`."""
    try:
        held = yaml.safe_load(text)
        found = Checklist(_whole(held["version"]), tuple(map(_item, held["items"])))
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as error:
        expected = "expected version: a whole number, and items: each with id, question: {en: ...} and perhaps a rule"
        reason = str(error).partition("\n")[0]
        raise InvalidChecklist(f"{where}: not a checklist ({reason}); {expected}: {', '.join(_RULES)}.") from error
    return found


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"version is {value!r}")
    return value


def _item(held: Mapping[str, Any]) -> ChecklistItem:
    item = ChecklistItem(str(held["id"]), dict(held["question"]), held.get("rule"))
    if not item.question.get("en"):
        raise ValueError(f"{item.id} has no question in English")
    if item.rule not in (None, *_RULES):
        raise ValueError(f"{item.id} has the unknown rule {item.rule}")
    return item
