from hypothesis import given
from hypothesis import strategies as st

from casework.score import Part, Score

points = st.floats(-1e4, 1e4, allow_nan=False)


def test_a_score_without_parts_is_zero():
    assert Score.of({}).total == 0
    assert Score.of({}).strongest(3) == ()


def test_parts_are_kept_to_a_millionth_and_never_minus_zero():
    score = Score.of({"topic": 0.4000001, "size": -0.0000001})
    assert score.parts == (Part("topic", 0.4), Part("size", 0.0))
    assert str(score.parts[1].points) == "0.0"


@given(st.lists(points, max_size=30))
def test_the_parts_add_up_to_the_score(given_points):
    score = Score.of((f"part {place}", one) for place, one in enumerate(given_points))
    assert abs(sum(one.points for one in score.parts) - score.total) < 1e-9


def test_the_strongest_parts_are_those_that_add_most_and_ties_keep_the_order_of_telling():
    score = Score.of({"a": 0.2, "b": -1, "c": 0.5, "d": 0.2, "e": 0})
    assert [one.name for one in score.strongest(4)] == ["c", "a", "d"]


def test_a_part_that_a_score_does_not_have_gives_no_points():
    assert Score.of({"a": 0.2}).points("b") == 0
