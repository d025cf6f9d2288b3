"""Text files line by line in bounded memory: UTF-8 with or without BOM, else Windows-1252; plain or gzip."""

import codecs
import gzip
import io
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO

from loaders.problems import FileRefused, Problems, RowProblem

MAX_LINE = 1_000_000
"""Characters of the longest line that is read. A longer one is not a table, or its line breaks were lost."""
UTF_8, WINDOWS_1252 = "utf-8-sig", "cp1252"
_GZ = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CHUNK = 1 << 16
_HEAD = 1 << 13


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the letters of a file are written."""

    name: str = UTF_8
    fallback: "Undecodable | None" = None
    """What showed that it is not UTF-8; None where it is, or where a person named the encoding."""

    def note(self, problems: Problems, file: str) -> None:
        """Notice that the encoding was concluded; nothing where it was not."""
        if self.fallback:
            message = f"not UTF-8 (byte 0x{self.fallback.byte:02X} on this line): read as Windows-1252"
            problems.notice("read-as-windows-1252", file, self.fallback.line, message)


@dataclass(frozen=True, slots=True)
class Undecodable:
    """The first byte of a file that is not UTF-8."""

    position: int
    line: int
    byte: int
    is_first_special: bool
    """Whether everything before it is plain ASCII."""
    is_at_end: bool
    """Whether the file ends inside a character."""


class TextLines:
    """The lines of one file, with their line breaks, as an editor counts them.

    Raises `FileRefused` while it is read, at the first thing after which nothing can be trusted.
    """

    def __init__(self, path: Path, name: str, encoding: str = UTF_8) -> None:
        self.path, self.name, self.encoding = path, name, encoding
        self.n_lines = 0
        self.is_at_end = False
        self.has_final_break = True
        self.open_quote_line = 0
        """Line of the last quotation mark that opened a cell in this row, for a quote that is never closed."""
        self._is_in_quotes = False

    def __iter__(self) -> Iterator[str]:
        """Each line once."""
        with self._refusing(), self._text() as text:
            yield from self._lines(text)

    def pieces(self) -> Generator[str, None, None]:
        """The same text in pieces of some thousand characters, however long its lines are."""
        with self._refusing(), self._text() as text:
            while piece := text.read(_CHUNK):
                self.n_lines += piece.count("\n")
                yield piece

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """Say what is wrong with the file where it cannot be read on."""
        try:
            yield
        except UnicodeDecodeError:
            _refuse_encoding(self.path, self.name, self.encoding)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _refusal(
                self.name, self.n_lines + 1, "damaged-gz", str(error), hint="Copy or download the file again."
            ) from error
        except OSError as error:
            raise unreadable(self.name, error) from error

    @contextmanager
    def _text(self) -> Iterator[TextIO]:
        stream = open_binary(self.path, self.name)
        with stream, io.TextIOWrapper(stream, encoding=self.encoding, newline="") as text:
            yield text

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
_TABLE = "a table saved as XLSX, CSV (UTF-8), JSON or Parquet"


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
            name, None, "binary-file", "it is a zip archive inside a compressed file", _TABLE, "Unpack it once.",
        )  # fmt: skip
    if head.startswith(_UTF16):
        raise _refusal(name, None, "not-utf8", "it is UTF-16", _TABLE, "In Excel: Save as, CSV UTF-8.")
    if b"\0" in head:
        raise _refusal(name, None, "binary-file", "it holds the byte 0", _TABLE)


def named_encoding(name: str) -> Encoding:
    """The encoding that a person names; with UTF-8 there may be a BOM."""
    return Encoding(UTF_8 if codecs.lookup(name).name == "utf-8" else name)


def encoding_of(path: Path, name: str) -> Encoding:
    """UTF-8, or Windows-1252 where the first byte beyond ASCII shows that the file cannot be UTF-8.

    A file that is UTF-8 for a while and then is not is damaged: it stays UTF-8, and reading it says where. So does
    one that cannot be read to its end.
    """
    with suppress(FileRefused, OSError, EOFError, zlib.error):
        found = _find_undecodable(path, name, UTF_8)
        if found and found.is_first_special and not found.is_at_end and not _find_undecodable(path, name, WINDOWS_1252):
            return Encoding(WINDOWS_1252, found)
    return Encoding()


def _refuse_encoding(path: Path, name: str, encoding: str) -> NoReturn:
    """Raise `FileRefused` with the place of the first byte that cannot be decoded."""
    found = _find_undecodable(path, name, encoding)
    if found is None:  # the file was put right in the meantime
        raise _refusal(name, None, "changed-while-reading", None, hint="Load it again.")
    what = f"byte {found.position:,} (0x{found.byte:02X}) on line {found.line:,} cannot be decoded"
    hint = "It may be damaged or cut off there: save it again as CSV UTF-8."
    raise _refusal(name, found.line, "not-utf8", what, hint=hint)


def _find_undecodable(path: Path, name: str, encoding: str) -> Undecodable | None:
    decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()
    n_before, n_lines, is_ascii = 0, 1, True
    with open_binary(path, name) as stream:
        while True:
            chunk = stream.read(_CHUNK)
            n_waiting = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                good, byte = error.object[: error.start], error.object[error.start]
                line, is_first = n_lines + good.count(b"\n"), is_ascii and good.isascii()
                return Undecodable(n_before - n_waiting + error.start, line, byte, is_first, not chunk)
            if not chunk:
                return None
            n_before += len(chunk)
            n_lines += chunk.count(b"\n")
            is_ascii = is_ascii and chunk.isascii()


def _refusal(
    name: str, line: int | None, code: str, value: str | None, expected: str = "", hint: str | None = None
) -> FileRefused:
    return FileRefused(RowProblem(name, line, None, value, code, expected, hint))
