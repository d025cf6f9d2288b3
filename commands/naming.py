"""Which node a person means on the command line; where that is not clear, the ones they may choose from."""

from dataclasses import dataclass
from typing import Any

import typer

from commands.output import OutputFormat, remark, say, say_json
from commands.search import hit_row, say_node
from commands.session import Session
from graph.answers import NodeSummary
from graph.schema import PEERS
from graph.store import GraphStore
from queries.naming import Meant, node_meant
from wording.naming import node_name
from wording.terms import kind_name


@dataclass(frozen=True, slots=True)
class Asked:
    """One text that should name a node, and what it is asked for."""

    text: str
    what: str
    """Name of the argument in JSON: from, to, avoid, node."""
    is_peer: bool = False
    """Whether only an official or organisation will do."""
    kinds: tuple[str, ...] = ()
    """The kinds of node that will do; () for any."""


def node_asked(session: Session, store: GraphStore, asked: Asked) -> NodeSummary:
    """The one node that is meant.

    Raises
    ------
    typer.Exit
        No node is called so, or several are; what they are was written.
    """
    meant = node_meant(store, asked.text, asked.kinds or (PEERS if asked.is_peer else None))
    if not (meant.node or meant.candidates):
        meant = node_meant(store, asked.text)  # perhaps an exchange or a topic is called so
    node = meant.node
    if node is None:
        _say_choice(session, asked, meant)
        raise typer.Exit(1)
    if asked.kinds and node.kind not in asked.kinds:
        _say_other_kind(session, node, asked)
        raise typer.Exit(1)
    if asked.is_peer and node.kind not in PEERS:
        _say_no_peer(session, node, asked)
        raise typer.Exit(1)
    return node


def _say_choice(session: Session, asked: Asked, meant: Meant) -> None:
    t = session.t
    if meant.is_ambiguous:
        status, told = (
            "ambiguous",
            t('"{text}" is the name of several. Name the one you mean by its id:', text=asked.text),
        )
    elif meant.candidates:
        status, told = _unknown(asked), t('Nothing is called "{text}". Names like it:', text=asked.text)
    else:
        status, told = _unknown(asked), t('Nothing is called anything like "{text}".', text=asked.text)
    if session.output_format is OutputFormat.TABLE and meant.candidates:
        say(told)
        for hit in meant.candidates:
            say_node(t, hit.node)
        return
    if session.is_json:
        say_json(_json(status, asked, candidates=[hit_row(hit) for hit in meant.candidates]))
    remark("\n".join((told, *(f"{hit.node.id}  {node_name(t, hit.node)}" for hit in meant.candidates))))


def _say_no_peer(session: Session, node: NodeSummary, asked: Asked) -> None:
    t = session.t
    if session.is_json:
        say_json(_json(_unknown(asked), asked, candidates=[]))
    remark(
        t(
            "{name} ({kind}) is no official or organisation; only those are at the ends of a path.",
            name=node_name(t, node),
            kind=kind_name(t, node.kind),
        )
    )


def _say_other_kind(session: Session, node: NodeSummary, asked: Asked) -> None:
    t = session.t
    if session.is_json:
        say_json(_json(_unknown(asked), asked, candidates=[]))
    expected = t.listing(kind_name(t, kind) for kind in asked.kinds)
    remark(
        t(
            '"{name}" ({kind}) will not do here. Expected: {expected}.',
            name=node_name(t, node),
            kind=kind_name(t, node.kind),
            expected=expected,
        )
    )


def _unknown(asked: Asked) -> str:
    return {"from": "unknown-source", "to": "unknown-target"}.get(asked.what, "unknown")


def _json(status: str, asked: Asked, candidates: list[dict[str, Any]]) -> dict[str, Any]:
    return {"status": status, "argument": asked.what, "text": asked.text, "candidates": candidates}
