"""The six criteria of the OECD's Development Assistance Committee (2019), in their order, each with its figures."""

from statistics import median

from queries.reach.breakdowns import FormUse
from reports.reach.figures import indicator_figure, ranked
from reports.reach.indicators import HEADLINE
from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import (
    Absence,
    Chart,
    Code,
    Figure,
    Form,
    Indicator,
    Number,
    Section,
    Several,
    Table,
    Text,
    Topic,
    Unit,
    say,
)
from reports.reach.practices import practices_figure
from wording.words import N_

_MOST_NAMED = 15
_SDG, _DAC = ("sdg", N_("Sustainable Development Goal")), ("dac", N_("Purpose code of the DAC"))


def criteria(now: Measured, indicators: tuple[Indicator, ...], masking: Masking) -> tuple[Section, ...]:
    """Relevance, coherence, effectiveness, efficiency, impact and sustainability."""
    chosen = {one.id: one for one in indicators}

    def table(id_: str, title: Text, *names: str) -> Figure:
        return indicator_figure(id_, title, [chosen[name] for name in names])

    return (
        Section(
            "relevance",
            N_("1. Relevance: did the exchanges meet what was asked?"),
            (say(N_("What municipalities and associations asked for, and what the exchanges were about.")),),
            (
                table(
                    "demand",
                    say(N_("Demand and answer")),
                    "requests_received",
                    "requests_exchanged",
                    "requests_unanswered",
                ),
                _topics(now, masking),
                _codes(now.sdg, *_SDG, masking),
                _codes(now.dac, *_DAC, masking),
            ),
        ),
        Section(
            "coherence",
            N_("2. Coherence: do they fit with what exists?"),
            (
                say(
                    N_(
                        "Associations carry lessons on to their members, and twinnings are partnerships that exist "
                        "without the programme."
                    )
                ),
            ),
            (
                table(
                    "coherence_numbers",
                    say(N_("Associations and twinnings")),
                    "associations",
                    "with_association",
                    "twinned",
                ),
            ),
        ),
        Section(
            "effectiveness",
            N_("3. Effectiveness: did people learn?"),
            (
                say(
                    N_(
                        "Answers to evaluations by the four levels of Kirkpatrick: reaction, learning, behaviour, "
                        "results. A low response says as much as a high score."
                    )
                ),
            ),
            (_kirkpatrick(now, masking),),
        ),
        Section(
            "efficiency",
            N_("4. Efficiency: with how much time and effort?"),
            (say(N_("How long requests waited, and how large exchanges were by form. Costs are not in these data.")),),
            (
                table("waiting", say(N_("From request to exchange")), "days_to_exchange", "participants"),
                _forms(now, masking),
            ),
        ),
        Section(
            "impact",
            N_("5. Impact: what changed at home?"),
            (say(N_("Results that sources name, and practices that others took over.")),),
            (
                table(
                    "impact_numbers",
                    say(N_("Results and practices")),
                    "with_result",
                    "practices_documented",
                    "adoptions",
                ),
                practices_figure(now, masking),
            ),
        ),
        Section(
            "sustainability",
            N_("6. Sustainability: does it last?"),
            (say(N_("Who is new and who came back, and which ties were used again.")),),
            (
                _continuity(now, masking),
                table("lasting", say(N_("What lasted")), "repeated_ties", "building_on"),
                _years(now, masking),
            ),
        ),
    )


