"""What the facts of a period do not hold: what is recorded and not counted, and what is counted with gaps."""

from dataclasses import dataclass

from queries.reach.period import Place
from queries.reach.scope import Scope


@dataclass(frozen=True, slots=True)
class Coverage:
    """Records that are not counted, and gaps in those that are."""

    n_planned: int
    """Exchanges of the period that are only known to have been planned."""
    n_cancelled: int
    n_status_unknown: int
    """Exchanges of the period of which no source says whether they were held."""
    n_date_unclear: int
    """Exchanges not cancelled of which the date is missing, or too vague to say whether they belong to the period."""
    n_requests_undated: int
    """Requests likewise."""
    n_held: int
    n_without_organisation: int
    n_without_participants: int
    """Held exchanges of which no source counts the people."""
    n_without_topic: int
    n_without_evaluation: int
    n_without_country: int
    """Organisations whose country is not recognised."""
    n_organisations: int


def coverage(scope: Scope) -> Coverage:
    """What is not counted, and what is missing in what is counted."""
    recorded = list(scope.facts.exchanges.values())
    inside = [one for one in recorded if scope.period.holds(one.date)]
    vague = (Place.UNCLEAR, Place.UNDATED)
    held, facts = scope.held, scope.facts
    return Coverage(
        n_planned=sum(one.status == "planned" for one in inside),
        n_cancelled=sum(one.status == "cancelled" for one in inside),
        n_status_unknown=sum(one.status is None for one in inside),
        n_date_unclear=sum(one.status != "cancelled" and scope.period.place(one.date) in vague for one in recorded),
        n_requests_undated=sum(scope.period.place(one.received_on) in vague for one in facts.requests.values()),
        n_held=len(held),
        n_without_organisation=sum(not scope.organisations_in(one.id) for one in held),
        n_without_participants=sum(one.n_participants is None for one in held),
        n_without_topic=sum(one.id not in facts.topics_of for one in held),
        n_without_evaluation=sum(one.id not in facts.answers for one in held),
        n_without_country=sum(facts.organisations[one].country is None for one in scope.organisations),
        n_organisations=len(scope.organisations),
    )
