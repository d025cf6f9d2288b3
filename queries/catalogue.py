"""Every question the explorer can answer, by name: what it asks for, what it gives back, and how to ask it.

A question with a text in SQL and one in Cypher is in the catalogue because its files are there. A question about the
network is written in Python and listed below.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.answers import NodeSummary
from graph.errors import ExplorerError
from graph.network import Network
from graph.store import GraphStore
from queries.ego_network import ExploreFilters, ego_network
from queries.path_questions import PATH_QUESTIONS, PathQuestion
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.finding import Finding
from queries.patterns.given import ask_pattern, columns_of, options_of, rows_of
from queries.patterns.pattern import Pattern
from queries.profile import profile
from queries.rows import ask
from queries.search import search
from queries.subjects import Subject
from queries.text import UnknownQuestion, question_header, text_ids
from wording.words import N_

Rows = list[dict[str, Any]]


class WrongParameter(ExplorerError):
    """A question was given a parameter it does not have, or a value it cannot use."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a question must or may be told."""

    name: str
    type: str
    """text, integer, yes/no, or texts (several, separated by ``|``)."""
    default: object = None
    is_required: bool = False
    choices: tuple[str, ...] = ()
    """The only texts allowed; () for any."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with all that is needed to ask it."""

    id: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    order: str
    empty: str
    example: Mapping[str, Any]
    answer: Callable[["Asking", Mapping[str, Any]], Rows]
    about: Subject = Subject.OTHER
    definition: str = ""
    """What its figures mean, in words; "" where the rows are plain facts."""
    reference: str = ""
    """Author and year of its measures; "" where it has none."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question is asked of."""

    store: GraphStore
    network: Callable[[], Network]
    """Opens the network; only questions about the network call it."""


def questions() -> dict[str, Question]:
    """All questions by id, in the order of the ids."""
    found = {**{id_: _from_texts(id_) for id_ in text_ids()}, **{one.id: one for one in _NETWORK_QUESTIONS}}
    found |= {one.id: _from_pattern(one) for one in PATTERNS.values()}
    found |= {one.id: _from_path(one) for one in PATH_QUESTIONS}
    return dict(sorted(found.items()))


def answer(asking: Asking, question_id: str, given: Mapping[str, object]) -> Rows:
    """Rows that answer a question; [] where its header says so.

    Parameters
    ----------
    given : values by parameter name; texts as a person types them are read by the parameter's type.

    Raises
    ------
    UnknownQuestion
        There is no question of this name.
    WrongParameter
        A parameter is unknown, missing, or has a value that cannot be read.
    """
    question = question_named(question_id)
    try:
        return question.answer(asking, read_parameters(question, given))
    except ValueError as error:
        raise WrongParameter(f"{question_id}: {error}") from error


def find(asking: Asking, question_id: str, given: Mapping[str, object]) -> Finding:
    """The answer to a pattern question with all that defends it, where `answer` gives its rows; raises as `answer`."""
    question = question_named(question_id)
    try:
        values = read_parameters(question, given)
        return ask_pattern(asking.store, asking.network(), PATTERNS[question.id], values)
    except ValueError as error:
        raise WrongParameter(f"{question.id}: {error}") from error


def question_named(question_id: str) -> Question:
    """One question, its words with _ or - between them; raises `UnknownQuestion`, naming the known ones."""
    question = questions().get(question_id.replace("-", "_"))
    if question is None:
        raise UnknownQuestion(f'there is no question "{question_id}". Known: {", ".join(questions())}.')
    return question


def _from_texts(id_: str) -> Question:
    header = question_header(id_)
    parameters = tuple(
        Parameter(name, type_, header.example.get(name), header.example.get(name) is not None)
        for name, type_ in header.params
    )
    return Question(
        id_,
        header.question,
        parameters,
        header.columns,
        header.order,
        header.empty,
        header.example,
        lambda asking, given: ask(asking.store, id_, **given),
        Subject(header.about),
    )


def _from_pattern(pattern: Pattern) -> Question:
    parameters = tuple(Parameter(o.name, o.type, _plain(o.default), choices=o.allowed) for o in options_of(pattern))
    return Question(
        pattern.id,
        pattern.question,
        parameters,
        columns_of(pattern),
        f"period, {pattern.order}" if pattern.is_about_rows else "period, then as defined",
        N_("nothing passes the filters"),
        {},
        lambda asking, given: rows_of(pattern, ask_pattern(asking.store, asking.network(), pattern, given)),
        Subject.PATTERNS,
        pattern.definition,
        pattern.reference,
    )


def _from_path(asked: PathQuestion) -> Question:
    return Question(
        asked.id,
        asked.question,
        tuple(Parameter(p.name, p.type, p.default, p.is_required, p.choices) for p in asked.parameters),
        asked.columns,
        asked.order,
        asked.empty,
        asked.example,
        lambda asking, given: asked.answer(asking.store, asking.network(), given),
        Subject.PATHS,
        asked.definition,
        asked.reference,
    )


def _plain(default: object) -> object:
    """A default as JSON has it, and as a person would not write it: nothing chosen is None."""
    return (list(default) or None) if isinstance(default, tuple) else default


def read_parameters(question: Question, given: Mapping[str, object]) -> dict[str, Any]:
    """Every parameter of a question by name, as its function takes it; raises `WrongParameter`."""
    known = {one.name: one for one in question.parameters}
    for name in given:
        if name not in known:
            expected = ", ".join(known) or "none"
            raise WrongParameter(f'{question.id}: no parameter "{name}". It has: {expected}.')
    missing = [one.name for one in question.parameters if one.is_required and one.name not in given]
    if missing:
        raise WrongParameter(f"{question.id}: {', '.join(missing)} is missing. {_usage(question)}")
    return {
        one.name: _read(question, one, given[one.name]) if one.name in given else _default(one)
        for one in question.parameters
    }


