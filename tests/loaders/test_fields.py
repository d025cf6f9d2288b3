"""A cell becomes the value it says, None when it is blank, or a misfit with a hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import is_partial_date
from loaders import fields
from loaders.fields import Misfit


@pytest.mark.parametrize(
    "parser",
    [getattr(fields, name) for name in sorted(vars(fields)) if name.startswith("parse_") and "choice" not in name],
)
def test_blank_cell_is_unknown(parser):
    assert parser("") is None


def test_blank_choice_is_unknown():
    assert (fields.parse_choice("", ("yes",)), fields.parse_choices("", ("yes",))) == (None, None)


@pytest.mark.parametrize(
    ("parser", "cell", "value"),
    [
        (fields.parse_text, "NA", "NA"),
        (fields.parse_texts, "b| a ||b|", ("b", "a")),
        (fields.parse_integer, "085", 85),
        (fields.parse_real, "-4.50", -4.5),
        (fields.parse_latitude, "-90", -90.0),
        (fields.parse_longitude, "180.0", 180.0),
        (fields.parse_date, "2017-05", "2017-05"),
        (fields.parse_language, "pt", "pt"),
        (fields.parse_languages, "pt|en|pt", ("pt", "en")),
        (fields.parse_address, "HTTP://example.org/a", "HTTP://example.org/a"),
        (fields.parse_source_id, "urb-al.3", "urb-al.3"),
    ],
)
def test_cell_is_the_value_it_says(parser, cell, value):
    assert parser(cell) == value


@pytest.mark.parametrize(
    ("parser", "cell", "code", "hint"),
    [
        (fields.parse_integer, "85,000", "not-a-whole-number",
         'If the signs between the digits only group them, write "85000".'),
        (fields.parse_integer, "85000.0", "not-a-whole-number", 'Write "85000".'),
        (fields.parse_integer, "٨٥", "not-a-whole-number", None),
        (fields.parse_integer, "many", "not-a-whole-number", None),
        (fields.parse_count, "-1", "out-of-range", None),
        (fields.parse_real, "nan", "not-a-number", None),
        (fields.parse_real, "1e3", "not-a-number", None),
        (fields.parse_score, "6", "out-of-range", None),
        (fields.parse_date, "2017-5", "not-a-date", "Did you mean 2017-05?"),
        (fields.parse_date, "2017-05-15T00:00:00", "not-a-date", "Did you mean 2017-05-15?"),
        (fields.parse_date, "4.5.2017", "not-a-date", "Did you mean 2017-05-04 or 2017-04-05?"),
        (fields.parse_date, "2017-02-30", "not-a-date", None),
        (fields.parse_date, "week of 10 September", "not-a-date", None),
        (fields.parse_language, "EN", "not-a-language", 'Did you mean "en"?'),
        (fields.parse_language, "Dutch", "not-a-language", 'Did you mean "nl"?'),
        (fields.parse_languages, "en|xx", "not-a-language", None),
        (fields.parse_address, "www.example.org", "not-an-address", None),
        (fields.parse_source_id, "My Programme", "not-a-key", 'Did you mean "my-programme"?'),
    ],
)  # fmt: skip
def test_cell_that_does_not_fit_says_what_to_write(parser, cell, code, hint):
    found = parser(cell)
    assert isinstance(found, Misfit)
    assert (found.code, found.hint) == (code, hint)


def test_choice_is_found_in_any_case_and_with_any_sign_between_its_words():
    allowed = ("study_visit", "round_table")
    assert [fields.parse_choice(cell, allowed) for cell in ("Study visit", "STUDY-VISIT", "study_visit")] == (
        ["study_visit"] * 3
    )


def test_choice_that_is_not_allowed_names_the_nearest():
    assert fields.parse_choices("name|fonction", ("name", "function", "contact")) == (
        Misfit("not-a-choice", "one of name, function, contact", 'Did you mean "function"?')
    )


def test_nearest_is_none_when_nothing_is_like_it():
    assert fields.nearest("M01", ["exchange", "topic"]) is None


@given(st.text(max_size=12))
def test_date_is_taken_only_as_it_is_kept(cell):
    value = fields.parse_date(cell)
    assert value is None or isinstance(value, Misfit) or is_partial_date(value)


@given(st.text(max_size=12))
def test_number_is_never_made_of_something_else(cell):
    value = fields.parse_real(cell)
    assert value is None or isinstance(value, Misfit) or float(cell) == value
