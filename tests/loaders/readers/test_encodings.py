"""UTF-8 is read as it is, Windows-1252 is read and said, and what is neither is refused with its place."""

import gzip

import pytest

from loaders.problems import FileRefused
from loaders.readers.opening import open_source
from loaders.source import Layout

TABLE = "name;country\nMünchen;DE\nŠiauliai – žemė;LT\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_windows_1252_is_read_and_noticed_at_its_first_letter(pack, file, rows):
    found, errors, notices = rows(file(pack("id,name\n1,Dechets\n2,Déchets – “Ville”\n".encode("cp1252"))))
    assert (found, errors) == ([(2, "1", "Dechets"), (3, "2", "Déchets – “Ville”")], [])
    assert notices == [("read-as-windows-1252", 3)]


def test_encoding_that_a_description_names_is_no_guess(file, rows):
    found, errors, notices = rows(file(TABLE.encode("iso8859-13", "replace")), layout=Layout(encoding="iso8859-13"))
    assert found[0] == (2, "München", "DE")
    assert (errors, notices) == ([], [])


def test_file_that_is_utf_8_at_first_is_damaged_and_not_windows_1252(file, rows):
    text = TABLE.encode() * 1_000
    _, errors, _ = rows(file(text + b"Li\xe8ge;BE\n"))
    assert errors == [("not-utf8", 3_001, None, f"byte {len(text) + 2:,} (0xE8) on line 3,001 cannot be decoded")]


def test_bytes_that_windows_1252_does_not_have_are_refused(file):
    with pytest.raises(FileRefused, match=r"byte 7 \(0x81\) on line 2 cannot be decoded"):
        open_source(file(b"name,b\n\x81,1\n"))


def test_namibia_stays_namibia(file, rows):
    assert rows(file("name,country\nWindhoek,NA\nNaN,null\n"))[0] == [(2, "Windhoek", "NA"), (3, "NaN", "null")]


def test_separators_inside_a_cell_survive(file, rows):
    assert rows(file("a,b\nx\u2028y,Bo\u00a0Kaap\n"))[0] == [(2, "x\u2028y", "Bo\u00a0Kaap")]
