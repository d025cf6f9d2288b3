"""The formats that can be loaded. A new one is a module of its own and a line in `FORMATS`."""

from loaders.connect_csv import CONNECT_CSV
from loaders.dataset import Format
from loaders.fields import did_you_mean, nearest
from loaders.problems import FileRefused, RowProblem
from loaders.source import SourceFile
from loaders.twinning import TWINNING

FORMATS: tuple[Format, ...] = (CONNECT_CSV, TWINNING)
"""All formats; the first one that recognises a header reads the file."""


def recognise(file: SourceFile, as_format: str | None = None) -> Format:
    """The format of a file: the one a person names, else the first that knows its header.

    Raises
    ------
    FileRefused
        No format has this name, or none knows this header.
    """
    if as_format is not None:
        return _named(as_format)
    for one in FORMATS:
        if one.recognises(file.header):
            return one
    hints = (one.hint(file.header) for one in FORMATS)
    hint = next(filter(None, hints), None)
    seen = ", ".join(file.header)
    raise FileRefused(RowProblem(file.name, 1, None, seen, "unknown-format", _choice(), hint))


def _named(name: str) -> Format:
    for one in FORMATS:
        if one.name == name:
            return one
    names = [one.name for one in FORMATS]
    problem = RowProblem(
        "--as", None, None, name, "no-such-format", f"one of {', '.join(names)}", did_you_mean(nearest(name, names))
    )
    raise FileRefused(problem)


def _choice() -> str:
    return "; or ".join(f"{one.name} ({one.description}): {' | '.join(one.columns)}" for one in FORMATS)
