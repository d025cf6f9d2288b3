"""The limits that come before any score: who cannot be proposed for a request, and why.

Each limit is a mask over all candidates. Who is out is shown with every limit that holds, never left out silently.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from casework.matching.parts import Asked, speakers
from casework.matching.pool import NOT_SHOWN, Mask
from graph.arrays import days
from graph.network import KINDS
from graph.store import UNKNOWN_DAY


def is_asker(asked: Asked) -> Mask:
    """Those who ask, and who works for them."""
    return _with_staff(asked, asked.asker_rows)


def is_no_peer(asked: Asked) -> Mask:
    """Organisations of a sort that cannot be proposed, such as funders and groups without names, and their staff."""
    pool = asked.known.pool
    is_out = np.append(np.isin(pool.sort_names, asked.rules.no_peers), False)[pool.sorts]
    return _with_staff(asked, np.flatnonzero(is_out).astype(np.int32))


def is_in_own_country(asked: Asked) -> Mask:
    """Candidates from a country of those who ask, where the rules exclude them."""
    pool = asked.known.pool
    is_own = np.append(pool.country_codes == (asked.need.country or ""), False)
    is_own[pool.countries[asked.asker_rows]] = True
    is_own[-1] = False  # where no country is known
    return np.asarray(is_own[pool.countries]) if asked.rules.excludes_own_country else _nobody(asked)


def is_without_language(asked: Asked) -> Mask:
    """Officials known not to speak any language of a request that makes it a condition."""
    if not (asked.need.needs_language and asked.need.languages):
        return _nobody(asked)
    is_out = asked.known.pool.has_languages.copy()
    is_out[speakers(asked)] = False
    return is_out


def is_wrong_for_form(asked: Asked) -> Mask:
    """Kinds of candidates that the rules do not allow for the wished form."""
    allowed = asked.rules.forms.get(asked.need.form or "")
    if allowed is None:
        return _nobody(asked)
    kinds = [KINDS.index(kind) for kind in allowed]
    return ~np.isin(asked.network.kinds[asked.known.pool.nodes], kinds)


def is_busy(asked: Asked) -> Mask:
    """Officials with a planned exchange in the wished period."""
    known, pool = asked.known, asked.known.pool
    first, last = days(asked.need.wanted_from, asked.need.wanted_until)
    if first == UNKNOWN_DAY:
        return _nobody(asked)
    starts, ends = pool.exchange_starts[known.planned_exchanges], pool.exchange_ends[known.planned_exchanges]
    overlaps = (starts <= last) & (ends >= first) & (starts != UNKNOWN_DAY)
    is_out = _nobody(asked)
    is_out[known.planned_peers[overlaps]] = True
    return is_out & pool.is_person


def has_enough_planned(asked: Asked) -> Mask:
    """Candidates with as many planned exchanges as the rules allow."""
    return asked.known.n_planned >= _by_kind(asked, asked.rules.most_planned, np.iinfo(np.int32).max)


def is_cooling_down(asked: Asked) -> Mask:
    """Candidates whose last exchange ended only so many days ago."""
    wait = _by_kind(asked, asked.rules.cool_down_days, 0)
    last = asked.known.last_met
    return np.asarray((last != UNKNOWN_DAY) & (asked.known.as_of - last.astype(np.int64) < wait))


def has_conflict(asked: Asked) -> Mask:
    """Candidates who declared an interest, and the staff of organisations that did."""
    rows = (asked.known.pool.row(int(node)) for node in asked.network.positions(asked.conflicts))
    return _with_staff(asked, np.array([row for row in rows if row is not None], dtype=np.int32))


def is_not_shown(asked: Asked) -> Mask:
    """Officials who did not agree that their function is shown."""
    return np.asarray(asked.known.pool.shown == NOT_SHOWN)


def has_left(asked: Asked) -> Mask:
    """Officials whose last known job ended."""
    left_on = asked.known.pool.left_on
    return np.asarray((left_on != UNKNOWN_DAY) & (left_on < asked.known.as_of))


def is_past_keeping(asked: Asked) -> Mask:
    """Officials whose data may no longer be kept."""
    keep_until = asked.known.pool.keep_until
    return np.asarray((keep_until != UNKNOWN_DAY) & (keep_until < asked.known.as_of))


LIMITS: Mapping[str, Callable[[Asked], Mask]] = MappingProxyType(
    {
        "asker": is_asker,
        "no_peer": is_no_peer,
        "own_country": is_in_own_country,
        "conflict": has_conflict,
        "not_shown": is_not_shown,
        "keep_until": is_past_keeping,
        "left": has_left,
        "language": is_without_language,
        "form": is_wrong_for_form,
        "busy": is_busy,
        "planned": has_enough_planned,
        "cool_down": is_cooling_down,
    }
)
"""All limits, in the order in which they are told."""


def masks(asked: Asked) -> dict[str, Mask]:
    """For each limit who breaks it."""
    return {name: limit(asked) for name, limit in LIMITS.items()}


def is_spoken_for(asked: Asked, is_out: Mask) -> Mask:
    """Organisations of which an official may be proposed: then the official is, and not the organisation."""
    pool = asked.known.pool
    spoken_for = _nobody(asked)
    by_person = pool.organisations[pool.is_person & ~is_out]
    spoken_for[by_person[by_person >= 0]] = True
    return spoken_for & ~pool.is_person


def _with_staff(asked: Asked, rows: np.ndarray[tuple[int], np.dtype[np.int32]]) -> Mask:
    chosen = _nobody(asked)
    chosen[rows] = True
    organisations = asked.known.pool.organisations
    return np.asarray(chosen | ((organisations >= 0) & chosen[organisations]))


def _nobody(asked: Asked) -> Mask:
    return np.zeros(asked.n, dtype=np.bool_)


def _by_kind(asked: Asked, numbers: Mapping[str, int], otherwise: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    of_kind = np.array([numbers.get(kind, otherwise) for kind in KINDS], dtype=np.int64)
    return of_kind[asked.network.kinds[asked.known.pool.nodes]]
