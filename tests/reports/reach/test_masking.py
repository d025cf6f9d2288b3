"""Small counts cannot be seen, nor computed from what is shown."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.reach.masking import HIDDEN, Masking
from reports.reach.model import Absence, Number, Unit

USUAL = Masking()


def shown(numbers):
    return None if numbers is None else [number.value for number in numbers]


@pytest.mark.parametrize(("n", "value"), [(0, 0), (1, None), (2, None), (3, 3), (400, 400)])
def test_counts_from_one_to_below_the_threshold_are_not_shown(n, value):
    assert USUAL.count(n).value == value


def test_a_threshold_of_one_shows_everything():
    assert [Masking(1).count(n).value for n in range(4)] == [0, 1, 2, 3]
    assert shown(Masking(1).partition([1, 2, 0])) == [1, 2, 0]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0], [0, 0]),
        ([5, 7], [5, 7]),
        ([1, 9, 5], [None, 9, None]),  # the smallest of the others goes with it
        ([1, 1, 9], [None, None, None]),  # a sum of 2 would tell both
        ([2, 2, 9], [None, None, 9]),  # 1 and 3, or 2 and 2, or 3 and 1
        ([1, 0, 3], [None, 0, None]),
        ([1, 1], None),
        ([1], None),
        ([2, 0], None),
    ],
)
def test_beside_a_small_part_others_are_hidden_until_it_cannot_be_computed(counts, expected):
    assert shown(USUAL.partition(counts)) == expected


@given(st.lists(st.integers(0, 6), max_size=5), st.integers(1, 4))
def test_whoever_knows_the_sum_finds_no_small_part(counts, threshold):
    numbers = Masking(threshold).partition(counts)
    if numbers is None:
        return
    hidden = [at for at, number in enumerate(numbers) if number.value is None]
    rest = sum(counts) - sum(number.value or 0 for number in numbers)
    possible = [one for one in product(range(1, rest + 1), repeat=len(hidden)) if sum(one) == rest]
    for place, at in enumerate(hidden):
        if 0 < counts[at] < threshold:
            assert max(one[place] for one in possible) >= threshold
    assert all(number.value is None or number.value == 0 or number.value >= threshold for number in numbers)


@pytest.mark.parametrize(
    ("part", "of", "expected"),
    [
        (0, 0, Number(None, Unit.PERCENT, Absence.TOO_FEW)),
        (4, 9, Number(None, Unit.PERCENT, Absence.TOO_FEW)),
        (1, 20, Number(None, Unit.PERCENT, Absence.NOT_SHOWN)),
        (19, 20, Number(None, Unit.PERCENT, Absence.NOT_SHOWN)),  # the missing one would be told
        (20, 20, Number(100.0, Unit.PERCENT)),
        (0, 20, Number(0.0, Unit.PERCENT)),
        (5, 15, Number(33.3, Unit.PERCENT)),
    ],
)
def test_a_share_needs_enough_on_both_sides(part, of, expected):
    assert USUAL.share(part, of) == expected


def test_an_average_of_few_says_so():
    assert USUAL.average(4.0, 9).absence is Absence.TOO_FEW
    assert USUAL.average(None, 0).absence is Absence.NOT_RECORDED
    assert USUAL.average(4.04, 10).value == 4.0


def test_a_number_has_a_value_or_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Number(None)
    assert HIDDEN.absence is Absence.NOT_SHOWN
