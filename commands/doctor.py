"""``connect-explorer doctor``: what the explorer runs on, what the store holds, and what is missing."""

import json
import platform
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import typer

from commands.options import FormatOption, StoreOption, examples
from commands.output import OutputFormat, remark, say_csv, say_facts, say_json
from commands.session import session_of
from commands.staged import staged_rows
from commands.version import program_version
from graph.connect import default_url, open_store, without_password
from graph.errors import ExplorerError, QueryTimeout
from graph.network_cache import cache_folder
from graph.schema import SCHEMA_VERSION
from graph.store import GraphStore, Load, QuestionText
from wording.staged import staged_sentence
from wording.terms import kind_name
from wording.words import N_, Words

_ENGINE = QuestionText(
    "engine",
    "SELECT 'SQLite' AS engine, sqlite_version() AS engine_version, user_version AS schema_version "
    "FROM pragma_user_version",
    "MATCH (s:ExplorerStore) CALL dbms.components() YIELD name, versions "
    "RETURN 'Neo4j' AS engine, versions[0] AS engine_version, s.schema_version AS schema_version LIMIT 1",
)
_IS_SOUND = QuestionText("soundness", "SELECT quick_check AS problem FROM pragma_quick_check", "RETURN 'ok' AS problem")
_SOUND_S = 20.0
SQLITE = "sqlite:///"
_LABELS: Mapping[str, str] = {
    "store": N_("store"),
    "engine": N_("engine"),
    "engine_version": N_("version of the engine"),
    "schema_version": N_("schema version"),
    "data_version": N_("data version"),
    "state": N_("state"),
    "nodes": N_("nodes"),
    "relationships": N_("relationships"),
    "cache": N_("cache of networks"),
    "cache_bytes": N_("size of the cache"),
    "free_bytes": N_("free disk space"),
    "explorer": N_("explorer"),
    "python": N_("Python"),
    "sqlite": N_("SQLite"),
    "streamlit": N_("Streamlit"),
    "neo4j_driver": N_("Neo4j driver"),
    "missing_for_neo4j_tests": N_("missing for the Neo4j tests"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    """What a store answers about itself; problem is None where it is as it should be."""

    facts: dict[str, Any]
    problem: str | None = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "doctor",
        short_help="What the store holds, and what is missing.",
        epilog=examples("doctor", "doctor --format json"),
    )(doctor_command)


def doctor_command(
    context: typer.Context, store: StoreOption = None, output_format: FormatOption = OutputFormat.TABLE
) -> None:
    """Say what the store holds, whether it is whole, what it runs on, and what is missing."""
    session = session_of(context, output_format)
    url = store or default_url()
    found = _store_facts(session.t, url)
    facts = {"store": without_password(url), **found.facts, **_place_facts(url), **_program_facts(session.t)}
    match output_format:
        case OutputFormat.JSON:
            say_json({"status": "problem" if found.problem else "ok", "problem": found.problem, **facts})
        case OutputFormat.CSV:
            say_csv(("what", "value"), [{"what": name, "value": _flat(value)} for name, value in facts.items()])
        case OutputFormat.TABLE:
            _say_facts(session.t, facts)
    if found.problem:
        remark(session.t("Error: {message}", message=found.problem))
        raise typer.Exit(1)


def _store_facts(t: Words, url: str) -> _Found:
    try:
        with open_store(url, create=False) as store:
            return _answers(t, store)
    except ExplorerError as error:
        return _Found({"state": t("not available")}, str(error))


def _answers(t: Words, store: GraphStore) -> _Found:
    if staged := store.staged():
        named = {"store": store.url, "state": t("a load is not complete"), "staged": staged_rows(staged)}
        return _Found(named, " ".join(staged_sentence(t, one) for one in staged))
    counts, loads, problem = store.counts(), store.loads(), _soundness(store)
    facts = {
        "store": store.url,
        **store.ask(_ENGINE)[0],
        "data_version": store.data_version(),
        "state": t("damaged") if problem else _state(t, loads),
        "nodes": dict(counts.nodes),
        "relationships": dict(counts.relationships),
        "last_load": _as_json(loads[-1]) if loads else None,
    }
    return _Found(facts, problem)


def _soundness(store: GraphStore) -> str | None:
    """What is wrong with the file, in the words of its engine; None when it is sound, or too big to look through."""
    try:
        found = [row["problem"] for row in store.ask(_IS_SOUND, timeout_s=_SOUND_S)]
    except QueryTimeout:
        return None
    return None if found == ["ok"] else f"the store is damaged: {found[0]}. Restore it from a backup, or load it anew."


def _state(t: Words, loads: Sequence[Load]) -> str:
    if not loads:
        return t("complete: nothing was loaded yet, and nothing is half-written")
    last = loads[-1]
    return t(
        "complete: load {load_id} ({source}, {loaded_at}) is the last one, and nothing is half-written",
        load_id=last.load_id,
        source=last.source.id,
        loaded_at=last.loaded_at,
    )


def _as_json(load: Load) -> dict[str, Any]:
    return {
        "load_id": load.load_id,
        "source": load.source.id,
        "loaded_at": load.loaded_at,
        "files": list(load.files),
        "n_notices": len(load.notices),
    }


def _place_facts(url: str) -> dict[str, Any]:
    cache = cache_folder()
    place = Path(url.removeprefix(SQLITE)).expanduser() if url.startswith(SQLITE) else cache
    existing = next((one for one in (place.absolute(), *place.absolute().parents) if one.exists()), Path.cwd())
    return {"cache": str(cache), "cache_bytes": _n_bytes(cache), "free_bytes": shutil.disk_usage(existing).free}


def _n_bytes(folder: Path) -> int:
    total = 0
    for file in folder.rglob("*"):
        with suppress(OSError):  # another process may be tidying up
            total += file.stat().st_size if file.is_file() else 0
    return total


def _program_facts(t: Words) -> dict[str, Any]:
    return {
        "explorer": program_version(),
        "explorer_schema_version": SCHEMA_VERSION,
        "python": platform.python_version(),
        "sqlite": _sqlite_version(),
        "streamlit": _version_of("streamlit"),
        "neo4j_driver": _version_of("neo4j"),
        "missing_for_neo4j_tests": _missing_for_neo4j(t),
    }


def _version_of(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _sqlite_version() -> str | None:
    """Version of SQLite, out of a store made for the purpose: that one can be made is what counts."""
    try:
        with tempfile.TemporaryDirectory() as folder, open_store(f"{SQLITE}{folder}/trial.sqlite") as store:
            return str(store.ask(_ENGINE)[0]["engine_version"])
    except (ExplorerError, OSError):
        return None


def _missing_for_neo4j(t: Words) -> list[str]:
    """What the tests with a real Neo4j lack; they come with the source code only."""
    try:
        missing: Sequence[str] = import_module("tools.neo4j.server").missing_parts()
    except (ImportError, AttributeError):
        return [t("a checkout of the source code")]
    return list(missing)


def _say_facts(t: Words, facts: Mapping[str, Any]) -> None:
    say_facts({t(label): _shown(t, name, facts[name]) for name, label in _LABELS.items() if name in facts})


def _shown(t: Words, name: str, value: Any) -> str:  # noqa: ANN401 - a fact of any type
    if name.endswith("_bytes"):
        return t("{n} MB", n=round(value / 1_000_000)) if value >= 10**6 else t("{n} kB", n=round(value / 1_000))
    if name == "nodes":
        return ", ".join(f"{t.number(n)} {kind_name(t, kind, n)}" for kind, n in value.items()) or t("none")
    if name == "relationships":
        return ", ".join(f"{t.number(n)} {type_}" for type_, n in value.items()) or t("none")
    if name == "missing_for_neo4j_tests":
        return t.listing(value) or t("nothing")
    return t("not installed") if value is None else str(value)


def _flat(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
