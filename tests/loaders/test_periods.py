"""Dates in words are read as exactly as they are certain, and nothing that could mean two dates is read."""

import pytest

from loaders.fields import Misfit
from loaders.periods import Period, parse_period


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("15 to 19 May 2017", "2017-05-15", "2017-05-19"),
        ("15-19 May 2017", "2017-05-15", "2017-05-19"),
        ("from 28 April to 2 May 2018", "2018-04-28", "2018-05-02"),
        ("30 December 2018 – 2 January 2019", "2018-12-30", "2019-01-02"),
        ("May 15, 2017", "2017-05-15", "2017-05-15"),
        ("1st of June 2017", "2017-06-01", "2017-06-01"),
        ("week of 10 September 2018", "2018-09-10", "2018-09-16"),
        ("semaine du 26 novembre 2018", "2018-11-26", "2018-12-02"),
        ("del 3 al 7 de marzo de 2014", "2014-03-03", "2014-03-07"),
        ("de 3 a 7 de março de 2014", "2014-03-03", "2014-03-07"),
        ("vom 3. bis 7. März 2014", "2014-03-03", "2014-03-07"),
        ("mei 2017", "2017-05", "2017-05"),
        ("end April 2018", "2018-04", "2018-04"),
        ("spring 2017", "2017", "2017"),
        ("May-June 2017", "2017-05", "2017-06"),
        ("2009-2013", "2009", "2013"),
        ("2017-05/2018", "2017-05", "2018"),
        ("2017-05-15 to 2017-05-19", "2017-05-15", "2017-05-19"),
    ],
)
def test_words_and_periods_are_read(cell, start, end):
    assert parse_period(cell) == Period(start, end, is_read=True)


@pytest.mark.parametrize("cell", ["2017", "2017-05", "2017-05-15"])
def test_plain_dates_are_not_called_read(cell):
    assert parse_period(cell) == Period(cell, cell)


def test_blank_cell_is_unknown():
    assert parse_period("") is None


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2017",
        "2017-02-31",
        "31 February 2017",
        "19 to 15 May 2017",
        "2013-2009",
        "week of May 2017",
        "week of 10 to 12 May 2017",
        "May",
        "15 May",
        "soon",
        "2017?",
        "about 2017",
    ],
)
def test_what_is_no_date_or_could_be_several_is_a_misfit(cell):
    assert isinstance(parse_period(cell), Misfit)
