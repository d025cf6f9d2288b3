"""An invented world as numbers: who is where, who works where, who met whom.

Municipalities are of very different size and activity, both lognormal as the sizes of real ones are (Eeckhout 2004).
Everything is decided here; `benchmarks.generator` only writes it down as records.
"""

from dataclasses import dataclass

import numpy as np

from benchmarks import meetings
from benchmarks.draws import Draws, Floats, Ints
from benchmarks.language_groups import COUNTRIES

_TWINNINGS_EACH = 2.6
_ANSWERS = 0.5  # share of exchanges that answer a recorded request


@dataclass(frozen=True, slots=True)
class Size:
    """How many there are of the kinds that count; the others follow from them."""

    n_municipalities: int
    n_officials: int
    n_exchanges: int

    @property
    def n_requests(self) -> int:
        """A request is answered by several exchanges."""
        return self.n_exchanges * 8 // 100

    @property
    def n_practices(self) -> int:
        """Few exchanges are documented as a practice."""
        return self.n_exchanges // 100

    @property
    def n_bodies(self) -> int:
        """Utilities, training bodies and funders."""
        return self.n_municipalities // 100


@dataclass(frozen=True, slots=True)
class World:
    """All that is decided before a record is written. Numbers count from 0 within a kind."""

    size: Size
    countries: Ints
    """Country of each municipality, as a position in `COUNTRIES`."""
    populations: Ints
    employers: Ints
    """Municipality that each official works for."""
    askers: Ints
    """Municipality that asked each request."""
    requests: Ints
    """Request that each exchange answers; -1 for none. The asker is the host."""
    offsets: Ints
    organisations: Ints
    """Exchange e brings together ``organisations[offsets[e]:offsets[e + 1]]``, the host first."""
    officials: Ints
    """The official who went for each of them; -1 where none is named."""
    joined: Ints
    """Exchanges that the association of the host's country took part in."""
    twinnings: list[tuple[int, int]]
    """Pairs of municipalities."""


def make_world(size: Size, seed: int) -> World:
    """World of a size; the same for the same seed, on every machine."""
    draws = Draws(seed)
    countries, populations, activity = _municipalities(draws, size.n_municipalities)
    employers = _employers(draws, size, populations)
    askers, requests = draws.weighted(activity, size.n_requests), _requests(draws, size)
    hosts = np.where(requests >= 0, askers[requests], draws.weighted(activity, size.n_exchanges))
    partners = meetings.Partners(draws, countries, activity)
    staff = meetings.Staff(draws, employers, size.n_municipalities)
    offsets, organisations, officials = meetings.exchanges(draws, hosts, partners, staff)
    joined = meetings.with_association(draws, size.n_exchanges)
    twinnings = meetings.twinnings(draws, activity, partners, int(size.n_municipalities * _TWINNINGS_EACH))
    return World(
        size,
        countries,
        populations,
        employers,
        askers,
        requests,
        offsets,
        organisations,
        officials,
        joined,
        twinnings,
    )


def _municipalities(draws: Draws, n: int) -> tuple[Ints, Ints, Floats]:
    ranks = np.array([group.countries.index((code, name)) for group, code, name in COUNTRIES])
    countries = draws.weighted(1 / (2.0 + ranks), n)
    n_first = min(n, len(COUNTRIES))
    countries[:n_first] = np.arange(n_first)  # no country without a municipality
    people = np.exp(9.6 + 1.2 * draws.normal(n))
    # Bigger ones are more active, but not in proportion; and some are keener than others.
    activity = (people / 15_000) ** 0.6 * np.exp(1.3 * draws.normal(n))
    return countries, (people // 10 * 10 + 50).astype(np.int64), activity


def _employers(draws: Draws, size: Size, populations: Ints) -> Ints:
    one_each = np.arange(size.n_municipalities)
    return np.concatenate(
        [one_each, draws.weighted(populations.astype(np.float64) ** 0.7, size.n_officials - size.n_municipalities)]
    )


def _requests(draws: Draws, size: Size) -> Ints:
    blocks = np.arange(size.n_exchanges) * size.n_requests // size.n_exchanges
    return np.where(draws.uniform(size.n_exchanges) < _ANSWERS, blocks, -1)
