import itertools

from benchmarks.timing import Stopwatch, chunks, interleaved, percentile


def test_every_rival_is_asked_everything_and_who_begins_changes():
    asked = []
    rivals = {who: lambda one, who=who: asked.append((who, one)) or one for who in ("a", "b")}
    runs = interleaved(rivals, [1, 2, 3])
    assert asked == [("a", 1), ("b", 1), ("b", 2), ("a", 2), ("a", 3), ("b", 3)]
    assert {who: of.answers for who, of in runs.items()} == {"a": [1, 2, 3], "b": [1, 2, 3]}
    assert [len(of.seconds) for of in runs.values()] == [3, 3]


def test_warming_up_is_not_counted():
    count = itertools.count(1)
    runs = interleaved({"a": lambda _: next(count)}, ["x", "y"], n_warm=2)
    assert runs["a"].answers == [3, 4]


def test_the_95th_percentile_is_one_of_the_values():
    assert percentile([3.0], 95) == 3.0
    assert percentile(list(range(1, 101)), 95) == 95
    assert percentile(list(range(1, 101)), 50) == 50


def test_chunks_hold_all_records_in_order():
    assert list(chunks(range(5), 2, Stopwatch())) == [[0, 1], [2, 3], [4]]
    assert list(chunks([], 2, Stopwatch())) == []
