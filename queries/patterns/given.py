"""Pattern questions as a catalogue asks them: every filter and option by name, answers as plain rows."""

from collections.abc import Mapping
from typing import Any

from graph.network import Network
from graph.schema import EXCHANGE_FORMS, PEERS
from graph.store import GraphStore
from queries.patterns.asking import find_pattern
from queries.patterns.filters import STEP_FACTS, PatternFilters, Weight, Who
from queries.patterns.finding import Figure, Finding
from queries.patterns.pattern import Option, Pattern
from queries.patterns.regions import REGIONS, codes_of

PERIODS = "periods"
FILTER_OPTIONS = (
    Option("who", "text", Who.ORGANISATIONS.value, allowed=tuple(one.value for one in Who)),
    Option("kinds", "texts", (), allowed=PEERS),
    Option("countries", "texts", ()),
    Option("regions", "texts", (), allowed=REGIONS),
    Option("topic_ids", "texts", ()),
    Option("forms", "texts", (), allowed=EXCHANGE_FORMS),
    Option("facts", "texts", STEP_FACTS, allowed=STEP_FACTS),
    Option("from_date", "text", None),
    Option("until_date", "text", None),
    Option(PERIODS, "texts", ()),
    Option("with_planned", "yes/no", False),
    Option("with_isolates", "yes/no", True),
    Option("weight", "text", Weight.SHARED_FACTS.value, allowed=tuple(one.value for one in Weight)),
)
"""What every pattern question may be told."""

FIGURE_COLUMNS = (
    ("period", "text"),
    ("figure", "text"),
    ("value", "real"),
    ("n", "integer"),
    ("min_n", "integer"),
    ("low", "real"),
    ("high", "real"),
    ("by_chance", "real"),
    ("p_value", "real"),
    ("error", "real"),
    ("missing", "text"),
)
"""Columns of a question that is answered by figures."""


def options_of(pattern: Pattern) -> tuple[Option, ...]:
    """All that a pattern question may be told: its own options first, then the filters."""
    return (*pattern.options, *FILTER_OPTIONS)


def columns_of(pattern: Pattern) -> tuple[tuple[str, str], ...]:
    """Columns of the rows that `rows_of` gives."""
    return (("period", "text"), *pattern.columns) if pattern.is_about_rows else FIGURE_COLUMNS


def ask_pattern(store: GraphStore, network: Network, pattern: Pattern, given: Mapping[str, Any]) -> Finding:
    """The answer to a pattern question that is given everything by name; see `find_pattern` for what it raises."""
    own = {one.name: given[one.name] for one in pattern.options if one.name in given}
    return find_pattern(store, network, pattern.id, read_filters(given), periods=given.get(PERIODS) or (), **own)


def read_filters(given: Mapping[str, Any]) -> PatternFilters:
    """Filters out of values by name; what is absent or None lets everything through.

    Raises
    ------
    ValueError
        A value is not one that is allowed; the message names what is expected.
    """
    return PatternFilters(
        who=Who(given.get("who") or Who.ORGANISATIONS),
        kinds=tuple(given.get("kinds") or ()),
        countries=codes_of(given.get("countries") or ()),
        regions=tuple(given.get("regions") or ()),
        topic_ids=tuple(given.get("topic_ids") or ()),
        forms=tuple(given.get("forms") or ()),
        facts=tuple(given.get("facts") or STEP_FACTS),
        from_date=given.get("from_date") or None,
        until_date=given.get("until_date") or None,
        with_planned=bool(given.get("with_planned")),
        with_isolates=given.get("with_isolates") is not False,
        weight=Weight(given.get("weight") or Weight.SHARED_FACTS),
    )


def rows_of(pattern: Pattern, finding: Finding) -> list[dict[str, Any]]:
    """A finding as rows with the columns of `columns_of`; where periods were asked for, those of each period."""
    parts = finding.snapshots or (finding,)
    periods = [one.filters.from_date for one in parts] if finding.snapshots else [None]
    if pattern.is_about_rows:
        return [{"period": period, **row} for period, part in zip(periods, parts, strict=True) for row in part.rows]
    return [
        {"period": period, **figure_row(one)}
        for period, part in zip(periods, parts, strict=True)
        for one in part.figures
    ]


def figure_row(one: Figure) -> dict[str, Any]:
    """A figure as a row."""
    chance, interval = one.null_model, one.interval
    return {
        "figure": one.name,
        "value": one.value,
        "n": one.n,
        "min_n": one.min_n,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "by_chance": chance.mean if chance else None,
        "p_value": chance.p_value if chance else None,
        "error": one.sampling.error if one.sampling else None,
        "missing": one.missing.value if one.missing else None,
    }
