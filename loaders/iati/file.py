"""XML files as tables: each activity of an IATI file is a row, and its cells are the elements that are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from loaders.iati.elements import Element, cell_of, is_foreign, shown_name
from loaders.iati.parsing import children_of_root, read_root
from loaders.iati.standard import ACTIVITY, COLUMNS, READ, ROOT, UNUSED
from loaders.problems import FileRefused, Problems, RowProblem
from loaders.source import NumberedCells, Opened
from loaders.text import open_binary

_HEAD = 1 << 10
_BEGINS = re.compile(rb"\xef\xbb\xbf|\s+")
_XML = re.compile(rb"<[?!A-Za-z_:]")
_VERSION = re.compile(r"2\.\d\d")


@dataclass(frozen=True, slots=True)
class Activities:
    """The activities of one file; read by calling it."""

    path: Path
    name: str

    def __call__(self, problems: Problems) -> Iterator[NumberedCells]:
        """Line of each activity and its elements as JSON. What is not read is noticed once for each name."""
        names = _Names(self.name)
        outdated, other = _root_problems(read_root(self.path, self.name), self.name)
        for one in () if outdated else other:
            problems.error(one)
        for element in children_of_root(self.path, self.name, frozenset(UNUSED)):
            if element.name != ACTIVITY:
                names.add(element.name, "", element.line)
                continue
            activity = names.without_unread(element)
            if not outdated:
                yield element.line, [cell_of(activity.all(column)) for column in COLUMNS]
        if outdated:
            raise FileRefused(outdated, *other, *names.unknown_problems())
        names.report(problems)


def is_xml(path: Path, name: str) -> bool:
    """Whether a file begins as XML does; raises `FileRefused` when it cannot even be opened."""
    with open_binary(path, name) as stream:
        head = stream.read(_HEAD)
    while found := _BEGINS.match(head):
        head = head[found.end() :]
    return _XML.match(head) is not None


def open_xml(path: Path, name: str) -> Opened:
    """An XML file as a table; one that holds no activities has one column, named after its root.

    Raises
    ------
    FileRefused
        The file is not XML, or holds what no file of data needs.
    """
    root = read_root(path, name)
    return Opened(COLUMNS if root.name == ROOT else (shown_name(root.name),), Activities(path, name))


def _root_problems(root: Element, file: str) -> tuple[RowProblem | None, list[RowProblem]]:
    """Why nothing of the file can be read, and what else is wrong with its root."""
    if root.name != ROOT:
        raise FileRefused(RowProblem(file, root.line, None, f"its root is {shown_name(root.name)}", "other-xml", ROOT))
    version, written = root.get("version"), root.get("generated-datetime")
    outdated = None
    if not _VERSION.fullmatch(version):
        hint = "Ask its publisher for the same file in version 2.03."
        shown = f'"{version}"' if version else "not given"
        outdated = RowProblem(file, root.line, None, shown, "iati-version", "2.01, 2.02 or 2.03", hint)
    if "generated-datetime" not in root.attributes or _is_datetime(written):
        return outdated, []
    expected = "a date and time such as 2024-09-10T07:15:37Z, or no such attribute"
    return outdated, [RowProblem(file, root.line, None, f'"{written}"', "not-a-datetime", expected)]


def _is_datetime(written: str) -> bool:
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return False
    return "T" in written


@dataclass(slots=True)
class _Met:
    line: int
    n_times: int = 0


class _Names:
    """Elements of a file that are not read, each name once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._met: dict[tuple[str, str], _Met] = {}

    def add(self, name: str, inside: str, line: int) -> None:
        """Count an element."""
        self._met.setdefault((name, inside), _Met(line)).n_times += 1

    def without_unread(self, element: Element, path: str = "") -> Element:
        """An element with only those inside it that are read; the others are counted."""
        children = []
        for child in element.children:
            inner = f"{path}/{child.name}" if path else child.name
            if inner in READ:
                children.append(self.without_unread(child, inner))
            else:
                self.add(child.name, path.partition("/")[0] or ACTIVITY, child.line)
        return replace(element, children=tuple(children))

    def unknown_problems(self) -> list[RowProblem]:
        """A problem for each name that the standard does not have."""
        return [
            RowProblem(
                self._file,
                met.line,
                None,
                f"{name} in {inside or ROOT}, {_times(met.n_times)}",
                "unknown-element",
                "the elements of version 2.03, or those of a namespace of their own",
            )
            for (name, inside), met in self._met.items()
            if _is_unknown(name, inside)
        ]

    def report(self, problems: Problems) -> None:
        """Report every name, at the first line on which it stands."""
        for one in self.unknown_problems():
            problems.error(one)
        for (name, inside), met in self._met.items():
            if not _is_unknown(name, inside):
                reason = _reason(name, inside)
                message = f"{shown_name(name)} in {inside or ROOT}, {_times(met.n_times)}: {reason}"
                problems.notice("element-not-used", self._file, met.line, message, value=shown_name(name))


def _is_unknown(name: str, inside: str) -> bool:
    return inside in ("", ACTIVITY) and name not in UNUSED and not is_foreign(name)


def _reason(name: str, inside: str) -> str:
    if is_foreign(name):
        return "of another namespace than the standard's"
    return UNUSED[name] if inside == ACTIVITY else "the explorer has no use for it"


def _times(n: int) -> str:
    return "once" if n == 1 else f"{n:,} times"
