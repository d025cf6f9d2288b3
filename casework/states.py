"""The states of a request and the only ways between them."""

from collections.abc import Mapping
from types import MappingProxyType

from graph.errors import ExplorerError
from graph.schema import REQUEST_STATUSES

FIRST_STATE = REQUEST_STATUSES[0]

MOVES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "received": ("valid", "refused", "withdrawn"),
        "valid": ("matching", "withdrawn"),
        "refused": ("received",),
        "matching": ("proposed", "withdrawn"),
        "proposed": ("agreed", "matching", "withdrawn"),
        "agreed": ("under_way", "matching", "withdrawn"),
        "under_way": ("held", "matching", "withdrawn"),
        "held": ("evaluated",),
        "evaluated": ("documented",),
        "documented": (),
        "withdrawn": ("received",),
    }
)
"""From each state to those it may move to."""

_ORDER = {state: place for place, state in enumerate(REQUEST_STATUSES)}
_ENDS = ("refused", "withdrawn")


class IllegalMove(ExplorerError):
    """A request cannot go from the state it is in to the one that was asked for."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}. Nothing was changed: {why}")


def needs_reason(before: str, after: str) -> bool:
    """Whether the move is one that must be explained in writing: an end, or a step back."""
    return after in _ENDS or before in _ENDS or _ORDER[after] < _ORDER[before]


def require_move(key: str, before: str, after: str, reason: str | None) -> None:
    """Nothing, when the move is one of `MOVES` and has the reason it needs.

    Raises
    ------
    IllegalMove
        It is not; the message says which ones are.
    """
    what = f"request {key} cannot move from {before} to {after}"
    if after not in MOVES:
        raise IllegalMove(what, f"there is no such state. Known: {', '.join(MOVES)}.")
    if after not in MOVES[before]:
        allowed = " or ".join(MOVES[before]) or "nowhere: it is at its end"
        raise IllegalMove(what, f"from {before} it can move to {allowed}.")
    if needs_reason(before, after) and not reason:
        raise IllegalMove(what, 'this move needs a reason in writing: --reason "..."')
