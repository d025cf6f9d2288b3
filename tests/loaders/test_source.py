"""Tables are read row by row, with the line a person sees, whatever wrote them."""

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.problems import FileRefused, Problems
from loaders.readers.opening import open_source
from loaders.source import RawRow, column_name


def read(path: Path) -> tuple[list[RawRow], Problems]:
    problems = Problems()
    return list(open_source(path).rows(problems)), problems


@pytest.fixture
def file(tmp_path):
    def write(content: bytes | str) -> Path:
        path = tmp_path / "t.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        "a;b\n1;2\n",
        "a\tb\n1\t2\n",
        "a,b\r\n1,2\r\n",
        "a,b\r1,2\r",
        '"a","b"\n"1","2"\n',
        " A , B \n 1 ,\u00a02\u00a0\n",
        b"\xef\xbb\xbfa,b\n1,2\n",
        gzip.compress(b"a,b\n1,2\n", mtime=0),
    ],
)
def test_separator_line_break_bom_and_packing_make_no_difference(content, file):
    rows, problems = read(file(content))
    assert rows == [RawRow("t.csv", 2, {"a": "1", "b": "2"})]
    assert (problems.errors, problems.notices()) == ((), ())


def test_only_separators_outside_quotation_marks_count(file):
    rows, _ = read(file('"a, or so; really";b\n1;2\n'))
    assert rows[0].cells == {"a,_or_so;_really": "1", "b": "2"}


def test_line_is_the_first_one_of_a_row_with_line_breaks_in_its_cells(file):
    rows, problems = read(file('a,b\n"one\ntwo\r\nthree",2\n\n3,4\n'))
    assert rows == [
        RawRow("t.csv", 2, {"a": "one\ntwo\r\nthree", "b": "2"}),
        RawRow("t.csv", 6, {"a": "3", "b": "4"}),
    ]
    assert [(one.rule, one.line) for one in problems.notices()] == [("blank-row", 5)]


def test_other_separators_of_lines_are_part_of_a_cell(file):
    rows, _ = read(file("a,b\nx\u2028y\u2029z,\u00a0Bo\u00a0Kaap\u0085\n"))
    assert rows == [RawRow("t.csv", 2, {"a": "x\u2028y\u2029z", "b": "Bo\u00a0Kaap"})]


def test_cell_of_ten_thousand_characters_is_kept(file):
    rows, _ = read(file(f"a,b\n{'ß' * 10_000},2\n"))
    assert rows[0].cells["a"] == "ß" * 10_000


def test_row_that_is_broken_still_gives_its_cells(file):
    rows, problems = read(file("a,b\n1\n1,2,3\n1,2\n"))
    assert [(row.line, row.is_whole, dict(row.cells)) for row in rows] == [
        (2, False, {"a": "1"}),
        (3, False, {"a": "1", "b": "2"}),
        (4, True, {"a": "1", "b": "2"}),
    ]
    assert [(one.line, one.code) for one in problems.errors] == [(2, "too-few-cells"), (3, "too-many-cells")]


def test_reading_goes_on_after_a_row_with_wrong_quotation_marks(file):
    rows, problems = read(file('a,b\n1,"2"x\n3,4\n'))
    assert rows == [RawRow("t.csv", 3, {"a": "3", "b": "4"})]
    assert [(one.line, one.code) for one in problems.errors] == [(2, "bad-quotes")]


def test_open_quote_is_reported_on_the_line_where_it_opens(file):
    rows, problems = read(file('a,b\n1,"2\n\n"\n"x","3\n4,5\n'))
    assert rows == [RawRow("t.csv", 2, {"a": "1", "b": "2\n\n".strip()})]
    assert [(one.line, one.code) for one in problems.errors] == [(5, "open-quote")]
    assert problems.incomplete_files == {"t.csv"}


def test_byte_and_line_of_wrong_text_are_those_of_the_unpacked_file(file):
    text = "a,b\n" + "é,1\n" * 30_000
    with pytest.raises(FileRefused, match=r"byte 3 \(0x81\) on line 1 "):
        open_source(file(gzip.compress(b"a,b\x81\n", mtime=0)))
    _, problems = read(file(gzip.compress(text.encode() + b"\xe9,1\n")))
    assert problems.errors[0].value == f"byte {len(text.encode()):,} (0xE9) on line 30,002 cannot be decoded"


def test_text_that_ends_inside_a_character_is_refused(file):
    _, problems = read(file("a,b\n1,é".encode()[:-1]))
    assert [one.value for one in problems.errors] == ["byte 6 (0xC3) on line 2 cannot be decoded"]


def test_long_single_line_is_refused_after_its_first_million_characters(file):
    with pytest.raises(FileRefused, match="longer than 1,000,000 characters"):
        open_source(file("a" * 3_000_000))


def test_utf_16_is_named(file):
    with pytest.raises(FileRefused, match="it is UTF-16"):
        open_source(file("a,b\n1,2\n".encode("utf-16")))


def test_zero_byte_means_that_it_is_no_text(file):
    with pytest.raises(FileRefused, match="it holds the byte 0"):
        open_source(file(b"\x7fELF\x02\xd0\0\0"))
    _, problems = read(file(b"a,b\n" + b"1,2\n" * 9_000 + b"1,\0\n"))
    assert [(one.code, one.line) for one in problems.errors] == [("binary-file", 9_002)]


def test_column_names_are_compared_without_case_and_blanks():
    assert column_name(" Municipality\u00a0 ID ") == "municipality_id"


# Line breaks are told apart by csv, so a lone \r inside a quoted cell comes back as it was written.
cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20).map(str.strip)


@given(st.lists(st.tuples(cells, cells), max_size=5), st.sampled_from(",;\t"), st.booleans(), st.booleans())
def test_what_is_written_is_read(rows, delimiter, with_bom, is_packed):
    def quoted(row):
        return delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row)

    text = ("\ufeff" if with_bom else "") + "".join(f"{quoted(row)}\n" for row in [("a", "b"), *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        path.write_bytes(gzip.compress(text.encode()) if is_packed else text.encode())
        found, problems = read(path)
    expected = [RawRow("t.csv", line, {"a": a, "b": b}) for line, (a, b) in enumerate(rows, 2) if a or b]
    assert (found, problems.errors) == (expected, ())
