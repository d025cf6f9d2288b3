"""The contract on SQLite, and what concerns files only."""

import os
import sqlite3
from pathlib import Path

import pytest

from graph.connect import open_store
from graph.errors import StoreUnavailable
from graph.schema import EVALUATION_SCORES, SCHEMA
from graph.sqlite_schema import relationship_views
from graph.sqlite_store import SqliteStore
from tests.contract.own_texts import SQL, SQL_CLOSED, SQL_WRITING
from tests.contract.samples import OLD_VALUES, SOURCE, A, B, municipality, twinned, write
from tests.contract.saving import AFRICA as SAVED
from tests.contract.store_contract import StoreContract


def path_of(url):
    return Path(url.removeprefix("sqlite:///"))


class TestSqliteStore(StoreContract):
    engine = "sqlite"
    own, closed, writing = SQL, SQL_CLOSED, SQL_WRITING
    refusal = sqlite3.OperationalError

    def open_impatient(self, url):
        return SqliteStore(path_of(url), wait_s=0.1)

    def make_newer(self, url):
        connection = sqlite3.connect(path_of(url))
        connection.execute("PRAGMA user_version = 99")
        connection.close()

    def make_older(self, url):
        connection = sqlite3.connect(path_of(url))
        for view in relationship_views(SCHEMA):
            connection.execute(f"DROP VIEW {view}")
        added = {
            "request": ("objectives", "languages"),
            "evaluation": EVALUATION_SCORES,
            "practice": ("what_worked", "titles", "status"),
            "relationship_row": ("event",),
        }
        for table, columns in added.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("DELETE FROM relationship_type WHERE type = 'SHARED'")
        connection.execute("DROP TABLE case_revision")
        connection.execute("DROP TABLE case_hidden")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
        connection.close()

    def test_folders_on_the_way_are_made(self, tmp_path):
        with open_store(f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.sqlite'}") as store:
            write(store, A)
            assert store.url == f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.sqlite'}"

    def test_a_missing_file_is_refused_where_none_may_be_made(self, tmp_path):
        with pytest.raises(StoreUnavailable, match=r"there is no store at .*none\.sqlite"):
            open_store(f"sqlite:///{tmp_path / 'none.sqlite'}", create=False)
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("content", [b"name,country\nUtrecht,NL\n" * 100, os.urandom(5_000)], ids=["text", "noise"])
    def test_a_file_that_is_not_ours_is_refused_and_left_alone(self, tmp_path, content):
        path = tmp_path / "mine.csv"
        path.write_bytes(content)
        with pytest.raises(StoreUnavailable, match=r"mine\.csv.*Name another file"):
            open_store(f"sqlite:///{path}")
        assert path.read_bytes() == content

    def test_an_sqlite_file_of_another_program_is_refused_and_left_alone(self, tmp_path):
        path = tmp_path / "other.sqlite"
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE letters (text TEXT)")
        connection.close()
        before = path.read_bytes()
        with pytest.raises(StoreUnavailable, match="is an SQLite file of another program"):
            open_store(f"sqlite:///{path}")
        assert path.read_bytes() == before

    def test_a_folder_is_refused(self, tmp_path):
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            open_store(f"sqlite:///{tmp_path}")

    def test_a_path_below_a_file_is_refused(self, tmp_path):
        (tmp_path / "file").touch()
        with pytest.raises(StoreUnavailable, match="cannot be made"):
            open_store(f"sqlite:///{tmp_path / 'file' / 'a.sqlite'}")

    def test_a_folder_that_may_not_be_written_is_refused(self, tmp_path):
        folder = tmp_path / "locked"
        folder.mkdir(mode=0o500)
        if os.access(folder, os.W_OK):  # as root every folder may be written, but those of the kernel
            folder = Path("/proc")
        with pytest.raises(StoreUnavailable, match="cannot be opened"):
            open_store(f"sqlite:///{folder / 'a.sqlite'}")

    def test_an_empty_file_becomes_a_store(self, tmp_path):
        (tmp_path / "a.sqlite").touch()
        with open_store(f"sqlite:///{tmp_path / 'a.sqlite'}") as store:
            write(store, A)
            assert list(store.statements()) == [A]

    def test_a_first_load_checks_what_sqlite_is_not_asked_to_check(self, url):
        with open_store(url) as store:
            write(store, A, B, twinned(A, B))
        connection = sqlite3.connect(path_of(url))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()

    def test_a_first_load_makes_the_indexes_that_a_new_store_has(self, url):
        ask = "SELECT name, sql FROM sqlite_master ORDER BY name"
        open_store(url).close()
        connection = sqlite3.connect(path_of(url))
        before = connection.execute(ask).fetchall()
        with open_store(url) as store:
            write(store, A, B, twinned(A, B))
        assert connection.execute(ask).fetchall() == before
        connection.close()

    def test_what_comes_again_in_a_first_load_is_written_like_in_any_other(self, tmp_path, monkeypatch):
        monkeypatch.setattr("graph.upsert.BATCH_SIZE", 2)
        records = [A, B, municipality("C"), twinned(A, B, since="1990"), twinned(A, municipality("C"))]
        again = [twinned(A, B, since="1991"), A, twinned(A, B, since="1991"), municipality("B", population=1)]
        last = [twinned(A, B, since="1992"), twinned(B, municipality("C"))]
        found = []
        for first in ((), (municipality("before"),)):
            with open_store(f"sqlite:///{tmp_path / f'{len(first)}.sqlite'}") as store:
                write(store, *first)
                with store.writer(SOURCE) as writer:
                    writer.upsert([*records, *again, *last])
                    changes = dict(writer.changes())
                    listed = {(one.operation, one.id) for one in writer.differences()}
                values = [row["old_values"].replace('"load_id": 2', '"load_id": 1') for row in store.ask(OLD_VALUES)]
                kept = [one for one in store.statements() if one not in first]
                found.append((changes, listed, sorted(values), kept))
        assert found[0] == found[1]


def test_a_store_made_before_there_were_saved_questions_gets_them_with_the_first_one(tmp_path):
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    open_store(url).close()
    with sqlite3.connect(tmp_path / "old.sqlite") as connection:
        connection.execute("DROP TABLE saved_question")
    connection.close()
    with open_store(url) as store:
        assert store.saved_questions() == ()
        assert store.save_question(SAVED) == SAVED
        assert store.saved_questions() == (SAVED,)
