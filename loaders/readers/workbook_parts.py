"""The parts of a workbook as they are packed: whether it is one, and what openpyxl does not tell when it streams."""

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from loaders.problems import FileRefused, RowProblem

ZIP = b"PK\x03\x04"
"""How a zip archive begins, and so a workbook."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old Excel file begins, and a workbook with a password."""

_MAX_SHEET, _MAX_OTHER = 4 << 30, 512 << 20
_CHUNK, _OVERLAP = 1 << 20, 1 << 16
_EXPECTED = "a workbook saved as XLSX without a password, or a table saved as CSV UTF-8"
_TAG = rb"(?:\w+:)?"
_MERGED = re.compile(rb"<" + _TAG + rb'mergeCell [^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_FORMULA = rb"<" + _TAG + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</" + _TAG + rb"f>)"
_NO_VALUE = rb"\s*(?:<" + _TAG + rb"v\s*/>|<" + _TAG + rb"v></" + _TAG + rb"v>)?\s*</" + _TAG + rb"c>"
_UNCOUNTED = re.compile(rb"<" + _TAG + rb'c [^>]*?r="([A-Z]+)(\d+)"[^>]*>\s*' + _FORMULA + _NO_VALUE)


@dataclass(frozen=True, slots=True)
class SheetOddities:
    """What a sheet has beside plain values."""

    merged: tuple[tuple[str, int, str, int], ...]
    """Blocks of merged cells: first column and row, last column and row."""
    uncounted: Mapping[int, tuple[str, ...]]
    """Columns of formulas that were saved without their value, by row."""

    def merged_in(self, row: int) -> str | None:
        """The first block of merged cells in a row, such as ``B1:D1``; None when there is none."""
        found = (f"{a}{top}:{b}{bottom}" for a, top, b, bottom in self.merged if top <= row <= bottom)
        return next(found, None)


def refuse_old_excel(path: Path, name: str) -> None:
    """Raise `FileRefused`: it is encrypted, or from before 2007."""
    is_protected = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()[:_MAX_OTHER]
    code = "password" if is_protected else "old-excel"
    hint = "Take the password off in Excel." if is_protected else "In Excel: Save as, XLSX."
    raise FileRefused(RowProblem(name, None, None, None, code, _EXPECTED, hint))


def check_parts(path: Path, name: str) -> None:
    """Raise `FileRefused` unless a zip archive is a workbook of a size that can be read."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            names = {one.filename for one in parts}
            if "xl/workbook.xml" not in names:
                raise _other_archive(name, names)
            for part in parts:
                _check_part(archive, part, name)
    except (BadZipFile, OSError, NotImplementedError, EOFError, RuntimeError, zlib.error) as error:
        hint = "Copy or download the file again."
        raise FileRefused(RowProblem(name, None, None, str(error), "damaged-workbook", _EXPECTED, hint)) from error


def oddities_of(path: Path, part: str) -> SheetOddities:
    """Merged cells and formulas without value of one sheet, found without holding it in memory."""
    merged: dict[tuple[str, int, str, int], None] = {}
    uncounted: defaultdict[int, dict[str, None]] = defaultdict(dict)
    with ZipFile(path) as archive, archive.open(part.lstrip("/")) as stream:
        kept = b""
        while chunk := stream.read(_CHUNK):
            kept += chunk
            for column, row in _UNCOUNTED.findall(kept):
                uncounted[int(row)][column.decode()] = None
            for first, top, last, bottom in _MERGED.findall(kept):
                merged[first.decode(), int(top), last.decode(), int(bottom)] = None
            kept = kept[-_OVERLAP:]
    return SheetOddities(tuple(merged), {row: tuple(columns) for row, columns in uncounted.items()})


def _check_part(archive: ZipFile, part: ZipInfo, name: str) -> None:
    if part.flag_bits & 1:
        raise FileRefused(RowProblem(name, None, None, None, "password", _EXPECTED, "Take the password off."))
    most = _MAX_SHEET if part.filename.startswith("xl/worksheets/") else _MAX_OTHER
    if part.file_size > most:
        what = f"{part.filename} has {part.file_size:,} bytes"
        raise FileRefused(RowProblem(name, None, None, what, "workbook-too-large", f"at most {most:,}"))
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            # Excel never writes one; a file that does wants its reader to fetch or to multiply something.
            if b"<!DOCTYPE" in stream.read(_OVERLAP):
                raise FileRefused(RowProblem(name, None, None, part.filename, "hostile-workbook", _EXPECTED))


def _other_archive(name: str, names: set[str]) -> FileRefused:
    if {"content.xml", "mimetype"} <= names:
        what, hint = "it is in the OpenDocument format", "Save it as XLSX or as CSV UTF-8."
    else:
        what, hint = "it is a zip archive without a workbook", "Unpack it, and load the files in it."
    return FileRefused(RowProblem(name, None, None, what, "binary-file", _EXPECTED, hint))
