"""A page with nothing but a network picture, for `test_network_figure.py`.

Twenty municipalities around one exchange-rich town; one has a hostile name. A double click or the key E brings four
more neighbours of that node. What Python has heard so far stands below the picture. `?tab=Empty` opens the page with
the picture out of sight.
"""

import streamlit as st

from dashboard.components import network_figure
from dashboard.figure import Figure, FigureEdge, FigureNode
from dashboard.layout import positions

HOSTILE = "<img src=x onerror=window.hacked=1>"
KINDS = ("Municipality", "Exchange", "Official", "Topic", "Association")

memory = st.session_state
memory.setdefault("expanded", [])
memory.setdefault("heard", [])
memory.setdefault("places", {})


def nodes_and_edges() -> tuple[list[str], list[tuple[str, str]]]:
    ids = [f"n{number:02}" for number in range(20)]
    pairs = [(ids[number // 3], ids[number]) for number in range(1, 20)]
    for parent_id in memory.expanded:
        children = [f"{parent_id}-{number}" for number in range(4)]
        ids += children
        pairs += [(parent_id, child_id) for child_id in children]
    return ids, pairs


def figure() -> Figure:
    ids, pairs = nodes_and_edges()
    memory.places = positions(ids, pairs, memory.places, "n00")
    nodes = tuple(
        FigureNode(
            id=id_,
            label=HOSTILE if id_ == "n03" else f"Town {id_}",
            kind=KINDS[number % len(KINDS)],
            caption=f"{HOSTILE if id_ == 'n03' else 'Town ' + id_}, {KINDS[number % len(KINDS)].lower()}",
            x=memory.places[id_][0],
            y=memory.places[id_][1],
            is_focus=id_ == "n00",
        )
        for number, id_ in enumerate(ids)
    )
    edges = [FigureEdge(f"{a}>{b}", a, b, "met", f"{a} met {b}") for a, b in pairs]
    edges.append(FigureEdge("again", "n01", "n00", "hosted", "n01 hosted n00"))
    return Figure(nodes, tuple(edges), "n00", f"{len(nodes)} places around Town n00.")


def heard(click: network_figure.Click | None) -> None:
    if click is None:
        return
    memory.heard.append(f"{click.action} {click.node_id}")
    if click.action == "expand" and click.node_id not in memory.expanded:
        memory.expanded.append(click.node_id)
        st.rerun()


if st.button("Move everybody"):
    memory.places = {id_: (x + 3000, y) for id_, (x, y) in memory.places.items()}
_, where = st.tabs(["Empty", "Picture"], default=st.query_params.get("tab", "Picture"))
if st.toggle("With a picture", value=True):
    with where:
        heard(network_figure.show(figure(), key="picture", label="Who met Town n00?", lang="fr", height_px=480))
st.button("Again")
st.text(f"Heard: {', '.join(memory.heard) or 'nothing'}")
