"""Uploaded files, their columns and what a description makes of them, in words and tables; no Streamlit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dashboard.tables import Table
from graph.records import Node
from wording.terms import kind_name, relationship_label
from wording.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dashboard.uploaded_files import SeenFile
    from graph.records import Relationship, Value
    from loaders.dataset import Format, Record
    from loaders.problems import RowProblem
    from loaders.profile import FileProfile
    from wording.words import Words

_CODED: Final[Mapping[str, str]] = {
    "connect-csv": N_("tables in the explorer's format"),
    "twinning": N_("list of twinned towns"),
    "iati": N_("activities in the IATI standard"),
}
_MOST_EXAMPLES: Final = 3
_LONGEST_EXAMPLE: Final = 40


def format_words(t: Words, one: Format) -> str:
    """What a format is called: in the reader's words, or the title of the source that is described."""
    return t(_CODED[one.name]) if one.name in _CODED else one.description


def file_table(t: Words, files: Iterable[SeenFile]) -> Table:
    """What each file was recognised as, with its rows, or why it was not."""
    headings = (t("File"), t("Recognised as"), t("Rows"), t("Why not"))
    rows = (
        (
            one.path.name,
            t("not known") if one.format is None else format_words(t, one.format),
            "" if one.n_rows is None else t.number(one.n_rows),
            " ".join(_reason(t, problem) for problem in one.problems),
        )
        for one in files
    )
    return Table(headings, tuple(rows)).without_idle_columns({""}, n_kept=2)


def _reason(t: Words, problem: RowProblem) -> str:
    if problem.code == "unknown-format":
        return t("No source with the columns {columns} is known.", columns=problem.value or "")
    if problem.code == "several-descriptions":
        return t("Several sources have these columns: {names}. Choose one below.", names=problem.value or "")
    return problem.sentence()


def profile_table(t: Words, profile: FileProfile) -> Table:
    """The columns of a file: what they look like, how full they are, and examples."""
    headings = (t("Column"), t("Looks like"), t("Blank"), t("Different values"), t("For example"))
    rows = (
        (
            one.name,
            t(one.type),
            t.number(profile.n_rows - one.n_filled),
            t.number(one.n_distinct) if one.is_counted else t("more than {n}", n=one.n_distinct - 1),
            "; ".join(_shortened(text) for text in one.examples[:_MOST_EXAMPLES]),
        )
        for one in profile.columns
    )
    return Table(headings, tuple(rows))


def record_table(t: Words, records: Sequence[Record]) -> Table:
    """Records one a row: of which kind, which one, and what is said of it."""
    names = {one.id: str(one.properties.get("name") or one.source_key) for one in records if isinstance(one, Node)}
    rows = tuple(
        _node_row(t, one, names) if isinstance(one, Node) else _relationship_row(t, one, names) for one in records
    )
    return Table((t("What"), t("Name"), t("What is said of it")), rows).without_idle_columns({""}, n_kept=2)


def _node_row(t: Words, one: Node, names: Mapping[str, str]) -> tuple[str, str, str]:
    return kind_name(t, one.kind), names[one.id], _said(t, one.properties)


def _relationship_row(t: Words, one: Relationship, names: Mapping[str, str]) -> tuple[str, str, str]:
    ends = " – ".join(names.get(end, end) for end in (one.start_id, one.end_id))
    return relationship_label(t, one.type, "out"), ends, _said(t, one.properties)


def _said(t: Words, properties: Mapping[str, Value]) -> str:
    told = {name: value for name, value in properties.items() if value is not None and name != "name"}
    return "; ".join(f"{name}: {_worded(t, value)}" for name, value in told.items())


def _worded(t: Words, value: Value) -> str:
    return t.listing(value) if isinstance(value, tuple) else str(value)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_EXAMPLE else f"{text[: _LONGEST_EXAMPLE - 1]}…"
