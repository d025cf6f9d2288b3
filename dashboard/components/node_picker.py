"""Find one node by any of its names and pick it; the address of the page keeps what was picked."""

from __future__ import annotations

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


def show(label: str, *, key: str, kinds: Sequence[str] | None = None, placeholder: str | None = None) -> str | None:
    """Id of the picked node, kept in the address as `?key=id`; None while none is picked.

    What is typed is searched for while typing. The only node of exactly that name is picked at once; otherwise
    the hits are listed as buttons, best first.

    Parameters
    ----------
    label : what is asked for, shown above the field.
    key : name in the address, unique in the dashboard.
    kinds : offer only these kinds; None for all.
    placeholder : what may be typed, shown in the empty field.
    """
    picked = _picked(key, kinds)
    node_id = picked.id if picked else None
    # A link, the Back button or another part of the page may have changed the address: the field follows it.
    if st.session_state.get(_settled_key(key), ("", ""))[1] != node_id:
        _settle(key, node_name(session.t(), picked) if picked else "", node_id)
    _field(label, key, tuple(kinds) if kinds is not None else None, placeholder)
    return node_id


def _picked(key: str, kinds: Sequence[str] | None) -> NodeSummary | None:
    """Node that the address names; when there is no such node, the page says so."""
    asked_id = st.query_params.get(key)
    if not asked_id:
        return None
    node = nodes_by_id(session.store(), [asked_id]).get(asked_id)
    if node is not None and (kinds is None or node.kind in kinds):
        return node
    t = session.t()
    st.warning(
        t('The link names "{id}", which cannot be shown here. Search for its name instead.', id=plain(asked_id)),
        icon=":material/link_off:",
    )
    return None


@st.fragment
def _field(label: str, key: str, kinds: tuple[str, ...] | None, placeholder: str | None) -> None:
    """Field with the hits below it. A fragment: typing does not draw the page again, picking does."""
    t = session.t()
    typed = st.text_input(
        label,
        key=_text_key(key),
        type="search",
        live=True,
        placeholder=placeholder or t("Type a name"),
        autocomplete="off",
    )
    text = (typed or "").strip()
    if text == st.session_state[_settled_key(key)][0].strip():
        return
    if not text:
        _settle(key, "", None)
        st.rerun()
    _hits(t, key, kinds, text)


def _hits(t: Words, key: str, kinds: tuple[str, ...] | None, text: str) -> None:
    hits = search(session.store(), text, kinds=kinds, limit=N_LISTED + 1)
    if (only := _only_one_of_the_name(hits)) is not None:
        st.session_state[_settled_key(key)] = (text, only.id)
        _keep(key, only.id)
        st.rerun()
    if not hits:
        st.caption(_nothing_found(t, text))
        return
    with st.container(border=True, gap=None):
        for hit in hits[:N_LISTED]:
            _hit(t, key, hit)
        if len(hits) > N_LISTED:
            st.caption(t("There are more. Type more of the name, or a comma and the country."))


def _hit(t: Words, key: str, hit: SearchHit) -> None:
    node = hit.node
    arguments = (key, node_name(t, node), node.id)
    if st.button(hit_label(t, hit), key=f"{key}-hit-{node.id}", type="tertiary", on_click=_settle, args=arguments):
        st.rerun()  # The button alone would draw only the field again.


def hit_label(t: Words, hit: SearchHit) -> str:
    """Shape, name and small print of a hit as Markdown; says so when the name is only similar."""
    node = hit.node
    name = f"![{kind_name(t, node.kind)}]({legend_uri(node.kind)}) **{plain(node_name(t, node))}**"
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


def _settle(key: str, text: str, node_id: str | None) -> None:
    """Take a decision: the list closes, and the address names the node."""
    if st.session_state.get(_text_key(key)) != text:
        st.session_state[_text_key(key)] = text
    st.session_state[_settled_key(key)] = (text, node_id)
    _keep(key, node_id)


def _keep(key: str, node_id: str | None) -> None:
    if node_id is None:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = node_id


def _text_key(key: str) -> str:
    return f"{key}-text"


def _settled_key(key: str) -> str:
    return f"{key}-settled"
