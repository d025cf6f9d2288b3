"""The parts of a score: for each candidate a share of the part's points, 0-1, nan where nothing is known.

All parts look at what is known on the day (`casework.matching.known`), all candidates at once.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
from babel.languages import get_official_languages
from rapidfuzz import fuzz

from casework.matching.known import KnownPool
from casework.matching.need import MatchNeed
from casework.matching.pool import Mask, PeerPool, Reals
from casework.matching.rules import MatchRules
from casework.matching.ties import tied
from casework.matching.topic_tree import TopicTree
from graph.incidence import Ints
from graph.names import fold
from graph.network import Network
from loaders.resolution.distance import EARTH_KM

_FADES_KM = 5_000.0
"""Distance at which the share is 1/e: about from Portugal to Ghana."""
_DECADES = 2.0
"""Two municipalities of which one is a hundred times as large as the other are not alike at all."""
_LIKE_LATITUDES = 40.0
_OFFICIAL_LANGUAGE = 0.6
"""Share of somebody whose languages are not known, where the request's is an official one of the country."""
_LEAST_LIKENESS = 0.05


@dataclass(frozen=True)
class Asked:
    """One need beside the candidates, as known on a day, with what several parts use."""

    need: MatchNeed
    known: KnownPool
    network: Network
    rules: MatchRules
    tree: TopicTree
    conflicts: frozenset[str] = frozenset()
    """Ids of officials and organisations with a declared interest in this case."""

    @property
    def n(self) -> int:
        """How many candidates there are."""
        return self.known.pool.n_peers

    @cached_property
    def asker_rows(self) -> Ints:
        """Rows of the organisations that ask."""
        rows = (self.known.pool.row(int(node)) for node in self.network.positions(self.need.asker_ids))
        return np.array([row for row in rows if row is not None], dtype=np.int32)

    @cached_property
    def home(self) -> int | None:
        """Row of the first asker whose place is known; None where none is."""
        return next((row for row in self.asker_rows.tolist() if not np.isnan(self.known.pool.z[row])), None)

    @property
    def needs_travel(self) -> bool:
        """Whether people travel for the wished form; so they do where none is wished for."""
        return self.need.form is None or self.need.form in self.rules.travel

    @cached_property
    def topic_rows(self) -> tuple[int | None, ...]:
        """Row of each topic of the tree; None where the network has it not."""
        found = (self.network.position(one) for one in self.tree.ids)
        return tuple(None if one is None else self.known.pool.topic_row(one) for one in found)

    @cached_property
    def topic_likeness(self) -> tuple[Reals, ...]:
        """For each topic asked about the likeness of every topic of the tree."""
        return tuple(self.tree.likeness(one) for one in self.need.topic_ids if one in self.tree.broader)

    def with_organisation(self, values: Reals, share: float = 1.0) -> Reals:
        """The better of one's own value and a share of one's organisation's."""
        organisations = self.known.pool.organisations
        theirs = np.where(organisations >= 0, values[organisations], 0.0)
        return np.asarray(np.maximum(values, theirs * share))

    @cached_property
    def is_proved(self) -> Mask:
        """Who has proof of any topic, or whose organisation has."""
        organisations = self.known.pool.organisations
        has_proof = self.known.has_proof
        return np.asarray(has_proof | ((organisations >= 0) & has_proof[organisations]))

    def over_topics(self, likeness: Reals, strengths: Reals | None = None) -> Reals:
        """For each candidate the greatest likeness of a topic with proof, times the strength of the proof if given."""
        best = np.zeros(self.n)
        for row, alike in zip(self.topic_rows, likeness.tolist(), strict=True):
            if row is None or alike < _LEAST_LIKENESS:
                continue
            proofs = self.known.of_topic(row)
            peers = self.known.proof_peers[proofs]
            value = alike if strengths is None else alike * strengths[proofs]
            best[peers] = np.maximum(best[peers], value)
        return best


def topic(asked: Asked) -> Reals:
    """How near the topics with proof are to those asked about: the mean over the latter."""
    if not asked.topic_likeness:
        return _unknown(asked.n)
    each = [asked.with_organisation(asked.over_topics(one)) for one in asked.topic_likeness]
    return _where(asked.is_proved, sum(each[1:], each[0]) / len(each))


