"""``connect-explorer report``: the reach report as files, and the indicators that may have targets."""

from pathlib import Path
from typing import Annotated

import typer

from commands.groups import Subcommand, add_group
from commands.opening import open_existing
from commands.options import FormatOption, StoreOption
from commands.output import OutputFormat, say, say_csv, say_json, say_line, waiting
from commands.session import Session, session_of
from queries.reach.period import Period
from reports.reach.build import ReportRequest, build_report
from reports.reach.funder_file import read_funder
from reports.reach.indicators import KINDS
from reports.reach.masking import USUAL_FEWEST, USUAL_THRESHOLD, Masking
from reports.reach.targets import COLUMNS, read_targets
from reports.reach.writing import ReportFormat, write_report

_PREVIOUS = "previous"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add_group(
        app,
        "report",
        (
            Subcommand(
                "reach",
                "Write the reach report of a period.",
                reach_command,
                (
                    "--from 2017 --to 2019 --to-dir report",
                    "--from 2018 --to 2018 --to-dir r --compare-with 2017",
                    "--from 2018-07 --to 2019-06 --to-dir r --language pt",
                ),
            ),
            Subcommand(
                "indicators",
                "List the indicators; as CSV it is a file of targets to fill in.",
                indicators_command,
                ("", "--format csv > targets.csv"),
            ),
        ),
        short_help="The reach report of a period.",
        help_="Write the reach report of a period, and list its indicators.",
        shown=("report reach --from 2017 --to 2019 --to-dir report", "report indicators"),
    )


def reach_command(
    context: typer.Context,
    starts: Annotated[str, typer.Option("--from", metavar="DATE", help="First day: 2017, 2017-05 or 2017-05-15.")],
    ends: Annotated[str, typer.Option("--to", metavar="DATE", help="Last day; 2019 lasts to its end.")],
    folder: Annotated[Path, typer.Option("--to-dir", metavar="DIR", help="Folder for the files.")],
    compared: Annotated[
        str | None,
        typer.Option(
            "--compare-with",
            metavar="PERIOD",
            show_default=False,
            help='Another period, 2016 or 2015/2016; "previous" for as long before.',
        ),
    ] = None,
    as_formats: Annotated[
        list[ReportFormat] | None,
        typer.Option("--as", case_sensitive=False, show_default=False, help="Only these files; otherwise all five."),
    ] = None,
    targets: Annotated[
        Path | None,
        typer.Option("--targets", metavar="FILE", show_default=False, help="CSV with baselines and targets."),
    ] = None,
    funder: Annotated[
        Path | None,
        typer.Option("--funder", metavar="FILE", show_default=False, help="TOML with statement and emblem."),
    ] = None,
    threshold: Annotated[
        int, typer.Option("--threshold", min=1, max=100, help="Counts from 1 to below this are not shown.")
    ] = USUAL_THRESHOLD,
    fewest: Annotated[
        int, typer.Option("--fewest", min=1, max=1_000, help="No share or average of fewer than this.")
    ] = USUAL_FEWEST,
    force: Annotated[bool, typer.Option("--force", help="Replace the files of an earlier report.")] = False,
    store: StoreOption = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Write the reach report of a period: HTML, PDF, DOCX, XLSX and JSON with the same words and numbers.

    It names institutions, never persons. Counts under the threshold are not shown, nor what they could be computed
    from. The same data give the same files, byte for byte.
    """
    session = session_of(context, output_format)
    period = Period.between(starts, ends)
    request = ReportRequest(
        period=period,
        compared=_compared(period, compared),
        masking=Masking(threshold, fewest),
        targets=read_targets(targets, [one.id for one in KINDS]) if targets else {},
        funder=read_funder(funder) if funder else None,
    )
    with open_existing(store) as opened, waiting(session.t("Counting and writing the report ...")):
        report = build_report(opened, request)
        files = write_report(report, session.t, folder, as_formats or list(ReportFormat), overwrite=force)
    _say_files(session, files)


def indicators_command(context: typer.Context, output_format: FormatOption = OutputFormat.TABLE) -> None:
    """List the indicators of the reach report with their definitions; with csv as a file of targets to fill in."""
    session = session_of(context, output_format)
    t = session.t
    match output_format:
        case OutputFormat.CSV:
            say_csv(COLUMNS, [{"indicator": one.id, "baseline": "", "target": "", "source": ""} for one in KINDS])
        case OutputFormat.JSON:
            say_json(
                [
                    {"indicator": one.id, "name": t(one.name), "definition": t(one.definition), "unit": one.unit}
                    for one in KINDS
                ]
            )
        case OutputFormat.TABLE:
            for one in KINDS:
                say(t(one.definition), lead=f"{one.id}: ")


def _compared(period: Period, written: str | None) -> Period | None:
    if written is None:
        return None
    return period.previous() if written == _PREVIOUS else Period.parse(written)


def _say_files(session: Session, files: tuple[Path, ...]) -> None:
    rows = [{"file": str(file), "bytes": file.stat().st_size} for file in files]
    match session.output_format:
        case OutputFormat.JSON:
            say_json(rows)
        case OutputFormat.CSV:
            say_csv(("file", "bytes"), rows)
        case OutputFormat.TABLE:
            say(session.t.plural("{n} file was written:", "{n} files were written:", len(files)))
            for file in files:
                say_line(str(file), lead="  ")
