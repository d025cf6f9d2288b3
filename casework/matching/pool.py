"""Everybody who could be a peer, as columns: what matching must know of a million people, read out of a store once.

Kept on disk beside the network, under the store's data version. Nothing here depends on a request or on a day: what is
not yet known on the day of a question is left out when it is asked (`casework.matching.parts`).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.incidence import Ints, Rows
from graph.network import Positions
from loaders.resolution.distance import unit_vectors

Days = npt.NDArray[np.int32]
Reals = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

DECLARED, LEARNED, DID = range(3)
"""What a peer's topic rests on: a note; an exchange in which the peer only asked or was a guest; one in which the peer
helped."""
LEARNER_ROLES = frozenset({"requester", "guest"})
UNDECIDED, NOT_SHOWN, SHOWN = -1, 0, 1


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class PeerPool:
    """Candidates as columns of equal length, in the order of their ids: officials, and organisations.

    Columns that only officials have are blank for organisations.
    """

    data_version: str
    nodes: Positions
    """Position of each candidate in the network."""
    is_person: Mask
    organisations: Positions
    """Of an official the first organisation worked for, as a position among the candidates; of others itself; -1."""
    sorts: Ints
    """Row in the table of sorts of organisations, as their tier or kind says; -1 where unknown, and for officials."""
    sort_names: npt.NDArray[np.str_]
    """In lower case, ascending."""
    countries: Ints
    """Row in the table of country codes; of officials that of their organisation; -1 where unknown."""
    country_codes: npt.NDArray[np.str_]
    """ISO 3166-1 alpha-2, ascending."""
    population: Reals
    """Inhabitants of the organisation, nan where unknown."""
    lat: Reals
    lon: Reals
    x: Reals
    """With y and z the place on a globe of radius one, nan where unknown: distances need no trigonometry then."""
    y: Reals
    z: Reals
    jobs: Ints
    """Row in the table of jobs; -1 where no function is known."""
    job_functions: npt.NDArray[np.str_]
    job_groups: npt.NDArray[np.str_]
    has_languages: Mask
    language_codes: npt.NDArray[np.str_]
    speakers: Rows
    """For each language code who speaks it."""
    shown: npt.NDArray[np.int8]
    """Whether an official's function may be shown; `UNDECIDED` where nothing is said."""
    keep_until: Days
    left_on: Days
    """Day on which the last job ended; `UNKNOWN_DAY` while one goes on, or where no job is known."""
    topics: Positions
    """Positions of the topics in the network, ascending."""
    topic_offsets: npt.NDArray[np.int64]
    """What proves topic t are the rows ``topic_offsets[t]:topic_offsets[t + 1]`` of the next four."""
    proof_peers: Ints
    proof_kinds: npt.NDArray[np.int8]
    proof_exchanges: Ints
    """Row in the table of exchanges; -1 for a note."""
    exchanges: Positions
    """Positions of exchanges in the network, ascending."""
    exchange_starts: Days
    exchange_ends: Days
    exchange_statuses: npt.NDArray[np.uint8]
    met_peers: Ints
    """Who took part, beside `met_exchanges`; ordered by candidate."""
    met_exchanges: Ints
    rated_exchanges: Ints
    """Exchange of each score that was given after or later, beside `ratings` and `rated_on`."""
    ratings: Reals
    rated_on: Days
    wanting_peers: Ints
    """Organisations with an open request, beside the topic (row in `topics`) and the day it came in."""
    wanted_topics: Ints
    wanted_on: Days

    @property
    def n_peers(self) -> int:
        """How many candidates there are before any limit."""
        return len(self.nodes)

    def row(self, node: int) -> int | None:
        """Row of the candidate at a position of the network; None where no candidate is there."""
        return _found(self.nodes, node)

    def topic_row(self, node: int) -> int | None:
        """Row of the topic at a position of the network; None where no topic is there."""
        return _found(self.topics, node)


def on_globe(lat: Reals, lon: Reals) -> tuple[Reals, Reals, Reals]:
    """Places on a globe of radius one, of latitudes and longitudes in degrees; nan where one of them is."""
    vectors = unit_vectors(np.column_stack((lat, lon)))
    vectors[np.isnan(vectors).any(axis=1)] = np.nan
    x, y, z = vectors.T
    return x.copy(), y.copy(), z.copy()  # columns that lie apart are read faster than every third number


def _found(ascending: npt.NDArray[Any], value: int) -> int | None:
    row = int(np.searchsorted(ascending, value))
    return row if row < len(ascending) and ascending[row] == value else None
