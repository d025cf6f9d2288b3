"""Which version of the explorer this is."""

import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def program_version() -> str:
    """Version of the explorer; from ``pyproject.toml`` when it runs from a checkout that was not installed."""
    try:
        return version("connect-explorer")
    except PackageNotFoundError:
        project = Path(__file__).parents[1] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])
