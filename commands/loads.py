"""``connect-explorer loads`` and ``undo``: what was loaded when, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from commands.load_report import say_changes
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, say, say_csv, say_json, say_table, waiting
from commands.session import Session, session_of
from commands.staged import say_staged, staged_rows
from graph.connect import open_store
from graph.store import Changes, Load
from graph.undo import undo_load, undone_by
from wording.words import Words

_COLUMNS = ("load_id", "loaded_at", "source", "files", "n_created", "n_updated", "n_retired", "undoes", "undone_by")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "loads",
        short_help="List what was loaded, when and from where.",
        epilog=examples("loads", "loads --format json"),
    )(loads_command)
    app.command(
        "undo",
        short_help="Take a load back.",
        epilog=examples("undo 3", "loads"),
    )(undo_command)


def loads_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """List the loads that made the store what it is, the oldest first."""
    session = session_of(context, output_format)
    with open_store(store) as opened:
        loads, staged = opened.loads(), opened.staged()
        url = opened.url
    rows = _rows(loads)
    match output_format:
        case OutputFormat.JSON:
            say_json({"store": url, "loads": rows, "staged": staged_rows(staged)})
        case OutputFormat.CSV:
            say_csv(_COLUMNS, rows)
        case OutputFormat.TABLE:
            _say_loads(session.t, loads, url)
            say_staged(session.t, staged)


def undo_command(
    context: typer.Context,
    load_id: Annotated[int, typer.Argument(metavar="LOAD", help='Number of the load, as "loads" lists it.')],
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Take a load back: everything it wrote, changed or retired becomes what it was before.

    That is a load too, so it can be taken back itself. Where a later load changed the same records, nothing is done,
    and that load is named.
    """
    session = session_of(context, output_format)
    with open_store(store) as opened, waiting(session.t("Taking back load {load_id} ...", load_id=load_id)):
        undone = undo_load(opened, load_id)
        url = opened.url
    _say_undone(session, undone, url)


def _say_undone(session: Session, undone: Load, url: str) -> None:
    t = session.t
    match session.output_format:
        case OutputFormat.JSON:
            changes = {kind: asdict(one) for kind, one in undone.changes_by_kind.items()}
            say_json({"status": "undone", "load_id": undone.load_id, "undoes": undone.undoes, "changes": changes})
        case OutputFormat.CSV:
            say_csv(_COLUMNS, _rows([undone]))
        case OutputFormat.TABLE:
            say(
                t(
                    "Load {undone} ({source}) was taken back: {store} is as it was before it. That is load {load_id}.",
                    undone=undone.undoes,
                    source=undone.source.title,
                    store=url,
                    load_id=undone.load_id,
                )
            )
            say()
            say_changes(t, undone.changes_by_kind)


def _rows(loads: Sequence[Load]) -> list[dict[str, Any]]:
    undone = undone_by(loads)
    return [
        {
            "load_id": one.load_id,
            "loaded_at": one.loaded_at,
            "source": one.source.id,
            "files": list(one.files),
            **{name: n for name, n in asdict(_total(one.changes_by_kind)).items() if name != "n_unchanged"},
            "undoes": one.undoes,
            "undone_by": undone.get(one.load_id),
        }
        for one in loads
    ]


def _say_loads(t: Words, loads: Sequence[Load], url: str) -> None:
    if not loads:
        say(t("Nothing was loaded into {store} yet.", store=url))
        return
    columns = (t("load"), t("when"), t("source"), t("new"), t("changed"), t("retired"), t("remark"))
    undone = undone_by(loads)
    rows = [
        (
            str(one.load_id),
            t.moment(one.loaded_at),
            one.source.title,
            *map(t.number, _told(_total(one.changes_by_kind))),
            _remark(t, one, undone),
        )
        for one in loads
    ]
    say_table(columns, rows, right=(columns[0], *columns[3:6]))


def _remark(t: Words, one: Load, undone: Mapping[int, int]) -> str:
    if one.load_id in undone:
        return t("taken back by load {load_id}", load_id=undone[one.load_id])
    return t("took back load {load_id}", load_id=one.undoes) if one.undoes is not None else ""


def _total(changes: Mapping[str, Changes]) -> Changes:
    return sum(changes.values(), Changes())


def _told(changes: Changes) -> tuple[int, int, int]:
    return changes.n_created, changes.n_updated, changes.n_retired
