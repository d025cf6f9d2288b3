"""Loads too big for one transaction of Neo4j: invisible until complete, resumed, taken away, taken back."""

import itertools
import threading

import pytest

from graph.errors import LoadWaiting, MissingEnd, NotStaged, StagedInPart, StoreBusy, UndoConflict
from graph.neo4j_staged_writer import StagedWriter
from graph.neo4j_store import Neo4jStore
from graph.neo4j_switch import Switch
from graph.store import Changes, Counts, QuestionText, Reader
from graph.undo import undo_load
from tests.contract.cut_line import cut_line
from tests.contract.samples import ANN, NAMES, OLD_VALUES, SOURCE, municipality, twinned, write
from tests.stores import empty_url

pytestmark = pytest.mark.neo4j
TOWNS = [municipality(f"town {number:02}") for number in range(20)]
TWINNINGS = [twinned(one, other) for one, other in itertools.pairwise(TOWNS)]
OTHER = municipality("other", population=1)
LABELS = QuestionText("labels", "", "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label ORDER BY label")
STAFF = Reader("a test", may_see_contacts=True)


class Killed(BaseException):
    """What happens to a program in the middle of something."""


@pytest.fixture
def url(neo4j_server, tmp_path):
    return empty_url("neo4j", tmp_path, neo4j_server)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    """Steps of five records, done two at a time, so that a load of forty takes many transactions."""
    monkeypatch.setattr("graph.neo4j_writer.BATCH_SIZE", 5)
    monkeypatch.setattr("graph.neo4j_switch._STEPS_AT_ONCE", 2)
    monkeypatch.setattr("graph.neo4j_switch._PAUSES_AT_ONCE", 1)
    monkeypatch.setattr("graph.undo._BATCH", 5)


@pytest.fixture
def store(url):
    """A store that takes twelve records in one transaction."""
    with Neo4jStore(url, wait_s=1, most_in_one=12) as store:
        yield store


@pytest.fixture
def killed_after(monkeypatch):
    """Makes a program die after it has kept so many parts of a switch, without any chance to tidy up."""

    def die_after(n_kept):
        monkeypatch.setattr(StagedWriter, "abandon", lambda _: None)
        kept, keep = itertools.count(1), Switch._keep

        def keep_or_die(*given):
            if next(kept) > n_kept:
                raise Killed
            keep(*given)

        monkeypatch.setattr(Switch, "_keep", keep_or_die)

    return die_after


def content(store):
    """Everything a store holds, as an export would write it."""
    return list(store.statements())


def load_all(store, *more):
    """All towns and twinnings, and what the load changed."""
    with store.writer(SOURCE, ["towns.csv"]) as writer:
        writer.upsert([*TOWNS, *TWINNINGS, *more])
        writer.all_given()
        return dict(writer.changes())


def load_and_retire(store):
    """All towns and twinnings, as all that their source holds."""
    with store.writer(SOURCE) as writer:
        writer.upsert([*TOWNS, *TWINNINGS])
        writer.retire_missing("test")
        writer.all_given()


def load_and_raise(store, error, *records):
    """A load whose block raises once all was made part of the network."""
    with store.writer(SOURCE, ["towns.csv"]) as writer:
        writer.upsert(records)
        if len(records) > len(TOWNS):
            writer.changes()
        raise error


def reads(store):
    """Every way of reading the network."""
    return {
        "ask": lambda: store.ask(NAMES),
        "node": lambda: store.node(OTHER.id),
        "hidden_values": lambda: store.hidden_values(ANN.id, STAFF),
        "existing": lambda: store.existing([OTHER.id]),
        "ask_own": lambda: store.ask_own("MATCH (m:Municipality) RETURN count(m) AS n"),
        "counts": store.counts,
        "arrays": store.arrays,
        "statements": lambda: content(store),
    }


def test_a_large_load_is_the_same_as_one_in_a_single_transaction(store, url):
    write(store, OTHER)
    changes = load_all(store, municipality("other", population=2))
    staged = (content(store), store.loads()[1], store.ask(OLD_VALUES), store.ask(LABELS))
    undo_load(store, 2)
    with Neo4jStore(url) as one_go:
        load_all(one_go, municipality("other", population=2))
        journal = [row | {"load_id": 2} for row in one_go.ask(OLD_VALUES) if row["load_id"] == 4]
        assert (content(one_go), journal) == (staged[0], staged[2])
    assert changes == {"Municipality": Changes(n_created=20, n_updated=1), "TWINNED_WITH": Changes(n_created=19)}
    assert staged[1].changes_by_kind == changes
    assert (staged[1].load_id, staged[1].source, staged[1].files) == (2, SOURCE, ("towns.csv",))
    assert not [row for row in staged[3] if row["label"].startswith("Staged")]


