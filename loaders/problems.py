"""What a load could not read, said so that a person can put it right, and what it handled by a named rule."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from graph.errors import ExplorerError
from graph.store import Notice
from wording.words import N_

T = TypeVar("T")
R = TypeVar("R")

MAX_LISTED = 1_000
"""Problems kept per load, and notices kept per rule; further ones are counted."""
_MAX_SHOWN = 80
_MAX_KEPT = 200

PHRASES: Mapping[str, str] = MappingProxyType(
    {
        # The file as a whole.
        "no-such-file": "there is no such file or folder",
        "not-a-file": "this is not an ordinary file",
        "unreadable-file": "the file cannot be read: {value}",
        "empty-file": "the file is empty",
        "binary-file": "the file is not text: {value}",
        "not-utf8": "the file is not UTF-8: {value}",
        "damaged-gz": "the compressed file is cut off or damaged: {value}",
        "damaged-workbook": "the workbook is cut off or damaged: {value}",
        "damaged-parquet": "the Parquet file is cut off or damaged: {value}",
        "password": "the workbook is protected with a password",
        "old-excel": "the workbook is of Excel 2003 or earlier",
        "workbook-too-large": "the workbook is too large to be read: {value}",
        "hostile-workbook": "a part of the workbook wants to declare what Excel never does: {value}",
        "no-such-sheet": "no sheet is called {value}",
        "several-sheets": "several sheets hold values: {value}",
        "empty-sheet": "the sheet {value} is empty",
        "merged-header": "cells of the header are merged: {value}",
        "not-json-records": "the file is not made of JSON records: {value}",
        "cut-off": "the file is cut off there: {value}",
        "bytes-column": "the column holds bytes and no text",
        "other-number-of-columns": "the first row has {value} cells",
        "line-too-long": "the line is longer than 1,000,000 characters",
        "blank-column-name": "a column has no name: {value}",
        "repeated-column-name": "two columns have the name {value}",
        "missing-column": "the column {value} is missing",
        "unknown-format": "no known format has these columns: {value}",
        "no-such-format": "no format is called {value}",
        "nothing-known-in-folder": "the folder holds no file that can be loaded: {value}",
        "nothing-in-it": "nothing is in it",
        "changed-while-reading": "the file changed while it was being read",
        "several-descriptions": "several descriptions know these columns: {value}",
        "outside-bounds": "there are {value}",
        # A description in YAML.
        "not-yaml": "the description cannot be read: {value}",
        "unknown-setting": "nothing is called {value} here",
        "missing-setting": "{value} is missing",
        "repeated-setting": "{value} stands here twice",
        "wrong-setting": "{value} cannot stand here",
        "source-unclear": "the source has no clear id: {value}",
        # A row.
        "too-few-cells": "the row ends after cell {value}",
        "too-many-cells": "the row goes on to cell {value}",
        "open-quote": "a quotation mark is opened and never closed",
        "bad-quotes": "the quotation marks do not fit: {value}",
        "cell-too-long": "a cell is longer than 131,072 characters",
        "control-character": "the cell holds the invisible character {value}",
        "unknown-column": "no column of this name is known",
        "spreadsheet-error": "the cell shows the error {value}",
        "formula-without-value": "the cell holds a formula without its value",
        # A value.
        "missing-value": "the cell is blank",
        "not-a-whole-number": "{value} is not a whole number",
        "not-a-number": "{value} is not a number",
        "out-of-range": "{value} is out of range",
        "not-a-date": "{value} is not a date",
        "not-a-choice": "{value} is not one of the values allowed",
        "not-an-address": "{value} is not a web address",
        "not-an-email": "{value} is not an e-mail address",
        "not-a-language": "{value} is not the code of a language",
        "not-a-code": "{value} is not the code of a list",
        "not-a-key": "{value} cannot be a key",
        "bar-in-name": "{value} holds a |, which stands between several values",
        # Values against each other.
        "half-a-place": "{value} stands alone",
        "ends-before-it-starts": "{value} is before the start",
        "repeated-key": "{value} is taken",
        "several-sources": "a set of files has one source",
        "unknown-reference": "nothing has the key {value}",
        "wrong-kind": "{value} is of another kind",
        "not-as-described": "{value} is not what the description says",
        "cannot-be-stored": "the row gives what no store can hold: {value}",
    }
)
"""Every error there can be, and how its sentence begins."""

RULES: Mapping[str, str] = MappingProxyType(
    {
        "self-loop": N_("something related to itself: the relationship was not stored"),
        "repeat": N_("the same row or fact again: it was stored once"),
        "unknown-country": N_("the country was not recognised: kept as written, without a code"),
        "coordinates-differ": N_("another place for the same municipality: the first one was kept"),
        "zero-coordinates": N_("0, 0 lies in the sea and usually means unknown: stored without a place"),
        "shared-coordinates": N_("several municipalities at the same place, perhaps a default point: stored as given"),
        "whole-degrees": N_("a place in whole degrees, perhaps the middle of a country: stored as given"),
        "values-differ": N_("other values for the same thing than in an earlier row: the first ones were kept"),
        "kind-differs": N_("another kind for the same thing than in an earlier row: the first one was kept"),
        "date-in-words": N_("the date was read from words or from a period"),
        "set-by-description": N_("the file does not say it: the description of the source does"),
        "named-after-key": N_("no name is given: it is called by its key"),
        "country-from-code": N_("the country was read from the first letters of a code"),
        "taken-from-code": N_("the value was read out of a number or code"),
        "role-glued": N_(
            "a word at the end of a name is a heading: it was taken off and holds for the rows that follow"
        ),
        "open-bracket": N_("a bracket is opened and not closed: it was taken to end with the cell"),
        "bracket-taken-apart": N_("country, region and short name were read from one bracket"),
        "joint-name": N_("the name may be of two that take part together: kept as one"),
        "doubtful-value": N_("the value is probably wrong: kept as written"),
        "kind-concluded": N_("the kind of organisation was concluded from other words"),
        "withdrawn-code": N_("a code that its list has withdrawn: kept, since older facts use it"),
        "stray-row": N_("a row that is something else than the table holds: it was not read"),
        "unusable-value": N_("a value that cannot be right: left blank"),
        "not-used": N_("a row that the description leaves out on purpose: it was not read"),
        "no-name": N_("a row without the name of what it is about: it was not read"),
        "value-not-kept": N_("a value that does not belong to this kind: it was not stored"),
        "blank-row": N_("a row without any value: it was skipped"),
        "no-final-line-break": N_("the last line has no line break: the file may have been cut off there"),
        "read-as-windows-1252": N_("the file is not UTF-8: it was read as Windows-1252"),
        "remark-line": N_("a line that begins with % or #: it was not read"),
        "file-not-read": N_("a file of the folder that is in no known format: it was not read"),
        "source-from-folder": N_("the source was read from source.csv in the same folder"),
        "source-from-name": N_("no source was given: it is named after the folder or file"),
        "became-body": N_("not a local government or an association of them: stored as a body"),
        "planned-only": N_("an exchange of which only the plan is known: it makes no step in a path unless asked for"),
        "status-unknown": N_("an exchange that is not known to have been held: it makes no step in a path"),
        "form-inferred": N_("the form of the exchange is our conclusion; the source does not name it"),
        "no-participants": N_("an exchange without any organisation: it connects nobody"),
        "not-in-an-exchange": N_("an official with a topic and without an exchange: no step leads through one"),
        "hidden-official": N_("nobody agreed that name, function or contact may be shown: they were not stored"),
        "left-out-row": N_("a row with an error: it was left out, as asked"),
        "left-out-reference": N_("a reference to a row that was left out: left out too"),
        "merged-spelling": N_("another spelling of a municipality: they are one node now"),
        "maybe-one": N_("perhaps another name of one municipality: they stay two until a person decides"),
        "place-to-decide": N_("several places may be meant: stored as written until a person decides"),
        "self-loop-once-merged": N_(
            "a partnership of a municipality with itself, once its spellings are one: not stored"
        ),
        "repeat-once-merged": N_("the same partnership again, once spellings are one: stored once"),
        "kept-for-others": N_("no longer in the source, but facts of other sources need it: it stays"),
        "kept-of-other-files": N_("the source was also loaded from other files before: nothing was retired"),
    }
)
"""Every oddity that is handled without refusing the load, and what was done about it."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something that refuses a load: where, what, what was expected, what to do."""

    file: str
    line: int | None
    """As an editor counts it, from 1; the first line of a row that spans several. None: the whole file."""
    column: str | None
    value: str | None
    code: str
    """One of `PHRASES`."""
    expected: str = ""
    """What should stand there, to follow the word "Expected"."""
    hint: str | None = None
    """What to do, as a sentence."""

    def __post_init__(self) -> None:
        if self.code not in PHRASES:
            raise ValueError(f'no problem has the code "{self.code}"')
        if self.value is not None and len(self.value) > _MAX_KEPT:
            object.__setattr__(self, "value", f"{self.value[:_MAX_KEPT]} ...")

    def sentence(self) -> str:
        """All of it in one or more English sentences, safe to print on a terminal."""
        what = PHRASES[self.code].format(value=self._shown_value())
        parts = [f"{self.place()}: {what}."]
        parts += [f"Expected {self.expected}."] if self.expected else []
        parts += [self.hint] if self.hint else []
        return printable(" ".join(parts))

    def place(self) -> str:
        """File, line and column, as far as known: ``exchanges.csv line 41, column host_ids``."""
        line = "" if self.line is None else f" line {self.line:,}"
        column = "" if self.column is None else f", column {self.column}"
        return printable(f"{self.file}{line}{column}")

    def _shown_value(self) -> str:
        value = self.value or ""
        if self.line is None or self.column is None:  # a remark of ours, not a cell
            return value
        return f'"{value[:_MAX_SHOWN]} ..."' if len(value) > _MAX_SHOWN else f'"{value}"'


