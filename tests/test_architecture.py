"""The rooms only look down, and names do not collide."""

import subprocess
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.conftest import ROOT

ROOMS = ("graph", "loaders", "queries", "casework", "reports", "dashboard", "wording", "commands", "cli")


def test_import_contracts_are_kept():
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_brings_a_package_of_our_name(room):
    assert set(packages_distributions().get(room, ["connect-explorer"])) == {"connect-explorer"}


def test_nothing_in_the_dashboard_is_called_like_a_room():
    # Streamlit puts dashboard/ first on the path, where such a name would hide the room.
    taken = {path.stem for path in (ROOT / "dashboard").iterdir()}
    assert not taken & {*ROOMS, "tests", "pages", "tools"}


def test_every_folder_of_tests_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}
    assert all((folder / "__init__.py").exists() for folder in folders)
