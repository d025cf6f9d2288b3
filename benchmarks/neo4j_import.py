"""Neo4j's offline import: a database made of files, by the same jars that run the server."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.neo4j_csv import BETWEEN_TEXTS
from graph.neo4j_schema import labels_of
from graph.schema import SCHEMA
from tools.neo4j.server import OPENED, fetch_jars, find_java

_IMPORT_TIMEOUT_S = 600


class ImportFailed(RuntimeError):
    """Neo4j's import did not come to its end; the message carries its last lines."""


def import_offline(folder: Path, data_dir: Path) -> None:
    """Make the database of a server that is not running out of a folder of files.

    Raises
    ------
    ImportFailed
        Java is missing, or the import fails or takes longer than ten minutes.
    """
    java = find_java()
    if java is None:
        raise ImportFailed("Java is missing.")
    data_dir.mkdir(parents=True, exist_ok=True)
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    tool = [str(java), "-Xmx2g", *opened, "-cp", str(fetch_jars() / "*"), "org.neo4j.cli.AdminTool"]
    options = ["--overwrite-destination", f"--array-delimiter={BETWEEN_TEXTS}", "--max-off-heap-memory=2g"]
    files = list(_files(folder))
    home = {"NEO4J_HOME": str(data_dir.resolve()), "NEO4J_CONF": str((data_dir / "conf").resolve())}
    _run([*tool, "database", "import", "full", "neo4j", *options, *files], home)


def _run(command: Sequence[str], home: Mapping[str, str]) -> None:
    try:
        done = subprocess.run(
            command,
            env={**os.environ, **home},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_IMPORT_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ImportFailed(f"Neo4j's import took longer than {_IMPORT_TIMEOUT_S} s.") from None
    if done.returncode:
        raise ImportFailed("Neo4j's import failed:\n  " + "\n  ".join(done.stdout.splitlines()[-12:]))


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.csv")):
        if path.stem in SCHEMA.relationships:
            yield f"--relationships={path.stem}={path}"
        elif path.stem in SCHEMA.nodes:
            yield f"--nodes={labels_of(SCHEMA.node(path.stem))[1:]}={path}"
        else:
            yield f"--nodes={path.stem}={path}"
