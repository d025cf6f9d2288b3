"""The annexes: how the numbers were made, what the words mean, how good the data are, and all indicators."""

from reports.reach.figures import indicator_figure
from reports.reach.masking import Masking
from reports.reach.measured import Measured
from reports.reach.model import Code, Figure, Indicator, Number, Section, Span, Table, Text, say
from wording.words import N_


def annexes(now: Measured, indicators: tuple[Indicator, ...], masking: Masking) -> tuple[Section, ...]:
    """Method, definitions, data quality and all indicators."""
    return (
        Section("method", N_("Annex A. Method"), _method(now, masking)),
        Section("definitions", N_("Annex B. Definitions"), _DEFINITIONS),
        Section(
            "quality",
            N_("Annex C. Data quality"),
            (
                say(
                    N_(
                        "What is missing in the records that the report counts. A blank is unknown; it is never "
                        "taken for zero."
                    )
                ),
            ),
            (_quality(now, masking),),
        ),
        Section(
            "indicators",
            N_("Annex D. All indicators"),
            (say(N_("Every number with its definition, ready to be copied into a logframe.")),),
            (indicator_figure("all_indicators", say(N_("All indicators")), indicators),),
        ),
    )


def _method(now: Measured, masking: Masking) -> tuple[Text, ...]:
    return (
        say(
            N_(
                "Every number is counted from rows that a named question gives, the same in SQL and in Cypher. "
                "Below each "
                "table stand the questions; “connect-explorer ask” with the name of one gives its rows."
            )
        ),
        say(
            N_(
                "The period is {period}. A record belongs to it when every day that its date may mean lies in it; an "
                "exchange is placed by its first day, or by its last one where only that is known."
            ),
            period=Span(now.scope.period),
        ),
        say(N_("An exchange counts when a source says that it was held. Planned, cancelled and unclear ones do not.")),
        say(
            N_(
                "Counts from 1 to below {threshold} are not shown, and neither is a number from which such a "
                "count could be "
                "computed. Shares and averages of fewer than {fewest} are not computed. Zero is shown."
            ),
            threshold=Number(masking.threshold),
            fewest=Number(masking.fewest),
        ),
        say(N_("Organisations are named, persons never. Officials are counted and nothing else is told of them.")),
        say(
            N_(
                "Two organisations that took part in the same exchange have a tie. Exchanges and organisations "
                "form a "
                "two-mode network; ties are its projection, each counted once however often the two met."
            )
        ),
        say(
            N_(
                "The report was made of data with the fingerprint {fingerprint}. The same data give the same "
                "report, letter "
                "by letter."
            ),
            fingerprint=Code(now.scope.facts.fingerprint),
        ),
    )


_DEFINITIONS = (
    say(N_("Exchange: people of local governments and their organisations meeting to learn from each other.")),
    say(N_("Request: a need for help from peers, asked by a municipality, a group of them or an association.")),
    say(N_("Requester: whose need an exchange was about. Provider: who shared what they know as a peer or expert.")),
    say(N_("Organisation: a local government, an association of local governments, or another body.")),
    say(N_("Newcomer: an organisation in none of the exchanges held before the period that are recorded.")),
    say(N_("Practice: a way of working that was documented for others. Adoption: an organisation took it over.")),
    say(
        N_(
            "Criteria: relevance, coherence, effectiveness, efficiency, impact and sustainability as the OECD's "
            "Development "
            "Assistance Committee defines them (2019)."
        )
    ),
    say(N_("Levels: reaction, learning, behaviour and results after Kirkpatrick (1959).")),
)


def _quality(now: Measured, masking: Masking) -> Figure:
    found = now.coverage
    rows = (
        (say(N_("exchanges held without a recorded organisation")), found.n_without_organisation, found.n_held),
        (say(N_("exchanges held without a number of participants")), found.n_without_participants, found.n_held),
        (say(N_("exchanges held without a topic")), found.n_without_topic, found.n_held),
        (say(N_("exchanges held without an evaluation")), found.n_without_evaluation, found.n_held),
        (say(N_("organisations without a known country")), found.n_without_country, found.n_organisations),
    )
    return Figure(
        id="quality",
        title=say(N_("Gaps in the records")),
        caption=(),
        table=Table(
            (N_("Gap"), N_("Records"), N_("Share")),
            tuple((name, masking.count(n), masking.share(n, of)) for name, n, of in rows),
        ),
        questions=(
            "reach_exchanges",
            "reach_participations",
            "reach_topics",
            "reach_evaluations",
            "reach_organisations",
        ),
    )
