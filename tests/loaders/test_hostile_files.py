"""Whatever a file holds, it is refused with a reason or loaded with a notice; never a traceback, never half."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.connect import open_store
from graph.errors import ExplorerError
from loaders.load import load
from loaders.problems import FileRefused
from loaders.report import LoadRefused, LoadReport
from tests.loaders.tables import attempt, nodes, write

WHOLE = (
    "municipality_id,name,kind,country,names,source_url\n"
    'M01,Almere,municipality,NL,"Almere Stad|Almere\nHaven",https://example.org/almere\n'
    "M02,Ziniaré,municipality,BF,,https://example.org/ziniare\n"
    'M03,"Nine ""Sri Lankan"" municipalities",group,LK,,https://example.org/nine\n'
).encode()


@pytest.mark.parametrize("n_bytes", range(0, len(WHOLE), 37))
def test_file_cut_anywhere_is_refused_or_noticed(n_bytes, folder, store):
    write(folder, municipalities=WHOLE[:n_bytes])
    outcome = attempt([folder], store)
    if isinstance(outcome, ExplorerError):
        assert store.counts().nodes == {}
    else:
        assert outcome.n_notices_by_rule["no-final-line-break"] == 1


@pytest.mark.parametrize("n_bytes", range(0, len(gzip.compress(WHOLE, mtime=0)), 37))
def test_packed_file_cut_anywhere_is_refused(n_bytes, folder, store):
    write(folder, municipalities=gzip.compress(WHOLE, mtime=0)[:n_bytes])
    with pytest.raises((FileRefused, LoadRefused)):
        load([folder], store)
    assert store.counts().nodes == {}


@pytest.mark.parametrize(
    ("n_lines", "result"),
    [
        (1, ["nothing-in-it"]),
        (2, ["open-quote"]),
        (3, {"M01"}),
        (4, {"M01", "M02"}),
        (5, {"M01", "M02", "M03"}),
    ],
)
def test_file_cut_after_a_line_break_is_whole_as_far_as_anybody_can_see(n_lines, result, folder, store):
    write(folder, municipalities=b"".join(WHOLE.splitlines(keepends=True)[:n_lines]))
    outcome = attempt([folder], store)
    codes = [one.code for one in outcome.report.errors] if isinstance(outcome, LoadRefused) else None
    assert (codes or {one[1] for one in nodes(store)}) == result


def test_names_that_attack_a_page_a_terminal_or_a_spreadsheet_are_only_names(folder, store):
    names = [
        "<img src=x onerror=alert(1)>",
        "'; DROP TABLE node; --",
        "=HYPERLINK(A1)",
        "مدينة رام الله",
        "👩‍👩‍👧",
        "a" * 10_000,
    ]
    rows = "".join(f'T{i},"{name}"\n' for i, name in enumerate(names))
    write(folder, topics=f"topic_id,name\n{rows}")
    load([folder], store)
    assert {one[2][1] for one in nodes(store)} == set(names)


def test_problem_with_a_hostile_value_is_safe_to_print(folder, store):
    write(folder, exchanges="exchange_id,status\nE01,held\u202e\u2066evil" + "x" * 10_000 + "\n")
    with pytest.raises(LoadRefused) as refused:
        load([folder], store)
    assert str(refused.value).splitlines()[1] == (
        'exchanges.csv line 2, column status: "held\\u202e\\u2066evil' + "x" * 70 + ' ..." is not one of the values '
        "allowed. Expected one of planned, held, cancelled."
    )


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(WHOLE)))
def test_any_bytes_anywhere_in_a_file_end_in_a_reason_or_a_load(tmp_path_factory, noise, position):
    folder = tmp_path_factory.mktemp("noise")
    write(folder, municipalities=WHOLE[:position] + noise + WHOLE[position:])
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        outcome = attempt([folder], store)
        is_empty = store.counts().nodes == {}
    assert isinstance(outcome, LoadReport) or (str(outcome) and is_empty)
