"""What a load did, would do or was refused for, as sentences and tables; no Streamlit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from dashboard.tables import Table
from graph.schema import PLACE_STATUSES, SCHEMA
from graph.store import Changes
from loaders.problems import RULES
from wording.terms import kind_name, place_status_name, relationship_label
from wording.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from graph.records import Value
    from graph.store import Difference, Load, Notice
    from loaders.problems import RowProblem
    from loaders.report import LoadReport
    from wording.words import Words


@dataclass(frozen=True, slots=True)
class TitledTable:
    """A table that opens under its title."""

    title: str
    table: Table


def load_title(t: Words, load: Load, undone_by: int | None = None) -> str:
    """``Load 3, 23 November 2026, 16:05 UTC: CONNECT``, and whether it took another one back or was taken back.

    Parameters
    ----------
    undone_by : the load that took it back; None when it stands.
    """
    told = {"number": t.number(load.load_id), "when": t.moment(load.loaded_at), "source": load.source.title}
    if undone_by is not None:
        return t("Load {number}, {when}: {source} (taken back by load {other})", other=t.number(undone_by), **told)
    if load.undoes is not None:
        return t("Load {number}, {when}: took back load {other}", other=t.number(load.undoes), **told)
    return t("Load {number}, {when}: {source}", **told)


def change_table(t: Words, changes: Mapping[str, Changes]) -> Table:
    """What a load did, by kind of node and type of relationship."""
    headings = (t("What"), t("New"), t("Changed"), t("As it was"), t("Taken out"))
    rows = []
    for kind, one in changes.items():
        numbers = (one.n_created, one.n_updated, one.n_unchanged, one.n_retired)
        rows.append((_kind_words(t, kind), *(t.number(n) for n in numbers)))
    return Table(headings, tuple(rows)).without_idle_columns({"", t.number(0)}, n_kept=2)


def notice_tables(t: Words, notices: Sequence[Notice]) -> tuple[TitledTable, ...]:
    """Notices by rule, the most frequent first; () when nothing was odd."""
    by_rule: dict[str, list[Notice]] = defaultdict(list)
    for one in notices:
        by_rule[one.rule].append(one)
    ordered = sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_notice_table(t, rule, of_rule) for rule, of_rule in ordered)


def _notice_table(t: Words, rule: str, notices: Sequence[Notice]) -> TitledTable:
    what = t(RULES[rule]) if rule in RULES else rule
    title = t.plural("{n} time: {what}", "{n} times: {what}", len(notices), what=what)
    headings = (t("File"), t("Line"), t("Column"), t("Value"), t("What was done"))
    rows = (
        (one.file, "" if one.line is None else t.number(one.line), one.column or "", one.value or "", one.message)
        for one in notices
    )
    return TitledTable(title, Table(headings, tuple(rows)).without_idle_columns({""}, n_kept=1))


def difference_tables(t: Words, report: LoadReport) -> tuple[TitledTable, ...]:
    """What a load would change, by kind: first what changes value by value, then what goes, then what comes."""
    titles = {
        "update": N_("{kind}: {n} changed"),
        "retire": N_("{kind}: {n} taken out"),
        "create": N_("{kind}: {n} new"),
    }
    listed = [one for load in report.loads for one in load.differences]
    tables = []
    for operation, title in titles.items():
        for kind, changes in report.changes.items():
            rows = [row for one in listed if (one.operation, one.kind) == (operation, kind) for row in _rows(t, one)]
            n = {"update": changes.n_updated, "retire": changes.n_retired, "create": changes.n_created}[operation]
            headings = (t("What"), t("Property"), t("Before"), t("After"))
            table = Table(headings, tuple(rows)).without_idle_columns({""}, n_kept=1)
            if rows:
                tables.append(TitledTable(t(title, kind=_kind_words(t, kind), n=t.number(n)), table))
    return tuple(tables)


def _rows(t: Words, one: Difference) -> list[tuple[str, str, str, str]]:
    if one.operation != "update":
        return [(one.what, "", "", "")]
    return [(one.what, name, _value(t, old), _value(t, new)) for name, (old, new) in one.changed().items()]


def _value(t: Words, value: Value) -> str:
    if value is None:
        return t("unknown")
    return t.listing(value) if isinstance(value, tuple) else str(value)


def _kind_words(t: Words, kind: str) -> str:
    return kind_name(t, kind, 2) if kind in SCHEMA.nodes else relationship_label(t, kind, "out")


def problem_table(t: Words, problems: Iterable[RowProblem]) -> Table:
    """Everything that a load was refused for, or that was left out, one a row."""
    headings = (t("File"), t("Line"), t("Column"), t("Value"), t("Problem"))
    rows = (
        (one.file, "" if one.line is None else str(one.line), one.column or "", one.value or "", one.sentence())
        for one in problems
    )
    return Table(headings, tuple(rows))


def report_sentence(t: Words, report: LoadReport) -> str:
    """What a load came to: refused, nothing new, or how much is new and changed."""
    if report.n_errors and not report.loads:
        return t.plural(
            "Nothing was loaded: {n} problem. The store is as it was.",
            "Nothing was loaded: {n} problems. The store is as it was.",
            report.n_errors,
        )
    left_out = t.plural("{n} row was left out.", "{n} rows were left out.", report.n_errors) if report.n_errors else ""
    if report.is_unchanged:
        return f"{t('Nothing changed: the store held all of it already.')} {left_out}".strip()
    changes = asdict(sum(report.changes.values(), Changes()))
    if report.is_trial:
        told = t(
            "Nothing was loaded yet. It would be {n_created} new, {n_updated} changed, {n_retired} taken out,"
            " {n_unchanged} as they were.",
            **changes,
        )
    else:
        told = t(
            "Loaded: {n_created} new, {n_updated} changed, {n_retired} taken out, {n_unchanged} as they were.",
            **changes,
        )
    return f"{told} {left_out}".strip()


def places_table(t: Words, places: Mapping[str, int]) -> Table:
    """How many municipalities there are of each place status; without rows where none was looked up."""
    rows = tuple((place_status_name(t, one), t.number(places[one])) for one in PLACE_STATUSES if places.get(one))
    return Table((t("Municipalities"), t("How many")), rows)


def next_step(t: Words, report: LoadReport) -> str:
    """What to do after a load or a dry run, in one or two sentences."""
    if report.n_errors and not report.loads:
        return t("Correct the files and upload them again, or leave such rows out: step 3, More options.")
    if report.is_unchanged:
        return t("There is nothing to load.")
    if report.is_trial:
        return t("Look at it in detail below. If it is what you want, load it.")
    told = t("It can be taken back on the Data page.")
    if n := report.places.get("to_decide"):
        waiting = t.plural("{n} municipality waits for a decision.", "{n} municipalities wait for a decision.", n)
        return f"{waiting} {told}"
    return told
