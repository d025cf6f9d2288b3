"""One change of casework, before it is saved: the record as it is to be, and who takes which step, and why."""

from dataclasses import dataclass, replace

from graph.acting_user import user_name
from graph.cases import CaseEdit, CaseRecord, CaseStep


@dataclass(frozen=True, slots=True)
class Who:
    """Who makes a change, and why."""

    name: str
    reason: str | None = None

    def step(self, action: str) -> CaseStep:
        """The step that this person takes."""
        return CaseStep(action=action, by=self.name, reason=self.reason)


def who(name: str | None = None, reason: str | None = None) -> Who:
    """The acting person: a name that was given, otherwise that of `graph.acting_user`."""
    return Who(name or user_name(), (reason or "").strip() or None)


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it is to be, and the step that makes it so."""

    edit: CaseEdit
    step: CaseStep


def edit_of(record: CaseRecord, **changed: object) -> CaseEdit:
    """The edit that leaves a record as it is but for the fields that are named."""
    same = CaseEdit(
        id=record.id,
        kind=record.kind,
        base_revision=record.revision,
        state=record.state,
        content=record.content,
        key=record.key,
        parent_id=record.parent_id,
        due_on=record.due_on,
        about=record.about,
    )
    return replace(same, **changed)  # type: ignore[arg-type]  # fields by name
