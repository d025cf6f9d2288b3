"""What a reader has chosen on the Data page, as the address of the page keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Self, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Tab = Literal["overview", "loads", "decide", "kept"]
TABS: Final[tuple[Tab, ...]] = get_args(Tab)


@dataclass(frozen=True, slots=True, kw_only=True)
class DataState:
    """One view of the Data page."""

    tab: Tab = "overview"
    municipality_id: str | None = None
    """The one that is being decided; None: the first that waits."""
    place_id: str | None = None
    """The candidate that is looked at; None: the best one."""

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """State that an address keeps; what makes no sense in it is dropped."""

        def text(name: str) -> str | None:
            return next(iter(query.get(name, ())), None) or None

        tab: Tab = next((one for one in TABS if one == text("tab")), "overview")
        if tab != "decide":
            return cls(tab=tab)
        return cls(tab=tab, municipality_id=text("municipality"), place_id=text("place"))

    def to_query(self) -> dict[str, list[str]]:
        """Address that keeps this state; what is as usual is left out."""
        query = {
            "tab": "" if self.tab == "overview" else self.tab,
            "municipality": self.municipality_id or "",
            "place": self.place_id or "",
        }
        return {name: [value] for name, value in query.items() if value}
