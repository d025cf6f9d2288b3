"""How people met in an exchange, in words: what took place, when, and whether it was held at all."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.answers import Fact, NodeSummary
from wording.naming import form_of, is_day, is_form_inferred
from wording.words import N_, Words

# Whole phrases, because other languages join "in the" and bend the words after it.
_IN_FORM: Final[Mapping[str | None, str]] = MappingProxyType(
    {
        None: N_("in the exchange"),
        "expert_assignment": N_("in the expert assignment"),
        "temporary_work_placement": N_("in the temporary work placement"),
        "round_table": N_("in the round table"),
        "study_visit": N_("in the study visit"),
    }
)
_IN_PLANNED_FORM: Final[Mapping[str | None, tuple[str, str]]] = MappingProxyType(
    {
        None: (N_("in the planned exchange"), N_("in the planned exchange of {date}")),
        "expert_assignment": (
            N_("in the planned expert assignment"),
            N_("in the planned expert assignment of {date}"),
        ),
        "temporary_work_placement": (
            N_("in the planned temporary work placement"),
            N_("in the planned temporary work placement of {date}"),
        ),
        "round_table": (N_("in the planned round table"), N_("in the planned round table of {date}")),
        "study_visit": (N_("in the planned study visit"), N_("in the planned study visit of {date}")),
    }
)
_MEETINGS: Final[Mapping[str | None, str]] = MappingProxyType(
    {
        None: N_("{peers} are named {in_the_exchange}, which is not known to have been held"),
        "held": N_("{peers} took part {in_the_exchange}"),
        "planned": N_("{peers} would meet {in_the_exchange}"),
        "cancelled": N_("{peers} would have met {in_the_exchange}, which was cancelled"),
    }
)


def meeting(t: Words, peers: str, fact: Fact, exchange: NodeSummary) -> str:
    """Who met in which exchange: ``Leiden and APLA took part in the study visit of May 2017 (E05)``.

    Parameters
    ----------
    peers : both peers in words.
    fact : its dates go before those of the exchange.
    """
    starts, ends = (fact.date, fact.until) if fact.date or fact.until else (exchange.date, exchange.until)
    dated_form = _dated_form(t, exchange, starts, ends)
    where = f"{dated_form} ({', '.join(_notes(t, exchange, is_dated=bool(starts or ends)))})"
    status = exchange.status if exchange.status in _MEETINGS else None
    return t(_MEETINGS[status], peers=peers, in_the_exchange=where)


def _notes(t: Words, exchange: NodeSummary, *, is_dated: bool) -> list[str]:
    notes = [t('"{title}"', title=exchange.name)] if exchange.name else []
    notes.append(exchange.source_key)
    notes += [t("form inferred")] if is_form_inferred(exchange) else []
    notes += [] if is_dated else [t("date not recorded")]
    return notes


def _dated_form(t: Words, exchange: NodeSummary, starts: str | None, ends: str | None) -> str:
    form = form_of(exchange)
    form = form if form in _IN_FORM else None
    known = starts or ends
    when = t.period(starts, ends) if starts and ends else known and t.date(known)
    if exchange.status == "planned":
        undated, dated = _IN_PLANNED_FORM[form]
        return t(dated, date=when) if when else t(undated)
    in_form = t(_IN_FORM[form])
    if not when:
        return in_form
    return t(_date_message(exchange.status, starts, ends), in_the_exchange=in_form, date=when)


def _date_message(status: str | None, starts: str | None, ends: str | None) -> str:
    """How a date follows the form; one day alone would read as if the exchange had lasted no longer."""
    if status == "held" and starts and not ends and is_day(starts):
        return N_("{in_the_exchange} that began on {date}")
    if status == "held" and ends and not starts and is_day(ends):
        return N_("{in_the_exchange} that ended on {date}")
    return N_("{in_the_exchange} of {date}")
