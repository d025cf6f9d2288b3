from datetime import date

import pytest

from queries.reach.period import Period, Place, WrongPeriod

YEARS = Period.between("2017", "2018")


@pytest.mark.parametrize(
    ("partial", "place"),
    [
        (None, Place.UNDATED),
        ("2016", Place.BEFORE),
        ("2016-12-31", Place.BEFORE),
        ("2017-01-01", Place.IN),
        ("2017", Place.IN),
        ("2018-12", Place.IN),
        ("2019-01-01", Place.AFTER),
    ],
)
def test_a_date_lies_before_in_or_after_a_period(partial, place):
    assert YEARS.place(partial) is place


def test_a_year_is_unclear_when_only_some_of_its_days_are_in_the_period():
    half = Period.between("2017-07", "2018-06")
    assert [half.place(one) for one in ("2017", "2018", "2017-07", "2018-07")] == [
        Place.UNCLEAR,
        Place.UNCLEAR,
        Place.IN,
        Place.AFTER,
    ]


def test_a_period_is_written_as_one_date_or_two():
    assert Period.parse("2017/2018") == Period.parse(" 2017 / 2018-12 ") == YEARS
    assert Period.parse("2016-02") == Period(date(2016, 2, 1), date(2016, 2, 29))


@pytest.mark.parametrize("text", ["", "x", "2018/2017", "2017-13", "/2017"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(WrongPeriod, match=r"2017-05|Swap"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2018", "2017"),
        ("2017/2018", "2015/2016"),
        ("2018-01/2018-03", "2017-10/2017-12"),
        ("2018-03-01/2018-03-31", "2018-02"),
        ("2018-03-10/2018-03-12", "2018-03-07/2018-03-09"),
    ],
)
def test_the_previous_period_is_as_long_and_ends_the_day_before(period, before):
    assert Period.parse(period).previous() == Period.parse(before)