def wording(asked: Asked) -> Reals:
    """How near the words of the request are to those of a topic with proof."""
    likeness = asked.tree.likeness_to_text(asked.need.text)
    if not likeness.any():
        return _unknown(asked.n)
    return _where(asked.is_proved, asked.with_organisation(asked.over_topics(likeness)))


def experience(asked: Asked) -> Reals:
    """How well experience in the topics asked about is proved, and how recently; the mean over the topics."""
    if not asked.topic_likeness:
        return _unknown(asked.n)
    share = asked.rules.experience["organisation_did"]
    each = [
        asked.with_organisation(asked.over_topics(one, asked.known.proof_strengths), share)
        for one in asked.topic_likeness
    ]
    return _where(asked.is_proved, sum(each[1:], each[0]) / len(each))


def job(asked: Asked) -> Reals:
    """How alike the functions are: 1 in the same group of functions, else by their words."""
    pool, wanted = asked.known.pool, fold(asked.need.job or "")
    if not wanted or not len(pool.job_functions):
        return _unknown(asked.n)
    by_words = np.array([fuzz.token_set_ratio(wanted, fold(one)) / 100 for one in pool.job_functions.tolist()])
    groups = {group for group, alike in zip(pool.job_groups.tolist(), by_words.tolist(), strict=True) if alike == 1}
    in_group = np.isin(pool.job_groups, [group for group in groups if group])
    values = np.append(np.where(in_group, 1.0, by_words), np.nan)
    return np.asarray(values[pool.jobs])


def alike(asked: Asked) -> Reals:
    """How alike the two municipalities are, by the theme chosen."""
    return _THEMES[asked.need.theme](asked)


def _alike_in_size(asked: Asked) -> Reals:
    population = asked.known.pool.population
    own = np.log10(_positive(population[asked.asker_rows]))
    if np.isnan(own).all():
        return _unknown(asked.n)
    return np.asarray(1 - np.minimum(1, np.abs(np.log10(_positive(population)) - np.nanmean(own)) / _DECADES))


def _alike_in_climate(asked: Asked) -> Reals:
    """Distance from the equator stands for the climate; nothing better is loaded."""
    lat = asked.known.pool.lat
    own = np.abs(lat[asked.asker_rows])
    if np.isnan(own).all():
        return _unknown(asked.n)
    return np.asarray(1 - np.minimum(1, np.abs(np.abs(lat) - np.nanmean(own)) / _LIKE_LATITUDES))


def _alike_in_tasks(asked: Asked) -> Reals:
    """Share of the topics that the askers worked on which a candidate worked on too."""
    known, is_asker = asked.known, np.zeros(asked.n, dtype=np.bool_)
    is_asker[asked.asker_rows] = True
    of_topics = [known.proof_peers[known.of_topic(one)] for one in range(len(known.pool.topics))]
    own = [peers for peers in of_topics if is_asker[peers].any()]
    if not own:
        return _unknown(asked.n)
    shared = np.bincount(np.concatenate(own), minlength=asked.n) / len(own)
    return _where(asked.is_proved, asked.with_organisation(shared))


def ties(asked: Asked) -> Reals:
    """A tie between both sides: 1 in one step, a half in two; turned round where new ones are wished for."""
    if asked.need.ties == "any" or not len(asked.asker_rows):
        return _unknown(asked.n)
    values = asked.with_organisation(tied(asked.network, asked.known, asked.asker_rows))
    return values if asked.need.ties == "existing" else 1 - values


def evaluation(asked: Asked) -> Reals:
    """What was said afterwards of exchanges a candidate took part in, drawn to the mean when few said anything.

    (prior x weight + sum of scores) / (weight + scores), the mean of a normal prior (Gelman et al. 2013, section 2.5).
    """
    known, rules = asked.known, asked.rules
    n, mean = known.n_scores.astype(np.float64), np.nan_to_num(known.mean_scores)
    weight = rules.evaluation_prior_weight
    shrunk = (rules.evaluation_prior * weight + mean * n) / (weight + n)
    return _where(n > 0, (shrunk - 1) / 4)


