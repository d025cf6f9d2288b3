"""What one pattern question is: its words, what it may be told, how it is measured and how the outcome is said."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from queries.patterns.finding import Finding, Measured
from queries.patterns.scope import Scope
from wording.words import NN_, Words

Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a question may be told beside its filters."""

    name: str
    type: str
    """text, integer, yes/no, or texts."""
    default: object
    least: int | None = None
    """Smallest value of an integer."""
    allowed: tuple[str, ...] = ()
    """The only texts allowed; () for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One pattern question."""

    id: str
    question: str
    """In English, as the catalogues know it; so are `definition` and `projection`."""
    definition: str
    reference: str
    """Author and year."""
    measure: Callable[[Scope, Options], Measured]
    meaning: Callable[[Words, Finding], str]
    """One plain sentence on what was found; asked only when the main figure has a value, or rows are there."""
    columns: tuple[tuple[str, str], ...] = ()
    order: str = "one row a figure"
    options: tuple[Option, ...] = ()
    needs: tuple[str, str] = NN_("{n} tie", "{n} ties")
    """What the smallest n of the main figure counts."""
    is_about_rows: bool = False
    """Whether its rows are the answer, and its figures come with them; otherwise the other way round."""
    is_projected: bool = True
    """Whether facts are projected on their members first."""


SEED = Option("seed", "integer", 7, 0)
LIMIT = Option("limit", "integer", 20, 1)
N_PERMUTATIONS = Option("n_permutations", "integer", 999, 99)
