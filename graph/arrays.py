"""Columns of a graph as numpy arrays, made alike from whatever rows an engine yields."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.dates import first_day, last_day, number_of_day
from graph.schema import EXCHANGE_FORMS, EXCHANGE_STATUSES, SCHEMA
from graph.store import UNKNOWN_DAY, RelationshipArrays

_KINDS = {label: position for position, label in enumerate(SCHEMA.nodes)}
_FORMS = {form: position for position, form in enumerate(EXCHANGE_FORMS, start=1)}
_STATUSES = {status: position for position, status in enumerate(EXCHANGE_STATUSES, start=1)}


@lru_cache(maxsize=100_000)  # a network has few different dates, each on many facts
def days(starts_on: str | None, ends_on: str | None) -> tuple[int, int]:
    """First and last day that a fact may have held, as days since 1 January 1970.

    Parameters
    ----------
    starts_on, ends_on : partial dates; a fact with only one of them is taken to hold on that date.

    Returns
    -------
    `UNKNOWN_DAY` twice when neither is known.
    """
    start, end = starts_on or ends_on, ends_on or starts_on
    if start is None or end is None:
        return UNKNOWN_DAY, UNKNOWN_DAY
    return number_of_day(first_day(start)), number_of_day(last_day(end))


def lasting_days(since: str | None, until: str | None) -> tuple[int, int]:
    """First and last day of a tie that goes on until it is ended.

    Returns
    -------
    Each `UNKNOWN_DAY` where it is not known: an open end is not the same as one day.
    """
    return (days(since, None)[0] if since else UNKNOWN_DAY, days(until, None)[1] if until else UNKNOWN_DAY)


NodeColumns = dict[str, npt.NDArray[Any]]


def node_columns(rows: Iterable[tuple[Any, ...]]) -> NodeColumns:
    """Node columns of `GraphArrays`.

    Parameters
    ----------
    rows : (id, kind, country, form, status, starts_on, ends_on), ordered by id.
    """
    ids, kinds, countries, forms, statuses, first, last = [], [], [], [], [], [], []
    for node_id, kind, country, form, status, starts_on, ends_on in rows:
        start, end = days(starts_on, ends_on)
        ids.append(node_id)
        kinds.append(_KINDS[kind])
        countries.append(country or "")
        forms.append(_FORMS.get(form, 0))
        statuses.append(_STATUSES.get(status, 0))
        first.append(start)
        last.append(end)
    return {
        "ids": np.array([i.encode() for i in ids], dtype=np.bytes_) if ids else np.empty(0, dtype="S1"),
        "kinds": np.array(kinds, dtype=np.uint8),
        "countries": np.array([c.encode() for c in countries], dtype="S2"),
        "details": np.array(forms, dtype=np.uint8),
        "statuses": np.array(statuses, dtype=np.uint8),
        "starts_on": np.array(first, dtype=np.int32),
        "ends_on": np.array(last, dtype=np.int32),
    }


def relationship_columns(
    start: npt.NDArray[np.int32],
    end: npt.NDArray[np.int32],
    dates: Iterable[tuple[str | None, str | None]] | None,
    details: npt.NDArray[np.uint8] | None = None,
) -> RelationshipArrays:
    """Relationship columns in the order of start, end and then as given.

    Parameters
    ----------
    start, end : positions of the ends among the nodes, of equal length, parallel ones ordered by key.
    dates : (since, until) of each, or None where the type has no dates.
    details : as `detail_codes` makes them, or None where the type has no details to tell apart.
    """
    order = np.lexsort((end, start))  # stable, so parallel relationships keep their order
    codes = np.zeros(len(start), dtype=np.uint8) if details is None else details[order]
    if dates is None:
        unknown = np.full(len(start), UNKNOWN_DAY, dtype=np.int32)
        return RelationshipArrays(start[order], end[order], unknown, unknown, codes)
    both = np.array([lasting_days(*pair) for pair in dates], dtype=np.int32).reshape(-1, 2)[order]
    return RelationshipArrays(start[order], end[order], both[:, 0].copy(), both[:, 1].copy(), codes)


def detail_codes(allowed: Sequence[str], details: Iterable[str | None]) -> npt.NDArray[np.uint8]:
    """For each detail 1 + its position among the allowed texts; 0 for one that is unknown."""
    codes = {text: position for position, text in enumerate(allowed, start=1)}
    return np.array([codes.get(one or "", 0) for one in details], dtype=np.uint8)
