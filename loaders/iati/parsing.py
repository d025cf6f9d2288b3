"""XML files element by element in bounded memory, with the line of each; nothing is fetched and no entity replaced.

The parser is expat, because it says the line of an element however long the file is (libxml2 stops at 65,535), and
because it can be stopped the moment a document type is declared: without one there are no entities, so no bomb and no
file of somebody else's can be asked for.
"""

import zlib
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from gzip import BadGzipFile
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from loaders.iati.elements import Element
from loaders.problems import FileRefused, RowProblem
from loaders.text import open_binary, unreadable

MAX_DEPTH = 100
MAX_TOKEN = 1_000_000
"""Bytes of the longest tag or comment."""
MAX_PARTS = 250_000
"""Most elements and attributes of one activity."""
MAX_CHARACTERS = 10_000_000
"""Longest text of one activity, with its attributes."""
MAX_NAMES = 100_000
"""Characters of all different names of elements, attributes and namespaces, which expat never forgets."""
_CHUNK = 1 << 16
_ENCODING_ERRORS = {
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}
_AGAIN = "Copy or download the file again."


def read_root(path: Path, name: str) -> Element:
    """The root of a file with its attributes and without what is inside.

    Parameters
    ----------
    name : what messages call the file.

    Raises
    ------
    FileRefused
        The file is not XML, or holds what no file of data needs.
    """
    with closing(_fed(path, name, frozenset())) as builders:
        for builder in builders:
            if builder.root:
                return builder.root
    raise AssertionError("without a root expat reports an error")


def children_of_root(path: Path, name: str, outlined: frozenset[str] = frozenset()) -> Iterator[Element]:
    """Each element directly inside the root, one after the other; nothing of those before it is kept.

    Parameters
    ----------
    name : what messages call the file.
    outlined : elements inside these of which only name and line are wanted.

    Raises
    ------
    FileRefused
        The file is cut off, damaged or not XML from some line on, or holds what no file of data needs.
    """
    for builder in _fed(path, name, outlined):
        yield from builder.complete
        builder.complete.clear()


@dataclass(slots=True)
class _Open:
    """An element whose end was not met yet."""

    name: str
    line: int
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)

    def closed(self) -> Element:
        return Element(self.name, self.line, self.attributes, "".join(self.texts).strip(), tuple(self.children))


class _Builder:
    """Makes elements of what the parser meets."""

    def __init__(self, name: str, outlined: frozenset[str]) -> None:
        self.root: Element | None = None
        self.complete: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text, self.parser.buffer_size = True, _CHUNK
        self._name, self._outlined = name, outlined
        self._open: list[_Open] = []
        self._depth = self._n_parts = self._n_characters = 0
        self._names: set[str] = set()
        self._n_name_characters = 0
        self._outlined_depth = 0
        """Depth of the element whose inside is passed over; 0 for none."""
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartNamespaceDeclHandler = self._learn_namespace
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def hostile(self, what: str, hint: str | None = None) -> FileRefused:
        line = self.parser.CurrentLineNumber
        return FileRefused(RowProblem(self._name, line, None, what, "hostile-xml", "plain XML", hint))

    def _refuse_doctype(self, *_: object) -> NoReturn:
        raise self.hostile("a document type (DOCTYPE) is declared", "Take the declaration out: IATI has none.")

    def _learn_namespace(self, prefix: str | None, uri: str | None) -> None:
        self._learn({f"{prefix} {uri}"})

    def _learn(self, names: set[str]) -> None:
        new = names - self._names
        if new:
            self._names |= new
            self._n_name_characters += sum(map(len, new))
            if self._n_name_characters > MAX_NAMES:
                raise self.hostile(f"different names of more than {MAX_NAMES:,} characters together")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self.hostile(f"elements more than {MAX_DEPTH} deep inside each other")
        self._learn({name, *attributes})
        if self._outlined_depth:
            return
        line = self.parser.CurrentLineNumber
        if self.root is None:
            self.root = Element(name, line, attributes, "")
            return
        self._count(1 + len(attributes), sum(map(len, attributes.values())))
        if self._depth == 3 and name in self._outlined:
            self._outlined_depth, attributes = self._depth, {}
        self._open.append(_Open(name, line, attributes))

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._depth + 1 == self._outlined_depth:
            self._outlined_depth = 0
        elif self._outlined_depth:
            return
        if not self._open:  # the root itself
            return
        element = self._open.pop().closed()
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.complete.append(element)
            self._n_parts = self._n_characters = 0

    def _text(self, text: str) -> None:
        if self._open and not self._outlined_depth:
            self._count(0, len(text))
            self._open[-1].texts.append(text)

    def _count(self, n_parts: int, n_characters: int) -> None:
        self._n_parts += n_parts
        self._n_characters += n_characters
        if self._n_parts > MAX_PARTS:
            raise self.hostile(f"one activity of more than {MAX_PARTS:,} elements and attributes")
        if self._n_characters > MAX_CHARACTERS:
            raise self.hostile(f"one activity of more than {MAX_CHARACTERS:,} characters")


def _fed(path: Path, name: str, outlined: frozenset[str]) -> Generator[_Builder, None, None]:
    """The builder after each piece of the file, to take from it what is complete."""
    builder, n_bytes = _Builder(name, outlined), 0
    try:
        with open_binary(path, name) as stream:
            while chunk := stream.read(_CHUNK):
                n_bytes += len(chunk)
                _parse(builder, name, chunk, is_final=False)
                # Expat keeps a tag until its end is there; without a limit that could be the whole file.
                if n_bytes - builder.parser.CurrentByteIndex > MAX_TOKEN:
                    raise builder.hostile(f"a tag or comment longer than {MAX_TOKEN:,} bytes")
                yield builder
        _parse(builder, name, b"", is_final=True)
        yield builder
    except (EOFError, zlib.error, BadGzipFile) as error:
        line = builder.parser.CurrentLineNumber
        raise FileRefused(RowProblem(name, line, None, str(error), "damaged-gz", hint=_AGAIN)) from error
    except OSError as error:
        raise unreadable(name, error) from error


def _parse(builder: _Builder, name: str, chunk: bytes, *, is_final: bool) -> None:
    try:
        builder.parser.Parse(chunk, is_final)
    except expat.ExpatError as error:
        reason = f"{expat.ErrorString(error.code)}, character {error.offset + 1:,} of the line"
        if is_final:
            raise FileRefused(RowProblem(name, error.lineno, None, reason, "cut-off", "the end", _AGAIN)) from error
        hint = "Is it written in the encoding that its first line names?" if error.code in _ENCODING_ERRORS else None
        raise FileRefused(RowProblem(name, error.lineno, None, reason, "not-xml", "XML", hint)) from error
    except (LookupError, ValueError) as error:  # what Python says of an encoding that expat does not know
        raise FileRefused(RowProblem(name, 1, None, str(error), "not-xml", "XML in UTF-8", "Save it so.")) from error
