"""A person's own question in SQL or Cypher: what it gives, and why one is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.errors import ExplorerError
from graph.schema import SCHEMA

USUAL_ROWS: Final = 1_000
MOST_ROWS: Final = 100_000
USUAL_SECONDS: Final = 10.0
MOST_BYTES: Final = 20_000_000
"""Of all rows together; whoever needs more wants an export."""


class QueryRefused(ExplorerError):
    """A question of a person's own was not asked, or could not be understood."""


@dataclass(frozen=True, slots=True)
class OwnRows:
    """What a question of a person's own gave."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    is_cut: bool = False
    """Whether there were more rows than were asked for, or than fit."""


def own_rows(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, is_cut: bool) -> OwnRows:
    """Rows under their columns; columns of one name are told apart: ``name``, ``name_2``."""
    names = distinct(columns)
    return OwnRows(names, tuple(dict(zip(names, row, strict=True)) for row in rows), is_cut)


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The same names, each only once."""
    found: list[str] = []
    for name in names:
        number, one = 1, name
        while one in found:
            number += 1
            one = f"{name}_{number}"
        found.append(one)
    return tuple(found)


def require_limits(max_rows: int, timeout_s: float) -> None:
    """Raise `QueryRefused` for limits that are none."""
    if not 1 <= max_rows <= MOST_ROWS:
        raise QueryRefused(f"the number of rows must be 1-{MOST_ROWS:,}, and is {max_rows:,}.")
    if not 0 < timeout_s <= 600:
        raise QueryRefused(f"the time limit must be above 0 and at most 600 seconds, and is {timeout_s:g}.")


def readable_tables() -> frozenset[str]:
    """Tables and views that hold nothing but what any page may show."""
    kinds = {kind.table for kind in SCHEMA.nodes.values()}
    types = {kind.table for kind in SCHEMA.relationships.values()}
    return frozenset({"node", "relationship", "relationship_row", "relationship_type", "source", *kinds, *types})


def readable_labels() -> frozenset[str]:
    """Labels of nodes that hold nothing but what any page may show."""
    kinds = SCHEMA.nodes.values()
    return frozenset({"Node", "Source", *(label for kind in kinds for label in (kind.label, *kind.also))})
