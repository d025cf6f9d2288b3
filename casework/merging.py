"""Two versions of one record: what only one of two people changed is taken, what both changed a person chooses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from graph.cases import CaseEdit, CaseRecord
from graph.errors import ExplorerError

Side = Literal["yours", "theirs"]
_WHOLE = ("state", "due_on")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two versions differ."""

    field: str
    """Such as need.title or checks.working_language."""
    base: Any
    """What both started from; None when it was not there."""
    yours: Any
    theirs: Any

    @property
    def is_clash(self) -> bool:
        """Whether both changed it, so that a person must choose."""
        return bool(self.yours != self.base and self.theirs != self.base)


class ChoiceNeeded(ExplorerError):
    """Both people changed the same fields, and it was not said whose to take."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        names = ", ".join(fields)
        super().__init__(
            f"you and somebody else both changed {names}. Say for each whose to take: --yours FIELD or --theirs FIELD"
        )
        self.fields = fields


def differences(yours: CaseEdit, theirs: CaseRecord, base: CaseRecord | None) -> tuple[Difference, ...]:
    """Fields in which the two versions differ, by name; () when they say the same."""
    three = [_flat(one) for one in (base, yours, theirs)]
    fields = sorted({name for one in three for name in one})
    found = (Difference(name, *(one.get(name) for one in three)) for name in fields)
    return tuple(one for one in found if one.yours != one.theirs)


def merged(
    yours: CaseEdit, theirs: CaseRecord, base: CaseRecord | None, choices: Mapping[str, Side] | None = None
) -> CaseEdit:
    """Your edit made anew from their revision: each side's own changes, and of those of both the chosen ones.

    Raises
    ------
    ChoiceNeeded
        Both changed a field and the choices do not name it.
    """
    choices = choices or {}
    found = differences(yours, theirs, base)
    open_fields = tuple(one.field for one in found if one.is_clash and one.field not in choices)
    if open_fields:
        raise ChoiceNeeded(open_fields)
    taken = _flat(theirs)
    for one in found:
        is_yours = choices[one.field] == "yours" if one.field in choices else one.theirs == one.base
        if is_yours:
            taken[one.field] = one.yours
    whole = {name: taken.pop(name, None) for name in _WHOLE}
    content = _nested({name: value for name, value in taken.items() if value is not None})
    return replace(yours, base_revision=theirs.revision, content=content, **whole)


def _flat(record: CaseEdit | CaseRecord | None) -> dict[str, Any]:
    if record is None:
        return {}
    return {**{name: getattr(record, name) for name in _WHOLE}, **dict(_leaves(record.content))}


def _leaves(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Fields down to the second level: deeper ones belong together and are taken together."""
    for name, value in content.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            yield name, value


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for name, value in flat.items():
        outer, dot, inner = name.partition(".")
        if dot:
            content.setdefault(outer, {})[inner] = value
        else:
            content[outer] = value
    return content