def headline(indicators: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    """The four indicators of the first page."""
    return tuple(one for name in HEADLINE for one in indicators if one.id == name)


def _topics(now: Measured, masking: Masking) -> Figure:
    labels = {one.id: Topic(one.labels) for one in now.scope.facts.topics.values()}
    rows = tuple(
        (
            labels[one.topic_id],
            masking.count(one.n_exchanges),
            masking.count(one.n_requests),
            masking.count(one.n_unanswered),
        )
        for one in now.topics
    )
    met = tuple(row[0] for row, one in zip(rows, now.topics, strict=True) if one.n_exchanges)[:_MOST_NAMED]
    is_told = any(n.value for _, *numbers in rows for n in numbers)
    return Figure(
        id="topics",
        title=say(N_("Topics of exchanges and requests")),
        caption=(
            *ranked(
                rows,
                masking,
                N_("The topic of most exchanges is {first} ({count})."),
                N_("No topic was that of {threshold} or more exchanges."),
            ),
            *((say(N_("Topics of exchanges held: {topics}."), topics=Several(met)),) if met and not is_told else ()),
        ),
        cautions=(say(N_("An exchange or request with several topics counts for each of them.")),),
        table=Table(
            (N_("Topic"), N_("Exchanges held"), N_("Requests"), N_("Requests without an exchange")),
            rows if is_told else (),
        ),
        chart=Chart("bars", 0, (1,)),
        questions=(
            "reach_topics",
            "reach_topic_names",
            "reach_exchanges",
            "reach_requests",
            "reach_answers",
        ),
    )


def _codes(found: tuple[tuple[str, int], ...], scheme: str, heading: str, masking: Masking) -> Figure:
    titles = {
        "sdg": say(N_("Exchanges by Sustainable Development Goal")),
        "dac": say(N_("Exchanges by purpose code of the DAC")),
    }
    nothing = {
        "sdg": say(N_("No topic of an exchange held has a code of the Sustainable Development Goals.")),
        "dac": say(N_("No topic of an exchange held has a purpose code of the DAC.")),
    }
    rows = tuple((Code(code), masking.count(n)) for code, n in found)
    return Figure(
        id=f"codes_{scheme}",
        title=titles[scheme],
        caption=(say(N_("An exchange has the codes of its topics.")),) if rows else (nothing[scheme],),
        table=Table((heading, N_("Exchanges held")), rows),
        questions=("reach_topics", "reach_topic_codes", "reach_exchanges"),
    )


def _kirkpatrick(now: Measured, masking: Masking) -> Figure:
    levels = now.levels
    asked = [
        (say(N_("1 Reaction: answers during and after")), levels.reaction),
        (say(N_("2 Learning: change of the score from before to after")), levels.learning),
        (say(N_("3 Behaviour: answers later")), levels.behaviour),
    ]
    rows = [
        (
            name,
            masking.count(level.n_answered),
            masking.share(level.n_answered, level.n_exchanges),
            masking.average(level.mean, len(level.scores)),
        )
        for name, level in asked
    ]
    results = (
        say(N_("4 Results: a source names one")),
        masking.count(levels.n_with_result),
        masking.share(levels.n_with_result, now.n_held),
        Number(None, Unit.DECIMAL, Absence.NOT_RECORDED),
    )
    return Figure(
        id="kirkpatrick",
        title=say(N_("Evaluations by level")),
        caption=(
            say(
                N_("Exchanges held: {held}. Exchanges with an answer during or after: {answered}."),
                held=masking.count(now.n_held),
                answered=masking.count(levels.reaction.n_answered),
            ),
        ),
        cautions=(
            say(
                N_(
                    "Who answers may differ from who does not. Scores go from 1 (poor) to 5 (excellent); for "
                    "learning "
                    "the mean is a difference."
                )
            ),
        ),
        table=Table((N_("Level"), N_("Exchanges"), N_("Share of exchanges held"), N_("Mean score")), (*rows, results)),
        questions=("reach_evaluations", "reach_exchanges"),
    )


def _forms(now: Measured, masking: Masking) -> Figure:
    counts = masking.partition([one.n_exchanges for one in now.forms])
    rows = [_form_row(one, n, masking) for one, n in zip(now.forms, counts or (), strict=False)]
    return Figure(
        id="forms",
        title=say(N_("Exchanges by form")),
        caption=ranked(tuple(rows), masking, N_("The form of most exchanges is {first} ({count})."))
        if counts
        else (_too_few(masking),),
        cautions=(
            say(
                N_(
                    "Where a source names no form, one was inferred if the text allows it. Medians are of "
                    "recorded values."
                )
            ),
        ),
        table=Table((N_("Form"), N_("Exchanges held"), N_("Median days"), N_("Median participants")), tuple(rows)),
        chart=Chart("bars", 0, (1,)),
        questions=("reach_exchanges",),
    )


def _form_row(one: FormUse, n: Number, masking: Masking) -> tuple[Form | Number, ...]:
    return (
        Form(one.form),
        n,
        masking.average(median(one.days) if one.days else None, len(one.days), Unit.DAYS),
        masking.average(median(one.participants) if one.participants else None, len(one.participants)),
    )


def _continuity(now: Measured, masking: Masking) -> Figure:
    found = now.continuity
    names = (say(N_("took part for the first time")), say(N_("had taken part before")), say(N_("not known")))
    counts = masking.partition((found.n_newcomers, found.n_returning, found.n_unknown))
    return Figure(
        id="continuity",
        title=say(N_("New and returning organisations")),
        caption=_continuity_caption(now, masking) if counts else (_too_few(masking),),
        cautions=(say(N_("New means: in none of the exchanges held before the period that are recorded.")),),
        table=Table((N_("Organisations that"), N_("Organisations")), tuple(zip(names, counts or (), strict=False))),
        chart=Chart("bars", 0, (1,)),
        questions=("reach_exchanges", "reach_participations", "reach_organisations"),
    )


def _continuity_caption(now: Measured, masking: Masking) -> tuple[Text, ...]:
    all_ = say(N_("Organisations that took part in the period: {all}."), all=masking.count(now.n_organisations()))
    no_history = say(N_("No exchange before the period is recorded, so everybody counts as new."))
    return (all_,) if now.has_history else (all_, no_history)


def _years(now: Measured, masking: Masking) -> Figure:
    counts = masking.partition([n for _, n in now.years])
    rows = tuple((Code(str(year)), n) for (year, _), n in zip(now.years, counts or (), strict=False))
    return Figure(
        id="years",
        title=say(N_("Exchanges held by year")),
        caption=(
            say(N_("Years of the period: {years}."), years=Several(tuple(Code(str(year)) for year, _ in now.years))),
        )
        if counts
        else (_too_few(masking),),
        cautions=(say(N_("The first and the last year may lie only partly in the period.")),),
        table=Table((N_("Year"), N_("Exchanges held")), rows),
        chart=Chart("columns", 0, (1,)),
        questions=("reach_exchanges",),
    )


def _too_few(masking: Masking) -> Text:
    return say(
        N_(
            "Too few to show in parts: the numbers of single parts below {threshold} could be computed from "
            "those of the "
            "others."
        ),
        threshold=Number(masking.threshold),
    )
