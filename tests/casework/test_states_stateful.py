"""Whatever people try, in any order, a request only goes along the allowed ways, and its history says how."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from casework.change import Who
from casework.checklist import checklist
from casework.need import Need
from casework.requests import check, move, receive, request_case, take_back
from casework.states import MOVES, IllegalMove
from graph.connect import open_store
from graph.records import Node, Relationship, Source
from graph.schema import REQUEST_STATUSES

FILE = Source("file", "A file")


class Requests(RuleBasedStateMachine):
    """One request, moved at random while exchanges, evaluations and practices come in from files."""

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = open_store(f"sqlite:///{Path(self.folder.name) / 'a.sqlite'}")
        self.case = receive(self.store, Need(title="x"), Who("Ann"))
        self.states = ["received"]

    def write(self, *records):
        with self.store.writer(FILE) as writer:
            writer.upsert(records)

    @rule(state=st.sampled_from(REQUEST_STATUSES), reason=st.sampled_from([None, "because"]))
    def move_somewhere(self, state, reason):
        before = self.case
        try:
            self.case = move(self.store, before, state, Who("Bo", reason))
        except IllegalMove:
            assert request_case(self.store, before.id) == before
        else:
            assert state in MOVES[before.state]
            self.states.append(state)

    @rule(item=st.sampled_from([one.id for one in checklist().items]), result=st.sampled_from(["pass", "fail"]))
    def answer(self, item, result):
        self.case = check(self.store, self.case, item, result, Who("Bo", "because"))
        self.states.append(self.case.state)

    @rule()
    def pass_all(self):
        for one in checklist().items:
            self.answer(one.id, "pass")

    @rule()
    def go_back(self):
        before = self.case
        try:
            self.case = take_back(self.store, before, Who("Bo"))
        except IllegalMove:
            assert request_case(self.store, before.id) == before
        else:
            assert self.case.state == self.states[-2]
            self.states.append(self.case.state)

    @rule(status=st.sampled_from(["planned", "held"]))
    def exchange_comes(self, status):
        exchange = Node.minted("Exchange", "file", "E", status=status)
        self.write(exchange, Relationship("ANSWERS", exchange.id, self.case.id, "file"))

    @rule(side=st.sampled_from(["requester", "peer"]))
    def evaluation_comes(self, side):
        exchange = Node.minted("Exchange", "file", "E", status="held")
        evaluation = Node.minted("Evaluation", "file", side, stage="after", answered_by_side=side)
        self.write(exchange, evaluation, Relationship("EVALUATES", evaluation.id, exchange.id, "file"))

    @invariant()
    def the_history_is_whole(self):
        history = self.store.case_history(self.case.id)
        assert [one.revision for one in history] == list(range(1, len(history) + 1))
        assert [one.state for one in history] == self.states

    @invariant()
    def nothing_stands_where_it_never_could(self):
        assert self.case.state not in ("proposed", "agreed", "under_way", "held", "evaluated", "documented"), (
            "nobody was ever proposed anything"
        )

    def teardown(self):
        self.store.close()
        self.folder.cleanup()


TestRequests = Requests.TestCase
TestRequests.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
