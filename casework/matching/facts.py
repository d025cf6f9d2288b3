"""The raw values behind the parts of a score, the candidate's against the asker's."""

import numpy as np

from casework.matching.parts import Asked, distance_km, hours_apart
from casework.matching.pool import Reals
from graph.store import UNKNOWN_DAY

Fact = tuple[float | str | None, float | str | None]


def facts_of(asked: Asked, row: int) -> dict[str, Fact]:
    """For parts that compare two values, both: the candidate's and the asker's; None where one is unknown.

    Returns
    -------
    ``alike``: inhabitants, degrees from the equator, or topics worked on; ``job``: functions; ``distance``: kilometres
    or hours and None; ``evaluation``: mean score and number of scores; ``experience``: last day (days since 1970).
    """
    known, pool = asked.known, asked.known.pool
    function = str(pool.job_functions[pool.jobs[row]]) if pool.jobs[row] >= 0 else None
    last = int(known.last_met[row])
    return {
        "job": (function, asked.need.job),
        "experience": (None if last == UNKNOWN_DAY else float(last), float(known.n_held[row])),
        "alike": _alike(asked, row),
        "evaluation": (_number(known.mean_scores[row]), float(known.n_scores[row])),
        "distance": (_apart(asked, row), None),
    }


def _alike(asked: Asked, row: int) -> Fact:
    pool = asked.known.pool
    column = {"size": pool.population, "climate": np.abs(pool.lat)}.get(asked.need.theme)
    return (None, None) if column is None else (_number(column[row]), _mean(column[asked.asker_rows]))


def _apart(asked: Asked, row: int) -> float | None:
    if asked.home is None:
        return None
    apart = distance_km if asked.needs_travel else hours_apart
    return _number(apart(asked.known.pool, asked.home, slice(row, row + 1))[0])


def _mean(values: Reals) -> float | None:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
