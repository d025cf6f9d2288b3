"""What a reader has chosen on the Explore page, as the address of the page keeps it.

The address is the only memory: a link reopens exactly the same view. A value in it that makes no sense is dropped
without a word, because an address is easily broken on its way through a mail.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

from graph.schema import EXCHANGE_FORMS, SCHEMA
from queries.ego_network import MAX_RADIUS, ExploreFilters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

View = Literal["picture", "list", "map"]
VIEWS: Final[tuple[View, ...]] = get_args(View)
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploreState:
    """One view of the Explore page. Whatever is empty or None lets everything through."""

    node_id: str | None = None
    """What the view is about; None: nothing chosen yet."""
    opened_ids: tuple[str, ...] = ()
    """Nodes whose neighbours were asked for, in that order, each once."""
    selected_id: str | None = None
    """Node whose details are shown; None: the one the view is about."""
    radius: int = 1
    view: View = "picture"
    hidden_kinds: tuple[str, ...] = ()
    topic_ids: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    since: int | None = None
    """First year."""
    until: int | None = None
    """Last year."""
    only_held: bool = False
    """Leave out exchanges that are not known to have been held."""

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """State that an address keeps; what makes no sense in it is dropped."""

        def texts(name: str) -> tuple[str, ...]:
            return tuple(dict.fromkeys(one for one in query.get(name, ()) if one))

        def text(name: str) -> str | None:
            return next(iter(texts(name)), None)

        since, until = _year(text("since")), _year(text("until"))
        hidden = tuple(kind for kind in SCHEMA.nodes if kind in texts("without"))
        return cls(
            node_id=text("node"),
            opened_ids=texts("open"),
            selected_id=text("selected"),
            radius=_radius(text("steps")),
            view=next((view for view in VIEWS if view == text("view")), "picture"),
            hidden_kinds=hidden if len(hidden) < len(SCHEMA.nodes) else (),
            topic_ids=texts("topic"),
            countries=tuple(code for code in texts("country") if len(code) == len("IS")),
            forms=tuple(form for form in EXCHANGE_FORMS if form in texts("form")),
            since=since,
            until=None if since and until and until < since else until,
            only_held=text("held") == "only",
        )

    def to_query(self) -> dict[str, list[str]]:
        """Address that keeps this state; what is as usual is left out."""
        query: dict[str, list[str]] = {
            "node": [self.node_id or ""],
            "open": list(self.opened_ids),
            "selected": [self.selected_id or ""],
            "steps": [str(self.radius) if self.radius > 1 else ""],
            "view": [self.view if self.view != "picture" else ""],
            "without": list(self.hidden_kinds),
            "topic": list(self.topic_ids),
            "country": list(self.countries),
            "form": list(self.forms),
            "since": [str(self.since or "")],
            "until": [str(self.until or "")],
            "held": ["only" if self.only_held else ""],
        }
        return {name: values for name, values in query.items() if any(values)}

    @property
    def filters(self) -> ExploreFilters:
        """What the question about the neighbours is asked with; the legend's kinds come on top."""
        return ExploreFilters(
            kinds=tuple(kind for kind in SCHEMA.nodes if kind not in self.hidden_kinds) if self.hidden_kinds else (),
            countries=self.countries,
            topic_ids=self.topic_ids,
            forms=self.forms,
            from_date=str(self.since) if self.since else None,
            until_date=str(self.until) if self.until else None,
            with_planned=not self.only_held,
        )

    @property
    def n_filters(self) -> int:
        """How many sorts of filters are at work; the boxes of the legend are one."""
        period = self.since or self.until
        chosen = (self.hidden_kinds, self.topic_ids, self.countries, self.forms, period, self.only_held)
        return sum(map(bool, chosen))

    @property
    def has_filters(self) -> bool:
        """Whether anything is filtered out on purpose."""
        return self.n_filters > 0

    def without_filters(self) -> Self:
        """The same view with everything let through."""
        return replace(
            self, hidden_kinds=(), topic_ids=(), countries=(), forms=(), since=None, until=None, only_held=False
        )

    def selecting(self, node_id: str) -> Self:
        """The same view with the details of a node."""
        return replace(self, selected_id=node_id)

    def opened(self, node_id: str) -> Self:
        """The same view with the neighbours of one more node."""
        if node_id in (self.node_id, *self.opened_ids):
            return replace(self, selected_id=node_id)
        return replace(self, opened_ids=(*self.opened_ids, node_id), selected_id=node_id)

    def closed(self, node_id: str) -> Self:
        """The same view without the neighbours of a node."""
        return replace(self, opened_ids=tuple(one for one in self.opened_ids if one != node_id))

    def about(self, node_id: str) -> Self:
        """The same filters around another node."""
        return replace(self, node_id=node_id, opened_ids=(), selected_id=None)


def _radius(text: str | None) -> int:
    return int(text) if text in {str(one) for one in range(1, MAX_RADIUS + 1)} else 1


def _year(text: str | None) -> int | None:
    if text is None or not (text.isascii() and text.isdigit() and len(text) == len("2017")):
        return None
    return int(text) if _FIRST_YEAR <= int(text) <= _LAST_YEAR else None
