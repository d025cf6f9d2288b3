"""The content of the picture as text: nodes as buttons that the keyboard reaches, and relationships as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import session
from dashboard.components import html_table
from dashboard.figure import legend_uri
from dashboard.present import grouped_by_kind, relationship_table
from dashboard.safe_text import plain
from wording.naming import node_line, node_name
from wording.terms import kind_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from dashboard.selection import Selection
    from graph.answers import NodeSummary


def show(selection: Selection, *, selected_id: str | None, on_select: Callable[[str], None]) -> None:
    """Every node and relationship of a selection.

    Parameters
    ----------
    selected_id : node whose details are shown; its name stands in bold.
    on_select : called with the id of the node that the reader chose.
    """
    t = session.t()
    for kind, nodes in grouped_by_kind(selection).items():
        name = kind_name(t, kind, len(nodes))
        with st.container(gap="xxsmall"):
            st.markdown(f"### ![]({legend_uri(kind)}) {name[:1].upper()}{name[1:]} · {t.number(len(nodes))}")
            for node in nodes:
                _node(node, is_selected=node.id == selected_id, on_select=on_select)
    st.markdown(f"### {t('Relationships')} · {t.number(len(selection.relationships))}")
    table = relationship_table(t, selection)
    html_table.show(table, alt=t("Relationships between the nodes listed above"), links=(t("Source"),))


def _node(node: NodeSummary, *, is_selected: bool, on_select: Callable[[str], None]) -> None:
    t = session.t()
    name = plain(node_name(t, node))
    line = node_line(t, node)
    small = f" :gray[{plain(line)}]" if line != kind_name(t, node.kind) else ""
    label = f":primary[{f'**{name}**' if is_selected else name}]{small}"
    st.button(label, key=f"list-{node.id}", type="tertiary", on_click=on_select, args=(node.id,))
