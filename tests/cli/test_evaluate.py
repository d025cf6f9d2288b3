"""The quality of suggestions on the command line."""

from tests.cli.running import run


def test_a_network_with_too_few_partnerships_says_so(example):
    ran = run("match", "evaluate", "--split", "newcomers")
    assert ran.code in (0, 1)
    if ran.code == 1:
        assert "too few partnerships to hide any" in ran.err


def test_the_example_is_evaluated_in_all_formats_and_claims_little(example):
    table, rows, told = (
        run("match", "evaluate", "--draws", "100", "--format", one) for one in ("table", "csv", "json")
    )
    assert (table.code, rows.code, told.code) == (0, 0, 0)
    assert "Weights as shipped." in table.words
    assert rows.out.startswith("split,method,n_asked,measure,value,low,high\n")
    assert told.json[0]["methods"].keys() == {
        "suggestion", "random", "popularity", "adamic_adar", "pagerank", "nearest",
    }  # fmt: skip


def test_an_unknown_way_of_hiding_is_refused(example):
    ran = run("match", "evaluate", "--split", "tenfold")
    assert ran.code == 2
    assert "one_in_ten, small, newcomers" in ran.err
