"""What is installed, and that the lock files lead nowhere but to versions."""

import re
import subprocess
import sys
import tomllib
import zipfile

import pytest

from graph.sqlite_store import SqliteStore
from tests.conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_files_hold_versions_and_hashes_but_no_addresses(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|--index-url|--extra-index|--find-links|@ ", text)
    requirements = re.findall(r"^[A-Za-z0-9][^\s=]*==\S+", text, re.MULTILINE)
    assert len(requirements) > 50
    assert text.count("--hash=sha256:") >= len(requirements)


def test_everything_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {
        line.split("==")[0] for line in (ROOT / LOCKS[0]).read_text(encoding="utf-8").splitlines() if "==" in line
    }
    asked = {re.split(r"[>=<\[]", one)[0] for one in project["project"]["dependencies"]}
    assert asked <= locked


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, capture_output=True, text=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_rooms_with_their_data_and_no_tests(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "cli.py",
        "queries/sql/nodes_by_id.sql",
        "queries/cypher/nodes_by_id.cypher",
        "loaders/example/exchanges.csv",
        "wording/locale/pt/LC_MESSAGES/connect.mo",
        "dashboard/app.py",
        "dashboard/components/network_figure.js",
        "dashboard/.streamlit/config.toml",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith(("tests/", "tools/", "benchmarks/"))]


def test_third_party_javascript_is_in_neither_wheel_nor_repository(wheel):
    in_wheel = [name for name in zipfile.ZipFile(wheel).namelist() if "vis-network" in name]
    listed = subprocess.run(["git", "ls-files", "*.js"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    scripts = [ROOT / name for name in listed.split()] or [*(ROOT / "dashboard" / "components").glob("*.js")]
    assert in_wheel == []
    # Ours are small and readable; a minified library is neither.
    assert [p.name for p in scripts if p.stat().st_size > 20_000 or p.parent.name != "components"] == []


def test_the_embedded_store_needs_nothing_beyond_python():
    assert SqliteStore.__module__ == "graph.sqlite_store"
    assert "sqlite" not in (ROOT / LOCKS[0]).read_text(encoding="utf-8")
