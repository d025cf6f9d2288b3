"""What a node is called, and the line of small print beside its name."""

import unicodedata
from dataclasses import replace

from graph.answers import NodeSummary
from wording.terms import form_name, kind_name, role_name, status_name, tier_name
from wording.words import N_, Words

MAX_LABEL_CHARS = 40
"""Longer names are cut in the picture."""

_STAGES = {
    "before": N_("evaluation before the exchange"),
    "during": N_("evaluation during the exchange"),
    "after": N_("evaluation after the exchange"),
    "later": N_("evaluation some time after the exchange"),
}


def node_name(t: Words, node: NodeSummary) -> str:
    """What a node is called in a sentence or table.

    Returns
    -------
    Its own name or title as it is (a country's in the language of the reader); without one, what it is:
    ``an official of VNG``, ``expert assignment, May 2017 (E01)``, ``request R05, 2018``.
    """
    if node.kind == "Country" and node.country:
        return t.country(node.country)
    if node.kind == "Evaluation" and node.name in _STAGES:
        return t(_STAGES[node.name])
    return node.name or _name_from_facts(t, node)


def node_line(t: Words, node: NodeSummary) -> str:
    """What else a person needs to tell a node from others, in small print: ``Mayor, Evolis 23, France``."""
    parts = {
        "Country": _kind_alone,
        "Official": _official_parts,
        "Exchange": _exchange_parts,
        "Request": _request_parts,
        "Evaluation": _evaluation_parts,
        "Topic": _kind_alone,
        "Practice": _kind_alone,
    }.get(node.kind, _organisation_parts)
    return ", ".join(part for part in parts(t, node) if part)


def short_label(t: Words, node: NodeSummary) -> str:
    """Name of a node for the picture, at most 40 characters.

    Returns
    -------
    A longer one is told without its date where we made it up from date and key, and otherwise ends in an ellipsis.
    """
    name = node_name(t, node)
    if len(name) > MAX_LABEL_CHARS and node.name is None:
        name = node_name(t, replace(node, date=None, until=None))
    if len(name) <= MAX_LABEL_CHARS:
        return name
    end = MAX_LABEL_CHARS - 1
    while end and unicodedata.combining(name[end]):  # an accent stays with its letter
        end -= 1
    return name[:end].rstrip(" ,") + "…"


def country_of(t: Words, node: NodeSummary) -> str | None:
    """Country of a node: its name where it was recognised, otherwise as the source writes it; None: not known."""
    return t.country(node.country) if node.country else node.country_written


def form_of(node: NodeSummary) -> str | None:
    """Form of an exchange, whether the source names it or we infer it; None: not known."""
    return node.detail or node.detail_inferred


def is_form_inferred(node: NodeSummary) -> bool:
    """Whether the form of an exchange is our conclusion."""
    return not node.detail and bool(node.detail_inferred)


def is_day(partial: str) -> bool:
    """Whether a partial date is known to the day."""
    return partial.count("-") == 2


def _name_from_facts(t: Words, node: NodeSummary) -> str:
    if node.kind == "Official":
        return _unnamed_official(t, node)
    month = (node.date or node.until or "")[:7]
    form = form_of(node) if node.kind == "Exchange" else None
    values = {"key": node.source_key, "date": t.date(month) if month else ""}
    if form:
        name = form_name(t, form)
        return t("{form}, {date} ({key})", form=name, **values) if month else f"{name} ({node.source_key})"
    name = kind_name(t, node.kind)
    return t("{kind} {key}, {date}", kind=name, **values) if month else f"{name} {node.source_key}"


def _unnamed_official(t: Words, node: NodeSummary) -> str:
    """Who did not agree to be named appears in the function only."""
    if node.organisation:
        return t("an official of {organisation}", organisation=node.organisation)
    country = country_of(t, node)
    return t("an official ({country})", country=country) if country else t("an official")


def _kind_alone(t: Words, node: NodeSummary) -> tuple[str, ...]:
    return (kind_name(t, node.kind),)


def _organisation_parts(t: Words, node: NodeSummary) -> tuple[str | None, ...]:
    what = tier_name(t, node.detail) if node.detail else kind_name(t, node.kind)
    return what, country_of(t, node)


def _official_parts(t: Words, node: NodeSummary) -> tuple[str | None, ...]:
    return node.detail or kind_name(t, node.kind), node.organisation, country_of(t, node)


def _request_parts(t: Words, node: NodeSummary) -> tuple[str | None, ...]:
    status = status_name(t, node.detail) if node.detail else None
    return kind_name(t, node.kind), status, t.date(node.date) if node.date else None, country_of(t, node)


def _evaluation_parts(t: Words, node: NodeSummary) -> tuple[str | None, ...]:
    side = role_name(t, node.detail) if node.detail else None
    return kind_name(t, node.kind), side, t.date(node.date) if node.date else None


def _exchange_parts(t: Words, node: NodeSummary) -> tuple[str | None, ...]:
    return _form_words(t, node), *_dates_and_status(t, node), country_of(t, node)


def _form_words(t: Words, node: NodeSummary) -> str:
    form = form_of(node)
    if form is None:
        return t("form not recorded")
    name = form_name(t, form)
    return t("{form} (form inferred)", form=name) if is_form_inferred(node) else name


def _dates_and_status(t: Words, node: NodeSummary) -> tuple[str, ...]:
    if node.status == "held":
        return (_when_held(t, node),)
    one_date = node.date or node.until
    when = t.period(node.date, node.until) if node.date and node.until else one_date and t.date(one_date)
    if node.status == "planned":
        return (t("planned for {period}", period=when) if when else t("planned, date not recorded"),)
    doubt = t("which was cancelled") if node.status == "cancelled" else t("not known to have been held")
    return when or t("date not recorded"), doubt


def _when_held(t: Words, node: NodeSummary) -> str:
    """Month or year of which only one is known; a day alone would read as if it had been the only one."""
    one_date = node.date or node.until
    if one_date and not (node.date and node.until) and not is_day(one_date):
        return t.date(one_date)
    return t.period(node.date, node.until)
