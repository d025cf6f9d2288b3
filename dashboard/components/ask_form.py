"""What a question must and may be told: one field for each parameter, fitting what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from dashboard import address, session
from dashboard.ask_state import added_key, picked_key
from dashboard.components import filters, node_picker, nodes_picker
from dashboard.present_ask import capital
from queries.parameter_meaning import Meaning, choices, meaning, node_kinds
from queries.parameter_words import choice_word, hint, word_of
from wording.words import all_language_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.ask_state import AskState
    from queries.catalogue import Parameter, Question

_N_COLUMNS: Final = 3
_N_OPEN: Final = 3
"""So many parameters stand open; more are folded away, so that few choices come first."""


def show(state: AskState, question: Question) -> None:
    """Fields for the parameters; each writes the address when it is changed."""
    t = session.t()
    needed = [one for one in question.parameters if one.is_required]
    others = [one for one in question.parameters if not one.is_required]
    n_open = max(0, _N_OPEN - len(needed))
    fields(state, [*needed, *others[:n_open]])
    folded = others[n_open:]
    if folded:
        n_set = sum(one.name in state.given for one in folded)
        label = t("More choices ({n} made)", n=n_set) if n_set else t("More choices")
        with st.expander(label, icon=":material/tune:", expanded=False, key=f"ask-more-{question.id}"):
            fields(state, folded)


def fields(state: AskState, parameters: Sequence[Parameter]) -> None:
    """Fields for some parameters, side by side."""
    for start in range(0, len(parameters), _N_COLUMNS):
        columns = st.columns(_N_COLUMNS, gap="medium", vertical_alignment="top")
        for column, one in zip(columns, parameters[start : start + _N_COLUMNS], strict=False):
            with column:
                _FIELDS.get(meaning(one), _text)(state, one)


def _label(parameter: Parameter) -> str:
    return capital(word_of(session.t(), parameter.name))


def _key(state: AskState, parameter: Parameter) -> str:
    return f"ask-{state.question_id}-{parameter.name}"


def _change(state: AskState, parameter: Parameter, read: Callable[[Any], Sequence[str]]) -> Callable[[], None]:
    key = _key(state, parameter)
    return lambda: address.write(state.with_value(parameter, read(st.session_state[key])))


def _one(value: object) -> list[str]:
    return [] if value is None else [str(value)]


def _node(state: AskState, parameter: Parameter) -> None:
    node_picker.show(_label(parameter), key=picked_key(parameter), kinds=node_kinds(parameter))


def _nodes(state: AskState, parameter: Parameter) -> None:
    nodes_picker.show(
        _label(parameter),
        state.texts(parameter),
        key=added_key(parameter),
        kinds=node_kinds(parameter),
        on_change=lambda ids: address.write(state.with_value(parameter, ids)),
    )


def _select(state: AskState, parameter: Parameter, options: Sequence[str], word: Callable[[str], str]) -> None:
    texts = state.texts(parameter)
    known = [*options, *(one for one in texts if one not in options)]
    st.selectbox(
        _label(parameter),
        known,
        index=None,
        key=address.bind(_key(state, parameter), texts[0] if texts else None),
        format_func=word,
        on_change=_change(state, parameter, _one),
        placeholder=session.t()("all"),
    )


def _multiselect(state: AskState, parameter: Parameter, options: Sequence[str], word: Callable[[str], str]) -> None:
    texts = state.texts(parameter)
    st.multiselect(
        _label(parameter),
        [*options, *(one for one in texts if one not in options)],
        key=address.bind(_key(state, parameter), texts),
        format_func=word,
        on_change=_change(state, parameter, list),
        placeholder=session.t()("all"),
    )


def _languages() -> list[str]:
    t = session.t()
    return sorted(all_language_codes(), key=lambda code: t.language_name(code).casefold())


def _language(code: str) -> str:
    return session.t().language_name(code)


def _word(text: str) -> str:
    return choice_word(session.t(), text)


def _countries() -> list[str]:
    t, store = session.t(), session.store()
    return sorted(filters.choices(store, session.network(store)).countries, key=t.country)


def _date(state: AskState, parameter: Parameter) -> None:
    _text_field(state, parameter, placeholder=session.t()("2017, 2017-05 or 2017-05-15"))


def _text(state: AskState, parameter: Parameter) -> None:
    _text_field(state, parameter, placeholder=None)


def _text_field(state: AskState, parameter: Parameter, placeholder: str | None) -> None:
    texts = state.texts(parameter)
    st.text_input(
        _label(parameter),
        key=address.bind(_key(state, parameter), texts[0] if texts else ""),
        placeholder=placeholder,
        help=hint(session.t(), parameter),
        on_change=_change(state, parameter, _one),
    )


def _texts(state: AskState, parameter: Parameter) -> None:
    texts = state.texts(parameter)
    st.multiselect(
        _label(parameter),
        texts,
        key=address.bind(_key(state, parameter), texts),
        accept_new_options=True,
        on_change=_change(state, parameter, list),
        placeholder=session.t()("Type a text and press Enter"),
    )


def _number(state: AskState, parameter: Parameter) -> None:
    texts = state.texts(parameter)
    is_whole = parameter.type == "integer"
    value = None if not texts else int(texts[0]) if is_whole else float(texts[0])
    st.number_input(
        _label(parameter),
        value=None,
        step=1 if is_whole else 0.1,
        key=address.bind(_key(state, parameter), value),
        on_change=_change(state, parameter, _one),
    )


def _yes_no(state: AskState, parameter: Parameter) -> None:
    st.toggle(
        _label(parameter),
        key=address.bind(_key(state, parameter), state.texts(parameter) == ["yes"]),
        on_change=_change(state, parameter, lambda is_on: ["yes" if is_on else "no"]),
    )


_FIELDS: Final[dict[Meaning, Callable[[AskState, Parameter], None]]] = {
    Meaning.NODE: _node,
    Meaning.NODES: _nodes,
    Meaning.COUNTRY: lambda state, one: _select(state, one, _countries(), session.t().country),
    Meaning.COUNTRIES: lambda state, one: _multiselect(state, one, _countries(), session.t().country),
    Meaning.LANGUAGE: lambda state, one: _select(state, one, _languages(), _language),
    Meaning.LANGUAGES: lambda state, one: _multiselect(state, one, _languages(), _language),
    Meaning.CHOICE: lambda state, one: _select(state, one, choices(one), _word),
    Meaning.CHOICES: lambda state, one: _multiselect(state, one, choices(one), _word),
    Meaning.DATE: _date,
    Meaning.NUMBER: _number,
    Meaning.YES_NO: _yes_no,
    Meaning.TEXTS: _texts,
}
