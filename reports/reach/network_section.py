"""The network itself: connectivity, health and results, who asked and who provided, and who took part.

The three pillars are those of Network Impact and the Center for Evaluation Innovation (2014).
"""

from collections.abc import Callable

from queries.reach.breakdowns import by_organisation
from queries.reach.facts import Ids
from reports.reach.figures import indicator_figure, ranked
from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import Chart, Country, Figure, Indicator, Name, Number, Section, Table, Text, say
from wording.terms import kind_message
from wording.words import N_

_MOST_ACTIVE = 10
_MOST_LISTED = 60
_WHO = ("reach_exchanges", "reach_participations", "reach_organisations")
_CONNECTIVITY = ("organisations", "countries", "ties", "mean_partners", "across_borders", "largest_component")
_HEALTH = ("newcomers", "repeated_ties", "with_association", "reaction_response", "satisfaction")
_RESULTS = ("requests_exchanged", "with_result", "practices_documented", "adoptions")


def network_section(now: Measured, indicators: tuple[Indicator, ...], masking: Masking) -> Section:
    """How the network hangs together, and which countries and organisations were active in it."""
    chosen = {one.id: one for one in indicators}
    pillars = (
        ("connectivity", say(N_("Connectivity")), _CONNECTIVITY),
        ("health", say(N_("Health")), _HEALTH),
        ("results", say(N_("Results")), _RESULTS),
    )
    return Section(
        "network",
        N_("The network"),
        (say(N_("How the network hangs together, whether it is alive, and what comes of it.")),),
        (
            *(indicator_figure(id_, title, [chosen[name] for name in names]) for id_, title, names in pillars),
            _countries(now, masking),
            _active(
                now,
                masking,
                "requesters",
                say(N_("Organisations that asked most often")),
                now.scope.requesters_in,
                N_("{first} asked most often: {count} exchanges were about a need of theirs."),
            ),
            _active(
                now,
                masking,
                "providers",
                say(N_("Organisations that provided most often")),
                now.scope.providers_in,
                N_("{first} provided most often: they shared what they know in {count} exchanges."),
            ),
            _took_part(now, masking),
        ),
    )


def _countries(now: Measured, masking: Masking) -> Figure:
    rows = tuple(
        (
            Country(one.country),
            masking.count(one.n_exchanges),
            masking.count(one.n_asked),
            masking.count(one.n_provided),
        )
        for one in now.countries
    )
    return Figure(
        id="countries",
        title=say(N_("Requesters and providers by country")),
        caption=ranked(
            rows,
            masking,
            N_("The country in most exchanges is {first} ({count})."),
            N_("No country had organisations in {threshold} or more exchanges."),
        ),
        cautions=(
            say(N_("An exchange counts once for every country in it, so the numbers do not add up to all exchanges.")),
            say(N_("Who asked and who provided is counted where a source says so.")),
        ),
        table=Table((N_("Country"), N_("Exchanges held"), N_("Asked"), N_("Provided")), rows),
        chart=Chart("balance", 0, (2, 3)),
        questions=_WHO,
    )


def _active(now: Measured, masking: Masking, id_: str, title: Text, side: Callable[[str], Ids], most: str) -> Figure:
    """Organisations on one side with their numbers; those with a small one are not named."""
    known = now.scope.facts.organisations
    found = by_organisation(now.scope, (side(one.id) for one in now.scope.held))
    rows = tuple(
        (Name(known[one].name or one), *_country(known[one].country), Number(n))
        for one, n in found[:_MOST_ACTIVE]
        if n >= masking.threshold
    )
    first = tuple((name, n) for name, _, n in rows)
    no_row = say(
        N_("No organisation did so in {threshold} or more exchanges of the period."),
        threshold=Number(masking.threshold),
    )
    return Figure(
        id=id_,
        title=title,
        caption=ranked(first, masking, most) if rows else (no_row,),
        cautions=(
            say(
                N_("At most {n_shown} are named, and only those with {threshold} or more exchanges."),
                n_shown=Number(_MOST_ACTIVE),
                threshold=Number(masking.threshold),
            ),
        ),
        table=Table((N_("Organisation"), N_("Country"), N_("Exchanges")), rows),
        questions=_WHO,
    )


def _took_part(now: Measured, masking: Masking) -> Figure:
    """Every organisation by name, without numbers, while they are few enough to be read."""
    known = [now.scope.facts.organisations[one] for one in now.scope.organisations]
    is_listed = masking.threshold <= len(known) <= _MOST_LISTED
    ordered = (
        sorted(known, key=lambda one: (one.country or "~", (one.name or "").casefold(), one.id)) if is_listed else []
    )
    return Figure(
        id="took_part",
        title=say(N_("Organisations that took part")),
        caption=(
            say(
                N_("Organisations that took part in an exchange held: {all}."), all=masking.count(now.n_organisations())
            ),
        )
        if is_listed or not known
        else (
            say(
                N_(
                    "Organisations that took part in an exchange held: {all}. They are listed where there are "
                    "{least} to {most} of them."
                ),
                all=masking.count(len(known)),
                least=Number(masking.threshold),
                most=Number(_MOST_LISTED),
            ),
        ),
        table=Table(
            (N_("Organisation"), N_("Country"), N_("Kind")),
            tuple((Name(one.name or one.id), *_country(one.country), say(kind_message(one.kind))) for one in ordered),
        ),
        questions=_WHO,
    )


def _country(code: str | None) -> tuple[Country | Text]:
    return (Country(code) if code else say(N_("country not known")),)
