"""A load into Neo4j that is too big for one transaction, from its first step to its end."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeVar

from neo4j import Session, Transaction
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import ExplorerError, StagedInPart
from graph.load_steps import Stageable
from graph.neo4j_connection import may_pass
from graph.neo4j_staging import AnyTransaction, Stage, end_staged, require_staged
from graph.neo4j_switch import Switch, take_back
from graph.neo4j_turn import NEXT_LOAD, Origin, record_load, take_turn
from graph.upsert import BatchWriter

T = TypeVar("T")


class StagedWriter:
    """Stages steps, makes them part of the network when it is asked what they did, and records the load.

    Whoever writes holds the turn to write in a transaction of its own, which the server ends when the program dies.
    """

    def __init__(self, turn: Transaction, session: Session, stage: Stage) -> None:
        """Go on with a stage.

        Parameters
        ----------
        turn : an open transaction that holds the turn to write.
        session : the session of that transaction.
        """
        self.load_id = stage.load_id
        self._turn, self._session, self._stage = turn, session, stage
        self._switch = Switch(stage)
        self.is_left = False
        """Whether the load had to be left as it is, neither complete nor taken away."""

    @classmethod
    def begun(
        cls, turn: Transaction, session: Session, steps_session: Session, origin: Origin, steps: Iterable[Stageable]
    ) -> "StagedWriter":
        """A new staged load with its first steps."""
        load_id = turn.run(NEXT_LOAD).single(strict=True).value()
        writer = cls(turn, session, Stage(steps_session, load_id))
        writer._stage.open(origin.source, list(origin.files), origin.undoes)
        for step in steps:
            writer.do(step)
        return writer

    def do(self, step: Stageable) -> None:
        """Stage a step."""
        self._stage.add(step)

    def all_given(self) -> None:
        """Remember that all has arrived."""
        self._stage.say_whole()

    def answer(self, question: Callable[[BatchWriter], T]) -> T:
        """What the load did, once all that was staged is done."""
        self._switch.run()
        return question(self._switch.writer)

    def keep(self) -> BatchWriter:
        """Complete the load, and give what has written it."""
        self._stage.say_whole()
        self._switch.run()
        self._end(self._record)
        self._stage.forget_steps()
        return self._switch.writer

    def complete(self) -> BatchWriter:
        """Complete a load that another program has left; raises `StagedInPart`."""
        if not self._stage.state().load.is_whole:
            raise StagedInPart(self.load_id)
        return self.keep()

    def discard(self) -> None:
        """Let nothing stay."""
        if self._stage.state().load.is_switching:
            take_back(self._stage)
        self._end(lambda transaction: end_staged(transaction, self.load_id))
        self._stage.forget_steps()

    def abandon(self) -> None:
        """Let nothing stay, or where the server does not answer leave the load to be completed or taken away."""
        try:
            self.discard()
        except (DriverError, Neo4jError, ExplorerError):
            self.is_left = True
        except BaseException:
            self.is_left = True
            raise

    def _end(self, work: Callable[[AnyTransaction], None]) -> None:
        """Do the last thing in the transaction that holds the turn; in another where that was lost."""
        try:
            work(self._turn)
            self._turn.commit()
        except (DriverError, Neo4jError) as error:
            if not may_pass(error):
                raise
            with suppress(DriverError, Neo4jError):
                self._turn.close()
            self._session.execute_write(self._end_anew, work)

    def _end_anew(self, transaction: AnyTransaction, work: Callable[[AnyTransaction], None]) -> None:
        take_turn(transaction)
        work(transaction)

    def _record(self, transaction: AnyTransaction) -> None:
        staged = require_staged(transaction, self.load_id)
        origin = Origin(staged.load.source, staged.load.files, staged.undoes)
        record_load(transaction, self._switch.writer, origin)
        end_staged(transaction, self.load_id)
