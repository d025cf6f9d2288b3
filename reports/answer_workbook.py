"""An answer as a workbook: its rows on one sheet, what they rest on on another. Texts are never formulas."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

from graph.errors import ExplorerError
from queries.answered import Answered

MOST_ROWS: Final = 1_048_575
"""What a sheet holds below its headings."""
_MOST_CHARACTERS: Final = 32_767
_NARROWEST, _WIDEST = 8, 60
_SAME_MOMENT: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same answer gives the same bytes on every day."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


class TooManyRows(ExplorerError):
    """A workbook cannot hold an answer."""


def workbook_bytes(answered: Answered) -> bytes:
    """The answer as the content of an ``.xlsx`` file.

    Raises
    ------
    TooManyRows
        There are more rows than a sheet holds.
    """
    from xlsxwriter import Workbook

    if len(answered.rows) > MOST_ROWS:
        raise TooManyRows(
            f"a workbook holds {MOST_ROWS:,} rows, and there are {len(answered.rows):,}. Write .parquet or .csv."
        )
    stream = BytesIO()
    book = Workbook(stream, _OPTIONS)
    book.set_properties({"created": _SAME_MOMENT})
    bold = book.add_format({"bold": True})
    _write_rows(book.add_worksheet("Answer"), answered, bold)
    _write_about(book.add_worksheet("About"), answered.rests_on(), bold)
    book.close()
    return stream.getvalue()


def _write_rows(sheet: Any, answered: Answered, bold: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet.freeze_panes(1, 0)
    widths = [len(name) for name in answered.columns]
    for place, name in enumerate(answered.columns):
        sheet.write_string(0, place, name, bold)
    for number, row in enumerate(answered.rows, 1):
        for place, name in enumerate(answered.columns):
            widths[place] = max(widths[place], _write(sheet, number, place, row[name]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
    if answered.rows:
        sheet.autofilter(0, 0, len(answered.rows), len(answered.columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Any) -> int:  # noqa: ANN401 - xlsxwriter has no types
    """Characters of a value, after writing it into a cell; unknown is a blank cell."""
    if value is None:
        return 0
    if isinstance(value, bool):
        sheet.write_string(row, column, text := "yes" if value else "no")
        return len(text)
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
        return len(str(value))
    text = value if isinstance(value, str) else _listed(value)
    if len(text) > _MOST_CHARACTERS:
        text = f"{text[: _MOST_CHARACTERS - 1]}…"
    sheet.write_string(row, column, text)
    return len(text)


def _listed(value: Any) -> str:  # noqa: ANN401 - whatever a row holds
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "|".join(value)
    return json.dumps(value, ensure_ascii=False, default=str)


def _write_about(sheet: Any, facts: Mapping[str, str], bold: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
    for row, (name, text) in enumerate(facts.items()):
        sheet.write_string(row, 0, name, bold)
        _write(sheet, row, 1, text)
