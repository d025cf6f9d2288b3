"""JSON records: an array of objects, or one object after the other; read object by object, with its line."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from loaders.problems import FileRefused, Problems, RowProblem
from loaders.readers.cells import cell_text, flat
from loaders.source import NumberedCells, Opened, column_name
from loaders.text import Encoding, TextLines, open_binary

MAX_RECORD = 10_000_000
"""Characters of the longest record that is read."""
_MOST_COLUMNS = 10_000
_HEAD = 1 << 13
_EXPECTED = "an array of objects, or one object after the other: [{...}, {...}]"
_AGAIN = "Copy or download the file again."
_BLANK = " \t\r\n"
_BLANKS = re.compile(f"[{_BLANK}]*")

Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class JsonRecords:
    """One file; read by calling it."""

    path: Path
    name: str
    encoding: Encoding
    header: tuple[str, ...]

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """The cells of each record, in the order of the columns; what a record lacks is blank."""
        self.encoding.note(problems, self.name)
        for line, record in _records(self.path, self.name, self.encoding):
            named = {column_name(key): value for key, value in record.items()}
            yield line, [cell_text(named.get(column)) for column in self.header]


def open_json(path: Path, name: str, encoding: Encoding) -> Opened:
    """The records of a file as a table; the columns are all names that any record has.

    Raises
    ------
    FileRefused
        The file is not JSON, or not made of objects; or one record has two names that mean the same column.
    """
    columns: dict[str, None] = {}
    for line, record in _records(path, name, encoding):
        own = [column_name(key) for key in record]
        if len(set(own)) < len(own):
            twice = next(one for one in own if own.count(one) > 1)
            raise _refused(name, line, "repeated-column-name", twice, "each name once in a record")
        columns.update(dict.fromkeys(own))
        if len(columns) > _MOST_COLUMNS:
            raise _refused(name, line, "not-json-records", f"more than {_MOST_COLUMNS:,} different names", _EXPECTED)
    if not columns:
        raise _refused(name, None, "nothing-in-it", None, _EXPECTED)
    header = tuple(columns)
    return Opened(header, JsonRecords(path, name, encoding, header))


def is_json(path: Path, name: str) -> bool:
    """Whether a text begins as records do; raises `FileRefused` when it cannot even be opened."""
    with open_binary(path, name) as stream:
        text = stream.read(_HEAD).decode("utf-8-sig", errors="ignore").lstrip(_BLANK)
    return text[:1] in ("[", "{") and text[1:].lstrip(_BLANK)[:1] in ("", "{", '"', "}", "]")


def _records(path: Path, name: str, encoding: Encoding) -> Iterator[tuple[int, Record]]:
    """Each record without records inside, with the line on which it begins."""
    with closing(_Text(path, name, encoding)) as text:
        for line, value in _array(text) if text.skip("[") else _sequence(text):
            if not isinstance(value, dict):
                raise _refused(name, line, "not-json-records", f"{json.dumps(value)[:40]} stands there", _EXPECTED)
            yield line, flat(value)


def _sequence(text: "_Text") -> Iterator[tuple[int, object]]:
    while text.peek():
        yield text.value()


def _array(text: "_Text") -> Iterator[tuple[int, object]]:
    is_open = not text.skip("]")
    while is_open:
        yield text.value()
        is_open = not text.skip("]")
        if is_open and not text.peek():
            raise _refused(text.name, text.line, "cut-off", "the array is not closed", _EXPECTED, _AGAIN)
        if is_open and not text.skip(","):
            raise _refused(text.name, text.line, "not-json-records", "a comma is missing", _EXPECTED)
    if rest := text.peek():
        raise _refused(text.name, text.line, "not-json-records", f'"{rest}" stands behind the end', _EXPECTED)


class _Text:
    """What is left of a file; only the record at hand is in memory."""

    def __init__(self, path: Path, name: str, encoding: Encoding) -> None:
        self.name = name
        self.line = 1
        """Line of the next character."""
        # A whole file may stand in one line, so it comes in pieces and not in lines.
        self._pieces = TextLines(path, name, encoding.name).pieces()
        self._decoder = json.JSONDecoder(
            object_pairs_hook=self._record, parse_float=str, parse_int=str, parse_constant=self._constant
        )
        self._waiting, self._position = "", 0

    def close(self) -> None:
        """Close the file."""
        self._pieces.close()

    def peek(self) -> str:
        """The next character that is not blank; "" at the end."""
        while True:
            self._move(_BLANKS.match(self._waiting, self._position).end())  # type: ignore[union-attr] # matches always
            if self._position < len(self._waiting):
                return self._waiting[self._position]
            if not self._read():
                return ""

    def skip(self, character: str) -> bool:
        """Whether this character comes next; then it is passed."""
        if self.peek() != character:
            return False
        self._move(self._position + 1)
        return True

    def value(self) -> tuple[int, object]:
        """The next value with its line; raises `FileRefused` where there is none."""
        self.peek()
        line, n_wanted = self.line, io.DEFAULT_BUFFER_SIZE
        while True:
            try:
                value, end = self._decoder.raw_decode(self._waiting, self._position)
            except RecursionError:
                raise _refused(self.name, line, "not-json-records", "records too deep inside each other") from None
            except json.JSONDecodeError as error:
                n_read = error.pos - self._position
                n_wanted *= 2  # so that a long record is not begun again too often
                if not self._grow(n_wanted):
                    raise self._not_json(error.msg, self._position + n_read) from None
            else:
                self._move(end)
                return line, value

    def _grow(self, n_wanted: int) -> bool:
        """Read until so many characters wait; False when nothing more came or the record is too long."""
        n_before = len(self._waiting) - self._position
        if n_before > MAX_RECORD:
            raise _refused(self.name, self.line, "not-json-records", f"a record longer than {MAX_RECORD:,} characters")
        while len(self._waiting) - self._position < n_wanted and self._read():
            pass
        return len(self._waiting) - self._position > n_before

    def _read(self) -> bool:
        piece = next(self._pieces, "")
        self._waiting = self._waiting[self._position :] + piece
        self._position = 0
        return bool(piece)

    def _move(self, position: int) -> None:
        self.line += self._waiting.count("\n", self._position, position)
        self._position = position

    def _not_json(self, reason: str, position: int) -> FileRefused:
        line = self.line + self._waiting.count("\n", self._position, position)
        if position >= len(self._waiting.rstrip()) or reason.startswith("Unterminated"):
            return _refused(self.name, line, "cut-off", reason, _EXPECTED, _AGAIN)
        return _refused(self.name, line, "not-json-records", reason, _EXPECTED)

    def _record(self, pairs: list[tuple[str, object]]) -> Record:
        record = dict(pairs)
        if len(record) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise _refused(self.name, self.line, "repeated-column-name", twice, "each name once in a record")
        return record

    def _constant(self, written: str) -> object:
        raise _refused(self.name, self.line, "not-json-records", f"{written} is not a number of JSON", _EXPECTED)


def _refused(
    name: str, line: int | None, code: str, value: str | None, expected: str = "", hint: str | None = None
) -> FileRefused:
    return FileRefused(RowProblem(name, line, None, value, code, expected, hint))
