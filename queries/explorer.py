"""The explorer in a notebook: open a store, ask questions by name, take answers and networks on.

::

    from queries import Explorer

    with Explorer() as explorer:
        answer = explorer.ask("ego_network", node_id="Leiden", radius=2)
        answer.frame()
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from graph.answers import NodeSummary
from graph.connect import open_store
from graph.errors import ExplorerError
from graph.network import Network
from graph.network_cache import open_network
from graph.own_query import USUAL_ROWS, USUAL_SECONDS
from queries.answer_graph import answer_graph
from queries.answered import Answered, ask_question
from queries.catalogue import Asking, Question, find, question_named, questions
from queries.naming import node_meant
from queries.own_query import ask_own_query
from queries.parameter_meaning import Meaning, meaning, node_kinds, node_parameters
from queries.patterns.filters import PatternFilters
from queries.patterns.finding import Finding
from queries.patterns.given import read_filters
from queries.patterns.network_objects import networkit_graph, networkx_graph
from queries.patterns.scope import scope
from queries.patterns.words import Told, told
from queries.saved import saved_named
from wording.words import words

if TYPE_CHECKING:
    from graph.store import GraphStore


class NotOneNode(ExplorerError):
    """A name does not stand for exactly one node."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that answer a question; shown as a table at the end of a cell."""

    answered: Answered

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as dictionaries by column."""
        return self.answered.rows

    @property
    def about(self) -> dict[str, str]:
        """What the answer rests on: question, parameters, order, version of the data, definition and reference."""
        return self.answered.rests_on()

    def frame(self) -> Any:  # noqa: ANN401 - a notebook knows pandas
        """The rows as a pandas data frame, with all columns also where there are no rows."""
        import pandas as pd

        return pd.DataFrame(self.answered.rows, columns=list(self.answered.columns))

    def graph(self) -> Any:  # noqa: ANN401 - NetworkX has no types
        """The rows as a NetworkX MultiDiGraph; raises `NotAGraph` where they are neither nodes nor edges."""
        return answer_graph(self.answered)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.answered.rows)

    def _repr_html_(self) -> str:
        """As a notebook shows it; pandas escapes what the names hold."""
        html: str = self.frame().to_html(max_rows=20, border=0)
        return html


class Explorer:
    """A store that answers questions by name. Close it, or use it in a ``with`` block."""

    def __init__(self, url: str | None = None) -> None:
        """Open a store that somebody loaded before.

        Parameters
        ----------
        url : as for the command line; None: that of CONNECT_EXPLORER_STORE, otherwise the one in your data folder.

        Raises
        ------
        StoreUnavailable
            There is none, or it cannot be reached.
        """
        self.store: GraphStore = open_store(url, create=False)

    @cached_property
    def network(self) -> Network:
        """The network in memory, as it is when it is asked for first."""
        return open_network(self.store)

    def questions(self) -> dict[str, str]:
        """Every question that can be asked, by its name."""
        return {id_: one.question for id_, one in questions().items()}

    def find(self, name: str, kinds: Sequence[str] | None = None) -> NodeSummary:
        """The one node that a name, id or source key stands for.

        Raises
        ------
        NotOneNode
            Several are called so, or none; the nearest names are told.
        """
        meant = node_meant(self.store, name, kinds)
        if meant.node is None:
            near = ", ".join(f"{hit.node.name or hit.node.source_key} ({hit.node.id})" for hit in meant.candidates)
            why = "several nodes are called" if meant.is_ambiguous else "no node is called"
            raise NotOneNode(f'{why} "{name}". {f"Write the id of one of these: {near}." if near else ""}'.rstrip())
        return meant.node

    def ask(self, question: str, **given: Any) -> Answer:  # noqa: ANN401 - whatever the parameters hold
        """The rows that answer a question of the catalogue.

        Parameters
        ----------
        question : its name; see `questions`.
        given : its parameters; where a node is wanted, its name will do, and a list where several are.

        Raises
        ------
        UnknownQuestion, WrongParameter, NotOneNode
            There is no such question, a parameter cannot be read, or a name is not that of one node.
        """
        asked = question_named(question)
        return Answer(ask_question(self._asking(), asked.id, self._with_ids(asked, given)))

    def measure(self, question: str, **given: Any) -> Finding:  # noqa: ANN401 - as above
        """The answer to a question about patterns: its figures with intervals, its rows, and what was measured."""
        asked = question_named(question)
        return find(self._asking(), asked.id, self._with_ids(asked, given))

    def told(self, finding: Finding, language: str = "en") -> Told:
        """A finding in words: what it means, its definition and reference, node set, filters and cautions."""
        return told(words(language), finding)

    def saved(self, name: str) -> Answer:
        """The answer to a question that somebody saved; raises `SavedNotFound`."""
        one = saved_named(self.store, name)
        return self.ask(one.question_id, **one.given)

    def query(self, text: str, max_rows: int = USUAL_ROWS, timeout_s: float = USUAL_SECONDS) -> Answer:
        """Rows of your own SQL or Cypher; it cannot write. See `queries.own_query.ask_own_query`."""
        return Answer(ask_own_query(self.store, text, max_rows, timeout_s))

    def networkx(self, **filters: Any) -> Any:  # noqa: ANN401 - NetworkX has no types
        """Who is tied to whom, as a NetworkX graph.

        Parameters
        ----------
        filters : as for a question about patterns: who, countries, regions, topic_ids, forms, from_date ...

        Returns
        -------
        Nodes are ids, with ``name``, ``kind`` and ``country``; edges have ``weight``. Empty where nothing passes.
        """
        return networkx_graph(scope(self.store, self.network, self._filters(filters)))

    def networkit(self, **filters: Any) -> tuple[Any, list[str]]:  # noqa: ANN401 - NetworKit has no types
        """The same as a weighted NetworKit graph, and the id of each of its nodes."""
        return networkit_graph(scope(self.store, self.network, self._filters(filters)))

    def close(self) -> None:
        """Let go of the store; closing twice is fine."""
        self.store.close()

    def __enter__(self) -> Self:
        """Return the explorer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    def _asking(self) -> Asking:
        return Asking(self.store, lambda: self.network)

    def _with_ids(self, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(given)
        for one in node_parameters(question):
            value = values.get(one.name)
            if value is not None and meaning(one) is Meaning.NODES:
                named = value.split("|") if isinstance(value, str) else value
                values[one.name] = [self.find(each, node_kinds(one)).id for each in named]
            elif value is not None:
                values[one.name] = self.find(value, node_kinds(one)).id
        return values

    def _filters(self, given: Mapping[str, Any]) -> PatternFilters:
        topics = [self.find(each, ["Topic"]).id for each in given.get("topic_ids") or ()]
        return read_filters({**given, "topic_ids": topics})