def test_the_same_large_load_again_changes_nothing_and_leaves_no_trace(store):
    load_all(store)
    version = store.data_version()
    assert load_all(store) == {"Municipality": Changes(n_unchanged=20), "TWINNED_WITH": Changes(n_unchanged=19)}
    assert (store.data_version(), len(store.loads()), store.staged()) == (version, 1, ())


def test_a_record_given_again_later_in_a_first_large_load_updates_the_earlier_one(store):
    again = [municipality("town 03", population=7), twinned(TOWNS[0], TOWNS[1], since="1990")]
    changes = load_all(store, *again, *again[:1])
    assert changes["Municipality"] in (Changes(20, 1, 0), Changes(20, 1, 1))
    assert store.node(TOWNS[3].id).properties["population"] == 7
    assert store.counts() == Counts({"Municipality": 20}, {"TWINNED_WITH": 19})


def test_what_was_staged_by_a_program_that_died_is_named_and_nothing_of_it_is_seen(store, monkeypatch):
    write(store, OTHER, ANN)
    before = content(store)
    monkeypatch.setattr(StagedWriter, "abandon", lambda _: None)
    with pytest.raises(Killed):
        load_and_raise(store, Killed, *TOWNS)
    (staged,) = store.staged()
    assert (staged.load_id, staged.source, staged.files) == (2, SOURCE, ("towns.csv",))
    assert (staged.n_records, staged.is_whole, staged.is_switching) == (20, False, False)
    assert content(store) == before
    assert store.counts() == Counts({"Municipality": 1, "Official": 1}, {})
    with pytest.raises(LoadWaiting, match=r"load 2 \(test\) was interrupted.*connect-explorer discard 2"):
        write(store, TOWNS[0])
    with pytest.raises(StagedInPart, match="load the same files again"):
        store.resume(2)
    store.discard(2)
    assert (store.staged(), content(store)) == ((), before)
    assert load_all(store)["Municipality"] == Changes(n_created=20)


@pytest.mark.parametrize("n_kept", [0, 3])
def test_nobody_reads_a_part_of_a_load_whose_program_died_and_it_can_be_completed(
    store, monkeypatch, killed_after, n_kept
):
    write(store, OTHER, ANN)
    killed_after(n_kept)
    with pytest.raises(Killed):
        load_all(store, municipality("other", population=2))
    monkeypatch.undo()
    told = {}
    for name, read in reads(store).items():
        with pytest.raises(StoreBusy, match="load 2 is being made part of the network") as refused:
            read()
        told[name] = str(refused.value)
    assert all("connect-explorer resume 2" in one for one in told.values())
    assert store.staged()[0].is_switching
    with pytest.raises(LoadWaiting, match=r"connect-explorer resume 2"):
        write(store, TOWNS[0])
    done = store.resume(2)
    assert done.changes_by_kind == {
        "Municipality": Changes(n_created=20, n_updated=1),
        "TWINNED_WITH": Changes(n_created=19),
    }
    assert store.counts() == Counts({"Municipality": 21, "Official": 1}, {"TWINNED_WITH": 19})
    assert (store.staged(), done.load_id, done.files) == ((), 2, ("towns.csv",))
    undo_load(store, 2)
    assert store.node(OTHER.id).properties["population"] == 1


@pytest.mark.parametrize("n_kept", [0, 3])
def test_a_load_whose_program_died_can_be_taken_away_and_the_store_is_as_it_was(
    store, monkeypatch, killed_after, n_kept
):
    write(store, OTHER, ANN)
    before, journal = content(store), store.ask(OLD_VALUES)
    killed_after(n_kept)
    with pytest.raises(Killed):
        load_all(store, municipality("other", population=2))
    monkeypatch.undo()
    store.discard(2)
    assert (content(store), store.ask(OLD_VALUES), store.staged()) == (before, journal, ())
    assert (store.node(OTHER.id).load_id, len(store.loads())) == (1, 1)
    assert write(store, OTHER, TOWNS[0])["Municipality"] == Changes(n_created=1, n_unchanged=1)


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interruption_while_a_large_load_is_taken_in_leaves_the_store_as_it_was(store, monkeypatch, error):
    write(store, OTHER)
    before, version = content(store), store.data_version()
    with pytest.raises(error):
        load_and_raise(store, error, *TOWNS, *TWINNINGS, municipality("other", population=2))
    assert (content(store), store.data_version(), store.staged()) == (before, version, ())


