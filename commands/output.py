"""What the commands write: sentences and tables for people, JSON and CSV for programs.

Names come from files and are hostile until made safe: nothing here reads markup out of them, and no character of theirs
reaches a terminal that would obey it.
"""

import csv
import json
import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import StrEnum
from typing import Any, Literal, Never

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from loaders.dataset import Progress
from reports.export_tables import csv_cell
from wording.pace import Pace
from wording.words import Words

_WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""
_FOLDED = 24
"""Wider columns of a table may be folded; ids and numbers never are."""
_KEPT_INVISIBLE = "\u200c\u200d"  # they join letters in Persian and Hindi names, and a terminal only draws them
_OBEYED_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class OutputFormat(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def safe(text: str) -> str:
    r"""Text in one line that a terminal shows and does not obey: what cannot be seen is written as ``\x1b``."""
    return "".join(map(_safe_character, text))


def _safe_character(one: str) -> str:
    if one.isprintable() or one in _KEPT_INVISIBLE:
        return one
    if one in "\t\n\r" or unicodedata.category(one) == "Zs":
        return " "
    return one.encode("unicode_escape").decode()


def say(text: str = "", lead: str = "") -> None:
    """Write a sentence for people to standard output, wrapped between words.

    Parameters
    ----------
    lead : stands before the first line; the others are set in as far.
    """
    print(_wrapped(text, lead))


def say_line(text: str, lead: str = "") -> None:
    """Write something to be copied, such as an address or a command: in one line, however long."""
    print(f"{safe(lead)}{safe(text)}")


def say_facts(facts: Mapping[str, str]) -> None:
    """Write facts under each other, each after its name."""
    longest = max(map(len, facts), default=0)
    for name, text in facts.items():
        say(text, lead=f"{name:<{longest}}  ")


def remark(text: str) -> None:
    """Write something that is no part of the answer to standard error; wrapped only where somebody watches."""
    for line in text.split("\n"):
        print(_wrapped(line, "") if sys.stderr.isatty() else safe(line), file=sys.stderr)


def say_json(value: object) -> None:
    """Write a value as JSON."""
    is_unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not is_unicode, indent=2)
    print(_OBEYED_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as CSV; a text that a spreadsheet would take for a formula gets an apostrophe before it."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_csv_cell(row[column]) for column in columns] for row in rows)


def say_rows(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows for people: a table where it fits, otherwise one block of lines a row."""
    cells = [[cell(row[column]) for column in columns] for row in rows]
    widths = [max(map(len, each)) for each in zip(columns, *cells, strict=True)]
    if sum(min(one, _FOLDED) + 2 for one in widths) <= width():
        numbers = [one for one in columns if all(isinstance(row[one], int | float) for row in rows)]
        say_table(columns, cells, right=numbers)
        return
    for number, row in enumerate(cells, 1):
        say(f"{number}.")
        say_facts({f"   {column}": text for column, text in zip(columns, row, strict=True) if text})


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> None:
    """Write a table; cells that do not fit are folded.

    Parameters
    ----------
    right : columns of numbers, set to the right.
    """
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    cells = [[Text(safe(text)) for text in row] for row in rows]
    for n_column, column in enumerate(columns):
        is_short = all(len(row[n_column]) <= _FOLDED for row in cells)
        justify: Literal["left", "right"] = "right" if column in right else "left"
        table.add_column(Text(safe(column)), overflow="fold", justify=justify, no_wrap=is_short)
    for row in cells:
        table.add_row(*row)
    _Console(width=width(), highlight=False, markup=False, emoji=False).print(table)


def cell(value: object) -> str:
    """A value in a table; unknown is blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return LIST_SEPARATOR.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


LIST_SEPARATOR = "; "


def waiting(text: str) -> AbstractContextManager[Any]:
    """Tell somebody at a terminal what takes time; nothing where nobody watches."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    return console.status(Text(safe(text))) if console.is_terminal else nullcontext()


def drop_output() -> None:
    """Let what is still to be written to standard output vanish, since nobody reads it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


@contextmanager
def progress(t: Words) -> Iterator[Callable[[Progress], None]]:
    """A function that shows somebody at a terminal how far a load is."""
    pace = Pace()
    with waiting(t("Loading ...")) as status:

        def show(now: Progress) -> None:
            if status is not None:
                status.update(Text(safe(pace.told(t, now.stage, now.file, now.n_rows))))

        yield show


def width() -> int:
    """Characters in a line: those of the terminal, 80 where there is none."""
    return max(20, shutil.get_terminal_size((80, 24)).columns)


class _Console(Console):
    """Says that nobody reads any more the way Python does, instead of ending the program."""

    def on_broken_pipe(self) -> Never:
        raise BrokenPipeError


def _csv_cell(value: object) -> Any:  # noqa: ANN401 - whatever a cell holds
    value = csv_cell(tuple(value) if isinstance(value, list) else value)  # type: ignore[arg-type]  # values of rows
    return safe(value) if isinstance(value, str) else value


def _wrapped(text: str, lead: str) -> str:
    lead = safe(lead)
    lines = textwrap.wrap(
        safe(text),
        max(20, min(width(), _WIDEST) - len(lead)),
        break_long_words=False,  # an address stays whole, to be copied
        break_on_hyphens=False,
    )
    return f"\n{' ' * len(lead)}".join([lead + (lines[0] if lines else ""), *lines[1:]]).rstrip(" ")
