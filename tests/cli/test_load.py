"""Files go into the store, all or nothing, and what happened is told."""

import shutil
import signal
import subprocess
import time

import psutil
import pytest

from commands import load as load_command
from graph.connect import open_store
from graph.store import Changes
from loaders.shipped import example_folder
from tests.cli.running import command, environment, run

_TWINS = "city1,country1,city2,country2\n"


@pytest.fixture
def broken(tmp_path):
    """The example with a date and a reference that cannot be."""
    folder = tmp_path / "broken"
    shutil.copytree(example_folder(), folder)
    file = folder / "exchanges.csv"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2018-04,2018-04", "2018-13,2018-04").replace("R01", "R99"), encoding="utf-8")
    return folder


@pytest.fixture
def twins(tmp_path):
    file = tmp_path / "twins.csv"
    file.write_text(f"{_TWINS}Leiden,Netherlands,Oxford,England\nLeiden,Netherlands,Leiden,Netherlands\n", "utf-8")
    return file


@pytest.mark.usefixtures("new_store")
def test_load_tells_what_is_new_and_what_was_odd(twins):
    told = run("load", twins)
    assert told.code == 0
    assert "twins.csv: 2 rows" in told.out
    assert "Loaded as load 1 into sqlite:///" in told.words
    assert "municipalities 2 0 0" in told.words
    assert "is twinned with 1 0 0" in told.words
    assert "1 time: something related to itself: the relationship was not stored." in told.words


@pytest.mark.usefixtures("new_store")
def test_loading_again_changes_nothing(twins):
    run("load", twins)
    assert "Nothing changed" in run("load", twins).out
    assert run("load", twins, "--format", "json").json["status"] == "unchanged"


@pytest.mark.usefixtures("new_store")
def test_load_answers_in_json_only(twins):
    told = run("load", twins, "--format", "json").json
    assert told["status"] == "loaded"
    assert told["files"] == [
        {
            "file": "twins.csv",
            "format": "twinning",
            "n_rows": 2,
            "n_kept": 2,
            "n_merged": 0,
            "n_rejected": 0,
            "n_by_kind": {"Country": 2, "Municipality": 2, "IN_COUNTRY": 2, "TWINNED_WITH": 1},
        }
    ]
    assert told["changes"]["Municipality"] == {"n_created": 2, "n_updated": 0, "n_unchanged": 0, "n_retired": 0}
    assert told["n_notices_by_rule"]["self-loop"] == 1


@pytest.mark.usefixtures("new_store")
def test_load_answers_in_csv(twins):
    told = run("load", twins, "--format", "csv").out.splitlines()
    assert told[0] == "kind,n_created,n_updated,n_unchanged,n_retired"
    assert "TWINNED_WITH,1,0,0,0" in told


@pytest.mark.usefixtures("new_store")
def test_a_source_can_be_given(twins):
    assert run("load", twins, "--source", "my-list", "--format", "json").json["loads"][0]["source"] == "my-list"


def test_a_refused_load_says_where_and_why_and_changes_nothing(own_store, broken):
    with open_store(own_store) as store:
        before = store.data_version()
        told = run("load", broken)
        assert store.data_version() == before
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[0] == "Nothing was loaded: 2 problems. The store is as it was."
    assert 'exchanges.csv line 4, column starts_on: "2018-13" is not a date.' in told.err
    assert 'exchanges.csv line 2, column request_ids: nothing has the key "R99".' in told.err


@pytest.mark.usefixtures("own_store")
def test_a_refused_load_is_told_in_json_too(broken):
    told = run("load", broken, "--format", "json")
    assert told.code == 1
    assert told.json["status"] == "refused"
    assert [(one["line"], one["code"]) for one in told.json["errors"]] == [(4, "not-a-date"), (2, "unknown-reference")]
    assert told.json["errors"][0]["sentence"].startswith("exchanges.csv line 4, column starts_on:")


@pytest.mark.usefixtures("new_store")
def test_good_rows_are_kept_when_asked_and_the_others_listed(broken):
    told = run("load", broken, "--keep-good-rows")
    assert told.code == 0
    assert "exchanges 5 0 0" in told.words
    assert told.err.splitlines()[0] == "2 problems; their rows were left out:"


@pytest.mark.usefixtures("new_store")
@pytest.mark.parametrize("output", ["table", "json"])
def test_a_file_that_is_not_there_is_named(output):
    told = run("load", "nowhere.csv", "--format", output)
    assert told.code == 1
    assert "nowhere.csv: there is no such file or folder." in told.err
    if output == "json":
        assert (told.json["status"], told.json["error"]) == ("error", "FileRefused")


def test_the_store_must_be_one(twins):
    told = run("load", twins, "--store", "postgres://me:secret@host/db")
    assert told.code == 1
    assert "is not a store" in told.err
    assert "secret" not in told.err


def test_an_interruption_between_two_sources_says_what_is_kept(own_store, twins, monkeypatch):
    real = load_command.load

    def interrupted(paths, store, **options):
        real(paths, store, **options)
        raise KeyboardInterrupt

    monkeypatch.setattr(load_command, "load", interrupted)
    told = run("load", twins)
    assert told.code == 130
    assert "Load 2 (twins) was complete and is kept" in told.err


@pytest.fixture
def big(tmp_path):
    """A list that takes many seconds to load."""
    file = tmp_path / "big.csv"
    rows = (f"Town {n},Netherlands,Town {n + 1},Netherlands\n" for n in range(300_000))
    file.write_text(_TWINS + "".join(rows), encoding="utf-8")
    return file


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
def test_a_load_that_is_broken_off_leaves_the_store_as_it_was(own_store, big, end):
    with open_store(own_store) as store:
        before = store.data_version(), store.counts(), store.loads()
        loading = subprocess.Popen(
            command("load", big), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        _wait_until_it_reads(loading, big)
        loading.send_signal(end)
        out, err = loading.communicate(timeout=60)
        assert (store.data_version(), store.counts(), store.loads()) == before
    if end is signal.SIGINT:
        assert (loading.returncode, out) == (130, "")
        assert err == "Interrupted. Nothing was loaded: the store is as it was.\n"
    told = run("doctor")
    assert told.code == 0
    assert "complete: load 1 (connect, " in told.words
    assert "is the last one, and nothing is half-written" in told.words


def test_a_load_of_nothing_new_counts_what_was_there(own_store):
    changes = run("load", example_folder(), "--format", "json").json["changes"]
    assert changes["Exchange"] == {"n_created": 0, "n_updated": 0, "n_unchanged": 7, "n_retired": 0}
    assert Changes(**changes["Exchange"]).is_empty


def test_template_writes_tables_that_can_be_filled_in(tmp_path):
    told = run("template", tmp_path / "mine")
    assert told.code == 0
    assert (tmp_path / "mine" / "exchanges.csv").is_file()
    assert f"connect-explorer load {tmp_path / 'mine'}" in told.out
    assert str(tmp_path / "mine" / "HOW-TO.md") in run("template", tmp_path / "mine", "--format", "json").json["files"]


def test_template_does_not_overwrite_what_somebody_filled_in(tmp_path):
    run("template", tmp_path)
    (tmp_path / "topics.csv").write_text("topic_id,name\nT1,Water\n", encoding="utf-8")
    told = run("template", tmp_path)
    assert (told.code, told.out) == (1, "")
    assert "topics.csv would be overwritten" in told.err


def _wait_until_it_reads(process, file, timeout_s=60):
    deadline = time.monotonic() + timeout_s
    watched = psutil.Process(process.pid)
    while str(file) not in {one.path for one in watched.open_files()}:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