def _default(parameter: Parameter) -> object:
    return None if parameter.is_required else parameter.default


def _read(question: Question, parameter: Parameter, value: object) -> object:
    try:
        return read_value(parameter, value) if isinstance(value, str) else value
    except WrongParameter as error:
        raise WrongParameter(f"{question.id}: {error} {_usage(question)}") from None


def read_value(parameter: Parameter, text: str) -> object:
    """A value as a person types it, read by the parameter's type; raises `WrongParameter`."""
    try:
        value = _READERS[parameter.type](text)
    except (ValueError, KeyError):
        raise WrongParameter(f'{parameter.name} is "{text}", expected {parameter.type}.') from None
    for one in value if isinstance(value, list) else [text]:
        if parameter.choices and one not in parameter.choices:
            raise WrongParameter(f'{parameter.name} is "{one}", expected {" or ".join(parameter.choices)}.')
    return value


_READERS: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "texts": lambda text: [part for part in text.split("|") if part],
    "integer": int,
    "yes/no": lambda text: {"yes": True, "no": False}[text.lower()],
}


def _usage(question: Question) -> str:
    parts = [f"--param {name}={_typed(value)}" for name, value in question.example.items() if value is not None]
    return f"Example: connect-explorer ask {question.id} {' '.join(parts)}".rstrip()


def _typed(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _search(asking: Asking, given: Mapping[str, Any]) -> Rows:
    hits = search(
        asking.store, given["text"], kinds=given["kinds"] or None, country=given["country"], limit=given["limit"]
    )
    return [{**_node_row(hit.node), "likeness": hit.likeness.name.lower(), "n_errors": hit.n_errors} for hit in hits]


def _profile(asking: Asking, given: Mapping[str, Any]) -> Rows:
    found = profile(asking.store, given["node_id"], given["limit"])
    return [
        {
            "type": group.type,
            "direction": group.direction,
            "kind": group.kind,
            "n": group.n,
            "other_id": row.other.id,
            "other": row.other.name or row.other.source_key,
            "date": row.date,
            "detail": row.detail,
            "source_url": row.source_url,
        }
        for group in found.groups
        for row in group.rows
    ]


def _ego_network(asking: Asking, given: Mapping[str, Any]) -> Rows:
    filters = ExploreFilters(
        kinds=tuple(given["kinds"] or ()),
        countries=tuple(given["countries"] or ()),
        topic_ids=tuple(given["topic_ids"] or ()),
        forms=tuple(given["forms"] or ()),
        from_date=given["from_date"],
        until_date=given["until_date"],
        with_planned=bool(given["with_planned"]),
    )
    found = ego_network(
        asking.store,
        asking.network(),
        given["node_id"],
        radius=given["radius"],
        filters=filters,
        cap=given["cap"],
    )
    return [{**_node_row(one.node), "distance": one.distance} for one in found.nodes]


def _node_row(node: NodeSummary) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind,
        "name": node.name,
        "detail": node.detail,
        "country": node.country or node.country_written,
        "organisation": node.organisation,
        "source_key": node.source_key,
        "source_url": node.source_url,
    }


_NODE_COLUMNS = (
    ("id", "text"),
    ("kind", "text"),
    ("name", "text"),
    ("detail", "text"),
    ("country", "text"),
    ("organisation", "text"),
    ("source_key", "text"),
    ("source_url", "text"),
)

_NETWORK_QUESTIONS = (
    Question(
        "search",
        N_("Who or what is called like this?"),
        (
            Parameter("text", "text", is_required=True),
            Parameter("kinds", "texts"),
            Parameter("country", "text"),
            Parameter("limit", "integer", 20),
        ),
        (*_NODE_COLUMNS, ("likeness", "text"), ("n_errors", "integer")),
        "best first: the same name, names that begin so, words that begin so, similar names",
        N_("nothing is called anything like it"),
        {"text": "Sandgerdi"},
        _search,
        Subject.FINDING,
    ),
    Question(
        "profile",
        N_("What is this node connected to, and by which facts?"),
        (Parameter("node_id", "text", is_required=True), Parameter("limit", "integer", 20)),
        (
            ("type", "text"),
            ("direction", "text"),
            ("kind", "text"),
            ("n", "integer"),
            ("other_id", "text"),
            ("other", "text"),
            ("date", "text"),
            ("detail", "text"),
            ("source_url", "text"),
        ),
        "type, direction, kind, latest first, other_id",
        N_("the node is connected to nothing"),
        {"node_id": "mun-fav2wicn6t4n"},
        _profile,
        Subject.AROUND,
    ),
    Question(
        "ego_network",
        N_("Who is within some steps of this node?"),
        (
            Parameter("node_id", "text", is_required=True),
            Parameter("radius", "integer", 1),
            Parameter("kinds", "texts"),
            Parameter("countries", "texts"),
            Parameter("topic_ids", "texts"),
            Parameter("forms", "texts"),
            Parameter("from_date", "text"),
            Parameter("until_date", "text"),
            Parameter("with_planned", "yes/no", False),
            Parameter("cap", "integer", 12),
        ),
        (*_NODE_COLUMNS, ("distance", "integer")),
        "distance, id",
        N_("never empty: the node itself is in it"),
        {"node_id": "mun-fav2wicn6t4n", "radius": 2},
        _ego_network,
        Subject.AROUND,
    ),
)
