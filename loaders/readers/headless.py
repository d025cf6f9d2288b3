"""Names for the columns of a file that has no header."""

from string import ascii_lowercase

from loaders.problems import FileRefused, RowProblem
from loaders.source import Layout


def column_names(layout: Layout, n_columns: int, name: str) -> tuple[str, ...]:
    """Names that the layout gives, else a, b, c ...; raises `FileRefused` where they are not as many as the columns."""
    if not layout.columns:
        if n_columns > len(ascii_lowercase):
            raise FileRefused(_problem(name, n_columns, f"at most {len(ascii_lowercase)} columns without names"))
        return tuple(ascii_lowercase[:n_columns])
    if len(layout.columns) != n_columns:
        raise FileRefused(_problem(name, n_columns, f"{len(layout.columns)} columns: {', '.join(layout.columns)}"))
    return layout.columns


def _problem(name: str, n_columns: int, expected: str) -> RowProblem:
    return RowProblem(name, 1, None, str(n_columns), "other-number-of-columns", expected)
