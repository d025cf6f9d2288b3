"""``connect-explorer show``: one node with all it is connected to."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated, Any, cast

import typer

from commands.naming import Asked, node_asked
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, cell, say, say_csv, say_facts, say_json, say_line
from commands.session import session_of
from graph.answers import NodeSummary
from graph.schema import SCHEMA
from queries.profile import Profile, ProfileGroup, ProfileRow, profile
from wording.naming import country_of, node_line, node_name
from wording.terms import Direction, kind_name, relationship_label, role_name
from wording.words import N_, Words

_UNDECIDED = {"lawful_basis": N_("lawful basis"), "keep_until": N_("keep until")}
"""What must be decided about a person; blank means that nobody has."""
_COLUMNS = ["type", "direction", "kind", "n", "other_id", "other", "date", "until", "detail", "source", "source_url"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "show",
        short_help="One node and all it is connected to.",
        epilog=examples("show E03", 'show "Abdallah Anati"', "show Leiden --format json"),
    )(show_command)


def show_command(
    context: typer.Context,
    node: Annotated[str, typer.Argument(metavar="ID", help='An id, a source key, "Name" or "Name, Country".')],
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="How many to list of each group.")] = 20,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Show one node: what is known of it, and all it is connected to, with dates and sources."""
    session = session_of(context, output_format)
    with open_existing(store) as opened:
        found = profile(opened, node_asked(session, opened, Asked(node, "node")).id, limit)
    match output_format:
        case OutputFormat.JSON:
            say_json(_as_json(found))
        case OutputFormat.CSV:
            say_csv(_COLUMNS, _rows(found))
        case OutputFormat.TABLE:
            _say_profile(session.t, found)


def _as_json(found: Profile) -> dict[str, Any]:
    undecided = dict.fromkeys(_UNDECIDED) if found.node.kind == "Official" else {}
    return {
        "node": asdict(found.node),
        "properties": {**undecided, **found.properties},
        "groups": [asdict(group) for group in found.groups],
    }


def _rows(found: Profile) -> Iterator[dict[str, Any]]:
    for group in found.groups:
        for row in group.rows:
            values = {**asdict(group), **asdict(row), "other_id": row.other.id}
            yield {column: values[column] for column in _COLUMNS} | {"other": row.other.name or row.other.source_key}


def _say_profile(t: Words, found: Profile) -> None:
    node = found.node
    say(node_name(t, node))
    say(node_line(t, node))
    say(t("{id}, {key} in {source}", id=node.id, key=node.source_key, source=node.source))
    if node.source_url:
        say_line(t("Source: {source}", source=node.source_url))
    _say_properties(t, found)
    for group in found.groups:
        _say_group(t, group)
    if not found.groups:
        say()
        say(t("It is connected to nothing."))


def _say_properties(t: Words, found: Profile) -> None:
    kind = SCHEMA.node(found.node.kind)
    shown: dict[str, str] = {}
    for one in kind.properties:
        if one.name in _UNDECIDED:
            shown[t(_UNDECIDED[one.name])] = cell(found.properties.get(one.name)) or t("not decided")
        elif one.name in found.properties and one.name != kind.name:
            shown[one.name.replace("_", " ")] = cell(found.properties[one.name])
    if shown:
        say()
        say_facts(shown)


def _say_group(t: Words, group: ProfileGroup) -> None:
    say()
    label = relationship_label(t, group.type, cast("Direction", group.direction))
    say(f"{label} ({t.number(group.n)} {kind_name(t, group.kind, group.n)}):")
    for row in group.rows:
        _say_row(t, group, row)
    if group.n_more:
        say(t("and {n} more", n=group.n_more), lead="  ")


def _say_row(t: Words, group: ProfileGroup, row: ProfileRow) -> None:
    other = row.other
    told = _what_it_is(t, other)
    detail = role_name(t, row.detail) if row.detail and group.type == "TOOK_PART_IN" else row.detail
    # An exchange or request says itself when it was.
    when = t.period(row.date, row.until) if (row.date or row.until) and row.date != other.date else None
    parts = (node_name(t, other), told, None if detail and told and detail in told else detail, when)
    say("; ".join(part for part in parts if part), lead=f"  {other.id}  ")
    say_line(t("Source: {source}", source=row.source_url or row.source), lead=" " * (len(other.id) + 4))


def _what_it_is(t: Words, node: NodeSummary) -> str | None:
    """What the group's heading and the node's own name leave to say."""
    line = node_line(t, node) if node.name else country_of(t, node)
    return None if line == kind_name(t, node.kind) else line
