"""The store on a Neo4j server: one network shared by an office.

Reads go through the driver's managed transactions, which follow a cluster to its new leader and try again. A question
that is asked at the very moment of a commit may see part of it, since Neo4j knows no snapshots; reads of the whole
graph (`arrays`, `statements`, `counts`) never do, see `graph.neo4j_writer`. For that they take a lock, so their user
must be allowed to write.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, replace
from typing import Any, Self, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase, ManagedTransaction, Session, unit_of_work
from neo4j.exceptions import Neo4jError

from graph.cases import CaseNotFound, CaseRecord
from graph.errors import NodeNotFound, QueryTimeout, StoreUnavailable
from graph.meta import changes_from_json, found_decision, notices_from_json, now
from graph.neo4j_cases import read_case, read_cases, read_contacts, read_history
from graph.neo4j_connection import busy, is_time_limit, open_driver, own_request, parse_address, translated
from graph.neo4j_reader import read_arrays, read_counts, read_statements
from graph.neo4j_reading import PASS_GATE, GateWatch
from graph.neo4j_schema import declared_of_node, schema_statements
from graph.neo4j_staged_writer import StagedWriter
from graph.neo4j_staging import Stage, find_staged, require_staged
from graph.neo4j_turn import TAKE_TURN, Origin, await_turn, take_turn
from graph.neo4j_writer import MOST_IN_ONE, LoadWriter
from graph.own_process import ask_in_process
from graph.own_query import USUAL_ROWS, USUAL_SECONDS, OwnRows
from graph.records import Node, Relationship, Source, Value
from graph.saved import NameTaken, SavedQuestion, given_json, required, saved_from
from graph.schema import SCHEMA, SCHEMA_VERSION
from graph.store import (
    Counts,
    Decision,
    GraphArrays,
    Load,
    QuestionText,
    Reader,
    Ruling,
    StagedLoad,
    StoredNode,
    require_contacts,
)

T = TypeVar("T")

_WAIT_S = 30.0
_START_S = 10.0
"""How long the process of a person's own question may take to start and to reach the server."""
_WHOLE_GRAPH_S = 600.0
"""How long a read of the whole graph may hold up the commit of a load."""
_INDEX_S = 300

_FIND_STORE = """
OPTIONAL MATCH (s:ExplorerStore)
RETURN s.store_id AS store_id, s.schema_version AS schema_version,
       CASE WHEN s IS NULL THEN COUNT { MATCH (n) } ELSE 0 END AS n_nodes
"""
_MAKE_STORE = """
MERGE (g:CommitGate {name: "gate"})
MERGE (s:ExplorerStore {name: "store"})
ON CREATE SET s.store_id = $store_id, s.n_commits = 0
SET s.schema_version = $schema_version
"""
_LOADS = """
MATCH (l:Load) MATCH (s:Source {id: l.source})
RETURN l.load_id, l.loaded_at, l.files, l.changes, l.notices, l.undoes, s.id, s.title, s.publisher, s.url, s.licence
ORDER BY l.load_id
"""


_DECIDE = """
OPTIONAL MATCH (last:Decision)
WITH coalesce(max(last.decision_id), 0) + 1 AS decision_id
CALL (decision_id) {
  MATCH (before:Decision {kind: $ruling.kind, name: $ruling.name, country: $ruling.country})
  WHERE before.taken_back_at IS NULL
  SET before.taken_back_at = $at
}
CREATE (d:Decision {decision_id: decision_id})
SET d += $ruling, d.decided_at = $at
RETURN decision_id
"""
_TAKE_BACK = """
MATCH (d:Decision {decision_id: $decision_id})
SET d.taken_back_at = coalesce(d.taken_back_at, $at)
"""
_DECISIONS = """
MATCH (d:Decision)
RETURN d.kind, d.name, d.country, d.target, d.reason, d.decided_by, d.decision_id, d.decided_at, d.taken_back_at
ORDER BY d.decision_id
"""


