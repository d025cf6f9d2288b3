"""What a reader has chosen on the Peer path page, as the address of the page keeps it.

As on the Explore page, the address is the only memory: a link reopens exactly the same view, and a value in it that
makes no sense is dropped without a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

from graph.schema import PEERS
from graph.steps import StepRules
from queries.peer_paths import MAX_STEPS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

View = Literal["picture", "list", "map"]
VIEWS: Final[tuple[View, ...]] = get_args(View)
USUAL_STEPS: Final = 6
USUAL_PATHS: Final = 5
MOST_PATHS: Final = 20
"""More would not fit into one picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathState:
    """One view of the Peer path page."""

    from_id: str | None = None
    to_id: str | None = None
    max_steps: int = USUAL_STEPS
    n_paths: int = USUAL_PATHS
    with_planned: bool = False
    with_similarity: bool = False
    avoid_ids: tuple[str, ...] = ()
    avoid_kinds: tuple[str, ...] = ()
    view: View = "picture"
    chosen: int = 1
    """Number of the path that is highlighted, from 1; there may be fewer."""
    selected_id: str | None = None
    """Node whose details are shown; None: none."""

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """State that an address keeps; what makes no sense in it is dropped."""

        def texts(name: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(one for one in query.get(name, ()) if one))

        def text(name: str) -> str | None:
            return next(iter(texts(name)), None)

        return cls(
            from_id=text("from"),
            to_id=text("to"),
            max_steps=_number(text("steps"), MAX_STEPS, USUAL_STEPS),
            n_paths=_number(text("paths"), MOST_PATHS, USUAL_PATHS),
            with_planned=text("planned") == "yes",
            with_similarity=text("likeness") == "yes",
            avoid_ids=texts("avoid"),
            avoid_kinds=tuple(kind for kind in PEERS if kind in texts("without")),
            view=next((view for view in VIEWS if view == text("view")), "picture"),
            chosen=_number(text("path"), MOST_PATHS, 1),
            selected_id=text("selected"),
        )

    def to_query(self) -> dict[str, list[str]]:
        """Address that keeps this state; what is as usual is left out."""
        query: dict[str, list[str]] = {
            "from": [self.from_id or ""],
            "to": [self.to_id or ""],
            "steps": [_unless_usual(self.max_steps, USUAL_STEPS)],
            "paths": [_unless_usual(self.n_paths, USUAL_PATHS)],
            "planned": ["yes" if self.with_planned else ""],
            "likeness": ["yes" if self.with_similarity else ""],
            "avoid": list(self.avoid_ids),
            "without": list(self.avoid_kinds),
            "view": [self.view if self.view != "picture" else ""],
            "path": [_unless_usual(self.chosen, 1)],
            "selected": [self.selected_id or ""],
        }
        return {name: values for name, values in query.items() if any(values)}

    @property
    def ends(self) -> tuple[str, str]:
        """Both ids as the address has them, "" for one that is missing."""
        return self.from_id or "", self.to_id or ""

    @property
    def rules(self) -> StepRules:
        """What may be walked."""
        return StepRules(
            self.with_planned, self.with_similarity, frozenset(self.avoid_kinds), frozenset(self.avoid_ids)
        )


def _number(text: str | None, most: int, usual: int) -> int:
    return int(text) if text in {str(one) for one in range(1, most + 1)} else usual


def _unless_usual(number: int, usual: int) -> str:
    return "" if number == usual else str(number)
