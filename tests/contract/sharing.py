"""What a store promises when several threads and programs use it, and when one of them is killed."""

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.connect import STORE_VARIABLE, open_store
from graph.errors import StoreBusy, StoreUnavailable
from graph.store import Counts
from tests.conftest import ROOT
from tests.contract.samples import NAMES, SOURCE, A, B, by_country, municipality, twinned, write


@contextlib.contextmanager
def endless_loads(url):
    """A program that writes one load after the other; gives the process."""
    command = [sys.executable, "-m", "tests.contract.endless_loads"]
    # The address holds a password, so it travels in the environment and not in the list of processes.
    environment = {**os.environ, STORE_VARIABLE: url, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(process, line):
    """Read until the program says so."""
    for said in process.stdout:
        if said.strip() == line:
            return
    pytest.fail("the writing program ended")


def country_of_all(store):
    """The one country that all of the graph shows; fails where it shows two."""
    columns = store.arrays()
    countries = set(columns.countries.tolist())
    years = {1970 + int(day / 365.25) for day in columns.relationships["TWINNED_WITH"].starts_on.tolist()}
    assert (countries, years) in [({b"NL"}, {2001}), ({b"PT"}, {2002})]
    assert (len(columns.ids), len(columns.relationships["TWINNED_WITH"].start)) == (300, 300)
    return countries.pop()


class Sharing:
    """One writer at a time, readers always, and nothing broken by who dies."""

    def test_the_data_version_changes_with_each_commit_and_only_then(self, store):
        versions = [store.data_version()]
        for one in (A, B, municipality("A", population=1)):
            write(store, one)
            versions.append(store.data_version())
            list(store.statements())
            store.arrays()
            assert store.data_version() == versions[-1]
        assert len(set(versions)) == 4

    def test_the_data_version_outlives_the_program(self, store, url):
        write(store, A)
        with open_store(url) as again:
            assert again.data_version() == store.data_version()

    def test_two_stores_loaded_alike_differ_in_their_data_version_only(self, new_url):
        seen = []
        for _ in range(2):
            with open_store(new_url()) as store:
                write(store, A, B, twinned(A, B))
                seen.append((store.data_version(), list(store.statements())))
        assert seen[0][1] == seen[1][1]
        assert seen[0][0] != seen[1][0]

    def test_others_see_the_old_state_until_a_load_is_kept_and_then_the_new(self, store, url):
        write(store, A)
        with open_store(url) as other:
            before = other.data_version()
            with store.writer(SOURCE) as writer:
                writer.upsert([B, twinned(A, B), municipality("A", population=1)])
                writer.changes()
                for reader in (store, other):
                    assert (reader.data_version(), list(reader.statements())) == (before, [A])
                    assert (reader.counts(), reader.ask(NAMES)) == (
                        Counts({"Municipality": 1}, {}),
                        [{"id": A.id, "name": "A"}],
                    )
                    assert reader.arrays().ids.tolist() == [A.id.encode()]
            assert other.data_version() == store.data_version() != before
            assert other.counts() == Counts({"Municipality": 2}, {"TWINNED_WITH": 1})
            assert other.node(A.id).properties["population"] == 1

    def test_a_writer_that_waits_too_long_is_told_that_the_store_is_busy(self, store, url):
        with self.open_impatient(url) as other:
            with store.writer(SOURCE) as writer:
                writer.upsert([A])
                with pytest.raises(StoreBusy, match="another program is writing"), other.writer(SOURCE):
                    pytest.fail("two wrote at once")
            write(other, B)
        assert store.counts() == Counts({"Municipality": 2}, {})

    def test_writers_take_turns(self, store, url):
        def load(number):
            with open_store(url) as other:
                write(other, *(municipality(f"{number}-{i}") for i in range(20)))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(load, range(4)))
        assert store.counts() == Counts({"Municipality": 80}, {})
        assert [one.load_id for one in store.loads()] == [1, 2, 3, 4]
        for number in range(4):
            ids = [municipality(f"{number}-{i}").id for i in range(20)]
            assert len({store.node(node_id).load_id for node_id in ids}) == 1

    def test_programs_that_start_on_one_empty_place_share_one_store(self, url):
        barrier = threading.Barrier(4)

        def start(_):
            barrier.wait()
            with open_store(url) as store:
                return store.data_version()

        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(start, range(4)))) == 1

    def test_threads_read_through_one_store(self, store):
        write(store, *by_country("NL"))
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: (store.ask(NAMES), store.counts()), range(12)))
        assert all(one == answers[0] for one in answers)
        assert len(answers[0][0]) == 300

    def test_while_another_program_writes_every_read_is_of_one_state(self, url):
        with endless_loads(url) as process, open_store(url) as store:
            wait_for(process, "kept")
            seen = set()
            deadline = time.monotonic() + 60
            while len(seen) < 2 and time.monotonic() < deadline:
                for _ in range(5):
                    seen.add(country_of_all(store))
            assert seen == {b"NL", b"PT"}

    def test_a_program_killed_while_it_writes_leaves_the_old_state_or_the_new(self, url):
        moments = random.Random(5)
        for trial in range(5):
            with endless_loads(url) as process:
                # The first is killed in its first load, so that the old state is an empty store.
                wait_for(process, "kept" if trial else "writing")
                time.sleep(moments.uniform(0, 0.5))
                process.kill()
                process.wait()
            with open_store(url) as store:
                if store.loads():
                    country_of_all(store)
                else:
                    assert (trial, list(store.statements())) == (0, [])
        with open_store(url) as store:
            write(store, *by_country("NL"), municipality("another"))
            assert store.counts() == Counts({"Municipality": 301}, {"TWINNED_WITH": 300})

    def test_closing_twice_is_fine_and_a_closed_store_says_so(self, url):
        store = open_store(url)
        write(store, A)
        store.close()
        store.close()
        uses = [store.data_version, store.counts, store.loads, store.arrays]
        uses += [lambda: store.ask(NAMES), lambda: store.node(A.id), lambda: write(store, B)]
        for use in uses:
            with pytest.raises(StoreUnavailable, match="was closed"):
                use()
