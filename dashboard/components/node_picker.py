"""Find one node by any of its names and pick it; the address of the page keeps what was picked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from dashboard import session
from dashboard.figure import legend_uri
from dashboard.safe_text import plain
from queries.rows import nodes_by_id
from queries.search import Likeness, search
from wording.naming import node_line, node_name
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.answers import NodeSummary
    from queries.search import SearchHit
    from wording.words import Words

N_LISTED: Final = 8
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class _Field:
    """One field, and what it remembers: the text for which a decision was taken, and the node that was picked."""

    key: str
    kinds: tuple[str, ...] | None
    forget: tuple[str, ...]

    @property
    def text_key(self) -> str:
        return f"{self.key}-text"

    @property
    def settled(self) -> tuple[str, str | None]:
        found: tuple[str, str | None] = st.session_state.get(f"{self.key}-settled", ("", None))
        return found

    def settle(self, text: str, node_id: str | None) -> None:
        """Take a decision: the list of hits closes."""
        st.session_state[f"{self.key}-settled"] = (text, node_id)

    def write(self, text: str) -> None:
        """Put a text into the field, before it is drawn."""
        if st.session_state.get(self.text_key) != text:
            st.session_state[self.text_key] = text

    def keep(self, node_id: str | None) -> None:
        """Let the address name the node; what was opened around another one is forgotten."""
        kept = {name: st.query_params.get_all(name) for name in st.query_params if name not in self.forget}
        kept.pop(self.key, None)
        st.query_params.from_dict({**({self.key: [node_id]} if node_id else {}), **kept})

    def pick(self, text: str, node_id: str) -> None:
        """The reader pressed a hit."""
        self.write(text)
        self.settle(text, node_id)
        self.keep(node_id)


def show(
    label: str,
    *,
    key: str,
    kinds: Sequence[str] | None = None,
    placeholder: str | None = None,
    forget: Sequence[str] = (),
    is_label_shown: bool = True,
) -> str | None:
    """Id of the picked node, kept in the address as `?key=id`; None while none is picked.

    What is typed is searched for while typing. The only node of exactly that name is picked at once; otherwise
    the hits are listed as buttons, best first.

    Parameters
    ----------
    label : what is asked for, shown above the field.
    key : name in the address, unique in the dashboard.
    kinds : offer only these kinds; None for all.
    placeholder : what may be typed, shown in the empty field.
    is_label_shown : otherwise the label is the placeholder, and is read aloud.
    forget : names in the address that make no sense any more when another node is picked.
    """
    field = _Field(key, tuple(kinds) if kinds is not None else None, tuple(forget))
    picked = _picked(field)
    node_id = picked.id if picked else None
    # A link, the Back button or another part of the page may have changed the address, and another page empties the
    # field: it follows the address.
    if field.settled[1] != node_id or field.text_key not in st.session_state:
        name = node_name(session.t(), picked) if picked else ""
        field.write(name)
        field.settle(name, node_id)
    _draw(field, label, placeholder or (None if is_label_shown else label), is_label_shown=is_label_shown)
    return node_id


def _picked(field: _Field) -> NodeSummary | None:
    """Node that the address names; when it cannot be shown, the page says so."""
    asked_id = st.query_params.get(field.key)
    if not asked_id:
        return None
    node = nodes_by_id(session.store(), [asked_id]).get(asked_id)
    if node is not None and (field.kinds is None or node.kind in field.kinds):
        return node
    t = session.t()
    st.warning(
        t('The link names "{id}", which cannot be shown here. Search for its name instead.', id=plain(asked_id)),
        icon=":material/link_off:",
    )
    return None


@st.fragment
def _draw(field: _Field, label: str, placeholder: str | None, *, is_label_shown: bool) -> None:
    """Field with the hits below it. A fragment: typing does not draw the page again, picking does."""
    t = session.t()
    with st.container(key=f"{field.key}-picker-field", gap=None):
        typed = st.text_input(
            label,
            key=field.text_key,
            type="search",
            live=True,
            placeholder=placeholder or t("Type a name"),
            autocomplete="off",
            label_visibility="visible" if is_label_shown else "collapsed",
        )
        text = (typed or "").strip()
        if not text and field.settled[1]:
            field.settle("", None)
            field.keep(None)
            st.rerun()
        if text != field.settled[0].strip():
            _hits(t, field, text)


def _hits(t: Words, field: _Field, text: str) -> None:
    hits = session.answered(search, session.store(), text, kinds=field.kinds, limit=N_LISTED + 1)
    if (only := _only_one_of_the_name(hits)) is not None:
        field.settle(text, only.id)
        field.keep(only.id)
        st.rerun()
    with st.container(border=True, gap=None, key=f"{field.key}-picker-hits"):
        if not hits:
            st.markdown(_nothing_found(t, text))
        for hit in hits[:N_LISTED]:
            _hit(t, field, hit)
        if len(hits) > N_LISTED:
            st.markdown(t("There are more. Type more of the name, or a comma and the country."))


def _hit(t: Words, field: _Field, hit: SearchHit) -> None:
    arguments = (node_name(t, hit.node), hit.node.id)
    key = f"{field.key}-hit-{hit.node.id}"
    if st.button(hit_label(t, hit), key=key, type="tertiary", on_click=field.pick, args=arguments):
        st.rerun()  # The button alone would draw only the field again.


def hit_label(t: Words, hit: SearchHit) -> str:
    """Shape, name and small print of a hit as Markdown; says so when the name is only similar."""
    node = hit.node
    name = f"![{kind_name(t, node.kind)}]({legend_uri(node.kind)}) :primary[{plain(node_name(t, node))}]"
    small = [plain(node_line(t, node))]
    if hit.likeness is Likeness.SIMILAR:
        small.append(t("similar name"))
    return f"{name} :gray[{' · '.join(small)}]"


def _only_one_of_the_name(hits: Sequence[SearchHit]) -> NodeSummary | None:
    """The node that is meant without doubt: it has exactly the name, and no other name begins like it."""
    is_alone = len(hits) == 1 or (len(hits) > 1 and hits[1].likeness > Likeness.NAME_BEGINS)
    return hits[0].node if is_alone and hits[0].likeness is Likeness.SAME_NAME else None


def _nothing_found(t: Words, text: str) -> str:
    if len(text) < _SHORTEST:
        return t("Type at least three letters.")
    return t(
        'Nothing is called "{text}" or anything like it. Try another spelling, or only a part of the name.',
        text=plain(text),
    )
