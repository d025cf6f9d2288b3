"""What a reader has chosen on the Ask page, as the address of the page keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

from queries.catalogue import WrongParameter, questions, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from queries.catalogue import Parameter, Question

Tab = Literal["questions", "saved", "own"]
TABS: Final[tuple[Tab, ...]] = get_args(Tab)
PARAMETER: Final = "p_"
"""Begin of the names of parameters in the address, so that none is taken for something else."""
ADDED: Final = "add_"
"""Begin of the names under which one more node of a parameter with several is picked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskState:
    """One view of the Ask page."""

    tab: Tab = "questions"
    question_id: str | None = None
    """None: nothing is chosen yet."""
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Values by parameter, as texts; what is as usual is absent."""
    text: str | None = None
    """A query of the reader's own; None: none is written yet."""

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """State that an address keeps; what makes no sense in it is dropped."""
        asked = next(iter(query.get("question", ())), None)
        question = questions().get(asked or "")
        tab: Tab = next((one for one in TABS if one in query.get("tab", ())), "questions")
        if tab == "own":
            return cls(tab=tab, text=next(iter(query.get("text", ())), None) or None)
        if question is None or tab == "saved":
            return cls(tab=tab)
        return cls(tab=tab, question_id=question.id, given=_given(question, query))

    def to_query(self) -> dict[str, list[str]]:
        """Address that keeps this state; what is as usual is left out."""
        query = {
            "tab": ["" if self.tab == "questions" else self.tab],
            "question": [self.question_id or ""],
            "text": [self.text or ""],
            **{f"{PARAMETER}{name}": list(values) for name, values in self.given.items()},
        }
        return {name: values for name, values in query.items() if any(values)}

    def about(self, question_id: str | None) -> Self:
        """Another question, with everything as usual."""
        return replace(self, tab="questions", question_id=question_id, given={})

    def with_value(self, parameter: Parameter, values: Sequence[str]) -> Self:
        """The state with another value of a parameter; what is as usual is forgotten."""
        kept = {name: value for name, value in self.given.items() if name != parameter.name}
        told = tuple(one for one in values if one)
        is_usual = list(told) == usual_texts(parameter)
        return replace(self, given=kept if is_usual or not told else {**kept, parameter.name: told})

    def texts(self, parameter: Parameter) -> list[str]:
        """Values of a parameter as they are shown in its field; [] for none."""
        return list(self.given.get(parameter.name, ())) or usual_texts(parameter)

    def values(self, question: Question) -> dict[str, object]:
        """Parameters as the question takes them; those that are as usual are left out."""
        by_name = {one.name: one for one in question.parameters}
        return {name: _value(by_name[name], texts) for name, texts in self.given.items() if name in by_name}

    def missing(self, question: Question) -> tuple[Parameter, ...]:
        """What must still be chosen before the question can be asked."""
        return tuple(one for one in question.parameters if one.is_required and one.name not in self.given)


def example_state(question: Question) -> AskState:
    """The state in which a question is asked as its example says."""
    return saved_state(question, question.example)


def saved_state(question: Question, given: Mapping[str, object]) -> AskState:
    """The state in which a question is asked with these values; parameters that it does not have are dropped."""
    state = AskState(question_id=question.id)
    for one in question.parameters:
        if given.get(one.name) is not None:
            state = state.with_value(one, _as_texts(given[one.name]))
    return state


def usual_texts(parameter: Parameter) -> list[str]:
    """Value of a parameter that nobody chose, as it is shown in its field; [] for none."""
    return [] if parameter.is_required or parameter.default is None else _as_texts(parameter.default)


def picked_key(parameter: Parameter) -> str:
    """Name of a parameter in the address."""
    return f"{PARAMETER}{parameter.name}"


def added_key(parameter: Parameter) -> str:
    """Name in the address under which one more node of a parameter is picked."""
    return f"{ADDED}{parameter.name}"


def _given(question: Question, query: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found = {}
    for one in question.parameters:
        texts = [*query.get(picked_key(one), ()), *query.get(added_key(one), ())]
        told = tuple(dict.fromkeys(text for text in texts if text))
        told = told if one.type == "texts" else told[:1]
        if told and _makes_sense(one, told) and list(told) != usual_texts(one):
            found[one.name] = told
    return found


def _makes_sense(parameter: Parameter, texts: tuple[str, ...]) -> bool:
    try:
        for text in texts:
            read_value(parameter, text)
    except WrongParameter:
        return False
    return True


def _value(parameter: Parameter, texts: tuple[str, ...]) -> object:
    return list(texts) if parameter.type == "texts" else texts[0]


def _as_texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
