"""CONNECT's facts ship with the explorer, every row with its source, as collected."""

import csv

from loaders.load import load
from loaders.shipped import example_folder
from tools.make_example import make_example


def test_example_is_what_the_script_makes(shared_data, tmp_path):
    make_example(shared_data / "connect", tmp_path)
    shipped, made = (
        {path.name: path.read_bytes() for path in folder.glob("*.csv")} for folder in (example_folder(), tmp_path)
    )
    assert shipped == made


def test_every_row_of_the_example_has_an_address():
    for path in example_folder().glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        assert all((row.get("source_url") or row["url"]).startswith("http") for row in rows), path.name


def test_example_loads_with_what_is_odd_in_it(store):
    report = load([example_folder()], store)
    assert {one.file: one.n_rows for one in report.files} == {
        "associations.csv": 7,
        "exchanges.csv": 7,
        "municipalities.csv": 21,
        "officials.csv": 10,
        "requests.csv": 9,
        "source.csv": 1,
        "topics.csv": 12,
    }
    counts = store.counts()
    assert (dict(counts.nodes), dict(counts.relationships)) == (
        {"Country": 13, "Municipality": 17, "Association": 5, "Body": 6, "Official": 10, "Topic": 12, "Request": 9,
         "Exchange": 7},
        {"IN_COUNTRY": 40, "WORKS_FOR": 10, "EXPERT_IN": 7, "ASKED_BY": 12, "ASKS_ABOUT": 10, "ANSWERS": 7,
         "TOOK_PART_IN": 29, "ABOUT": 11},
    )  # fmt: skip
    assert [(one.rule, one.file, one.line) for one in report.notices] == [
        ("became-body", "associations.csv", 6),
        ("became-body", "associations.csv", 7),
        ("became-body", "municipalities.csv", 16),
        ("became-body", "municipalities.csv", 17),
        ("became-body", "municipalities.csv", 21),
        ("became-body", "municipalities.csv", 22),
        ("form-inferred", "exchanges.csv", 2),
        ("form-inferred", "exchanges.csv", 3),
        ("form-inferred", "exchanges.csv", 6),
        ("form-inferred", "exchanges.csv", 7),
        ("planned-only", "exchanges.csv", 3),
        ("planned-only", "exchanges.csv", 6),
        ("status-unknown", "exchanges.csv", 8),
        ("no-participants", "exchanges.csv", 8),
        ("not-in-an-exchange", "officials.csv", 6),
    ]
    assert (report.loads[0].source.id, report.loads[0].source.title) == (
        "connect", "CONNECT: what its public pages say",
    )  # fmt: skip
