"""``connect-explorer suggest``: who could be a good partner, for one organisation or for a list of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from casework.partners.kept import weights_for
from casework.partners.suggest import PartnerNetwork, partner_network
from casework.partners.weights import Weights, read_weights, shipped_weights
from commands.naming import Asked, node_asked
from commands.opening import empty_store_hint, network_of, open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, waiting
from commands.session import Session, session_of
from commands.suggest_list import answer_list
from commands.suggest_one import say_suggestions
from graph.answers import NodeSummary
from graph.store import GraphStore
from wording.countries import country_code

_MOST = 1_000
SHIPPED = "shipped"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "suggest",
        short_help="Who could be a good partner.",
        epilog=examples(
            "suggest --organisation Leiden --country Senegal",
            'suggest --organisation "Ziniaré, Burkina Faso" --k 5 --format json',
            "load cities.csv links.csv",
            "suggest --for ASKS.csv --k 100 --to OUT.csv",
        ),
    )(suggest_command)


def suggest_command(
    context: typer.Context,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME", help='An id, "Name" or "Name, Country".')
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="Only partners there: a name or a code.")
    ] = None,
    asks: Annotated[
        Path | None,
        typer.Option("--for", metavar="ASKS", help="A list: query_name, query_country, perhaps wished_country."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="OUT", help="CSV file for the answers to a list.")] = None,
    k: Annotated[int, typer.Option("--k", min=1, max=_MOST, help="How many for each.")] = 10,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="DATE", help="Only ties known to have begun before this day (2018-04-30)."),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option(
            "--weights",
            metavar="FILE",
            help='A file of weights, or the word "shipped". Otherwise learnt from the network where it has 3,000 '
            "partnerships or more, and those that come with the explorer where not.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Suggest partners in the world or in one country, also for an organisation that has none yet.

    Each comes with a score that is the sum of its parts, and is marked strong (a shared partner or a path of three
    steps) or weak (plausible, no more). A suggestion is where to look, not a judgement: people decide.
    """
    session = session_of(context, output_format)
    if (organisation is None) == (asks is None):
        raise typer.BadParameter("name one --organisation, or a list with --for.", param_hint="--organisation")
    if (asks is None) != (to is None):
        raise typer.BadParameter("--for and --to go together.", param_hint="--to")
    wished = _wished(country)
    with open_existing(store) as opened:
        node = None if organisation is None else node_asked(session, opened, Asked(organisation, "organisation", True))
        prepared = _prepared(session, opened, _day(before), weights)
        if node is not None:
            say_suggestions(session, prepared.network, prepared.weights, _position(session, prepared, node), k, wished)
        elif asks is not None and to is not None:
            answer_list(session, prepared.network, prepared.weights, asks, to, k, wished)


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


def _wished(country: str | None) -> str | None:
    if country is None:
        return None
    code = country_code(country)
    if code is None:
        raise typer.BadParameter(f'"{country}" is not a country we know.', param_hint="--country")
    return code


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else date.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f'"{written}" is not a day such as 2018-04-30.', param_hint="--before") from None
