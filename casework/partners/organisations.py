"""All organisations of a store as columns: what a suggestion knows of each, beside its ties."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.names import names_in
from graph.store import GraphStore
from queries.rows import ask

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Organisations:
    """Organisations in the order of their ids. Columns are of equal length; unknown numbers are NaN."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes; "" where not known."""
    written: tuple[str, ...] = field(repr=False)
    """Countries as the source writes them; "" where it writes none."""
    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    population: npt.NDArray[np.float64]
    folded: tuple[tuple[str, ...], ...] = field(repr=False)
    """All names of each, folded, its own first."""

    def __len__(self) -> int:
        """How many organisations there are."""
        return len(self.ids)

    def country_numbers(self) -> tuple[Positions, tuple[str, ...]]:
        """For each organisation the position of its country among all countries, which are the second value."""
        known, numbers = np.unique(np.array([*self.countries], dtype=np.str_), return_inverse=True)
        return numbers.astype(np.int64), tuple(known.tolist())

    def name_numbers(self) -> Positions:
        """A number for each organisation, the same for those of one name, however it is spelt."""
        names = [one[0] if one else f"#{place}" for place, one in enumerate(self.folded)]  # nothing equals no name
        _, numbers = np.unique(np.array(names, dtype=np.str_), return_inverse=True)
        return numbers.astype(np.int64)


def read_organisations(store: GraphStore) -> Organisations:
    """All municipalities, associations and bodies of a store; none for an empty one."""
    return organisations_of(ask(store, "organisation_facts"))


def organisations_of(rows: Sequence[dict[str, Any]]) -> Organisations:
    """Organisations of rows with id, name, country, country_written, lat, lon, population and search_text, by id."""
    return Organisations(
        ids=tuple(row["id"] for row in rows),
        names=tuple(row["name"] or "" for row in rows),
        countries=tuple(row["country"] or "" for row in rows),
        written=tuple(row["country_written"] or "" for row in rows),
        lat=_numbers(rows, "lat"),
        lon=_numbers(rows, "lon"),
        population=_numbers(rows, "population"),
        folded=tuple(names_in(row["search_text"] or "") for row in rows),
    )


def _numbers(rows: Sequence[dict[str, Any]], name: str) -> npt.NDArray[np.float64]:
    return np.array([np.nan if row[name] is None else row[name] for row in rows], dtype=np.float64)
