"""``connect-explorer load``: files into the store, all or nothing."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from commands.gazetteers import GazetteerOption, building
from commands.load_report import report_json, report_rows, say_left_out, say_refusal, say_report
from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, progress, remark, say_csv, say_json
from commands.session import Session, session_of
from graph.connect import open_store
from graph.store import GraphStore
from loaders.formats import all_formats
from loaders.load import Missing, load
from loaders.report import LoadRefused, LoadReport
from loaders.resolution.resolver import Resolver
from reports.load_workbook import write_load_workbook

_COLUMNS = ("kind", "n_created", "n_updated", "n_unchanged", "n_retired")


_REPORT_ENDINGS = (".xlsx", ".json")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "load",
        short_help="Load files into the store.",
        epilog=examples(
            "load my-network",
            "load municipalities.csv exchanges.csv --source connect",
            "load twins.csv --dry-run",
            "load partners.xlsx --description partners.yaml",
            "load twins.csv --resolve --gazetteer lau.csv.gz",
            "load twins.csv --keep-good-rows --format json",
        ),
    )(load_command)


def load_command(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="FILE_OR_DIR...", help="Tables, or folders of tables.")],
    as_format: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME", help='Read all files as this source or format; "source list" names all.'),
    ] = None,
    description: Annotated[
        Path | None,
        typer.Option(
            "--description", metavar="FILE", help='Description of the source, as "source new" writes a first one.'
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Source of files that do not name theirs.")
    ] = None,
    keep_good_rows: Annotated[
        bool, typer.Option("--keep-good-rows", help="Leave rows with errors out instead of refusing the load.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would change, record by record; change nothing.")
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help="The files are a part of their source: retire nothing that they lack.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="The files are all of their source: retire whatever they lack.")
    ] = False,
    resolve: Annotated[
        bool,
        typer.Option(
            "--resolve", help="Match municipalities with places, and merge several spellings of one into one."
        ),
    ] = False,
    gazetteer: GazetteerOption = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook; the only one with values otherwise."),
    ] = None,
    report_file: Annotated[
        Path | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help="Keep the whole report, with every rejected row as its file has it: .xlsx or .json.",
        ),
    ] = None,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Load files into the store: everything is checked first, then all of it is written, or nothing.

    What a source gave before and no longer holds is retired when all files it was loaded from are loaded again.
    Every load can be taken back: connect-explorer undo.
    """
    session = session_of(context, output_format)
    wanted = _format_wanted(as_format, description)
    _check_report(report_file)
    with open_store(store) as opened:
        before = opened.data_version()
        resolver = _resolver(session, gazetteer) if resolve or gazetteer else None
        try:
            with progress(session.t) as on_progress:
                report = load(
                    paths,
                    opened,
                    as_format=wanted,
                    source_id=source,
                    keep_good_rows=keep_good_rows,
                    missing=_missing(add=add, replace=replace),
                    is_trial=dry_run,
                    resolver=resolver,
                    sheet=sheet,
                    with_rejected=report_file is not None,
                    on_progress=on_progress,
                )
        except LoadRefused as refusal:
            _keep_report(session, refusal.report, "refused", report_file)
            _write_refusal(session, refusal)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            remark(_interrupted(session, opened, before))
            raise typer.Exit(130) from None
        _keep_report(session, report, _status(report), report_file)
        _write(session, report, opened.url)


def _check_report(file: Path | None) -> None:
    if file is not None and file.suffix.lower() not in _REPORT_ENDINGS:
        raise typer.BadParameter(f'"{file}" ends in neither of {", ".join(_REPORT_ENDINGS)}.', param_hint="--report")


def _keep_report(session: Session, report: LoadReport, status: str, file: Path | None) -> None:
    if file is None:
        return
    if file.suffix.lower() == ".xlsx":
        write_load_workbook(session.t, report, file)
    else:
        file.write_text(json.dumps(report_json(status, report), ensure_ascii=False, indent=2), encoding="utf-8")
    remark(session.t("The report is in {file}.", file=str(file)))


def _format_wanted(name: str | None, description: Path | None) -> str | Path | None:
    if name is not None and description is not None:
        raise typer.BadParameter("--as and --description exclude each other.")
    known = [one.name for one in all_formats()]
    if name is not None and name not in known:
        raise typer.BadParameter(f'"{name}" is not a format. Known: {", ".join(known)}.', param_hint="--as")
    return description or name


def _resolver(session: Session, gazetteers: Sequence[str] | None) -> Resolver:
    with building(session.t) as on_build:
        return Resolver.open(gazetteers or (), on_build=on_build)


def _missing(*, add: bool, replace: bool) -> Missing:
    if add and replace:
        raise typer.BadParameter("--add and --replace exclude each other.")
    if add:
        return Missing.KEEP
    return Missing.RETIRE if replace else Missing.AUTO


def _status(report: LoadReport) -> str:
    if report.is_unchanged:
        return "unchanged"
    return "dry-run" if report.is_trial else "loaded"


def _write(session: Session, report: LoadReport, url: str) -> None:
    match session.output_format:
        case OutputFormat.JSON:
            say_json(report_json(_status(report), report))
        case OutputFormat.CSV:
            say_csv(_COLUMNS, report_rows(report))
        case OutputFormat.TABLE:
            say_report(session.t, report, url)
    if report.n_errors:
        say_left_out(session.t, report)


def _write_refusal(session: Session, refusal: LoadRefused) -> None:
    if session.is_json:
        say_json(report_json("refused", refusal.report))
    say_refusal(session.t, refusal.report)


def _interrupted(session: Session, store: GraphStore, version_before: str) -> str:
    if store.data_version() == version_before:
        return session.t("Interrupted. Nothing was loaded: the store is as it was.")
    last = store.loads()[-1]
    return session.t(
        "Interrupted. Load {load_id} ({source}) was complete and is kept; of what came after it nothing was loaded.",
        load_id=last.load_id,
        source=last.source.id,
    )
