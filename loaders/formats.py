"""The formats that can be loaded: three with code of their own, and every description of a source.

A new format is a module of its own and a line in `FORMATS`; for most files a description in YAML is enough.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from loaders.connect_csv import CONNECT_CSV
from loaders.dataset import Format
from loaders.described.described_format import coded_format, table_format
from loaders.described.description import Description
from loaders.described.parsing import CODED, parse_description, read_description
from loaders.fields import did_you_mean, nearest
from loaders.iati.iati_format import IATI
from loaders.problems import FileRefused, RowProblem
from loaders.source import SourceFile
from loaders.twinning import TWINNING

FORMATS: tuple[Format, ...] = (CONNECT_CSV, TWINNING, IATI)
"""Formats with code of their own; the first one that recognises a file reads it."""
_OWN = 'Describe it: "connect-explorer source new FILE" writes a first description.'


@cache
def shipped_descriptions() -> tuple[Description, ...]:
    """The descriptions that come with the explorer, in alphabetical order of their ids."""
    folder = files("loaders") / "descriptions"
    shipped = [one for one in folder.iterdir() if one.name.endswith(".yaml")]
    found = (parse_description(one.read_text(encoding="utf-8"), one.name) for one in shipped)
    return tuple(sorted(found, key=lambda one: one.source.id))


@cache
def all_formats() -> tuple[Format, ...]:
    """Every format that is known without a file of somebody's own: those with code first, then the described ones."""
    return (*FORMATS, *map(_described, shipped_descriptions()))


def format_named(name: str | Path) -> Format:
    """The format that a person wants.

    Parameters
    ----------
    name : name of a format or of a described source; a path is that of a description in YAML.

    Raises
    ------
    FileRefused
        No format has this name, or the description has mistakes.
    """
    if isinstance(name, Path):
        return _described(read_description(name))
    for one in all_formats():
        if one.name == name:
            return one
    names = [one.name for one in all_formats()]
    expected, hint = f"one of {', '.join(names)}", did_you_mean(nearest(name, names))
    raise FileRefused(RowProblem("--as", None, None, name, "no-such-format", expected, hint))


def recognise(file: SourceFile) -> Format:
    """The format that knows the columns of a file.

    Raises
    ------
    FileRefused
        No format knows them, or several descriptions do.
    """
    fitting = [one for one in all_formats() if one.recognises(file)]
    if not fitting:
        raise _unknown(file)
    if len(fitting) > 1 and fitting[0] not in FORMATS:
        names = ", ".join(one.name for one in fitting)
        raise FileRefused(RowProblem(file.name, None, None, names, "several-descriptions", "one", "Name it with --as."))
    return fitting[0]


def _described(description: Description) -> Format:
    if description.format in CODED:
        return coded_format(description, next(one for one in FORMATS if one.name == description.format))
    return table_format(description)


def _unknown(file: SourceFile) -> FileRefused:
    hints = (one.hint(file.header) for one in FORMATS)
    hint = next(filter(None, hints), None)
    seen = ", ".join(file.header)
    return FileRefused(RowProblem(file.name, 1, None, seen, "unknown-format", _choice(), hint or _OWN))


def _choice() -> str:
    known = "; or ".join(f"{one.name} ({one.description}): {' | '.join(one.columns)}" for one in FORMATS)
    names = ", ".join(one.source.id for one in shipped_descriptions())
    return f"{known}; or a source that is described: {names}"
