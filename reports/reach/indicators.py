"""All indicators of the report: what each is called, how it is defined, and its number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

from queries.reach.facts import ORGANISATION_KINDS
from reports.reach.masking import HIDDEN, Masking
from reports.reach.measured import Measured
from reports.reach.model import Absence, Indicator, Number, Unit
from reports.reach.targets import Target
from wording.words import N_

HEADLINE = ("exchanges_held", "local_governments", "countries", "newcomers")
"""The four on the first page."""

_EXCHANGES = ("reach_exchanges",)
_WHO = ("reach_exchanges", "reach_participations", "reach_organisations")
_REQUESTS = ("reach_requests", "reach_answers", "reach_exchanges")
_EVALUATIONS = ("reach_exchanges", "reach_evaluations")
_PRACTICES = ("reach_practices", "reach_exchanges")


@dataclass(frozen=True, slots=True)
class IndicatorKind:
    """One indicator before it is measured."""

    id: str
    name: str
    definition: str
    unit: Unit
    value: Callable[[Measured, Masking], Number]
    questions: tuple[str, ...]


def measure(
    now: Measured, before: Measured | None, masking: Masking, targets: Mapping[str, Target]
) -> tuple[Indicator, ...]:
    """Every indicator of a period, in the order of `KINDS`.

    Parameters
    ----------
    before : the compared period; None for none.
    targets : baseline and target by indicator; indicators without any are not in it.
    """
    return tuple(_indicator(kind, now, before, masking, targets.get(kind.id)) for kind in KINDS)


def _indicator(
    kind: IndicatorKind, now: Measured, before: Measured | None, masking: Masking, target: Target | None
) -> Indicator:
    return Indicator(
        id=kind.id,
        name=kind.name,
        definition=kind.definition,
        current=kind.value(now, masking),
        before=kind.value(before, masking) if before else None,
        baseline=_given(target.baseline if target else None, kind.unit),
        target=_given(target.target if target else None, kind.unit),
        target_source=target.source if target else None,
        questions=kind.questions,
    )


def _given(value: float | None, unit: Unit) -> Number | None:
    return None if value is None else Number(int(value) if value == int(value) else value, unit)


def _count(of: Callable[[Measured], int]) -> Callable[[Measured, Masking], Number]:
    return lambda found, masking: masking.count(of(found))


def _share(part: Callable[[Measured], int], of: Callable[[Measured], int]) -> Callable[[Measured, Masking], Number]:
    return lambda found, masking: masking.share(part(found), of(found))


def _of_kind(kind: str) -> Callable[[Measured, Masking], Number]:
    """Organisations of one kind; the kinds add up to all organisations, which are shown too."""

    def value(found: Measured, masking: Masking) -> Number:
        counts = masking.partition([found.n_organisations(one) for one in ORGANISATION_KINDS])
        return counts[ORGANISATION_KINDS.index(kind)] if counts else HIDDEN

    return value


def _median_days(found: Measured, masking: Masking) -> Number:
    return masking.average(median(found.waits) if found.waits else None, len(found.waits), Unit.DAYS)


def _newcomers(found: Measured, masking: Masking) -> Number:
    if not found.has_history:
        return Number(None, Unit.PERCENT, Absence.NOT_RECORDED)
    known = found.continuity
    return masking.share(known.n_newcomers, known.n_newcomers + known.n_returning)


def _participants(found: Measured, masking: Masking) -> Number:
    counted = any(one.n_participants is not None for one in found.scope.held)
    return masking.count(found.n_participants) if counted else Number(None, Unit.COUNT, Absence.NOT_RECORDED)


KINDS: tuple[IndicatorKind, ...] = (
    IndicatorKind(
        "exchanges_held",
        N_("Exchanges held"),
        N_("Exchanges that a source says were held and that began in the period."),
        Unit.COUNT,
        _count(lambda found: found.n_held),
        _EXCHANGES,
    ),
    IndicatorKind(
        "organisations",
        N_("Organisations reached"),
        N_("Different organisations that took part in an exchange held in the period."),
        Unit.COUNT,
        _count(lambda found: found.n_organisations()),
        _WHO,
    ),
    IndicatorKind(
        "local_governments",
        N_("Local governments reached"),
        N_("Different municipalities, districts, provinces and regions that took part in an exchange held."),
        Unit.COUNT,
        _of_kind("Municipality"),
        _WHO,
    ),
    IndicatorKind(
        "associations",
        N_("Associations reached"),
        N_("Different associations of local governments that took part in an exchange held."),
        Unit.COUNT,
        _of_kind("Association"),
        _WHO,
    ),
    IndicatorKind(
        "countries",
        N_("Countries reached"),
        N_("Different countries of the organisations that took part in an exchange held."),
        Unit.COUNT,
        _count(lambda found: len(found.countries)),
        _WHO,
    ),
    IndicatorKind(
        "officials",
        N_("Officials recorded"),
        N_("Different officials whom a source records in an exchange held. More people may have taken part."),
        Unit.COUNT,
        _count(lambda found: len(found.scope.officials)),
        ("reach_exchanges", "reach_participations"),
    ),
    IndicatorKind(
        "participants",
        N_("Participants counted"),
        N_("People in exchanges held, where a source counts them. Somebody in two exchanges counts twice."),
        Unit.COUNT,
        _participants,
        _EXCHANGES,
    ),
    IndicatorKind(
        "requests_received",
        N_("Requests received"),
        N_("Requests with a date in the period."),
        Unit.COUNT,
        _count(lambda found: found.funnel.n_received),
        ("reach_requests",),
    ),
    IndicatorKind(
        "requests_exchanged",
        N_("Requests that led to an exchange"),
        N_("Requests of the period that an exchange held answers, at whatever date, as a share of those received."),
        Unit.PERCENT,
        _share(lambda found: found.funnel.n_exchanged, lambda found: found.funnel.n_received),
        _REQUESTS,
    ),
    IndicatorKind(
        "requests_unanswered",
        N_("Requests without an exchange"),
        N_("Requests of the period that no exchange answers, planned or held, and that were not refused or withdrawn."),
        Unit.COUNT,
        _count(lambda found: found.n_unanswered),
        _REQUESTS,
    ),
    IndicatorKind(
        "days_to_exchange",
        N_("Days from request to exchange"),
        N_("Median of the days from a request to its first exchange held in the period, where both days are known."),
        Unit.DAYS,
        _median_days,
        _REQUESTS,
    ),
    IndicatorKind(
        "newcomers",
        N_("Newcomers"),
        N_(
            "Organisations that took part for the first time, as a share of those of which that is known; not recorded "
            "where no exchange before the period is."
        ),
        Unit.PERCENT,
        _newcomers,
        _WHO,
    ),
    IndicatorKind(
        "with_association",
        N_("Exchanges with an association"),
        N_("Exchanges held in which an association of local governments took part, as a share of all held."),
        Unit.PERCENT,
        _share(lambda found: found.n_with_association, lambda found: found.n_held),
        _WHO,
    ),
    IndicatorKind(
        "twinned",
        N_("Ties that are twinnings too"),
        N_("Pairs of organisations that met and have a recorded twinning, as a share of all pairs that met."),
        Unit.PERCENT,
        _share(lambda found: found.ties.n_twinned, lambda found: found.ties.n_ties),
        (*_WHO, "reach_twinnings"),
    ),
    IndicatorKind(
        "reaction_response",
        N_("Response on reaction"),
        N_("Exchanges held with an answer during or after them, as a share of all held (Kirkpatrick level 1)."),
        Unit.PERCENT,
        _share(lambda found: found.levels.reaction.n_answered, lambda found: found.n_held),
        _EVALUATIONS,
    ),
    IndicatorKind(
        "satisfaction",
        N_("Satisfaction"),
        N_("Mean score of the answers during and after exchanges, from 1 (poor) to 5 (excellent)."),
        Unit.DECIMAL,
        lambda found, masking: masking.average(found.levels.reaction.mean, len(found.levels.reaction.scores)),
        _EVALUATIONS,
    ),
    IndicatorKind(
        "with_result",
        N_("Exchanges with a recorded result"),
        N_("Exchanges held of which a source names a result, as a share of all held (Kirkpatrick level 4)."),
        Unit.PERCENT,
        _share(lambda found: found.levels.n_with_result, lambda found: found.n_held),
        _EXCHANGES,
    ),
    IndicatorKind(
        "practices_documented",
        N_("Practices documented"),
        N_("Documented practices that were learned in an exchange held in the period."),
        Unit.COUNT,
        _count(lambda found: len(found.practices.documented)),
        _PRACTICES,
    ),
    IndicatorKind(
        "adoptions",
        N_("Adoptions of practices"),
        N_("Practices taken over by an organisation in the period; a practice counts once for each organisation."),
        Unit.COUNT,
        _count(lambda found: found.practices.n_adoptions),
        ("reach_adoptions", "reach_practices"),
    ),
    IndicatorKind(
        "ties",
        N_("Ties"),
        N_("Pairs of organisations that met in at least one exchange held in the period."),
        Unit.COUNT,
        _count(lambda found: found.ties.n_ties),
        _WHO,
    ),
    IndicatorKind(
        "mean_partners",
        N_("Partners of an organisation"),
        N_("Mean number of other organisations that one met: the mean degree (Wasserman and Faust 1994)."),
        Unit.DECIMAL,
        lambda found, masking: masking.average(found.ties.mean_partners, found.ties.n_organisations),
        _WHO,
    ),
    IndicatorKind(
        "across_borders",
        N_("Ties across borders"),
        N_("Ties between organisations of different countries, as a share of the ties with both countries known."),
        Unit.PERCENT,
        _share(
            lambda found: found.ties.n_across_borders,
            lambda found: found.ties.n_across_borders + found.ties.n_same_country,
        ),
        _WHO,
    ),
    IndicatorKind(
        "largest_component",
        N_("Largest connected group"),
        N_("Organisations of the largest group that ties connect, as a share of all that took part."),
        Unit.PERCENT,
        _share(lambda found: found.ties.n_largest, lambda found: found.ties.n_organisations),
        _WHO,
    ),
    IndicatorKind(
        "repeated_ties",
        N_("Ties that lasted"),
        N_("Ties of organisations that met twice or more up to the end of the period, as a share of all ties."),
        Unit.PERCENT,
        _share(lambda found: found.ties.n_repeated, lambda found: found.ties.n_ties),
        _WHO,
    ),
    IndicatorKind(
        "building_on",
        N_("Exchanges that continue earlier ones"),
        N_("Exchanges held that build on an earlier exchange, as a share of all held."),
        Unit.PERCENT,
        _share(lambda found: found.n_building_on, lambda found: found.n_held),
        ("reach_exchanges", "reach_earlier_exchanges"),
    ),
)
"""In the order of the annex."""