def test_a_wrong_record_refuses_a_large_load_as_a_whole(store):
    write(store, OTHER)
    before = content(store)
    with pytest.raises(MissingEnd, match=TOWNS[0].id):
        write(store, *TOWNS[1:], *TWINNINGS)
    assert (content(store), store.staged()) == (before, ())


def test_a_second_program_waits_and_is_told_that_the_store_is_busy(store, url):
    with Neo4jStore(url, wait_s=0.2) as other, store.writer(SOURCE) as writer:
        writer.upsert(TOWNS)
        with pytest.raises(StoreBusy, match="another program is writing"):
            write(other, OTHER)
        with pytest.raises(StoreBusy, match="another program is writing"):
            other.discard(1)
        writer.upsert(TWINNINGS)
    assert store.counts() == Counts({"Municipality": 20}, {"TWINNED_WITH": 19})
    with pytest.raises(NotStaged):
        store.discard(1)


def test_readers_beside_a_large_load_see_nothing_of_it_or_all_of_it(store, url):
    seen, is_over = set(), threading.Event()

    def read():
        with Neo4jStore(url) as reader:
            while not is_over.is_set():
                try:
                    seen.add(len(reader.ask(NAMES)))
                    seen.add(reader.counts().nodes.get("Municipality", 0))
                except StoreBusy:
                    seen.add("busy")

    threads = [threading.Thread(target=read) for _ in range(2)]
    for one in threads:
        one.start()
    load_all(store)
    is_over.set()
    for one in threads:
        one.join()
    assert seen <= {0, 20, "busy"}


def test_a_large_load_is_taken_back_in_many_transactions_too_and_brought_back_again(store):
    write(store, OTHER, ANN)
    before = content(store)
    load_all(store, municipality("other", population=2))
    after = content(store)
    undone = undo_load(store, 2)
    assert (content(store), undone.undoes) == (before, 2)
    assert undone.changes_by_kind == {
        "Municipality": Changes(n_updated=1, n_retired=20),
        "TWINNED_WITH": Changes(n_retired=19),
    }
    undo_load(store, 3)
    assert content(store) == after


@pytest.mark.parametrize("n_kept", [0, 2])
def test_taking_back_a_large_load_can_be_interrupted_and_completed(store, monkeypatch, killed_after, n_kept):
    write(store, OTHER)
    before = content(store)
    load_all(store, municipality("other", population=2))
    after = content(store)
    killed_after(n_kept)
    with pytest.raises(Killed):
        undo_load(store, 2)
    monkeypatch.undo()
    done = store.resume(3)
    assert (content(store), done.undoes) == (before, 2)
    assert done.changes_by_kind["TWINNED_WITH"] == Changes(n_retired=19)
    undo_load(store, 3)
    assert content(store) == after


def test_taking_back_a_large_load_can_be_interrupted_and_dropped(store, monkeypatch, killed_after):
    load_all(store)
    after = content(store)
    killed_after(2)
    with pytest.raises(Killed):
        undo_load(store, 1)
    monkeypatch.undo()
    store.discard(2)
    assert content(store) == after


def test_a_large_load_that_later_facts_need_is_not_taken_back(store):
    load_all(store)
    write(store, OTHER, twinned(OTHER, TOWNS[0]))
    before = content(store)
    with pytest.raises(UndoConflict, match="Take back load 2"):
        undo_load(store, 1)
    assert (content(store), store.staged()) == (before, ())


def test_a_large_load_that_is_completed_later_knows_what_it_was_given(store, monkeypatch, killed_after):
    write(store, municipality("gone"), TOWNS[0])
    killed_after(2)
    with pytest.raises(Killed):
        load_and_retire(store)
    monkeypatch.undo()
    assert store.resume(2).changes_by_kind["Municipality"] == Changes(19, 0, 1, 1)
    assert store.existing([municipality("gone").id]) == {}


def test_a_lost_connection_holds_a_large_load_up_and_no_more(url, neo4j_server):
    with cut_line(neo4j_server) as line, Neo4jStore(line.url(url), most_in_one=12) as store:
        with store.writer(SOURCE) as writer:
            writer.upsert(TOWNS)
            line.cut()
            writer.upsert(TWINNINGS)
            line.cut()
        assert store.counts() == Counts({"Municipality": 20}, {"TWINNED_WITH": 19})
        assert (len(store.loads()), store.staged()) == (1, ())


def test_a_trial_of_a_large_load_is_not_staged(store):
    with store.writer(SOURCE, is_trial=True) as writer:
        writer.upsert(TOWNS)
        assert writer.changes() == {"Municipality": Changes(n_created=20)}
        assert store.staged() == ()
    assert store.counts() == Counts({}, {})
