"""Text files line by line in bounded memory: UTF-8 with or without BOM, compressed with gzip or not."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TextIO

from loaders.problems import FileRefused, RowProblem

MAX_LINE = 1_000_000
"""Characters of the longest line that is read. A longer one is not a table, or its line breaks were lost."""
_GZ = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 16
_HEAD = 1 << 13


class TextLines:
    """The lines of one file, with their line breaks, as an editor counts them.

    Raises `FileRefused` while it is read, at the first thing after which nothing can be trusted.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.path, self.name = path, name
        self.n_lines = 0
        self.is_at_end = False
        self.has_final_break = True
        self.open_quote_line = 0
        """Line of the last quotation mark that opened a cell in this row, for a quote that is never closed."""
        self._is_in_quotes = False

    def __iter__(self) -> Iterator[str]:
        """Each line once."""
        try:
            stream = open_binary(self.path, self.name)
            with stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as text:
                yield from self._lines(text)
        except UnicodeDecodeError:
            refuse_encoding(self.path, self.name)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _refusal(
                self.name, self.n_lines + 1, "damaged-gz", str(error), hint="Copy or download the file again."
            ) from error
        except OSError as error:
            raise unreadable(self.name, error) from error

    def begin_row(self) -> None:
        """Say that the next line begins a row."""
        self._is_in_quotes = False

    def _lines(self, text: TextIO) -> Iterator[str]:
        while line := text.readline(MAX_LINE + 1):
            self.n_lines += 1
            if len(line) > MAX_LINE:
                raise _refusal(
                    self.name, self.n_lines, "line-too-long", None, hint="The line breaks may have been lost."
                )
            if "\0" in line:
                raise _refusal(self.name, self.n_lines, "binary-file", "it holds the byte 0", _TABLE)
            if line.count('"') % 2:
                self._turn_quotes()
            self.has_final_break = line[-1] in "\r\n"
            yield line
        self.is_at_end = True

    def _turn_quotes(self) -> None:
        # A doubled quotation mark inside a cell stands on one line, so only single ones turn the state.
        self._is_in_quotes = not self._is_in_quotes
        if self._is_in_quotes:
            self.open_quote_line = self.n_lines


Bytes = io.BufferedReader | gzip.GzipFile
_TABLE = "a table saved as CSV (UTF-8), plain or compressed with gzip"


def open_binary(path: Path, name: str) -> Bytes:
    """Bytes of a file, unpacked when its content (not its name) is gzip.

    Raises
    ------
    FileRefused
        There is no such file, it is empty or no text file, or it cannot be read.
    """
    check_is_file(path, name)
    try:
        with path.open("rb") as stream:
            is_packed = stream.read(len(_GZ)) == _GZ
        content: Bytes = gzip.open(path) if is_packed else path.open("rb")  # noqa: SIM115 the caller closes it
        _refuse_other_kinds(content, name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _refusal(name, None, "damaged-gz", str(error), hint="Copy or download the file again.") from error
    except OSError as error:
        raise unreadable(name, error) from error
    return content


def check_is_file(path: Path, name: str) -> None:
    """Raise `FileRefused` unless there is an ordinary file: it must be possible to read it twice."""
    if not path.exists():
        raise _refusal(name, None, "no-such-file", None, hint="Check the spelling of the path.")
    if not path.is_file():
        raise _refusal(name, None, "not-a-file", None, _TABLE)


def unreadable(name: str, error: OSError) -> FileRefused:
    """What to raise when the system does not let us read."""
    return _refusal(name, None, "unreadable-file", error.strerror or str(error), hint="Check who may read it.")


def _refuse_other_kinds(content: Bytes, name: str) -> None:
    try:
        head = content.read(_HEAD)
        content.seek(0)
        _refuse_head(head, name)
    except BaseException:
        content.close()
        raise


def _refuse_head(head: bytes, name: str) -> None:
    if not head.removeprefix(codecs.BOM_UTF8):
        raise _refusal(name, None, "empty-file", None, _TABLE)
    if head.startswith(_ZIP):
        raise _refusal(
            name, None, "binary-file", "it is a zip archive, which Excel files are too", _TABLE,
            "In Excel: Save as, CSV UTF-8.",
        )  # fmt: skip
    if head.startswith(_UTF16):
        raise _refusal(name, None, "not-utf8", "it is UTF-16", _TABLE, "In Excel: Save as, CSV UTF-8.")
    if b"\0" in head:
        raise _refusal(name, None, "binary-file", "it holds the byte 0", _TABLE)


def refuse_encoding(path: Path, name: str) -> NoReturn:
    """Raise `FileRefused` with the place of the first byte that is not UTF-8."""
    position, line, byte = _find_undecodable(path, name)
    what = f"byte {position:,} (0x{byte:02X}) on line {line:,} cannot be decoded"
    hint = "It may be in Windows-1252 or cut off there: save it again as CSV UTF-8."
    raise _refusal(name, line, "not-utf8", what, hint=hint)


def _find_undecodable(path: Path, name: str) -> tuple[int, int, int]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    n_before, n_lines = 0, 1
    with open_binary(path, name) as stream:
        while True:
            chunk = stream.read(_CHUNK)
            n_waiting = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good = error.object[: error.start]
                return n_before - n_waiting + error.start, n_lines + good.count(b"\n"), error.object[error.start]
            if not chunk:  # the file was put right in the meantime
                raise _refusal(name, None, "changed-while-reading", None, hint="Load it again.")
            n_before += len(chunk)
            n_lines += chunk.count(b"\n")


def _refusal(
    name: str, line: int | None, code: str, value: str | None, expected: str = "", hint: str | None = None
) -> FileRefused:
    return FileRefused(RowProblem(name, line, None, value, code, expected, hint))
