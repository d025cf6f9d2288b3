"""``connect-explorer source``: the sources that are described, and a first description of an unknown file."""

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.groups import Subcommand, add_group
from commands.options import FormatOption
from commands.output import OutputFormat, say, say_csv, say_facts, say_json, say_line, say_rows, say_table
from commands.session import Session, session_of
from graph.errors import ExplorerError
from loaders.described.description import Description
from loaders.described.draft import draft_description
from loaders.fields import did_you_mean, nearest
from loaders.formats import shipped_descriptions
from loaders.profile import ColumnProfile, FileProfile, profile_file

_COLUMNS = ("name", "type", "n_filled", "n_blank", "n_distinct", "is_unique", "longest", "examples")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "source",
        (
            Subcommand("new", "Look at an unknown file and describe it.", new_command, ("a.xlsx",)),
            Subcommand("list", "The sources that are described.", list_command),
            Subcommand("show", "One description.", show_command, ("urbal3",)),
        ),
        short_help="Describe where files come from.",
        help_="Descriptions of sources: which column gives what, what is left out, what is odd.",
        shown=("source new partners.xlsx --to partners.yaml", "source list", "source show urbal3"),
    )


def new_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX, JSON, Parquet or an edge list.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="OUT.yaml", help="Write the description there, to be edited.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook that has several.")
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Look at every column of a file, and write a first description of it to edit."""
    session = session_of(context, output_format)
    profile = profile_file(file, sheet)
    description = draft_description(profile)
    if to is not None:
        _write_new(session, to, description)
    match output_format:
        case OutputFormat.JSON:
            say_json(
                {"file": str(file), "n_rows": profile.n_rows, "columns": _rows(profile), "description": description}
            )
        case OutputFormat.CSV:
            say_csv(_COLUMNS, _rows(profile))
        case OutputFormat.TABLE:
            _say_profile(session, profile)
            _say_description(session, file, to, description)


def list_command(context: typer.Context, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """The sources that come with a description, in alphabetical order."""
    session_of(context, output_format)
    columns = ("id", "title", "format", "licence")
    rows = [{name: one[name] for name in columns} for one in map(_facts, shipped_descriptions())]
    match output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(columns, rows)
        case OutputFormat.TABLE:
            say_rows(columns, rows)


def show_command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id of a source, as the list has it.")],
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """One description: where the files come from, and what their columns are."""
    session = session_of(context, output_format)
    facts = _facts(_shipped(session, name))
    match output_format:
        case OutputFormat.JSON:
            say_json(facts)
        case OutputFormat.CSV:
            say_csv(tuple(facts), [facts])
        case OutputFormat.TABLE:
            say_facts({key: _shown(value) for key, value in facts.items() if value})


def _shipped(session: Session, name: str) -> Description:
    by_id = {one.source.id: one for one in shipped_descriptions()}
    if name in by_id:
        return by_id[name]
    told = session.t('no source is called "{name}". Known: {names}.', name=name, names=", ".join(by_id))
    hint = did_you_mean(nearest(name, by_id))
    raise ExplorerError(f"{told} {hint}" if hint else told)


def _facts(one: Description) -> dict[str, Any]:
    return {
        "id": one.source.id,
        "title": one.source.title,
        "publisher": one.source.publisher,
        "address": one.source.url,
        "licence": one.source.licence,
        "language": one.language,
        "format": one.format,
        "note": one.note,
        "tables": {
            table.name: {
                "columns": list(table.columns),
                "ignored": dict(table.ignored),
                "nodes": {node.alias: list(node.labels) for node in table.nodes},
                "relationships": [f"{each.start} {each.type} {each.end}" for each in table.relationships],
            }
            for table in one.tables
        },
    }


def _shown(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return "; ".join(f"{name}: {', '.join(table['columns'])}" for name, table in value.items())


def _rows(profile: FileProfile) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "type": one.type,
            "n_filled": one.n_filled,
            "n_blank": profile.n_rows - one.n_filled,
            "n_distinct": one.n_distinct,
            "is_unique": one.is_unique,
            "longest": one.longest,
            "examples": list(one.examples),
        }
        for one in profile.columns
    ]


def _write_new(session: Session, to: Path, description: str) -> None:
    if to.exists():
        raise ExplorerError(session.t("{path} is there already, and was not overwritten. Choose another.", path=to))
    to.write_text(description, encoding="utf-8")


def _say_profile(session: Session, profile: FileProfile) -> None:
    t = session.t
    say(t.plural("{file}: {n} row", "{file}: {n} rows", profile.n_rows, file=profile.file.name))
    say()
    columns = (t("column"), t("looks like"), t("blank"), t("different"), t("longest"), t("for example"))
    rows = [_row(session, one, profile.n_rows) for one in profile.columns]
    say_table(columns, rows, right=columns[2:5])
    if profile.problems.n_errors:
        say()
        say(t.plural("{n} row cannot be read:", "{n} rows cannot be read:", profile.problems.n_errors))
        for one in profile.problems.errors[:3]:
            say(one.sentence(), lead="  ")


def _row(session: Session, one: ColumnProfile, n_rows: int) -> tuple[str, ...]:
    t = session.t
    share = f"{100 * (n_rows - one.n_filled) / n_rows:.0f} %" if n_rows else ""
    n_distinct = t.number(one.n_distinct) if one.is_counted else f"> {t.number(one.n_distinct - 1)}"
    return one.name, t(one.type), share, n_distinct, t.number(one.longest), "; ".join(one.examples[:2])[:40]


def _say_description(session: Session, file: Path, to: Path | None, description: str) -> None:
    t = session.t
    say()
    if to is None:
        say(t("A first description, to be kept in a file and edited (--to FILE writes it there):"))
        say()
        for line in description.splitlines():
            say_line(line)
        return
    say(t("Written: {path}. Change what is wrong in it, then load the file with it:", path=to))
    say_line(f"connect-explorer load {shlex.quote(str(file))} --description {shlex.quote(str(to))}", lead="  ")