_SAVE_QUESTION = """
MERGE (s:SavedQuestion {name: $name})
ON CREATE SET s.is_new = true
WITH s, coalesce(s.is_new, false) AS is_new
REMOVE s.is_new
WITH s, is_new
FOREACH (_ IN CASE WHEN is_new OR $overwrite THEN [1] ELSE [] END |
  SET s.question_id = $question_id, s.given = $given, s.saved_by = $saved_by, s.saved_at = $saved_at)
RETURN is_new OR $overwrite
"""
_RENAME_SAVED = """
MATCH (s:SavedQuestion {name: $name})
WHERE $name = $new_name OR NOT EXISTS { MATCH (:SavedQuestion {name: $new_name}) }
SET s.name = $new_name
RETURN s.name
"""
_DELETE_SAVED = "MATCH (s:SavedQuestion {name: $name}) DELETE s"
_SAVED_QUESTIONS = "MATCH (s:SavedQuestion) RETURN s.name, s.question_id, s.given, s.saved_by, s.saved_at"


class Neo4jStore:
    """A store on a server. See `graph.store.GraphStore` for what each verb promises."""

    language = "cypher"

    def __init__(
        self, url: str, *, create: bool = True, wait_s: float = _WAIT_S, most_in_one: int = MOST_IN_ONE
    ) -> None:
        """Reach a server.

        Parameters
        ----------
        url : as in `graph.neo4j_connection.parse_address`.
        create : make an empty store in a database that is empty.
        wait_s : how long to wait for another program that writes.
        most_in_one : records that a load may have to be written in one transaction; larger ones are staged.

        Raises
        ------
        StoreUnavailable
            No server answers or it refuses the user; there is no such database, or it is empty and shall stay so, or
            it holds something else, or a store made by a newer version.
        """
        self._address = parse_address(url)
        self.url = self._address.shown
        self._wait_s, self._most_in_one = wait_s, most_in_one
        self._gate = GateWatch(self._address.shown)
        self._is_closed = False
        # Whoever writes through this store reads what it wrote, whichever member of a cluster answers.
        self._bookmarks = GraphDatabase.bookmark_manager()
        self._driver = open_driver(self._address)
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def data_version(self) -> str:
        """Text that changes with every change of the graph."""
        found = self._rows("MATCH (s:ExplorerStore) RETURN s.store_id, s.n_commits")
        if not found:
            raise StoreUnavailable(f"the store at {self.url} was taken away while it was open. Open it again.")
        return f"{found[0][0]}-{found[0][1]}"

    @contextmanager
    def writer(
        self, source: Source, files: Sequence[str] = (), *, undoes: int | None = None, is_trial: bool = False
    ) -> Iterator[LoadWriter]:
        """Open one load; see `graph.store.GraphStore.writer`."""
        origin = Origin(source, files, undoes)
        most_in_one = None if is_trial else self._most_in_one
        writer: LoadWriter | None = None
        with translated(self._address, lambda: writer.what_became if writer else ""), ExitStack() as sessions:

            def open_session() -> Session:
                return sessions.enter_context(self._session(WRITE_ACCESS))

            writer = LoadWriter(open_session, self._address, self._wait_s, origin, most_in_one)
            try:
                yield writer
                if is_trial:
                    writer.changes()  # a wrong record is refused as it would be in earnest
                else:
                    writer.keep()
            finally:
                writer.abandon()

    def ask(
        self, question: QuestionText, params: Mapping[str, Any] | None = None, timeout_s: float = 30.0
    ) -> list[dict[str, Any]]:
        """Rows that answer a question; see `graph.store.GraphStore.ask`."""

        def work(transaction: ManagedTransaction) -> list[dict[str, Any]]:
            return transaction.run(question.cypher, dict(params or {})).data()

        limit = unit_of_work(timeout=max(timeout_s, 0.001))  # Neo4j takes 0 for no limit
        with translated(self._address), self._session(READ_ACCESS) as session:
            try:
                return self._gate.watched(lambda behind: session.execute_read(limit(behind)), work)
            except Neo4jError as error:
                if is_time_limit(error):
                    message = f'the question "{question.id}" took longer than {timeout_s:g} seconds'
                    raise QueryTimeout(message) from error
                raise

    def ask_own(self, text: str, *, max_rows: int = USUAL_ROWS, timeout_s: float = USUAL_SECONDS) -> OwnRows:
        """Rows of a question of a person's own in Cypher; see `graph.store.GraphStore.ask_own`."""
        if self._is_closed:
            raise StoreUnavailable(f"the store {self.url} was closed")

        def read(_: ManagedTransaction) -> OwnRows:
            return ask_in_process(
                "graph.neo4j_own_process",
                own_request(self._address, text),
                max_rows=max_rows,
                timeout_s=timeout_s,
                start_s=_START_S,
            )

        with translated(self._address), self._session(READ_ACCESS) as session:
            return self._gate.watched(session.execute_read, read)

    def node(self, node_id: str) -> StoredNode:
        """One node with its known properties; raises `NodeNotFound`."""
        found = self._rows_of_network("MATCH (n:Node {id: $id}) RETURN properties(n)", id=node_id)
        if not found:
            raise NodeNotFound(node_id)
        stored = found[0][0]
        return StoredNode(
            node_id,
            stored["kind"],
            declared_of_node(SCHEMA.node(stored["kind"]), stored),
            stored["source"],
            stored["source_key"],
            stored.get("source_url"),
            stored["load_id"],
        )

    def hidden_values(self, node_id: str, reader: Reader) -> dict[str, Value]:
        """Contact values of an official, for a reader who may see contacts."""
        require_contacts(reader)
        if not self.existing([node_id]):
            raise NodeNotFound(node_id)
        found = self._rows_of_network("MATCH (h:HiddenValues {node_id: $id}) RETURN properties(h)", id=node_id)
        values: dict[str, Value] = found[0][0] if found else {}
        return {name: values[name] for name in sorted(values) if name != "node_id"}

    def existing(self, ids: Iterable[str]) -> dict[str, str]:
        """Kind of each id that exists."""
        return dict(self._rows_of_network("MATCH (n:Node) WHERE n.id IN $ids RETURN n.id, n.kind", ids=list(ids)))

    def counts(self) -> Counts:
        """How many nodes and relationships there are."""
        return self._read_whole(read_counts)

    def loads(self) -> tuple[Load, ...]:
        """Loads in the order they were made."""
        return tuple(
            Load(
                load_id,
                Source(*source),
                loaded_at,
                tuple(files),
                changes_from_json(changes),
                notices_from_json(notices),
                undoes,
            )
            for load_id, loaded_at, files, changes, notices, undoes, *source in self._rows(_LOADS)
        )

    def staged(self) -> tuple[StagedLoad, ...]:
        """Loads that have begun and not ended."""
        with translated(self._address), self._session(READ_ACCESS) as session:
            found = session.execute_read(find_staged)
        return (found.load,) if found else ()

    def resume(self, load_id: int) -> Load:
        """Complete a staged load; see `graph.store.GraphStore.resume`."""
        with self._staged_writer(load_id) as writer:
            writer.complete()
        return next(one for one in self.loads() if one.load_id == load_id)

    def discard(self, load_id: int) -> None:
        """Take a staged load away; see `graph.store.GraphStore.discard`."""
        with self._staged_writer(load_id) as writer:
            writer.discard()

    def decide(self, ruling: Ruling) -> Decision:
        """Keep what a person decided; see `graph.store.GraphStore.decide`."""
        at = now()
        ((decision_id,),) = self._write_rows(_DECIDE, ruling=asdict(ruling), at=at)
        return Decision(decision_id, ruling, at)

    def take_back(self, decision_id: int) -> Decision:
        """Let a decision no longer hold; see `graph.store.GraphStore.take_back`."""
        at = now()
        self._write_rows(_TAKE_BACK, decision_id=decision_id, at=at)
        return found_decision(self.decisions(), decision_id)

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions in the order they were made."""
        return tuple(
            Decision(decision_id, Ruling(*ruling), decided_at, taken_back_at)
            for *ruling, decision_id, decided_at, taken_back_at in self._rows(_DECISIONS)
        )

    def save_question(self, saved: SavedQuestion, *, overwrite: bool = False) -> SavedQuestion:
        """Keep a question under its name; see `graph.store.GraphStore.save_question`."""
        kept = replace(saved, saved_at=now())
        values = {**asdict(kept), "given": given_json(kept), "overwrite": overwrite}
        ((was_kept,),) = self._write_rows(_SAVE_QUESTION, **values)
        if not was_kept:
            raise NameTaken(saved.name)
        return kept

    def rename_saved(self, name: str, new_name: str) -> SavedQuestion:
        """Give a saved question another name; see `graph.store.GraphStore.rename_saved`."""
        renamed = replace(required(name, self.saved_questions()), name=new_name)
        if not self._write_rows(_RENAME_SAVED, name=name, new_name=new_name):
            raise NameTaken(new_name)
        return renamed

    def delete_saved(self, name: str) -> None:
        """Forget a saved question; see `graph.store.GraphStore.delete_saved`."""
        required(name, self.saved_questions())
        self._write_rows(_DELETE_SAVED, name=name)

    def saved_questions(self) -> tuple[SavedQuestion, ...]:
        """All saved questions by name."""
        return saved_from(self._rows(_SAVED_QUESTIONS))

    def case(self, record_id: str) -> CaseRecord:
        """Latest revision of a casework record; raises `CaseNotFound`."""
        found = read_case(self._rows, record_id)
        if found is None:
            raise CaseNotFound(record_id)
        return found

    def cases(self, kind: str, states: Sequence[str] = (), *, parent_id: str | None = None) -> tuple[CaseRecord, ...]:
        """Latest revisions of the records of a kind, by id."""
        return read_cases(self._rows, kind, states, parent_id)

    def case_history(self, record_id: str) -> tuple[CaseRecord, ...]:
        """All revisions of a casework record, the first one first."""
        return read_history(self._rows, record_id)

    def case_contacts(self, record_id: str, reader: Reader) -> dict[str, str]:
        """Contacts that a casework record holds, for a reader who may see contacts."""
        require_contacts(reader)
        self.case(record_id)
        return read_contacts(self._rows, record_id)

    def arrays(self, types: Sequence[str] | None = None) -> GraphArrays:
        """The graph as columns; see `graph.store.GraphStore.arrays`."""
        kinds = [SCHEMA.relationship(type_) for type_ in types or SCHEMA.relationships]
        return self._read_whole(lambda transaction: read_arrays(transaction, kinds))

    def statements(self) -> Iterator[Node | Relationship]:
        """Every node, then every relationship, as records in a total order."""
        yield from self._read_whole(read_statements)

    def close(self) -> None:
        """Let go of the server; closing twice is fine."""
        self._is_closed = True
        self._driver.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _session(self, access: str) -> Session:
        if self._is_closed:
            raise StoreUnavailable(f"the store {self.url} was closed")
        return self._driver.session(
            database=self._address.database, default_access_mode=access, bookmark_manager=self._bookmarks
        )

    @contextmanager
    def _staged_writer(self, load_id: int) -> Iterator[StagedWriter]:
        """Go on with a staged load, once no other program is at work on it."""
        with (
            translated(self._address),
            self._session(WRITE_ACCESS) as session,
            self._session(WRITE_ACCESS) as of_steps,
        ):
            await_turn(session, self._address, self._wait_s)
            with session.begin_transaction() as turn:
                take_turn(turn)
                require_staged(turn, load_id)
                yield StagedWriter(turn, session, Stage(of_steps, load_id))

    def _rows_of_network(self, cypher: str, **params: object) -> list[list[Any]]:
        """Rows, none of them half of a load."""

        def work(transaction: ManagedTransaction) -> list[list[Any]]:
            return [row.values() for row in transaction.run(cypher, params)]

        with translated(self._address), self._session(READ_ACCESS) as session:
            return self._gate.watched(session.execute_read, work)

    def _rows(self, cypher: str, **params: object) -> list[list[Any]]:
        def work(transaction: ManagedTransaction) -> list[list[Any]]:
            return [row.values() for row in transaction.run(cypher, params)]

        with translated(self._address), self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def _write_rows(self, cypher: str, **params: object) -> list[list[Any]]:
        def work(transaction: ManagedTransaction) -> list[list[Any]]:
            transaction.run(TAKE_TURN).consume()
            return [row.values() for row in transaction.run(cypher, params)]

        with translated(self._address), self._session(WRITE_ACCESS) as session:
            try:
                return session.execute_write(unit_of_work(timeout=self._wait_s)(work))
            except Neo4jError as error:
                if is_time_limit(error):
                    raise busy(self._address) from error
                raise

    def _read_whole(self, work: Callable[[ManagedTransaction], T]) -> T:
        """What the work reads while no commit is being applied."""

        def behind_gate(transaction: ManagedTransaction) -> T:
            transaction.run(PASS_GATE).consume()
            self._gate.look(transaction)
            return work(transaction)

        with translated(self._address), self._session(WRITE_ACCESS) as session:
            try:
                return session.execute_write(unit_of_work(timeout=_WHOLE_GRAPH_S)(behind_gate))
            except Neo4jError as error:
                if is_time_limit(error):
                    raise busy(self._address) from error
                raise

    def _prepare(self, *, create: bool) -> None:
        """Make an empty store, or make sure that what is there is a store of ours that we can read."""
        ((store_id, version, n_nodes),) = self._rows(_FIND_STORE)
        if store_id is None and n_nodes:
            raise StoreUnavailable(
                f"the database at {self.url} holds {n_nodes:,} nodes of another program. Name an empty database."
            )
        if store_id is None and not create:
            raise StoreUnavailable(f"there is no store at {self.url}: the database is empty. Load something first.")
        if store_id is None or version < SCHEMA_VERSION:
            self._create()
        elif version > SCHEMA_VERSION:
            raise StoreUnavailable(
                f"the store at {self.url} was made by a newer version of the explorer (schema {version}, this one "
                f"knows {SCHEMA_VERSION}). Update the explorer."
            )

    def _create(self) -> None:
        """Make what is not there yet: everything in an empty database, and what is new in an earlier version's."""
        made = {name for (name,) in self._rows("SHOW INDEXES YIELD name RETURN name")}
        with translated(self._address), self._session(WRITE_ACCESS) as session:
            for name, statement in schema_statements(SCHEMA).items():
                if name not in made:
                    _make_schema(session, statement)
            session.run("CALL db.awaitIndexes($seconds)", seconds=_INDEX_S).consume()
            session.execute_write(_make_store)


def _make_schema(session: Session, statement: str) -> None:
    # Of two programs that start at once, one may be told to try again, or that the other was first.
    try:
        session.execute_write(_run, statement)
    except Neo4jError as error:
        if not (error.code or "").endswith("AlreadyExists"):
            raise


def _run(transaction: ManagedTransaction, statement: str) -> None:
    transaction.run(statement).consume()


def _make_store(transaction: ManagedTransaction) -> None:
    # Two programs may start on one empty database; the second finds it made.
    transaction.run(_MAKE_STORE, store_id=uuid.uuid4().hex[:12], schema_version=SCHEMA_VERSION).consume()
