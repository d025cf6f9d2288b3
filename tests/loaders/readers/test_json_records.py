"""JSON records are rows: an array, or one object after the other, however they are set out."""

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.problems import FileRefused, Problems
from loaders.readers.opening import open_source

TWO = [{"Name": "Almere", "pop": 85000, "at": {"lat": 52.1, "lon": 5}}, {"name": "Ziniaré", "tags": ["a", "b"]}]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (json.dumps(TWO), (1, 1)),
        (json.dumps(TWO, indent=1), (2, 10)),
        ("\n".join(json.dumps(one) for one in TWO), (1, 2)),
        ("\ufeff\n" + json.dumps(TWO), (2, 2)),
    ],
)
def test_array_and_single_objects_give_the_same_rows_with_their_lines(text, lines, file, rows):
    found, errors, notices = rows(file(text))
    assert found == [(lines[0], "Almere", "85000", "52.1", "5", ""), (lines[1], "Ziniaré", "", "", "", "a|b")]
    assert (errors, notices) == ([], [])


def test_columns_are_all_names_that_any_record_has(file):
    assert open_source(file(json.dumps(TWO))).header == ("name", "pop", "at.lat", "at.lon", "tags")


def test_numbers_stay_as_they_are_written(file, rows):
    text = '{"a": 1.50, "b": 1e3, "c": 123456789012345678901234567890, "d": true, "e": null, "f": [[1]]}'
    assert rows(file(text))[0] == [(1, "1.50", "1e3", "123456789012345678901234567890", "true", "", '[["1"]]')]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "nothing is in it"),
        ('[{"a": 1}, 2]', 'line 1: the file is not made of JSON records: "2" stands there'),
        ('[{"a": 1}, \n x]', "line 2: the file is not made of JSON records: Expecting value"),
        ('[{"a": 1}\n {"a": 2}]', "line 2: the file is not made of JSON records: a comma is missing"),
        ('[{"a": 1}] x', 'line 1: the file is not made of JSON records: "x" stands behind the end'),
        ('[{"a": 1},\n{"a": "2', "line 2: the file is cut off there"),
        ('[{"a": 1}', "line 1: the file is cut off there: the array is not closed"),
        ('{"a": NaN}', "NaN is not a number of JSON"),
        ('{"a": 1, "a": 2}', "line 1: two columns have the name a"),
        ('{"a": 1, "A ": 2}', "line 1: two columns have the name a"),
        ('{"a":' * 100_000, "records too deep inside each other"),
    ],
)
def test_what_is_not_records_is_refused_with_its_line(text, told, file):
    with pytest.raises(FileRefused) as refused:
        open_source(file(text))
    assert told in str(refused.value)


def test_many_records_are_read_whatever_the_size_of_the_pieces(file, rows):
    records = [{"n": number, "text": "ß" * (number % 700)} for number in range(2_000)]
    found, errors, _ = rows(file(gzip.compress(json.dumps(records).encode())))
    assert (found, errors) == ([(1, str(one["n"]), one["text"]) for one in records], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text('[]{}",:1anul\\ \n', max_size=30))
def test_any_text_is_read_or_refused(tmp_path, text):
    path = tmp_path / "t.json"
    path.write_text('[{"a": ' + text)
    with suppress(FileRefused):
        list(open_source(path).rows(Problems()))