class FileRefused(ExplorerError):
    """One or more files cannot be read at all; the message names each and says what to do."""

    def __init__(self, *problems: RowProblem) -> None:
        super().__init__("\n".join(problem.sentence() for problem in problems))
        self.problems = problems


class Problems:
    """Everything a load met: the first ones listed, all of them counted."""

    def __init__(self, most_listed: int = MAX_LISTED) -> None:
        """Nothing met yet.

        Parameters
        ----------
        most_listed : errors to list; all are counted.
        """
        self._most_listed = most_listed
        self.n_errors = 0
        self.n_notices_by_rule: Counter[str] = Counter()
        self.incomplete_files: set[str] = set()
        """Files that could not be read to their end."""
        self._errors: list[RowProblem] = []
        self._notices: dict[str, list[Notice]] = {}

    @property
    def errors(self) -> tuple[RowProblem, ...]:
        """The first errors, `MAX_LISTED` unless more were asked for, in the order they were met."""
        return tuple(self._errors)

    @property
    def has_room(self) -> bool:
        """Whether one more error would be listed; if not, nobody needs its hint."""
        return len(self._errors) < self._most_listed

    def error(self, problem: RowProblem) -> None:
        """Count an error, and list it while there is room."""
        self.n_errors += 1
        if self.has_room:
            self._errors.append(problem)

    def refuse(self, refusal: FileRefused) -> None:
        """Count an error after which the rest of a file cannot be read; such a load is always refused."""
        for problem in refusal.problems:
            self.incomplete_files.add(problem.file)
            self.error(problem)

    def notice(
        self,
        rule: str,
        file: str,
        line: int | None = None,
        message: str | None = None,
        *,
        column: str | None = None,
        value: str | None = None,
    ) -> None:
        """Count something that was handled by a rule of `RULES`, and list it while there is room."""
        if rule not in RULES:
            raise ValueError(f'no rule is called "{rule}"')
        self.n_notices_by_rule[rule] += 1
        listed = self._notices.setdefault(rule, [])
        if len(listed) < MAX_LISTED:
            kept = None if value is None else value[:_MAX_KEPT]
            listed.append(Notice(file, line, column, kept, rule, message or RULES[rule]))

    def notices(self) -> tuple[Notice, ...]:
        """Listed notices rule by rule; where more were counted than listed, a last one says how many."""
        found: list[Notice] = []
        for rule, listed in self._notices.items():
            found += listed
            n_more = self.n_notices_by_rule[rule] - len(listed)
            if n_more:
                message = f"and {n_more:,} more like these; the first {len(listed):,} are listed"
                found.append(Notice(listed[0].file, None, None, None, rule, message))
        return tuple(found)


def refuse_together(function: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Results for all items; when some are refused, all of those are refused in one `FileRefused`."""
    results: list[R] = []
    refused: list[RowProblem] = []
    for item in items:
        try:
            results.append(function(item))
        except FileRefused as refusal:
            refused += refusal.problems
    if refused:
        raise FileRefused(*refused)
    return results


def printable(text: str) -> str:
    r"""Text that a terminal shows and does not obey: invisible characters are written as ``\x1b``."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)
