"""Questions: one name each, a typed function, and where the answer is rows, one text in SQL and one in Cypher.

In a notebook: ``from queries import Explorer``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from queries.explorer import Explorer as Explorer

__all__ = ["Explorer"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as Python declares it
    """What a notebook asks for, imported only then: every other module of this package starts without it."""
    if name == "Explorer":
        from queries.explorer import Explorer

        return Explorer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
