"""``connect-explorer suggest``: who could be a good partner, for one organisation or for a list of them."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat
from commands.session import session_of
from wording.countries import country_code

_MOST = 1_000


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
    from commands.suggest_run import Wanted, suggest  # here: what it imports takes longer than most commands

    suggest(
        session,
        store,
        Wanted(
            organisation=organisation,
            asks=asks,
            to=to,
            k=k,
            country=_wished(country),
            before=_day(before),
            weights=weights,
        ),
    )


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
