"""The pool of a store: read out once for each data version."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from casework.matching.pool import (
    DECLARED,
    DID,
    LEARNED,
    LEARNER_ROLES,
    NOT_SHOWN,
    SHOWN,
    UNDECIDED,
    Days,
    PeerPool,
    on_globe,
)
from graph.arrays import days
from graph.incidence import Ints, gather, rows_by
from graph.network import HELD, KINDS, Network
from graph.network_cache import open_kept
from graph.store import UNKNOWN_DAY, GraphArrays, GraphStore, RelationshipArrays
from queries.rows import ask

_CHUNK = 50_000
_TYPES = ("EXPERT_IN", "ABOUT", "WORKS_FOR")
_RATED_STAGES = ("after", "later")

Row = dict[str, Any]


def open_pool(
    store: GraphStore, network: Network, folder: Path | None = None, on_build: Callable[[], None] | None = None
) -> PeerPool:
    """Pool of what the store holds now.

    Parameters
    ----------
    network : of the same data version as the store.
    folder : where it is kept; the cache folder when None.
    on_build : called before the store is read, to tell a person what takes time.
    """
    return open_kept(PeerPool, store, "peer-pool-2", lambda _: build_pool(store, network), folder, on_build)


def build_pool(store: GraphStore, network: Network) -> PeerPool:
    """Pool read out of a store; one without candidates for an empty store."""
    return _Build(store, network).pool()


class _Build:
    """Reads the columns one after the other."""

    def __init__(self, store: GraphStore, network: Network) -> None:
        self.store, self.network = store, network
        self.arrays: GraphArrays = store.arrays(_TYPES)
        self.nodes = np.flatnonzero(network.is_peer()).astype(np.int32)
        self.row_of = _inverse(self.nodes, network.n_nodes)
        self.exchanges = _of_kind(network, "Exchange")
        self.topics = _of_kind(network, "Topic")
        self.is_person = network.kinds[self.nodes] == KINDS.index("Official")

    def pool(self) -> PeerPool:
        jobs = self.arrays.relationships["WORKS_FOR"]
        organisations = self._organisations(jobs)
        met_peers, met_exchanges, is_learner = self._meetings()
        offsets, proofs = self._proofs(met_peers, met_exchanges, is_learner)
        return PeerPool(
            data_version=self.network.data_version,
            nodes=self.nodes,
            is_person=self.is_person,
            organisations=organisations,
            **_countries(self.network.countries[self.nodes]),
            **self._places(organisations),
            **self._people(),
            left_on=self._left_on(jobs),
            topics=self.topics,
            topic_offsets=offsets,
            **proofs,
            exchanges=self.exchanges,
            exchange_starts=self.arrays.starts_on[self.exchanges],
            exchange_ends=self.arrays.ends_on[self.exchanges],
            exchange_statuses=self.arrays.statuses[self.exchanges],
            met_peers=met_peers,
            met_exchanges=met_exchanges,
            **self._ratings(),
            **self._wanted(),
        )

    def _organisations(self, jobs: RelationshipArrays) -> Ints:
        """Of an official the first employer that has not been left, else the first; of an organisation itself."""
        found = np.where(self.is_person, -1, np.arange(len(self.nodes))).astype(np.int32)
        goes_on = jobs.ends_on == UNKNOWN_DAY
        for is_chosen in (~goes_on, goes_on):  # later ones win, so the open ones come last and backwards
            found[self.row_of[jobs.start[is_chosen][::-1]]] = self.row_of[jobs.end[is_chosen][::-1]]
        return found

    def _left_on(self, jobs: RelationshipArrays) -> Days:
        last = np.full(len(self.nodes), UNKNOWN_DAY, dtype=np.int32)
        np.maximum.at(last, self.row_of[jobs.start], jobs.ends_on)
        last[self.row_of[jobs.start[jobs.ends_on == UNKNOWN_DAY]]] = UNKNOWN_DAY
        return last

    def _places(self, organisations: Ints) -> dict[str, Any]:
        columns = {name: np.full(len(self.nodes), np.nan) for name in ("population", "lat", "lon")}
        sorts: list[tuple[int, str]] = []
        for rows in _chunks(self.store, "organisations_to_match"):
            places = self._rows([row["id"] for row in rows])
            sorts += [(p, row["detail"].lower()) for p, row in zip(places.tolist(), rows, strict=True) if row["detail"]]
            for name, column in columns.items():
                column[places] = [np.nan if row[name] is None else row[name] for row in rows]
        is_employed = organisations >= 0
        for column in columns.values():
            column[is_employed] = column[organisations[is_employed]]
        globe = dict(zip("xyz", on_globe(columns["lat"], columns["lon"]), strict=True))
        return columns | globe | _sorts(sorts, len(self.nodes))

    def _people(self) -> dict[str, Any]:
        people = _People(len(self.nodes))
        for rows in _chunks(self.store, "officials_to_match"):
            people.add(self._rows([row["id"] for row in rows]), rows)
        return people.columns()

    def _meetings(self) -> tuple[Ints, Ints, npt.NDArray[np.bool_]]:
        """Who took part in what, ordered by both, and whether only as one who learns."""
        peers, exchanges, learns = [np.empty(0, np.int32)], [np.empty(0, np.int32)], [np.empty(0, np.bool_)]
        row_of = _inverse(self.exchanges, self.network.n_nodes)
        for rows in _chunks(self.store, "roles_in_exchanges"):
            peers.append(self._rows([row["id"] for row in rows]))
            exchanges.append(row_of[self._positions([row["exchange_id"] for row in rows])])
            learns.append(np.array([row["role"] in LEARNER_ROLES for row in rows], dtype=np.bool_))
        pairs = (np.concatenate(peers).astype(np.int64) << 32) | np.concatenate(exchanges)
        once, which = np.unique(pairs, return_inverse=True)
        only_learns = np.ones(len(once), dtype=np.bool_)
        np.logical_and.at(only_learns, which, np.concatenate(learns))
        return (once >> 32).astype(np.int32), (once & 0xFFFFFFFF).astype(np.int32), only_learns

    def _proofs(
        self, met_peers: Ints, met_exchanges: Ints, is_learner: npt.NDArray[np.bool_]
    ) -> tuple[npt.NDArray[np.int64], dict[str, Any]]:
        """What ties candidates to topics, topic after topic."""
        topic_row = _inverse(self.topics, self.network.n_nodes)
        noted, about = self.arrays.relationships["EXPERT_IN"], self.arrays.relationships["ABOUT"]
        exchange_row = _inverse(self.exchanges, self.network.n_nodes)
        is_exchange = exchange_row[about.start] >= 0
        is_held = self.arrays.statuses[about.start] == HELD
        of_exchange = rows_by(
            exchange_row[about.start[is_exchange & is_held]],
            topic_row[about.end[is_exchange & is_held]],
            len(self.exchanges),
        )
        which, topics = gather(of_exchange, met_exchanges)
        kinds = np.where(is_learner, LEARNED, DID).astype(np.int8)
        n_noted = len(noted.start)
        parts = [
            (topic_row[noted.end], self.row_of[noted.start], np.full(n_noted, DECLARED), np.full(n_noted, -1)),
            (topics, met_peers[which], kinds[which], met_exchanges[which]),
        ]
        topic, peer, kind, exchange = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort((exchange, kind, peer, topic))
        offsets = np.searchsorted(topic[order], np.arange(len(self.topics) + 1)).astype(np.int64)
        return offsets, {
            "proof_peers": peer[order].astype(np.int32),
            "proof_kinds": kind[order].astype(np.int8),
            "proof_exchanges": exchange[order].astype(np.int32),
        }

    def _ratings(self) -> dict[str, Any]:
        rows = [one for one in ask(self.store, "evaluation_scores") if one["stage"] in _RATED_STAGES]
        row_of = _inverse(self.exchanges, self.network.n_nodes)
        exchanges = row_of[self._positions([row["exchange_id"] for row in rows])]
        answered = np.array([days(row["answered_on"], None)[1] for row in rows], dtype=np.int32)
        # An answer without a date was given after the exchange it is about.
        answered = np.where(answered == UNKNOWN_DAY, self.arrays.ends_on[self.exchanges[exchanges]], answered)
        return {
            "rated_exchanges": exchanges.astype(np.int32),
            "ratings": np.array([row["score"] for row in rows], dtype=np.float64),
            "rated_on": answered.astype(np.int32),
        }

    def _wanted(self) -> dict[str, Any]:
        rows = [one for one in ask(self.store, "open_requests") if one["asker_id"] and one["topic_id"]]
        topic_row = _inverse(self.topics, self.network.n_nodes)
        return {
            "wanting_peers": self._rows([row["asker_id"] for row in rows]),
            "wanted_topics": topic_row[self._positions([row["topic_id"] for row in rows])],
            "wanted_on": np.array([days(row["received_on"], None)[0] for row in rows], dtype=np.int32),
        }

    def _positions(self, node_ids: list[str]) -> Ints:
        return np.searchsorted(self.network.ids, np.array([one.encode() for one in node_ids], dtype=np.bytes_)).astype(
            np.int32
        )

    def _rows(self, node_ids: list[str]) -> Ints:
        rows: Ints = self.row_of[self._positions(node_ids)]
        return rows


class _People:
    """Columns that only officials fill."""

    def __init__(self, n_peers: int) -> None:
        self._jobs = np.full(n_peers, -1, dtype=np.int32)
        self._shown = np.full(n_peers, UNDECIDED, dtype=np.int8)
        self._keep_until = np.full(n_peers, UNKNOWN_DAY, dtype=np.int32)
        self._table: dict[tuple[str, str], int] = {}
        self._speakers: dict[str, list[int]] = {}

    def add(self, places: Ints, rows: list[Row]) -> None:
        """Take over the rows of some officials."""
        for place, row in zip(places.tolist(), rows, strict=True):
            if row["function"] or row["function_group"]:
                job = (row["function"] or "", row["function_group"] or "")
                self._jobs[place] = self._table.setdefault(job, len(self._table))
            if row["visibility"]:
                self._shown[place] = SHOWN if "function" in row["visibility"].split(" ") else NOT_SHOWN
            if row["keep_until"]:
                self._keep_until[place] = days(row["keep_until"], None)[1]
            for code in (row["languages"] or "").split():
                self._speakers.setdefault(code, []).append(place)

    def columns(self) -> dict[str, Any]:
        """All columns, jobs and languages in alphabetical order."""
        jobs = sorted(self._table)
        new_row = np.empty(len(jobs) + 1, dtype=np.int32)
        new_row[-1] = -1
        new_row[[self._table[job] for job in jobs]] = np.arange(len(jobs), dtype=np.int32)
        codes = sorted(self._speakers)
        lengths = [len(self._speakers[code]) for code in codes]
        language = np.repeat(np.arange(len(codes), dtype=np.int32), lengths)
        who = np.array([one for code in codes for one in self._speakers[code]], dtype=np.int32)
        has_languages = np.zeros(len(self._jobs), dtype=np.bool_)
        has_languages[who] = True
        return {
            "jobs": new_row[self._jobs],
            "job_functions": np.array([job[0] for job in jobs], dtype=np.str_),
            "job_groups": np.array([job[1] for job in jobs], dtype=np.str_),
            "has_languages": has_languages,
            "language_codes": np.array(codes, dtype=np.str_),
            "speakers": rows_by(language, who, len(codes)),
            "shown": self._shown,
            "keep_until": self._keep_until,
        }


def _chunks(store: GraphStore, question_id: str) -> Iterator[list[Row]]:
    """Rows of a question that is asked piece by piece, by the id after which to go on."""
    after_id = ""
    while rows := ask(store, question_id, after_id=after_id, limit=_CHUNK):
        yield rows
        after_id = rows[-1]["id"]


def _sorts(found: list[tuple[int, str]], n_peers: int) -> dict[str, Any]:
    names = sorted({name for _, name in found})
    row_of = {name: row for row, name in enumerate(names)}
    sorts = np.full(n_peers, -1, dtype=np.int32)
    sorts[[place for place, _ in found]] = [row_of[name] for _, name in found]
    return {"sorts": sorts, "sort_names": np.array(names, dtype=np.str_)}


def _countries(codes: npt.NDArray[np.bytes_]) -> dict[str, Any]:
    table, rows = np.unique(codes, return_inverse=True)
    new_row = np.cumsum(table != b"") - 1
    new_row[table == b""] = -1
    return {
        "countries": new_row[rows].astype(np.int32),
        "country_codes": np.array([one.decode() for one in table if one], dtype=np.str_),
    }


def _of_kind(network: Network, label: str) -> Ints:
    return np.flatnonzero(network.kinds == KINDS.index(label)).astype(np.int32)


def _inverse(positions: Ints, n_nodes: int) -> Ints:
    """For each node its row among the positions; -1 where it is none of them."""
    row_of = np.full(n_nodes, -1, dtype=np.int32)
    row_of[positions] = np.arange(len(positions), dtype=np.int32)
    return row_of
