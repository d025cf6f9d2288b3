"""Data that comes with the explorer."""

from importlib.resources import files
from pathlib import Path


def example_folder() -> Path:
    """Folder with CONNECT's facts in the explorer's own format; made by tools/make_example.py."""
    return Path(str(files("loaders"))) / "example"
