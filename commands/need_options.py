"""Options with which a person tells what a requester needs, alike for a new request and an edited one."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from commands.naming import Asked, node_asked
from commands.session import Session
from graph.schema import ORGANISATIONS
from graph.store import GraphStore
from loaders.places import read_country

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")
Form = Literal["expert_assignment", "temporary_work_placement", "round_table", "study_visit"]
TitleOption = Annotated[str | None, typer.Option("--title", help="Title of the request.")]
TextOption = Annotated[str | None, typer.Option("--text", help="The need in the requester's words; - to read it.")]
TextFileOption = Annotated[Path | None, typer.Option("--text-file", metavar="FILE", help="The need, in a file.")]
ObjectiveOption = Annotated[list[str] | None, typer.Option("--objective", help="An objective; may be repeated.")]
TopicOption = Annotated[list[str] | None, typer.Option("--topic", help="A topic; may be repeated.")]
FormChoice = Annotated[Form | None, typer.Option("--form", help="Form of exchange wished for.")]
SpokenOption = Annotated[
    list[str] | None,
    typer.Option("--working-language", metavar="CODE", help="Language of the exchange, such as fr; may be repeated."),
]
FromOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Start of the period wished for.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="End of the period wished for.")]
RequesterOption = Annotated[
    list[str] | None,
    typer.Option("--requester", help="Municipality, association or body that asks; may be repeated."),
]
GroupOption = Annotated[str | None, typer.Option("--group", help="Requesters who are not named one by one.")]
MembersOption = Annotated[int | None, typer.Option("--members", min=1, help="How many they are.")]
CountryOption = Annotated[str | None, typer.Option("--country", help="Country of the requesters.")]
ReceivedOption = Annotated[str | None, typer.Option("--received", metavar="DATE", help="When it came; else today.")]
DeadlineOption = Annotated[str | None, typer.Option("--deadline", metavar="DATE", help="Until when peers may apply.")]
PhaseOption = Annotated[str | None, typer.Option("--phase", help="Phase of the programme.")]
NoteOption = Annotated[str | None, typer.Option("--note", help="What is left open, in words.")]
UrlOption = Annotated[str | None, typer.Option("--source-url", help="Page on which it is published.")]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who acts; otherwise CONNECT_EXPLORER_USER, otherwise your login."),
]
ReasonOption = Annotated[str | None, typer.Option("--reason", help="Why; kept with the step.")]


def text_given(text: str | None, file: Path | None) -> str | None:
    """The need as it was written: in the option, in a file, or on standard input; None when nowhere."""
    if file is not None and text is not None:
        raise typer.BadParameter("give the text or a file with it, not both.", param_hint="--text-file")
    if file is None:
        return sys.stdin.read().strip() or None if text == "-" else text
    try:
        return file.read_text(encoding="utf-8-sig").strip() or None
    except UnicodeDecodeError as error:
        raise typer.BadParameter(
            f"{file} is not a text in UTF-8 ({error.reason}).", param_hint="--text-file"
        ) from error


def pairs_given(written: Sequence[str], shape: str, option: str) -> dict[str, str]:
    """Values by name, of texts such as ``email=ann@example.org``.

    Parameters
    ----------
    shape : what one of them must look like, told where one does not: NAME=VALUE.
    option : name of the option they were given with.

    Raises
    ------
    typer.BadParameter
        A text has no name, no sign or no value.
    """
    pairs = [one.partition("=") for one in written]
    for name, equals, value in pairs:
        if not (name and equals and value):
            raise typer.BadParameter(f'"{name}{equals}{value}" is not {shape}.', param_hint=option)
    return {name: value for name, _, value in pairs}


def changed(content: T, values: Mapping[str, object]) -> T:
    """The content with other values; one that is None stays as it is."""
    return replace(content, **{name: value for name, value in values.items() if value is not None})


def ids_of(session: Session, store: GraphStore, texts: Sequence[str], kinds: Sequence[str]) -> tuple[str, ...]:
    """Ids of the nodes that are meant, each once; says what is not clear and ends the run."""
    asked = (Asked(text, kinds[0].lower(), kinds=tuple(kinds)) for text in texts)
    return tuple(dict.fromkeys(node_asked(session, store, one).id for one in asked))


def requester_ids(session: Session, store: GraphStore, texts: Sequence[str]) -> tuple[str, ...]:
    """Ids of the organisations that ask."""
    return ids_of(session, store, texts, ORGANISATIONS)


def country_given(written: str | None) -> str | None:
    """Code of a country; raises `typer.BadParameter` for a spelling that is not known."""
    if written is None:
        return None
    code = read_country(written)
    if code is None:
        raise typer.BadParameter(
            f'"{written}" is no country we know. Expected NL or Netherlands.', param_hint="--country"
        )
    return code
