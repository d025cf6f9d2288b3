"""Questions about peer paths as the catalogue asks them: rows out of what the typed functions answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.answers import PeerPath
from graph.network import FactKind, Network
from graph.path_marks import PathMark
from graph.schema import PEERS
from graph.steps import StepRules
from graph.store import GraphStore
from queries.ego_network import day_number
from queries.path_ends import PathEnd, topics_within
from queries.peer_paths import PathOrder, PathSearch, paths_between
from wording.words import N_

Given = Mapping[str, Any]
Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One parameter: its name, its type, what it is where it is not given, and the only texts allowed."""

    name: str
    type: str
    default: object = None
    is_required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathQuestion:
    """One question about peer paths."""

    id: str
    question: str
    parameters: tuple[Told, ...]
    columns: tuple[tuple[str, str], ...]
    order: str
    empty: str
    example: Given
    answer: Callable[[GraphStore, Network, Given], Rows]
    definition: str = ""
    reference: str = ""


FILTERS = (
    Told(name="avoid_ids", type="texts"),
    Told(name="avoid_kinds", type="texts", choices=PEERS),
    Told(name="only_facts", type="texts", choices=tuple(kind.name for kind in FactKind)),
    Told(name="topic_ids", type="texts"),
    Told(name="from_date", type="text"),
    Told(name="until_date", type="text"),
    Told(name="with_planned", type="yes/no", default=False),
    Told(name="with_similarity", type="yes/no", default=False),
)
ENDS = (Told(name="from_id", type="text", is_required=True), Told(name="to_id", type="text", is_required=True))
STEP_COLUMNS = (
    ("path", "integer"),
    ("step", "integer"),
    ("from_id", "text"),
    ("from", "text"),
    ("to_id", "text"),
    ("to", "text"),
    ("fact", "text"),
    ("fact_id", "text"),
    ("date", "text"),
    ("source", "text"),
    ("source_url", "text"),
    ("step_strength", "number"),
    ("path_strength", "number"),
)
EXAMPLE_PAIR = {"from_id": "off-rmrd2p7vqdv5", "to_id": "off-665xnq73qns4"}


def rules_given(store: GraphStore, given: Given) -> StepRules:
    """Rules for the walk out of the parameters in `FILTERS`.

    Raises
    ------
    ValueError
        A date or a kind of fact cannot be read.
    """
    topics = given["topic_ids"]
    return StepRules(
        bool(given["with_planned"]),
        bool(given["with_similarity"]),
        frozenset(given["avoid_kinds"] or ()),
        frozenset(given["avoid_ids"] or ()),
        frozenset(_fact_kind(name) for name in given["only_facts"] or ()),
        topics_within(store, topics) if topics else None,
        day_number(given["from_date"], is_end=False),
        day_number(given["until_date"], is_end=True),
    )


def path_rows(paths: Sequence[PeerPath], marks: Sequence[PathMark]) -> Iterator[dict[str, Any]]:
    """One row a fact of each step, with what the step and the path are worth."""
    for n_path, (path, mark) in enumerate(zip(paths, marks, strict=True), start=1):
        for n_step, (step, of_step) in enumerate(zip(path.steps, mark.steps, strict=True), start=1):
            for fact in step.facts:
                yield {
                    "path": n_path,
                    "step": n_step,
                    "from_id": step.from_node.id,
                    "from": step.from_node.name,
                    "to_id": step.to_node.id,
                    "to": step.to_node.name,
                    "fact": fact.kind.value,
                    "fact_id": fact.node.id if fact.node else None,
                    "date": fact.date,
                    "source": fact.source,
                    "source_url": fact.source_url,
                    "step_strength": of_step.strength,
                    "path_strength": mark.strength,
                }


def _fact_kind(name: str) -> FactKind:
    if name.upper() not in FactKind.__members__:
        raise ValueError(f'only_facts has "{name}"; known are {", ".join(FactKind.__members__)}')
    return FactKind[name.upper()]


def _peer_paths(store: GraphStore, network: Network, given: Given) -> Rows:
    search = PathSearch(
        k=given["k"],
        max_steps=given["max_steps"],
        rules=rules_given(store, given),
        order=PathOrder(given["order"]),
        must_pass=tuple(given["must_pass_ids"] or ()),
        as_of=given["as_of"],
    )
    from_end, to_end = PathEnd.read(given["from_id"]), PathEnd.read(given["to_id"])
    found = paths_between(store, network, from_end, to_end, search)
    return list(path_rows(found.paths, found.marks))


PATH_QUESTIONS = (
    PathQuestion(
        id="peer_paths",
        question=N_("How are these officials or organisations connected?"),
        parameters=(
            *ENDS,
            Told(name="k", type="integer", default=5),
            Told(name="max_steps", type="integer", default=6),
            Told(name="order", type="text", default="shortest", choices=tuple(PathOrder)),
            Told(name="must_pass_ids", type="texts"),
            *FILTERS,
            Told(name="as_of", type="text"),
        ),
        columns=STEP_COLUMNS,
        order="path, step, then the facts of a step, the most telling first",
        empty=N_("nothing connects the two within max_steps, or one of them does not exist"),
        example=EXAMPLE_PAIR,
        answer=_peer_paths,
        definition=N_(
            "A path leads through what two peers did together: an exchange, a job, a twinning, a practice that was "
            "passed on. Its strength is the product of its steps' strengths and of the chance that everybody in between"
            " passes on what was asked; a step holds unless every one of its facts fails."
        ),
        reference="Yen 1971; Liu & Ramakrishnan 2001; Pearl 1988",
    ),
)
