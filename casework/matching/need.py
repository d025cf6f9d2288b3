"""What a request asks for, as far as matching must know it."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.store import GraphStore
from queries.rows import RequestLink, ask, request_links

THEMES = ("size", "climate", "tasks")
"""What makes two municipalities alike: inhabitants; distance from the equator; the topics they worked on."""
TIES = ("any", "existing", "new")
"""Whether a tie between the two sides is wished for: it does not matter, the more the better, the fewer the better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchNeed:
    """What a request asks for. Unknown is ``None`` or ()."""

    request_id: str | None = None
    asker_ids: tuple[str, ...] = ()
    """Municipalities, associations and bodies that ask, in the order of their ids."""
    topic_ids: tuple[str, ...] = ()
    text: str = ""
    """Title, need and objectives in the requester's words."""
    country: str | None = None
    languages: tuple[str, ...] = ()
    """ISO 639-1 codes in which the exchange could be held."""
    needs_language: bool = False
    """Whether a peer must speak one of them; otherwise interpretation is a condition that is shown."""
    form: str | None = None
    wanted_from: str | None = None
    wanted_until: str | None = None
    job: str | None = None
    """Function whose holder asks, for whom somebody with a comparable one is looked for."""
    received_on: str | None = None
    theme: str = "size"
    ties: str = "any"

    def __post_init__(self) -> None:
        """Raise ValueError for a theme or a wish about ties that there is not."""
        if self.theme not in THEMES:
            raise ValueError(f'theme "{self.theme}" is not known. Known: {", ".join(THEMES)}.')
        if self.ties not in TIES:
            raise ValueError(f'ties "{self.ties}" is not known. Known: {", ".join(TIES)}.')


def needs_of(store: GraphStore, request_ids: Iterable[str]) -> tuple[MatchNeed, ...]:
    """What stored requests ask for, in the order of their ids; ids of no request are left out."""
    rows = ask(store, "requests_to_match", request_ids=sorted(set(request_ids)))
    links = request_links(store, [row["id"] for row in rows])
    return tuple(
        MatchNeed(
            request_id=row["id"],
            asker_ids=_ends(links, row["id"], "ASKED_BY"),
            topic_ids=_ends(links, row["id"], "ASKS_ABOUT"),
            text=" ".join(part for part in (row["title"], row["text"], row["objectives"]) if part),
            country=row["country"],
            languages=tuple((row["languages"] or row["language"] or "").split()),
            form=row["preferred_form"],
            wanted_from=row["wanted_from"],
            wanted_until=row["wanted_until"],
            received_on=row["received_on"],
        )
        for row in rows
    )


def _ends(links: Iterable[RequestLink], request_id: str, type_: str) -> tuple[str, ...]:
    return tuple(one.other_id for one in links if (one.id, one.type) == (request_id, type_))
