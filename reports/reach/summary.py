"""The first page: what happened, how far the requests came, where, and what these data do not hold."""

from collections.abc import Iterator

from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import Chart, Country, Figure, Number, Several, Span, Table, Text, say, say_many
from wording.words import N_, NN_

_MOST_COUNTRIES = 12
"""More are named in the table only."""
STEPS = (N_("received"), N_("valid"), N_("matched"), N_("exchange held"), N_("evaluated"), N_("followed up"))


def story(now: Measured, before: Measured | None, masking: Masking) -> tuple[Text, ...]:
    """What happened, in sentences; honest about a period with little in it."""
    return tuple(_sentences(now, before, masking))


def _sentences(now: Measured, before: Measured | None, masking: Masking) -> Iterator[Text]:
    held = masking.count(now.n_held)
    if not now.n_held:
        yield say(N_("No exchange is recorded as held in this period."))
    else:
        yield say_many(
            NN_(
                "{count} exchange was held. Organisations reached: {organisations}; countries reached: {countries}.",
                "{count} exchanges were held. Organisations reached: {organisations}; countries reached: {countries}.",
            ),
            held,
            organisations=masking.count(now.n_organisations()),
            countries=masking.count(len(now.countries)),
        )
    if masking.threshold <= len(now.countries) <= _MOST_COUNTRIES:
        named = Several(tuple(Country(one.country) for one in sorted(now.countries, key=lambda one: one.country)))
        yield say(N_("The organisations came from {countries}."), countries=named)
    if now.funnel.n_received:
        yield say_many(
            NN_(
                "{count} request was received; requests that led to an exchange: {exchanged}.",
                "{count} requests were received; requests that led to an exchange: {exchanged}.",
            ),
            masking.count(now.funnel.n_received),
            exchanged=masking.count(now.funnel.n_exchanged),
        )
    if before:
        yield say_many(
            NN_(
                "In the period compared with, {period}, {count} exchange was held.",
                "In the period compared with, {period}, {count} exchanges were held.",
            ),
            masking.count(before.n_held),
            period=Span(before.scope.period),
        )
    if now.n_held < masking.fewest:
        yield say(
            N_(
                "With so few exchanges shares and averages would mislead: this report gives counts, and says where "
                "too few are known to say more."
            )
        )


def funnel_figure(now: Measured, masking: Masking) -> Figure:
    """How far the requests of the period came."""
    steps = [masking.count(n) for n in now.funnel.steps]
    return Figure(
        id="funnel",
        title=say(N_("From request to follow-up")),
        caption=(
            say(
                N_(
                    "Of the requests received ({received}), {valid} are known to be valid and {exchanged} led to "
                    "an exchange."
                ),
                received=steps[0],
                valid=steps[1],
                exchanged=steps[3],
            ),
        ),
        cautions=(
            say(
                N_(
                    "Each step counts the requests that came at least as far, at whatever date, by what is "
                    "recorded today."
                )
            ),
        ),
        table=Table((N_("Step"), N_("Requests")), tuple((say(step), n) for step, n in zip(STEPS, steps, strict=True))),
        chart=Chart("funnel", 0, (1,)),
        questions=("reach_requests", "reach_answers", "reach_exchanges", "reach_evaluations", "reach_practices"),
    )


def map_figure(now: Measured, masking: Masking) -> Figure:
    """Where the organisations came from."""
    rows = tuple((Country(one.country), masking.count(one.n_exchanges)) for one in now.countries)
    return Figure(
        id="reach_map",
        title=say(N_("Where the organisations came from")),
        caption=_map_caption(now, masking),
        cautions=(
            say(N_("An exchange counts once for every country in it, so the numbers do not add up to all exchanges.")),
            say(N_("Outlines are Natural Earth's and say nothing about the status of any territory.")),
        ),
        table=Table((N_("Country"), N_("Exchanges held")), rows),
        chart=Chart("map", 0, (1,)),
        questions=("reach_exchanges", "reach_participations", "reach_organisations"),
    )


def _map_caption(now: Measured, masking: Masking) -> tuple[Text, ...]:
    if not now.countries:
        return (say(N_("No country was reached in this period.")),)
    first = now.countries[0]
    n = masking.count(first.n_exchanges)
    if n.value is None:
        return (
            say(
                N_("No country had organisations in {threshold} or more exchanges."),
                threshold=Number(masking.threshold),
            ),
        )
    return (
        say(
            N_("The country in most exchanges is {country}: {n_exchanges} of {all}."),
            country=Country(first.country),
            n_exchanges=n,
            all=masking.count(now.n_held),
        ),
    )


def coverage_texts(now: Measured, masking: Masking) -> tuple[Text, ...]:
    """What these data do not hold, in sentences; at least one."""
    found = now.coverage
    told = [
        (
            NN_(
                "{count} further exchange of the period is only known to have been planned; it is not counted.",
                "{count} further exchanges of the period are only known to have been planned; they are not counted.",
            ),
            found.n_planned,
        ),
        (
            NN_(
                "Of {count} further exchange no source says whether it was held; it is not counted.",
                "Of {count} further exchanges no source says whether they were held; they are not counted.",
            ),
            found.n_status_unknown,
        ),
        (
            NN_(
                "{count} exchange has no date, or one too vague to say whether it belongs to the period; it is "
                "not counted.",
                "{count} exchanges have no date, or one too vague to say whether they belong to the period; they "
                "are not "
                "counted.",
            ),
            found.n_date_unclear,
        ),
        (
            NN_(
                "{count} request has no date, or one too vague to say whether it belongs to the period; it is "
                "not counted.",
                "{count} requests have no date, or one too vague to say whether they belong to the period; they "
                "are not "
                "counted.",
            ),
            found.n_requests_undated,
        ),
        (
            NN_(
                "For {count} exchange held no source counts the participants.",
                "For {count} exchanges held no source counts the participants.",
            ),
            found.n_without_participants,
        ),
        (
            NN_("{count} exchange held has no evaluation.", "{count} exchanges held have no evaluation."),
            found.n_without_evaluation,
        ),
        (
            NN_("{count} exchange held has no known topic.", "{count} exchanges held have no known topic."),
            found.n_without_topic,
        ),
        (
            NN_(
                "Of {count} organisation the country is not known.",
                "Of {count} organisations the country is not known.",
            ),
            found.n_without_country,
        ),
    ]
    texts = [say_many(messages, masking.count(n)) for messages, n in told if n]
    whole = say(
        N_(
            "The report counts what is recorded in the loaded data. Exchanges that nobody recorded are in none "
            "of the "
            "numbers."
        )
    )
    return (*texts, whole)
