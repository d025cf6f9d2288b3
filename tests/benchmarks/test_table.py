import json

from benchmarks.table import as_json, as_markdown
from benchmarks.targets import targets_of
from benchmarks.timing import MEMORY, Figure, Target

FIGURES = [
    Figure(MEMORY, "explorer, answering", "MB", 18.2),
    Figure("one shortest path", "explorer", "ms", 0.5, 2.0, 60),
    Figure("one shortest path", "Neo4j shortestPath", "ms", 15.0, 57.0, 60, "fewest relationships"),
]


def test_the_table_says_how_rivals_compare_and_ends_with_memory():
    text = as_markdown({"size": "L"}, FIGURES, [Target("p95 under 50 ms", "2.0 ms", True)], ["all equal"])
    assert (
        text
        == """\
- size: L

| task              | who                 | median  | p95     | n  | against the explorer | note                 |
| ----------------- | ------------------- | ------- | ------- | -- | -------------------- | -------------------- |
| one shortest path | explorer            | 0.50 ms | 2.00 ms | 60 |                      |                      |
|                   | Neo4j shortestPath  | 15.0 ms | 57.0 ms | 60 | 30 x                 | fewest relationships |
| memory            | explorer, answering | 18 MB   |         | 1  |                      |                      |

| target          | measured in this run |     |
| --------------- | -------------------- | --- |
| p95 under 50 ms | 2.0 ms               | met |

Do they answer alike?

- all equal"""
    )


def test_json_holds_the_same_figures():
    found = json.loads(as_json({"size": "L"}, FIGURES, [], ["all equal"]))
    assert [one["median"] for one in found["figures"]] == [18.2, 0.5, 15.0]
    assert found["agreement"] == ["all equal"]


def test_targets_are_told_as_ratios_of_one_run():
    assert targets_of("L", FIGURES) == [
        Target("one shortest path: p95 under 50 ms", "2.0 ms", True),
        Target("one shortest path: at least 3 times faster than Neo4j shortestPath", "30.0 times", True),
    ]


def test_without_a_rival_there_is_no_ratio():
    assert [one.promise for one in targets_of("L", FIGURES[:2])] == ["one shortest path: p95 under 50 ms"]


def test_size_s_promises_nothing():
    assert targets_of("S", FIGURES) == []
