"""How strongly peers are tied, from what the store holds: weights, evaluations and the day they are seen from."""

from datetime import date
from weakref import WeakKeyDictionary

from graph.dates import day_of_number, last_day, number_of_day
from graph.network import Network
from graph.store import GraphStore
from graph.tie_strength import Evaluated, TieStrengths, last_day_recorded, tie_strengths
from graph.tie_weights import tie_weights
from queries.rows import ask

_EVALUATED: WeakKeyDictionary[Network, dict[int, Evaluated]] = WeakKeyDictionary()
"""Read once for each network; they go when their network goes."""


def ties_of(store: GraphStore, network: Network, as_of: str | None = None) -> TieStrengths:
    """Strengths of all ties, seen from one day.

    Parameters
    ----------
    as_of : partial date, its last day; None for the last day of the latest exchange held, so that the same data give
        the same answer on any day. Nothing is seen from a day to come; without any date it is today.

    Raises
    ------
    ValueError
        ``as_of`` is no date.
    """
    today = number_of_day(date.today())
    recorded = last_day_recorded(network)
    latest = today if recorded is None else min(recorded, today)
    day = number_of_day(last_day(as_of)) if as_of else latest
    return tie_strengths(network, tie_weights(), day, _evaluated(store, network))


def day_written(day: int) -> str:
    """A day as ISO 8601 writes it.

    Parameters
    ----------
    day : days since 1 January 1970.
    """
    return day_of_number(day).isoformat()


def _evaluated(store: GraphStore, network: Network) -> dict[int, Evaluated]:
    if network not in _EVALUATED:
        rows = ask(store, "evaluated_exchanges")
        of_exchange = ((network.position(row["id"]), row) for row in rows)
        _EVALUATED[network] = {
            position: Evaluated(row["n_sides"], row["lowest_score"])
            for position, row in of_exchange
            if position is not None
        }
    return _EVALUATED[network]
