"""What the command ``suggest`` does, apart from its options: what it imports takes longer than most commands."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from casework.partners.kept import weights_for
from casework.partners.suggest import PartnerNetwork, partner_network
from casework.partners.weights import Weights, read_weights, shipped_weights
from commands.naming import Asked, node_asked
from commands.opening import empty_store_hint, network_of, open_existing
from commands.output import remark, waiting
from commands.session import Session
from commands.suggest_list import answer_list
from commands.suggest_one import say_suggestions
from graph.answers import NodeSummary
from graph.store import GraphStore

SHIPPED = "shipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be suggested: for one organisation, or for a list."""

    organisation: str | None
    asks: Path | None
    to: Path | None
    """Given together with ``asks``."""
    k: int
    country: str | None
    """ISO 3166-1 alpha-2; None for the world."""
    before: date | None
    weights: str | None


def suggest(session: Session, store: str | None, wanted: Wanted) -> None:
    """Write suggestions for one organisation, or answer a list."""
    with open_existing(store) as opened:
        name = wanted.organisation
        node = None if name is None else node_asked(session, opened, Asked(name, "organisation", True))
        prepared = _prepared(session, opened, wanted.before, wanted.weights)
        network, weights, k, country = prepared.network, prepared.weights, wanted.k, wanted.country
        if node is not None:
            say_suggestions(session, network, weights, _position(session, prepared, node), k, country)
        elif wanted.asks is not None and wanted.to is not None:
            answer_list(session, network, weights, wanted.asks, wanted.to, k, country)


@dataclass(frozen=True, slots=True)
class _Prepared:
    network: PartnerNetwork
    weights: Weights


def _prepared(session: Session, store: GraphStore, before: date | None, weights: str | None) -> _Prepared:
    network = partner_network(store, network_of(session.t, store), before)
    if not len(network.organisations):
        remark(empty_store_hint(session.t))
        raise typer.Exit(1)
    return _Prepared(network, _weights(session, network, weights))


def _weights(session: Session, network: PartnerNetwork, wanted: str | None) -> Weights:
    if wanted == SHIPPED:
        return shipped_weights()
    if wanted is not None:
        return read_weights(Path(wanted))
    told = session.t("Learning from the network which signs of a partnership count, once after each load ...")
    return weights_for(network, while_learning=lambda: waiting(told))


def _position(session: Session, prepared: _Prepared, node: NodeSummary) -> int:
    position = prepared.network.position(node.id)
    if position is None:  # an official: partners are suggested to organisations
        remark(session.t("{id} is no organisation; partners are suggested to organisations only.", id=node.id))
        raise typer.Exit(1)
    return position
