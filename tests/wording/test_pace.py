"""Whoever waits for a load is told how far it is, how fast it goes and how long it still takes."""

import pytest

from wording import pace as pace_module
from wording.pace import Pace
from wording.words import words

EN = words("en")


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test moves on."""
    now = [0.0]
    monkeypatch.setattr(pace_module, "monotonic", lambda: now[0])
    return now


def test_the_first_time_nobody_knows_how_many_rows_there_are(clock):
    pace = Pace()
    assert pace.told(EN, "check", "a.csv", 2_000) == "Checking a.csv: row 2,000"
    clock[0] = 4.0
    assert pace.told(EN, "check", "a.csv", 8_000) == "Checking a.csv: row 8,000, 2,000 a second"


def test_the_second_time_it_is_told_how_long_it_still_takes(clock):
    pace = Pace()
    pace.told(EN, "check", "a.csv", 10_000)
    pace.told(EN, "write", "a.csv", 2_000)
    clock[0] = 4.0
    assert (
        pace.told(EN, "write", "a.csv", 6_000) == "Writing a.csv: row 6,000 of 10,000, 1,500 a second, 3 seconds left"
    )


def test_each_turn_has_its_own_pace(clock):
    pace = Pace()
    pace.told(EN, "check", "a.csv", 10_000)
    clock[0] = 9.0
    assert pace.told(EN, "check", "a.csv", 2_000) == "Checking a.csv: row 2,000 of 10,000"
