"""What a person asked for with the options that every command has."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

import typer

from commands.output import OutputFormat
from wording.words import LANGUAGES, Words, words


@dataclass(slots=True)
class Session:
    """One run of the command line."""

    t: Words
    is_debug: bool = False
    output_format: OutputFormat = OutputFormat.TABLE
    """Set by each command that has ``--format``, so that an error is written as JSON too."""

    @property
    def is_json(self) -> bool:
        """Whether standard output may hold JSON only."""
        return self.output_format is OutputFormat.JSON


def session_of(context: typer.Context, output_format: OutputFormat = OutputFormat.TABLE) -> Session:
    """The session a command runs in, told which output it was asked for."""
    session = context.obj
    if not isinstance(session, Session):
        raise TypeError("the command runs without a session")
    session.output_format = output_format
    return session


def session_in(language: str | None, *, is_debug: bool = False) -> Session:
    """Session in a language; that of the environment when None."""
    return Session(words(language or language_of(os.environ)), is_debug)


def language_of(environment: Mapping[str, str]) -> str:
    """First language on offer that the environment names, as gettext looks for it; English when it names none.

    Parameters
    ----------
    environment : LANGUAGE (several, separated by ``:``), LC_ALL, LC_MESSAGES and LANG are read, in this order.
    """
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for locale in filter(None, environment.get(name, "").split(":")):
            code = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            if code in LANGUAGES:
                return code
        if environment.get(name) and name != "LANGUAGE":
            break  # the person named a language that is not on offer
    return LANGUAGES[0]
