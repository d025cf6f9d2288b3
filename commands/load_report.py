"""What a load did, told to people and written for programs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from commands.output import cell, remark, say, say_table
from graph.records import Value
from graph.schema import PLACE_STATUSES, SCHEMA
from graph.store import Changes, Difference, Notice
from loaders.problems import RULES
from loaders.report import LoadReport
from wording.terms import kind_name, place_status_name, relationship_label
from wording.words import N_, Words

_LINES_NAMED = 6
_DIFFERENCES_TOLD = 10
_LISTED_BEFORE_SUMMARY = 20
"""After so many problems the heading has left the screen, and is said again at the end."""


def report_json(status: str, report: LoadReport) -> dict[str, Any]:
    """All of a report as plain values; ``status`` is loaded, dry-run, unchanged or refused."""
    return {
        "status": status,
        "files": [
            {
                "file": one.file,
                "format": one.format,
                "n_rows": one.n_rows,
                "n_kept": one.n_kept,
                "n_merged": one.n_merged,
                "n_rejected": one.n_rejected,
                "n_by_kind": dict(one.n_by_kind),
            }
            for one in report.files
        ],
        "places": dict(report.places),
        "n_errors": report.n_errors,
        "errors": [{**asdict(one), "sentence": one.sentence()} for one in report.errors],
        "rejected": [
            {
                "file": one.file,
                "line": one.line,
                "cells": dict(one.cells),
                "sentences": [e.sentence() for e in one.problems],
            }
            for one in report.rejected
        ],
        "n_notices_by_rule": dict(report.n_notices_by_rule),
        "notices": [asdict(one) for one in report.notices],
        "loads": [
            {"source": one.source.id, "load_id": one.load_id, "changes": _plain(one.changes)} for one in report.loads
        ],
        "changes": _plain(report.changes),
        "differences": [{"source": one.source.id, **asdict(each)} for one in report.loads for each in one.differences],
    }


def report_rows(report: LoadReport) -> Iterator[dict[str, Any]]:
    """What changed, one row for each kind of node and type of relationship."""
    for kind, changes in report.changes.items():
        yield {"kind": kind, **asdict(changes)}


def say_report(t: Words, report: LoadReport, url: str) -> None:
    """Tell what was read, what changed and what was odd."""
    for file in report.files:
        say(t.plural("{file}: {n} row", "{file}: {n} rows", file.n_rows, file=file.file), lead="  ")
    say()
    say_outcome(t, report, url)
    if not report.is_unchanged:
        say()
        say_changes(t, report.changes)
        if report.is_trial:
            say()
            say_differences(t, [each for one in report.loads for each in one.differences], report.changes)
    say_places(t, report.places)
    say_notices(t, report)


def say_places(t: Words, places: Mapping[str, int]) -> None:
    """Tell how many municipalities were matched with places; nothing where none was looked up."""
    if not places:
        return
    say()
    say(t("Places of municipalities:"))
    for status in PLACE_STATUSES:
        if n := places.get(status):
            say(f"{t.number(n)} {place_status_name(t, status)}", lead="  ")


def say_outcome(t: Words, report: LoadReport, url: str) -> None:
    """Tell in one sentence whether the store is another one now."""
    if report.is_unchanged:
        say(t("Nothing changed: {store} held all of it already.", store=url))
        return
    if report.is_trial:
        say(t("A dry run: nothing was loaded into {store}. This is what a load would change:", store=url))
        return
    numbers = [str(one.load_id) for one in report.loads if one.load_id is not None]
    say(
        t.plural(
            "Loaded as load {numbers} into {store}.",
            "Loaded as loads {numbers} into {store}.",
            len(numbers),
            numbers=t.listing(numbers),
            store=url,
        )
    )


def say_changes(t: Words, changes: Mapping[str, Changes]) -> None:
    """Tell how many of each kind are new, changed and as they were."""
    columns = (t("what"), t("new"), t("changed"), t("as it was"), t("retired"))
    rows = [
        (
            _what(t, kind, one),
            *map(t.number, (one.n_created, one.n_updated, one.n_unchanged, one.n_retired)),
        )
        for kind, one in changes.items()
    ]
    say_table(columns, rows, right=columns[1:])


def say_differences(t: Words, differences: Sequence[Difference], changes: Mapping[str, Changes]) -> None:
    """Tell the first records that differ: those that are new or retired by name, the changed ones value by value."""
    headings = {"update": N_("changed"), "retire": N_("retired"), "create": N_("new")}
    for operation, heading in headings.items():
        for kind in changes:
            listed = [one for one in differences if (one.operation, one.kind) == (operation, kind)]
            if listed:
                _say_some(t, f"{_what(t, kind, changes[kind])}, {t(heading)}:", listed, _n(changes[kind], operation))


def _say_some(t: Words, heading: str, listed: Sequence[Difference], n_all: int) -> None:
    say(heading)
    for one in listed[:_DIFFERENCES_TOLD]:
        say(f"{one.what}{_values(t, one)}", lead="  ")
    if n_all > _DIFFERENCES_TOLD:
        say(t("and {n} more", n=n_all - _DIFFERENCES_TOLD), lead="  ")


def _values(t: Words, one: Difference) -> str:
    if one.operation != "update":
        return ""
    parts = [
        t("{property}: {old} becomes {new}", property=name, old=_value(t, old), new=_value(t, new))
        for name, (old, new) in one.changed().items()
    ]
    return f": {'; '.join(parts)}"


def _value(t: Words, value: Value) -> str:
    return t("unknown") if value is None else cell(value)


def _n(changes: Changes, operation: str) -> int:
    return {"update": changes.n_updated, "retire": changes.n_retired, "create": changes.n_created}[operation]


def say_notices(t: Words, report: LoadReport) -> None:
    """Tell what was odd, grouped by the rule that says what was done about it; nothing where nothing was odd."""
    if not report.n_notices_by_rule:
        return
    say()
    say(t("What was odd, and what was done about it:"))
    places = _places(t, report.notices)
    for rule, n_times in sorted(report.n_notices_by_rule.items(), key=lambda item: (-item[1], item[0])):
        lead = f"  {t.plural('{n} time:', '{n} times:', n_times)} "
        say(f"{t(RULES[rule])}.", lead=lead)
        if places[rule]:
            say(t.listing(places[rule]), lead=" " * len(lead))


def say_left_out(t: Words, report: LoadReport) -> None:
    """Tell on standard error which rows were left out of a load."""
    remark(t.plural("{n} problem; its row was left out:", "{n} problems; their rows were left out:", report.n_errors))
    for sentence in report.error_sentences():
        remark(sentence)


def say_refusal(t: Words, report: LoadReport) -> None:
    """Tell on standard error why nothing was loaded."""
    heading = t.plural(
        "Nothing was loaded: {n} problem. The store is as it was.",
        "Nothing was loaded: {n} problems. The store is as it was.",
        report.n_errors,
    )
    sentences = report.error_sentences()
    for sentence in (heading, *sentences):
        remark(sentence)
    if len(sentences) > _LISTED_BEFORE_SUMMARY:
        remark(heading)


def _plain(changes: Mapping[str, Changes]) -> dict[str, dict[str, int]]:
    return {kind: asdict(one) for kind, one in changes.items()}


def _what(t: Words, kind: str, changes: Changes) -> str:
    if kind in SCHEMA.nodes:
        return kind_name(t, kind, changes.n_created + changes.n_updated + changes.n_unchanged + changes.n_retired)
    return relationship_label(t, kind, "out")


def _places(t: Words, notices: Sequence[Notice]) -> dict[str, list[str]]:
    """For each rule the files and lines it was used in, as far as they can be read at a glance."""
    lines: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in notices:
        if one.line is not None:
            lines[one.rule][one.file].append(one.line)
    return defaultdict(
        list, {rule: [_place(t, file, sorted(found)) for file, found in files.items()] for rule, files in lines.items()}
    )


def _place(t: Words, file: str, lines: Sequence[int]) -> str:
    named = [str(line) for line in lines[:_LINES_NAMED]]
    if len(lines) > _LINES_NAMED:
        return t("{file} lines {lines} ...", file=file, lines=", ".join(named))
    return t.plural("{file} line {lines}", "{file} lines {lines}", len(lines), file=file, lines=", ".join(named))
