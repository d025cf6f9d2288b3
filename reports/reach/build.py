"""The report, made of the facts of a store."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.store import GraphStore
from queries.reach.facts import ReachFacts, read_facts
from queries.reach.period import Period
from queries.reach.scope import Scope
from reports.reach.annexes import annexes
from reports.reach.criteria import criteria, headline
from reports.reach.figures import indicator_figure
from reports.reach.indicators import measure
from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import Funder, Indicator, Report, Section, Span, say
from reports.reach.network_section import network_section
from reports.reach.summary import coverage_texts, funnel_figure, map_figure, story
from reports.reach.targets import Target
from wording.words import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRequest:
    """What somebody wants a report of."""

    period: Period
    compared: Period | None = None
    masking: Masking = field(default_factory=Masking)
    targets: Mapping[str, Target] = field(default_factory=dict)
    funder: Funder | None = None


def build_report(store: GraphStore, request: ReportRequest) -> Report:
    """The report of a period; a full one of zeros for a store without exchanges."""
    return report_of(read_facts(store), request)


def report_of(facts: ReachFacts, request: ReportRequest) -> Report:
    """The report of facts that were read before."""
    masking = request.masking
    now = Measured.of(Scope(facts, request.period))
    before = Measured.of(Scope(facts, request.compared)) if request.compared else None
    indicators = measure(now, before, masking, request.targets)
    return Report(
        period=request.period,
        compared=request.compared,
        threshold=masking.threshold,
        fewest=masking.fewest,
        fingerprint=facts.fingerprint,
        story=story(now, before, masking),
        headline=headline(indicators),
        funnel=funnel_figure(now, masking),
        reach_map=map_figure(now, masking),
        coverage=coverage_texts(now, masking),
        sections=(
            *_changes(indicators, request),
            *criteria(now, indicators, masking),
            network_section(now, indicators, masking),
        ),
        indicators=indicators,
        annexes=annexes(now, indicators, masking),
        funder=request.funder,
    )


def _changes(indicators: tuple[Indicator, ...], request: ReportRequest) -> tuple[Section, ...]:
    """What changed since the compared period; no section without one."""
    if request.compared is None:
        return ()
    lead = say(
        N_("This period, {period}, beside the one it is compared with, {compared}."),
        period=Span(request.period),
        compared=Span(request.compared),
    )
    figure = indicator_figure("changes", say(N_("Indicators of both periods")), indicators)
    return (Section("changes", N_("What changed"), (lead,), (figure,)),)
