"""Makes the pages of docs/ that say what the code says: the model, the questions, data formats and sources.

``python -m tools.make_docs`` writes them; with ``--check`` it says which are stale, and exits with 1.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.schema import SCHEMA, NodeKind, Property, RelationshipKind
from loaders.describe import describe_formats_markdown, describe_sources_markdown
from loaders.formats import shipped_descriptions
from queries.catalogue import Question, questions
from queries.text import text_ids

DOCS = Path(__file__).resolve().parents[1] / "docs"
_MADE = "<!-- Made by `make docs` from the code. Change the code, not this page. -->\n"


def pages() -> dict[str, str]:
    """Text of every generated page, by file name."""
    return {
        "model.md": _MADE + "\n".join(_model()),
        "queries.md": _MADE + "\n".join(_queries()),
        "data-format.md": _MADE + describe_formats_markdown(),
        "data-sources.md": _MADE + describe_sources_markdown(shipped_descriptions()),
    }


def stale_pages() -> tuple[str, ...]:
    """Names of the pages that differ from what the code says; () when all are fresh."""
    return tuple(name for name, text in pages().items() if not _is_fresh(DOCS / name, text))


def main(arguments: list[str]) -> int:
    """Write or check the pages."""
    if "--check" in arguments:
        stale = stale_pages()
        if stale:
            print(f"stale: {', '.join(stale)}. Run: make docs")
        return 1 if stale else 0
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
    return 0


def _is_fresh(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _model() -> Iterator[str]:
    yield f"# The model (schema {SCHEMA.version})\n"
    yield (
        "Every node and relationship also carries where it comes from (`source`, `source_url`, for nodes `source_key`) "
        "and the load that wrote it (`load_id`). Unknown is blank, never zero.\n"
    )
    yield "## Nodes\n"
    for kind in SCHEMA.nodes.values():
        yield from _node_kind(kind)
    yield "## Relationships\n"
    for relationship in SCHEMA.relationships.values():
        yield from _relationship_kind(relationship)


def _node_kind(kind: NodeKind) -> Iterator[str]:
    also = f" Also labelled {', '.join(f'`{one}`' for one in kind.also)}." if kind.also else ""
    yield f"### {kind.label}\n\n{kind.meaning}{also} Ids begin with `{kind.prefix}-`.\n"
    yield from _properties(kind.properties, kind.hidden)


def _relationship_kind(kind: RelationshipKind) -> Iterator[str]:
    yield f"### {kind.type}\n\n{kind.meaning}\n"
    yield f"From {' or '.join(kind.start)} to {' or '.join(kind.end)}."
    yield f"Read: *{kind.label_out}*; the other way: *{kind.label_in}*.\n"
    if kind.properties:
        yield from _properties(kind.properties, ())


def _properties(properties: tuple[Property, ...], hidden: tuple[str, ...]) -> Iterator[str]:
    yield "| property | type | meaning |\n|---|---|---|"
    for prop in properties:
        remarks = ["required"] if prop.required else []
        remarks += ["hidden: no question returns it"] if prop.name in hidden else []
        remarks += [f"one of {', '.join(prop.allowed)}"] if prop.allowed else []
        meaning = prop.meaning + (f" ({'; '.join(remarks)})" if remarks else "")
        yield f"| `{prop.name}` | {prop.type} | {meaning} |"
    yield ""


def _queries() -> Iterator[str]:
    yield "# The questions\n"
    yield (
        "Ask one with `connect-explorer ask QUESTION --param name=value`; several values are separated by `|`. "
        "`connect-explorer ask QUESTION --text` prints its SQL and Cypher.\n"
    )
    for question in questions().values():
        yield from _question(question)


def _question(question: Question) -> Iterator[str]:
    where = "a text in SQL and one in Cypher" if question.id in text_ids() else "Python, on the network"
    yield f"## {question.id}\n\n{question.question} ({where})\n"
    if question.parameters:
        yield "| parameter | type | |\n|---|---|---|"
        for one in question.parameters:
            remark = "required" if one.is_required else f"if not given: {json.dumps(one.default)}"
            yield f"| `{one.name}` | {one.type} | {remark} |"
        yield ""
    yield f"Columns: {', '.join(f'`{name}`' for name, _ in question.columns)}."
    yield f"Order: {question.order}. Empty when {question.empty}.\n"
    yield f"Example: `{json.dumps(question.example)}`\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
