"""Files of every kind, written in a line, and what is read from them."""

import pytest

from loaders.problems import Problems
from loaders.readers.opening import open_source


@pytest.fixture
def file(tmp_path):
    def write(content, name="t.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def rows():
    """Lines and cells of a file, codes of its errors with their places, and its notices."""

    def read(path, **layout):
        problems = Problems()
        found = [(row.line, *row.cells.values()) for row in open_source(path, **layout).rows(problems)]
        errors = [(one.code, one.line, one.column, one.value) for one in problems.errors]
        return found, errors, [(one.rule, one.line) for one in problems.notices()]

    return read
