"""Every error says where, what, what was expected and what to do; every rule is met at least once."""

import gzip
import os
from pathlib import Path

import pytest

from loaders.formats import shipped_descriptions
from loaders.load import load
from loaders.problems import PHRASES, RULES, FileRefused
from loaders.report import LoadRefused
from tests.loaders.tables import EXCHANGES, MUNICIPALITIES, write

TOPICS = "topic_id,name\nT01,Waste\n"
TWINS = "city1,country1,city2,country2\nBerat,Albania,Fermo,Italy\n"
TABLE = "a table saved as XLSX, CSV (UTF-8), JSON or Parquet"
DESCRIBED = ", ".join(one.source.id for one in shipped_descriptions())

ERRORS = {
    "empty-file": ({"topics": b""}, f"topics.csv: the file is empty. Expected {TABLE}."),
    "binary-file": (
        {"topics": b"\x7fELF\0\0"},
        f"topics.csv: the file is not text: it holds the byte 0. Expected {TABLE}.",
    ),
    "not-utf8": (
        {"topics": "topic_id,name\nT01,Déchets\n".encode() + b"T02,D\xe9chets\n"},
        "topics.csv line 3: the file is not UTF-8: byte 32 (0xE9) on line 3 cannot be decoded. "
        "It may be damaged or cut off there: save it again as CSV UTF-8.",
    ),
    "damaged-gz": (
        {"topics": gzip.compress(TOPICS.encode())[:20]},
        "topics.csv: the compressed file is cut off or damaged: Compressed file ended before the end-of-stream "
        "marker was reached. Copy or download the file again.",
    ),
    "line-too-long": (
        {"topics": TOPICS + "T02," + "x" * 1_000_001},
        "topics.csv line 3: the line is longer than 1,000,000 characters. The line breaks may have been lost.",
    ),
    "blank-column-name": (
        {"topics": "topic_id,,name\n"},
        "topics.csv line 1: a column has no name: number 2. Expected a first row with the name of each column.",
    ),
    "repeated-column-name": (
        {"topics": "topic_id,name,Name\n"},
        "topics.csv line 1: two columns have the name name. Expected a first row with the name of each column.",
    ),
    "missing-column": (
        {"topics": "topic_id,label_fr\nT01,Déchets\n"},
        "topics.csv line 1: the column name is missing. Expected the columns topic_id, name in a file of topics.",
    ),
    "unknown-format": (
        {"officials": "name,function\nA,Mayor\n"},
        "officials.csv line 1: no known format has these columns: name, function. Expected connect-csv (the explorer's "
        "own set: one file for each kind, or some of them, in one folder): source: source_id, title | associations: "
        "association_id, name | municipalities: municipality_id, name | topics: topic_id, name | requests: "
        "request_id | exchanges: exchange_id | officials: official_id | practices: practice_id, title | evaluations: "
        "evaluation_id, exchange_id, stage | twinnings: first_id, second_id; or twinning (a list of partnerships: two "
        "municipalities with their countries in each row): city1 (or name1, municipality1, town1), country1, city2, "
        "country2 | if known: lat1, lng1 (or lon1), lat2, lng2, since, until, source_url; or iati (activities "
        "published under the IATI standard, version 2): XML whose root is iati-activities; or a source that is "
        f"described: {DESCRIBED}. It is most like officials of connect-csv, which needs official_id.",
    ),
    "nothing-in-it": (
        {"topics": "topic_id,name\n"},
        "topics.csv: nothing is in it. Expected at least one row. "
        "Fill in a row below the names of the columns; blank cells mean unknown.",
    ),
    "too-few-cells": (
        {"topics": TOPICS + "T02"},
        "topics.csv line 3: the row ends after cell 1. Expected 2 cells, one for each column. "
        "It is the last row: the file may be cut off there.",
    ),
    "too-many-cells": (
        {"topics": "topic_id,name\nT02,Waste, water\n" + "T01,Waste\n"},
        "topics.csv line 2: the row goes on to cell 3. Expected 2 cells, one for each column. "
        'A cell with a separator in it needs quotation marks: "like, this".',
    ),
    "open-quote": (
        {"topics": TOPICS + 'T02,"Water\nT03,Roads\n'},
        "topics.csv line 3: a quotation mark is opened and never closed. Close it, or the file is cut off there.",
    ),
    "bad-quotes": (
        {"topics": TOPICS + 'T02,"Water" supply\n'},
        "topics.csv line 3: the quotation marks do not fit: ',' expected after '\"'. "
        'Inside quotation marks, write one twice: "the ""old"" town".',
    ),
    "cell-too-long": (
        {"topics": TOPICS + f"T02,{'x' * 131_073}\n"},
        "topics.csv line 3: a cell is longer than 131,072 characters. "
        "A quotation mark may have been opened there and never closed.",
    ),
    "control-character": (
        {"topics": TOPICS + "T02,Wa\x1b[31mter\n"},
        'topics.csv line 3, column name: the cell holds the invisible character "\\x1b". Expected text. '
        "Delete it, or copy the text from a plain text editor.",
    ),
    "unknown-column": (
        {"topics": "topic_id,name,lable_fr\nT01,Waste,Déchets\n"},
        "topics.csv line 1, column lable_fr: no column of this name is known. Expected a column of topics, or comment "
        'for remarks that are not read. Did you mean "label_fr"?',
    ),
    "missing-value": (
        {"topics": "topic_id,name\nT01,\n"},
        "topics.csv line 2, column name: the cell is blank. Expected text (label in English).",
    ),
    "not-a-whole-number": (
        {"municipalities": "municipality_id,name,population\nM01,Almere,85 000\n"},
        'municipalities.csv line 2, column population: "85 000" is not a whole number. Expected a whole number in '
        'digits only, such as 85000. If the signs between the digits only group them, write "85000".',
    ),
    "not-a-number": (
        {"municipalities": 'municipality_id,name,lat,lon\nM01,Almere,"52,37",5.2\n'},
        'municipalities.csv line 2, column lat: "52,37" is not a number. Expected a number with a decimal point, '
        'such as 4.25. Write "52.37".',
    ),
    "out-of-range": (
        {"municipalities": "municipality_id,name,lat,lon\nM01,Almere,152.37,5.2\n"},
        'municipalities.csv line 2, column lat: "152.37" is out of range. Expected degrees north from -90 to 90. '
        "Are latitude and longitude swapped?",
    ),
    "not-a-date": (
        {"exchanges": "exchange_id,starts_on\nE01,15/05/2017\n"},
        'exchanges.csv line 2, column starts_on: "15/05/2017" is not a date. Expected 2017, 2017-05 or 2017-05-15. '
        "Did you mean 2017-05-15?",
    ),
    "not-a-choice": (
        {"exchanges": "exchange_id,status\nE01,hold\n"},
        'exchanges.csv line 2, column status: "hold" is not one of the values allowed. '
        'Expected one of planned, held, cancelled. Did you mean "held"?',
    ),
    "not-an-address": (
        {"topics": "topic_id,name,source_url\nT01,Waste,javascript:alert(1)\n"},
        'topics.csv line 2, column source_url: "javascript:alert(1)" is not a web address. '
        "Expected an address that begins with https:// or http://.",
    ),
    "not-an-email": (
        {"officials": "official_id,email\nO01,nobody\n"},
        'officials.csv line 2, column email: "nobody" is not an e-mail address. '
        "Expected an address such as name@example.org.",
    ),
    "not-a-language": (
        {"requests": "request_id,language\nR01,Portugese\n"},
        'requests.csv line 2, column language: "Portugese" is not the code of a language. '
        'Expected an ISO 639-1 code such as en, fr or pt. Did you mean "pt"?',
    ),
    "not-a-code": (
        {"topics": "topic_id,name,codes\nT01,Waste,dac:14050|dac:1405\n"},
        'topics.csv line 2, column codes: "dac:14050|dac:1405" is not the code of a list. '
        "Expected three or five digits, such as dac:14050.",
    ),
    "not-a-key": (
        {"topics": "topic_id,name\nT01|T02,Waste\n"},
        'topics.csv line 2, column topic_id: "T01|T02" cannot be a key. '
        "Expected at most 200 characters without |, such as M01.",
    ),
    "bar-in-name": (
        {"twins": TWINS + "Berat|Vlora,Albania,Fermo,Italy\n"},
        'twins.csv line 3, column city1: "Berat|Vlora" holds a |, which stands between several values. '
        "Expected one name. Write a row for each of them.",
    ),
    "half-a-place": (
        {"municipalities": "municipality_id,name,lat,lon\nM01,Almere,52.37,\n"},
        'municipalities.csv line 2, column lon: "lat" stands alone. Expected both lat and lon, or neither.',
    ),
    "ends-before-it-starts": (
        {"exchanges": "exchange_id,starts_on,ends_on\nE01,2017-05-15,2017-04\n"},
        'exchanges.csv line 2, column ends_on: "2017-04" is before the start. Expected 2017-05-15 or later.',
    ),
    "repeated-key": (
        {"topics": TOPICS + "T01,Water\n"},
        'topics.csv line 3, column topic_id: "T01" is taken. '
        "Expected another key: line 2 of topics.csv has this one, with other values.",
    ),
    "several-sources": (
        {"source": "source_id,title\na,A\nb,B\n", "topics": TOPICS},
        "source.csv line 3: a set of files has one source. Expected one row.",
    ),
    "unknown-reference": (
        {"municipalities": MUNICIPALITIES, "exchanges": "exchange_id,peer_ids\nE01,M1\n"},
        'exchanges.csv line 2, column peer_ids: nothing has the key "M1". Expected the key of a municipality or an '
        "association or a body in these files, or an id that the explorer shows. "
        'Did you mean "M01"?',
    ),
    "wrong-kind": (
        {"municipalities": "municipality_id,name,member_of_ids\nM01,Almere,\nM02,Leiden,M01\n"},
        'municipalities.csv line 3, column member_of_ids: "M01" is of another kind. '
        "Expected an association or a body, not a municipality.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", ERRORS)
def test_error_is_told_in_full(code, folder, store):
    contents, sentence = ERRORS[code]
    write(folder, **contents)
    with pytest.raises((FileRefused, LoadRefused)) as refused:
        load([folder], store)
    problems = refused.value.problems if isinstance(refused.value, FileRefused) else refused.value.report.errors
    assert [(one.code, one.sentence()) for one in problems] == [(code, sentence)]
    assert store.counts().nodes == {}


def test_missing_file_is_told_in_full(folder, store):
    with pytest.raises(FileRefused, match=r"^topics.csv: there is no such file or folder. Check the spelling of"):
        load([folder / "topics.csv"], store)


def test_pipe_is_refused_because_it_cannot_be_read_twice(folder, store):
    os.mkfifo(folder / "topics.csv")
    with pytest.raises(FileRefused, match=r"^topics.csv: this is not an ordinary file"):
        load([folder / "topics.csv"], store)


@pytest.mark.parametrize("method", ["open", "iterdir"])
def test_what_the_system_forbids_is_told_in_full(method, folder, store, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    write(folder, topics=TOPICS)
    monkeypatch.setattr(Path, method, forbidden)
    with pytest.raises(FileRefused, match=r"the file cannot be read: Permission denied. Check who may read it."):
        load([folder], store)


def test_unknown_format_name_is_told_in_full(folder, store):
    write(folder, topics=TOPICS)
    with pytest.raises(FileRefused) as refused:
        load([folder], store, as_format="twining")
    assert str(refused.value) == (
        f"--as: no format is called twining. Expected one of connect-csv, twinning, iati, {DESCRIBED}. "
        'Did you mean "twinning"?'
    )


def test_folder_without_a_known_file_is_told_in_full(folder, store):
    (folder / "letter.txt").write_text("Dear colleague")
    with pytest.raises(FileRefused, match=r"^my set: the folder holds no file that can be loaded: letter.txt. Exp"):
        load([folder], store)


def test_source_that_is_named_twice_is_told_in_full(folder, store):
    write(folder, source="source_id,title\na,A\n", topics=TOPICS)
    with pytest.raises(FileRefused) as refused:
        load([folder], store, source_id="b")
    assert str(refused.value) == (
        'source.csv: the source has no clear id: source.csv says "a", and you asked for "b". Leave one of the two out.'
    )


def test_source_that_cannot_be_an_id_is_told_in_full(folder, store):
    write(folder, topics=TOPICS)
    with pytest.raises(FileRefused) as refused:
        load([folder], store, source_id="My Programme")
    assert str(refused.value) == (
        'source: the source has no clear id: it cannot be "My Programme". Expected at most 80 small letters, digits, '
        '- . and _, such as my-programme. Did you mean "my-programme"?'
    )


def test_folder_whose_name_has_no_letters_asks_for_a_source(folder, store):
    unnamed = folder / "---"
    unnamed.mkdir()
    write(unnamed, topics=TOPICS)
    with pytest.raises(FileRefused, match=r'"---" has no letters for one. Give the source a short name, such as my-pr'):
        load([unnamed], store)


def test_file_that_changes_between_check_and_write_is_refused(folder, store):
    write(folder, topics=TOPICS)

    def change_it(progress):
        if progress.stage == "write":
            write(folder, topics=TOPICS + "T02,Water\n")

    with pytest.raises(FileRefused, match=r"^topics.csv: the file changed while it was being read. Load it again.$"):
        load([folder], store, on_progress=change_it)
    assert store.counts().nodes == {}


def test_every_error_there_can_be_is_tested_in_this_file():
    elsewhere = {
        "no-such-file",
        "not-a-file",
        "unreadable-file",
        "no-such-format",
        "nothing-known-in-folder",
        "source-unclear",
        "changed-while-reading",
    }
    elsewhere |= IN_TESTS_OF_READERS | IN_TESTS_OF_DESCRIPTIONS | IN_TESTS_OF_IATI
    assert ERRORS.keys() | elsewhere == PHRASES.keys()


IN_TESTS_OF_READERS = {
    "damaged-workbook",
    "damaged-parquet",
    "password",
    "old-excel",
    "workbook-too-large",
    "hostile-workbook",
    "no-such-sheet",
    "several-sheets",
    "empty-sheet",
    "merged-header",
    "not-json-records",
    "cut-off",
    "bytes-column",
    "other-number-of-columns",
    "spreadsheet-error",
    "formula-without-value",
}
IN_TESTS_OF_IATI = {
    "not-xml",
    "hostile-xml",
    "other-xml",
    "iati-version",
    "not-a-datetime",
    "unknown-element",
    "against-schema",
    "no-schemas",
    "repeated-element",
}
IN_TESTS_OF_DESCRIPTIONS = {
    "several-descriptions",
    "outside-bounds",
    "not-yaml",
    "unknown-setting",
    "missing-setting",
    "repeated-setting",
    "wrong-setting",
    "not-as-described",
    "cannot-be-stored",
}


NOTICES = {
    "self-loop": (
        {"twins": TWINS + "Stryi,Ukraine,Stryi,Ukraine\n"},
        ("twins.csv", 3, None, "Stryi, Ukraine is paired with itself"),
    ),
    "repeat": (
        {"topics": TOPICS + "T01,Waste\n"},
        ("topics.csv", 3, "topic_id", "the same as line 2 of topics.csv: stored once"),
    ),
    "unknown-country": (
        {"municipalities": "municipality_id,name,country\nM01,Astana,Kazakhstah\nM02,Almaty,Kazakhstah\n"},
        (
            "municipalities.csv",
            2,
            "country",
            '"Kazakhstah" is not a country we know: 2 times. Did you mean "Kazakhstan"?',
        ),
    ),
    "coordinates-differ": (
        {"twins": "name1,country1,lat1,lon1,name2,country2\nPerth,CA,44.9,-76.2,A,IT\nPerth,CA,-31.9,115.9,B,IT\n"},
        ("twins.csv", 3, "lat1", "Perth, CA is at -31.9, 115.9 here and at 44.9, -76.2 in an earlier row"),
    ),
    "shared-coordinates": (
        {"twins": "name1,country1,lat1,lon1,name2,country2,lat2,lon2\nA,JP,38.3,142.4,B,JP,38.3,142.4\n"},
        ("twins.csv", None, None, "2 municipalities are at 38.3, 142.4: perhaps a default point"),
    ),
    "zero-coordinates": (
        {"municipalities": "municipality_id,name,lat,lon\nM01,Almere,0,0\n"},
        ("municipalities.csv", 2, "lat", RULES["zero-coordinates"]),
    ),
    "outside-country": (
        {"twins": "name1,country1,lat1,lon1,name2,country2\nPerth,CA,-31.9,115.9,A,IT\n"},
        ("twins.csv", 2, "lat1", "Perth, CA at -31.9, 115.9: expected a place in Canada"),
    ),
    "maybe-swapped": (
        {"municipalities": "municipality_id,name,country,lat,lon\nM01,Almere,NL,5.21,52.37\n"},
        ("municipalities.csv", 2, "lat", "5.21, 52.37: expected a place in Netherlands, as 52.37, 5.21 is"),
    ),
    "country-middle": (
        {"twins": "name1,country1,lat1,lon1,name2,country2\nAbou Telfane,TD,15.3,18.6,A,IT\n"},
        ("twins.csv", 2, "lat1", "Abou Telfane, TD at 15.3, 18.6: expected a place that is not the middle of Chad"),
    ),
    "value-not-kept": (
        {"municipalities": "municipality_id,name,kind,n_members\nM01,Almere,city,9\n"},
        ("municipalities.csv", 2, "n_members", "a municipality has no n_members: it was not stored"),
    ),
    "blank-row": ({"topics": TOPICS + ",\n"}, ("topics.csv", 3, None, RULES["blank-row"])),
    "no-final-line-break": ({"topics": TOPICS[:-1]}, ("topics.csv", 2, None, RULES["no-final-line-break"])),
    "file-not-read": (
        {"topics": TOPICS, "exchange": "a,b\n1,2\n"},
        ("exchange.csv", 1, None, 'in no known format: not read. Did you mean "exchanges"?'),
    ),
    "source-from-name": ({"topics": TOPICS}, ("topics.csv", None, None, "the source is called my-set")),
    "became-body": (
        {"municipalities": "municipality_id,name,kind\nM15,Evolis 23,intermunicipal_body\n"},
        ("municipalities.csv", 2, "kind", "Evolis 23 is stored as a body: intermunicipal body"),
    ),
    "planned-only": (
        {"municipalities": MUNICIPALITIES, "exchanges": EXCHANGES.replace("held", "planned")},
        ("exchanges.csv", 2, "status", "of exchange E01 only the plan is known"),
    ),
    "status-unknown": (
        {"municipalities": MUNICIPALITIES, "exchanges": EXCHANGES.replace("held", "")},
        ("exchanges.csv", 2, "status", "nothing says whether exchange E01 was held"),
    ),
    "form-inferred": (
        {"municipalities": MUNICIPALITIES, "exchanges": EXCHANGES.replace("form", "form_inferred")},
        ("exchanges.csv", 2, "form_inferred", "the form of exchange E01 is our conclusion: study_visit"),
    ),
    "no-participants": (
        {"exchanges": "exchange_id,status\nE01,held\n"},
        ("exchanges.csv", 2, None, "no organisation is known to have been in exchange E01"),
    ),
    "not-in-an-exchange": (
        {"topics": TOPICS, "officials": "official_id,topic_ids\nO01,T01\n"},
        ("officials.csv", 2, "exchange_ids", "official O01 has a topic and no exchange"),
    ),
    "hidden-official": (
        {"officials": "official_id,name,function,visibility\nO01,Sigrún,Mayor,function\n"},
        ("officials.csv", 2, "visibility", "official O01: name not stored, as visibility does not allow it"),
    ),
}


@pytest.mark.parametrize("rule", NOTICES)
def test_oddity_is_counted_listed_and_kept_with_the_load(rule, folder, store):
    contents, expected = NOTICES[rule]
    write(folder, **contents)
    report = load([folder], store)
    found = [(one.file, one.line, one.column, one.message) for one in report.notices if one.rule == rule]
    assert (found, report.n_notices_by_rule[rule]) == ([expected], 1)
    assert store.loads()[0].notices == report.notices


def test_source_beside_a_single_file_is_used_and_noticed(folder, store):
    write(folder, source="source_id,title\nconnect,CONNECT\n", topics=TOPICS)
    report = load([folder / "topics.csv"], store)
    assert [(one.rule, one.file, one.message) for one in report.notices] == [
        ("source-from-folder", "topics.csv", "the source is called connect")
    ]


def test_every_rule_there_is_is_tested():
    in_test_keep_good_rows = {"left-out-row", "left-out-reference"}
    in_tests_of_readers = {"read-as-windows-1252", "remark-line"}
    in_tests_of_descriptions = {
        "whole-degrees",
        "values-differ",
        "kind-differs",
        "date-in-words",
        "set-by-description",
        "named-after-key",
        "country-from-code",
        "taken-from-code",
        "role-glued",
        "open-bracket",
        "bracket-taken-apart",
        "joint-name",
        "doubtful-value",
        "kind-concluded",
        "withdrawn-code",
        "stray-row",
        "unusable-value",
        "not-used",
        "no-name",
    }
    in_tests_of_resolution = {
        "merged-spelling",
        "maybe-one",
        "place-to-decide",
        "far-from-its-name",
        "self-loop-once-merged",
        "repeat-once-merged",
    }
    in_tests_of_iati = {
        "unknown-code",
        "planned-date",
        "element-not-used",
        "not-checked-by-schema",
        "several-publishers",
        "source-from-publisher",
    }
    in_tests_of_loads = {"kept-for-others", "kept-of-other-files"}
    elsewhere = in_tests_of_resolution | in_tests_of_loads | in_test_keep_good_rows | in_tests_of_readers
    elsewhere |= in_tests_of_descriptions | in_tests_of_iati | {"source-from-folder"}
    assert NOTICES.keys() | elsewhere == RULES.keys()
