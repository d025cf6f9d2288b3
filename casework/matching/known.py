"""A pool as it is known on one day: what is dated later, or not dated where dates are asked for, is left out."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from casework.matching.pool import DECLARED, DID, LEARNED, Days, Mask, PeerPool, Reals
from casework.matching.rules import MatchRules
from graph.incidence import Ints
from graph.network import HELD
from graph.schema import EXCHANGE_STATUSES
from graph.store import UNKNOWN_DAY

Number = TypeVar("Number", bound=np.generic)

PLANNED = 1 + EXCHANGE_STATUSES.index("planned")
_DAYS_A_YEAR = 365.2425


@dataclass(frozen=True, slots=True, eq=False)
class KnownPool:
    """Proofs, meetings and scores of candidates as known on a day. Made by `known_pool`."""

    pool: PeerPool
    as_of: int
    """Days since 1 January 1970."""
    only_dated: bool
    topic_offsets: npt.NDArray[np.int64]
    """For topic t, each candidate who has proof of it once, ascending: rows ``topic_offsets[t]:topic_offsets[t+1]``."""
    proof_peers: Ints
    proof_strengths: Reals
    """Of the best proof: its share of the points of experience, faded with time, 0-1."""
    proof_exchanges: Ints
    """Of the best proof: row in the table of exchanges; -1 for a note."""
    proof_kinds: npt.NDArray[np.int8]
    has_proof: Mask
    n_scores: Ints
    """Scores of exchanges that each candidate took part in."""
    mean_scores: Reals
    """Mean of them, 1-5; nan where there are none."""
    last_met: Days
    """Day on which the last held exchange ended; `UNKNOWN_DAY` where there is none with a date."""
    n_held: Ints
    n_planned: Ints
    planned_peers: Ints
    planned_exchanges: Ints
    """Planned exchanges that are not over, beside who is to take part."""

    def of_topic(self, topic: int) -> slice:
        """Rows of the proofs of one topic."""
        return slice(int(self.topic_offsets[topic]), int(self.topic_offsets[topic + 1]))


@lru_cache(maxsize=4)  # a page asks for the same day again and again
def known_pool(pool: PeerPool, rules: MatchRules, as_of: int, *, only_dated: bool = False) -> KnownPool:
    """The pool as known on a day.

    Parameters
    ----------
    as_of : the day, as days since 1 January 1970.
    only_dated : leave out what has no date, since it may be younger than the day: for looking back.
    """
    met = _met_by(pool, as_of, only_dated=only_dated)
    scores = _exchange_scores(pool, as_of, only_dated=only_dated)
    peers = pool.met_peers[met]
    of_meeting = scores[pool.met_exchanges[met]]
    is_scored = ~np.isnan(of_meeting)
    n_scores = np.bincount(peers[is_scored], minlength=pool.n_peers).astype(np.int32)
    sums = np.bincount(peers[is_scored], weights=of_meeting[is_scored], minlength=pool.n_peers)
    last_met = np.full(pool.n_peers, UNKNOWN_DAY, dtype=np.int32)
    np.maximum.at(last_met, peers, pool.exchange_ends[pool.met_exchanges[met]])
    planned = _planned_on(pool, as_of)
    return KnownPool(
        pool,
        as_of,
        only_dated,
        *_proofs(pool, rules, as_of, scores, only_dated=only_dated),
        n_scores=n_scores,
        mean_scores=np.divide(sums, n_scores, out=np.full(pool.n_peers, np.nan), where=n_scores > 0),
        last_met=last_met,
        n_held=np.bincount(peers, minlength=pool.n_peers).astype(np.int32),
        n_planned=np.bincount(pool.met_peers[planned], minlength=pool.n_peers).astype(np.int32),
        planned_peers=pool.met_peers[planned],
        planned_exchanges=pool.met_exchanges[planned],
    )


def _met_by(pool: PeerPool, as_of: int, *, only_dated: bool) -> Mask:
    """Meetings in held exchanges that are not known to have ended after the day."""
    is_met = (pool.exchange_statuses == HELD) & _is_past(pool.exchange_ends, as_of, only_dated=only_dated)
    return np.asarray(is_met[pool.met_exchanges])


def _is_past(ends: Days, as_of: int, *, only_dated: bool) -> Mask:
    """What ended by the day; of unknown date too, unless dates are asked for."""
    return np.asarray((ends <= as_of) & ((ends != UNKNOWN_DAY) | (not only_dated)))


def _planned_on(pool: PeerPool, as_of: int) -> Mask:
    is_open = (pool.exchange_ends >= as_of) | (pool.exchange_ends == UNKNOWN_DAY)
    return np.asarray(((pool.exchange_statuses == PLANNED) & is_open)[pool.met_exchanges])


def _exchange_scores(pool: PeerPool, as_of: int, *, only_dated: bool) -> Reals:
    """Mean score of each exchange by what was answered until a day; nan where nobody answered."""
    is_known = _is_past(pool.rated_on, as_of, only_dated=only_dated)
    rows = pool.rated_exchanges[is_known]
    counts = np.bincount(rows, minlength=len(pool.exchanges))
    sums = np.bincount(rows, weights=pool.ratings[is_known], minlength=len(pool.exchanges))
    means: Reals = np.divide(sums, counts, out=np.full(len(pool.exchanges), np.nan), where=counts > 0)
    return means


def _proofs(
    pool: PeerPool, rules: MatchRules, as_of: int, scores: Reals, *, only_dated: bool
) -> tuple[npt.NDArray[np.int64], Ints, Reals, Ints, npt.NDArray[np.int8], Mask]:
    """For each topic and candidate the best proof that is known on the day, as columns of `KnownPool`."""
    is_note = pool.proof_exchanges < 0
    ends = np.where(is_note, UNKNOWN_DAY, _safe(pool.exchange_ends, pool.proof_exchanges))
    is_known = _is_past(ends, as_of, only_dated=only_dated)
    topic = np.repeat(np.arange(len(pool.topics), dtype=np.int64), np.diff(pool.topic_offsets))[is_known]
    peers, kinds = pool.proof_peers[is_known], pool.proof_kinds[is_known]
    exchanges = pool.proof_exchanges[is_known]
    strengths = _strengths(rules, kinds, _safe(scores, exchanges), ends[is_known], as_of)
    order = np.lexsort((exchanges, -strengths, peers, topic))
    pairs = (topic[order] << 32) | peers[order]
    best = order[np.concatenate([[True], pairs[1:] != pairs[:-1]])] if len(order) else order
    offsets = np.searchsorted(topic[best], np.arange(len(pool.topics) + 1)).astype(np.int64)
    has_proof = np.zeros(pool.n_peers, dtype=np.bool_)
    has_proof[peers[best]] = True
    return offsets, peers[best], strengths[best], exchanges[best], kinds[best], has_proof


def _strengths(
    rules: MatchRules, kinds: npt.NDArray[np.int8], scores: Reals, ends: npt.NDArray[np.int32], as_of: int
) -> Reals:
    """Share of the points of experience that each proof gives, halved with each half-life since."""
    shares = np.empty(3)
    shares[DECLARED], shares[LEARNED], shares[DID] = (
        rules.experience[name] for name in ("declared", "learned", "done")
    )
    base = shares[kinds]
    base[(kinds == DID) & (scores >= rules.well_evaluated_from)] = rules.experience["well_evaluated"]
    years = np.where(ends == UNKNOWN_DAY, 0.0, (as_of - ends.astype(np.int64)) / _DAYS_A_YEAR)
    # A note has no date to fade from; an exchange of unknown date is taken to be one half-life old.
    years = np.where((ends == UNKNOWN_DAY) & (kinds != DECLARED), rules.experience_half_life_years, years)
    faded: Reals = base * 0.5 ** (np.maximum(years, 0.0) / rules.experience_half_life_years)
    return faded


def _safe(column: npt.NDArray[Number], rows: Ints) -> npt.NDArray[Number]:
    """Values of the rows; where a row is -1, of any: whoever asks replaces or ignores it."""
    return column[rows] if len(column) else np.zeros(len(rows), dtype=column.dtype)
