"""Options that all commands about paths share: what may be walked, in which period, about which topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from commands.naming import Asked, node_asked
from commands.options import kinds_named
from commands.session import Session
from graph.dates import first_day, last_day
from graph.network import FactKind
from graph.schema import PEERS
from graph.steps import StepRules
from graph.store import GraphStore
from queries.ego_network import day_number
from queries.path_ends import PathEnd, topics_within

END_HELP = 'An id, "Name" or "Name, Country"; several with | between them; country:IS or topic:NAME for all of those.'

FromArgument = Annotated[str, typer.Argument(metavar="FROM", help=END_HELP)]
ToArgument = Annotated[str, typer.Argument(metavar="TO", help="As FROM.")]
AvoidOption = Annotated[
    list[str] | None,
    typer.Option("--avoid", metavar="ID", help="Walk around this peer or exchange (id or name); repeatable."),
]
AvoidKindOption = Annotated[
    list[str] | None,
    typer.Option("--avoid-kind", metavar="KIND", help="Walk around all peers of this kind; repeatable."),
]
PlannedOption = Annotated[
    bool, typer.Option("--with-planned", help="Also exchanges that are planned or not known to have been held.")
]
SimilarityOption = Annotated[
    bool, typer.Option("--with-similarity", help="Also steps between peers who share a topic, association, country.")
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="FACT",
        help=f"Only steps through such facts ({', '.join(kind.name.lower() for kind in FactKind)}); repeatable.",
    ),
]
TopicOption = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="TOPIC", help="Only steps about this topic or a narrower one; repeatable."),
]
FromDateOption = Annotated[
    str | None, typer.Option("--from-date", metavar="DATE", help="Only what may have held on this date or later.")
]
UntilDateOption = Annotated[
    str | None, typer.Option("--until-date", metavar="DATE", help="Only what may have held on this date or earlier.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Day from which recency counts.  [default: end of the latest exchange held]"
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person lets through, as the options say it."""

    avoid: Sequence[str] = ()
    avoid_kind: Sequence[str] = ()
    only: Sequence[str] = ()
    topic: Sequence[str] = ()
    from_date: str | None = None
    until_date: str | None = None
    with_planned: bool = False
    with_similarity: bool = False

    def __post_init__(self) -> None:
        """Refuse a kind, fact or date that cannot be read, before any store is opened."""
        kinds_named(self.avoid_kind, "--avoid-kind", PEERS)
        for name in self.only:
            _fact(name)
        date_read(self.from_date, "--from-date")
        date_read(self.until_date, "--until-date")

    def rules(self, session: Session, store: GraphStore) -> StepRules:
        """Rules for the walk.

        Raises
        ------
        typer.Exit
            A name is not clear; what it may mean was written.
        """
        topics = [node_asked(session, store, Asked(name, "topic")).id for name in self.topic]
        avoided = [node_asked(session, store, Asked(name, "avoid")).id for name in self.avoid]
        return StepRules(
            self.with_planned,
            self.with_similarity,
            frozenset(kinds_named(self.avoid_kind, "--avoid-kind", PEERS)),
            frozenset(avoided),
            frozenset(_fact(name) for name in self.only),
            topics_within(store, topics) if topics else None,
            day_number(self.from_date, is_end=False),
            day_number(self.until_date, is_end=True),
        )


def end_asked(session: Session, store: GraphStore, text: str, what: str) -> PathEnd:
    """The end that a text means.

    Parameters
    ----------
    what : from or to, for messages.

    Raises
    ------
    typer.Exit
        A name is not clear; what it may mean was written.
    """
    kind, colon, name = text.partition(":")
    if colon and kind == "country":
        return PathEnd.read(text)
    if colon and kind == "topic":
        return PathEnd.read(f"topic:{node_asked(session, store, Asked(name, what)).id}")
    names = [one.strip() for one in text.split("|") if one.strip()] or [text]
    return PathEnd.of(*(node_asked(session, store, Asked(one, what, is_peer=True)).id for one in names))


def date_read(text: str | None, option: str) -> str | None:
    """A partial date as it was given.

    Raises
    ------
    typer.BadParameter
        It is no date.
    """
    if text is None:
        return None
    try:
        first_day(text)
        last_day(text)
    except ValueError as error:
        raise typer.BadParameter(f"{error}.", param_hint=option) from None
    return text


def _fact(name: str) -> FactKind:
    try:
        return FactKind[name.upper()]
    except KeyError:
        known = ", ".join(kind.name.lower() for kind in FactKind)
        raise typer.BadParameter(f'"{name}" is no fact. Known: {known}.', param_hint="--only") from None
