"""The parameters of a question as a person types them: names of nodes become ids."""

import re
from collections.abc import Iterable
from typing import Final

import typer

from commands.naming import Asked, node_asked
from commands.session import Session
from graph.store import GraphStore
from queries.catalogue import Parameter, Question
from queries.parameter_meaning import Meaning, meaning, node_parameters

_ID: Final = re.compile("[a-z]{3}-[a-z0-9]{12}")
_SEPARATOR: Final = "|"


def name_and_value(param: str) -> tuple[str, str]:
    """Both sides of ``NAME=VALUE``; raises `typer.BadParameter` for anything else."""
    name, equals, value = param.partition("=")
    if not (name and equals):
        raise typer.BadParameter(f'"{param}" is not NAME=VALUE.', param_hint="--param")
    return name, value


def given(session: Session, store: GraphStore, question: Question, params: Iterable[str]) -> dict[str, str]:
    """Values by parameter name, with the ids of the nodes that are named.

    Raises
    ------
    typer.BadParameter
        Something is not ``NAME=VALUE``.
    typer.Exit
        No node is called so, or several are; what they are was written.
    """
    values = dict(map(name_and_value, params))
    for parameter in node_parameters(question):
        if values.get(parameter.name):
            values[parameter.name] = _ids(session, store, parameter, values[parameter.name])
    return values


def _ids(session: Session, store: GraphStore, parameter: Parameter, text: str) -> str:
    named = text.split(_SEPARATOR) if meaning(parameter) is Meaning.NODES else [text]
    return _SEPARATOR.join(_id(session, store, parameter, one) for one in named if one)


def _id(session: Session, store: GraphStore, parameter: Parameter, text: str) -> str:
    """Id of the node that is named; what looks like an id stays as it is, for the question to judge."""
    if _ID.fullmatch(text):
        return text
    return node_asked(session, store, Asked(text, parameter.name.removesuffix("_id"))).id