def language(asked: Asked) -> Reals:
    """1 for who speaks a language of the request; less where only the country's official languages are known."""
    if not asked.need.languages:
        return _unknown(asked.n)
    pool = asked.known.pool
    wanted = set(asked.need.languages)
    by_country = [
        _OFFICIAL_LANGUAGE if wanted & official_languages(one) else 0.0 for one in pool.country_codes.tolist()
    ]
    values = np.where(pool.has_languages, 0.0, np.array([*by_country, np.nan])[pool.countries])
    values[speakers(asked)] = 1.0
    return np.asarray(values)


def speakers(asked: Asked) -> Ints:
    """Rows of those known to speak a language of the request."""
    pool = asked.known.pool
    rows = np.flatnonzero(np.isin(pool.language_codes, asked.need.languages))
    found = [pool.speakers.row(int(row)) for row in rows]
    return np.concatenate([np.empty(0, np.int32), *found])


def distance(asked: Asked) -> Reals:
    """Nearness: by kilometres for forms that need travel, by hours between the time zones for the others."""
    pool = asked.known.pool
    if asked.home is None:
        return _unknown(asked.n)
    if asked.needs_travel:
        return np.asarray(np.exp(-distance_km(pool, asked.home) / _FADES_KM))
    return np.asarray(1 - hours_apart(pool, asked.home) / 12)


def distance_km(pool: PeerPool, home: int, rows: slice = slice(None)) -> Reals:
    """Great-circle distances of candidates from one of them in kilometres; nan where a place is unknown."""
    x, y, z = (column[rows] * column[home] for column in (pool.x, pool.y, pool.z))
    half = np.sqrt(np.clip(1 - (x + y + z), 0, 2) / 2)
    return np.asarray(2 * EARTH_KM * np.arcsin(half))


def hours_apart(pool: PeerPool, home: int, rows: slice = slice(None)) -> Reals:
    """Hours between candidates and one of them by the sun, 0-12: a degree of longitude is four minutes."""
    apart = np.abs(pool.lon[rows] - pool.lon[home]) % 360
    return np.asarray(np.minimum(apart, 360 - apart) / 15)


def benefit(asked: Asked) -> Reals:
    """1 where a candidate's organisation asks for a topic that the askers have proof of; nan where it asks nothing."""
    known, pool = asked.known, asked.known.pool
    is_open = pool.wanted_on <= known.as_of
    if not len(asked.asker_rows) or not is_open.any():
        return _unknown(asked.n)
    is_asker = np.zeros(asked.n, dtype=np.bool_)
    is_asker[asked.asker_rows] = True
    wanted, who = pool.wanted_topics[is_open], pool.wanting_peers[is_open]
    is_offered = {one: bool(is_asker[known.proof_peers[known.of_topic(one)]].any()) for one in set(wanted.tolist())}
    values = np.full(asked.n, np.nan)
    values[who] = 0.0
    values[who[[is_offered[one] for one in wanted.tolist()]]] = 1.0
    organisations = pool.organisations
    return np.asarray(np.where(organisations >= 0, values[organisations], np.nan))


PARTS: Mapping[str, Callable[[Asked], Reals]] = MappingProxyType(
    {
        "topic": topic,
        "wording": wording,
        "job": job,
        "experience": experience,
        "alike": alike,
        "ties": ties,
        "evaluation": evaluation,
        "language": language,
        "distance": distance,
        "benefit": benefit,
    }
)
"""What makes each part, in the order of `casework.matching.rules.PARTS`."""
_THEMES = {"size": _alike_in_size, "climate": _alike_in_climate, "tasks": _alike_in_tasks}


@cache
def official_languages(country: str) -> frozenset[str]:
    """Codes of the official languages of a country, regional and customary ones too (Unicode CLDR)."""
    found = get_official_languages(country, regional=True, de_facto=True)
    return frozenset(one.split("_")[0] for one in found)


def _unknown(n: int) -> Reals:
    return np.full(n, np.nan)


def _where(is_known: npt.NDArray[np.bool_], values: Reals) -> Reals:
    return np.asarray(np.where(is_known, values, np.nan))


def _positive(values: Reals) -> Reals:
    """The values, nan where they are no positive numbers."""
    return np.asarray(np.where(values > 0, values, np.nan))
