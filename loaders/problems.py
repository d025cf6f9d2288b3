"""What a load could not read, said so that a person can put it right, and what it handled by a named rule."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import ExplorerError
from graph.store import Notice
from loaders.problem_words import PHRASES as PHRASES  # other modules ask for them here
from loaders.problem_words import RULES as RULES

T = TypeVar("T")
R = TypeVar("R")

MAX_LISTED = 1_000
"""Problems kept per load, and notices kept per rule; further ones are counted."""
_MAX_SHOWN = 80
_MAX_KEPT = 200


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
