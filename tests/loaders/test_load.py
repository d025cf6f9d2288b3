"""A load is all or nothing, says everything at once, and changes nothing the second time."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.connect import open_store
from graph.store import Changes
from loaders import dataset
from loaders.load import load
from loaders.problems import MAX_LISTED, FileRefused
from loaders.report import FileRead, LoadRefused
from loaders.shipped import example_folder
from tests.loaders.tables import EXCHANGES, MUNICIPALITIES, attempt, nodes, relationships, write

TWINS = "city1,country1,city2,country2\nBerat,Albania,Fermo,Italy\n"


def test_report_says_what_each_file_gave_and_what_changed(folder, store):
    write(folder, municipalities=MUNICIPALITIES, exchanges=EXCHANGES)
    report = load([folder], store)
    assert report.files == (
        FileRead("exchanges.csv", "connect-csv", 1, {"Exchange": 1, "TOOK_PART_IN": 2}),
        FileRead("municipalities.csv", "connect-csv", 2, {"Country": 2, "Municipality": 2, "IN_COUNTRY": 2}),
    )
    assert report.changes == {
        "Country": Changes(n_created=2),
        "Municipality": Changes(n_created=2),
        "Exchange": Changes(n_created=1),
        "IN_COUNTRY": Changes(n_created=2),
        "TOOK_PART_IN": Changes(n_created=2),
    }
    assert (report.errors, report.n_errors, report.loads[0].load_id) == ((), 0, store.loads()[0].load_id)


def test_same_files_again_change_nothing(folder, store):
    load([example_folder()], store)
    before = (store.data_version(), store.loads(), list(store.statements()))
    report = load([example_folder()], store)
    assert (report.is_unchanged, report.loads[0].load_id) == (True, None)
    assert (store.data_version(), store.loads(), list(store.statements())) == before


def test_changed_cell_updates_one_node(folder, store):
    write(folder, municipalities=MUNICIPALITIES)
    load([folder], store)
    write(folder, municipalities=MUNICIPALITIES.replace("Almere,municipality", "Almere,city"))
    assert load([folder], store).changes["Municipality"] == Changes(n_updated=1, n_unchanged=1)


def test_problems_of_all_files_are_told_together_and_nothing_is_stored(folder, store):
    write(
        folder,
        municipalities=MUNICIPALITIES + "M03,,province,NL\n",
        exchanges=EXCHANGES + "E02,hold,,M03,M09\n",
        topics="topic_id,name\nT01,Waste\nT01,Water\n",
    )
    twins = folder.parent / "twins.csv"
    twins.write_text(TWINS + ",Italy,Fermo,Italy\n", encoding="utf-8")
    with pytest.raises(LoadRefused) as refused:
        load([folder, twins], store)
    report = refused.value.report
    assert [(one.file, one.line, one.column, one.code) for one in report.errors] == [
        ("municipalities.csv", 4, "name", "missing-value"),
        ("topics.csv", 3, "topic_id", "repeated-key"),
        ("exchanges.csv", 3, "status", "not-a-choice"),
        ("twins.csv", 3, "city1", "missing-value"),
    ]
    assert str(refused.value).splitlines()[0] == "Nothing was loaded: 4 problems. The store is as it was."
    assert (store.counts().nodes, store.loads(), report.loads) == ({}, (), ())


def test_unreadable_files_are_all_named(folder, store):
    write(folder, topics=b"", exchanges=b"\xff\xfe\x00", municipalities=MUNICIPALITIES)
    with pytest.raises(FileRefused) as refused:
        load([folder, folder / "gone.csv"], store)
    assert [(one.file, one.code) for one in refused.value.problems] == [
        ("exchanges.csv", "not-utf8"),
        ("topics.csv", "empty-file"),
        ("gone.csv", "no-such-file"),
    ]


def test_file_that_breaks_off_hides_no_problem_of_the_others_and_adds_none(folder, store):
    write(folder, municipalities=MUNICIPALITIES + '"M03', exchanges=EXCHANGES + "E02,hold,,M03,\n")
    with pytest.raises(LoadRefused) as refused:
        load([folder], store, keep_good_rows=True)
    assert [(one.file, one.line, one.code) for one in refused.value.report.errors] == [
        ("municipalities.csv", 4, "open-quote"),
        ("exchanges.csv", 3, "not-a-choice"),
    ]


def test_keep_good_rows_leaves_out_rows_with_errors_and_what_points_at_them(folder, store):
    write(
        folder,
        municipalities=(
            "municipality_id,name,population,member_of_ids\n"
            "M01,Almere,,\nM02,Leiden,many,\nM03,Hoorn,,M99\nM04,Rijswijk\nM05,Telita,,\nM05,Speia,,\n"
        ),
        exchanges="exchange_id,status,peer_ids\nE01,held,M01|M02|M03|M04|M05\nE02,hold,M01\n",
        evaluations="evaluation_id,exchange_id,stage\nV01,E02,after\nV02,E01,after\n",
        twinnings="first_id,second_id\nM01,M05\nM01,M02\nM01,M98\n",
    )
    report = load([folder], store, keep_good_rows=True)
    assert [(one.file, one.line, one.column, one.code) for one in report.errors] == [
        ("municipalities.csv", 3, "population", "not-a-whole-number"),
        ("municipalities.csv", 5, None, "too-few-cells"),
        ("municipalities.csv", 7, "municipality_id", "repeated-key"),
        ("exchanges.csv", 3, "status", "not-a-choice"),
        ("municipalities.csv", 4, "member_of_ids", "unknown-reference"),
        ("twinnings.csv", 4, "second_id", "unknown-reference"),
    ]
    left_out = [(one.file, one.line, one.value) for one in report.notices if one.rule == "left-out-reference"]
    assert left_out == [
        ("exchanges.csv", 2, "M02"),
        ("exchanges.csv", 2, "M03"),
        ("exchanges.csv", 2, "M04"),
        ("evaluations.csv", 2, "E02"),
        ("twinnings.csv", 3, "M02"),
    ]
    assert report.n_notices_by_rule["left-out-row"] == 6
    assert {one[1] for one in nodes(store)} == {"M01", "M05", "E01", "V02"}
    assert {one[:3] for one in relationships(store)} == {
        ("TOOK_PART_IN", "M01", "E01"),
        ("TOOK_PART_IN", "M05", "E01"),
        ("EVALUATES", "V02", "E01"),
        *(one[:3] for one in relationships(store) if one[0] == "TWINNED_WITH"),
    }


def test_keep_good_rows_of_a_twinning_list(folder, store):
    write(folder, twins=TWINS + ",Italy,Fermo,Italy\nVlora,Albania,Fermo\nKorça,Albania,Fermo,Italy\n")
    report = load([folder], store, keep_good_rows=True)
    assert [(one.line, one.code) for one in report.errors] == [(3, "missing-value"), (4, "too-few-cells")]
    assert report.changes["Municipality"].n_created == 3


def test_keep_good_rows_reads_past_a_column_that_is_not_known(folder, store):
    write(folder, topics="topic_id,name,colour\nT01,Waste,green\n")
    report = load([folder], store, keep_good_rows=True)
    assert [one.code for one in report.errors] == ["unknown-column"]
    assert nodes(store) == {("Topic", "T01", ("name", "Waste"))}


def test_problems_beyond_the_first_thousand_are_counted(folder, store):
    rows = "".join(f"T{i},\n" for i in range(MAX_LISTED + 7))
    write(folder, topics=f"topic_id,name\n{rows}")
    with pytest.raises(LoadRefused) as refused:
        load([folder], store)
    report = refused.value.report
    assert (len(report.errors), report.n_errors) == (MAX_LISTED, MAX_LISTED + 7)
    assert report.error_sentences()[-1] == "and 7 more; the first 1,000 are listed."


def test_notices_beyond_the_first_thousand_of_a_rule_are_counted(folder, store):
    write(folder, topics="topic_id,name\nT01,Waste\n" + ",\n" * (MAX_LISTED + 7))
    report = load([folder], store)
    assert report.n_notices_by_rule["blank-row"] == MAX_LISTED + 7
    assert report.notices[-1].message == "and 7 more like these; the first 1,000 are listed"


@pytest.mark.parametrize("stage", ["check", "write"])
def test_interrupted_load_leaves_the_store_as_it_was(stage, folder, store, monkeypatch):
    monkeypatch.setattr(dataset, "_ROWS_PER_STEP", 1)
    write(folder, municipalities=MUNICIPALITIES)
    load([folder], store)
    before = (store.data_version(), list(store.statements()))
    write(folder, municipalities=MUNICIPALITIES + "M03,Leiden,city,NL\n")

    def interrupt(progress):
        if progress.stage == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load([folder], store, on_progress=interrupt)
    assert (store.data_version(), list(store.statements())) == before


def test_progress_is_told_for_each_stage_and_file(folder, store):
    write(folder, topics="topic_id,name\nT01,Waste\n")
    told = []
    load([folder], store, on_progress=told.append)
    assert {(one.stage, one.file, one.n_rows) for one in told} == {
        ("check", "topics.csv", 1),
        ("write", "topics.csv", 1),
    }


def test_each_folder_and_each_list_is_a_source_of_its_own(folder, store):
    other = folder.parent / "other"
    other.mkdir()
    write(folder, topics="topic_id,name\nT01,Waste\n", twins=TWINS)
    write(other, topics="topic_id,name\nT01,Water\n\n")
    report = load([folder, other], store)
    assert [one.source.id for one in report.loads] == ["my-set", "other", "twins"]
    names = [one.file for one in report.files]
    assert names == [str(folder / "topics.csv"), "twins.csv", str(other / "topics.csv")]
    rules_by_load = {one.source.id: {notice.rule for notice in one.notices} for one in store.loads()}
    assert rules_by_load == {
        "my-set": {"source-from-name"},
        "other": {"blank-row", "source-from-name"},
        "twins": {"source-from-name"},
    }


def test_file_that_is_named_twice_is_read_once(folder, store):
    write(folder, topics="topic_id,name\nT01,Waste\n")
    report = load([folder, folder / "topics.csv", folder / ".." / folder.name], store)
    assert [one.n_rows for one in report.files] == [1]


def test_format_can_be_said(folder, store):
    write(folder, topics="topic_id,name\nT01,Waste\n")
    with pytest.raises(FileRefused, match="no known format has these columns: topic_id, name"):
        load([folder], store, as_format="twinning")


def test_hidden_files_other_files_and_folders_inside_are_passed_over(folder, store):
    write(folder, topics="topic_id,name\nT01,Waste\n")
    (folder / ".topics.csv").write_bytes(b"\xff")
    (folder / "HOW-TO.md").write_text("# How")
    (folder / "inside").mkdir()
    assert [one.file for one in load([folder], store).files] == ["topics.csv"]


keys = st.sampled_from(["M1", "M2", "M3", "M4"])
organisations = st.lists(
    st.tuples(keys, st.sampled_from(["city", "group", ""]), st.lists(keys, max_size=2)), max_size=5
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(organisations)
def test_any_set_is_refused_or_loaded_and_then_unchanged(tmp_path_factory, rows):
    folder = tmp_path_factory.mktemp("set")
    lines = [f"{key},Name of {key},{kind},{'|'.join(links)}\n" for key, kind, links in rows]
    write(folder, municipalities="municipality_id,name,kind,member_of_ids\n" + "".join(lines))
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        first = attempt([Path(folder)], store)
        stored = {one[1] for one in nodes(store)}
        if isinstance(first, LoadRefused):
            assert (first.report.n_errors > 0, stored) == (True, set())
        else:
            assert (stored, load([Path(folder)], store).is_unchanged) == ({key for key, _, _ in rows}, True)
