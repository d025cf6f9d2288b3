"""Empty tables to fill in, with a page that explains every column."""

from pathlib import Path

from graph.errors import ExplorerError
from loaders.connect_tables import TABLES
from loaders.describe import CELL_RULES, describe_keys, describe_table

HOW_TO = "HOW-TO.md"
_TITLE = "# How to fill in these tables"
# With this mark Excel knows that the file is UTF-8, so that it keeps names as they are.
_BOM = "\ufeff"


class TemplateRefused(ExplorerError):
    """Files of the template stand in the folder already and somebody filled them in."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(
            f"{folder}: {', '.join(names)} would be overwritten. Nothing was written. Choose another folder."
        )
        self.names = names


def write_template(folder: Path) -> tuple[Path, ...]:
    """Paths of the files written: one table with its header for each kind, and HOW-TO.md.

    Parameters
    ----------
    folder : made when it is not there. Empty tables in it are written again.

    Raises
    ------
    TemplateRefused
        A table in the folder is not empty; nothing is written then.
    ExplorerError
        The folder cannot be written.
    """
    contents = {folder / name: text for name, text in _contents().items()}
    try:
        taken = tuple(path.name for path, text in contents.items() if _is_filled(path, text))
        if taken:
            raise TemplateRefused(folder, taken)
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in contents.items():
            path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ExplorerError(f"{folder} cannot be written: {error.strerror}. Choose another folder.") from error
    return tuple(contents)


def _contents() -> dict[str, str]:
    tables = {f"{table.name}.csv": f"{_BOM}{','.join(table.column_names)}\n" for table in TABLES}
    return {**tables, HOW_TO: _how_to()}


def _how_to() -> str:
    steps = (
        "Fill in what you know, in any spreadsheet; leave the first row as it is. Files you do not need may stay "
        "empty or be deleted. In Excel, open a file with Data > From Text/CSV and save it as CSV UTF-8. Then:\n\n"
        "    connect-explorer load FOLDER\n\n"
        "Either all of it is loaded, or nothing, with a list of what to put right."
    )
    parts = (_TITLE, steps, "## Rules", CELL_RULES.rstrip(), "## Keys", describe_keys(), "## Tables")
    return "\n\n".join((*parts, *map(describe_table, TABLES))) + "\n"


def _is_filled(path: Path, text: str) -> bool:
    if not path.exists():
        return False
    if path.name == HOW_TO:  # ours, perhaps of an earlier version
        return not path.read_text(encoding="utf-8", errors="replace").startswith(_TITLE)
    return path.read_bytes().strip() not in (text.encode().strip(), text.removeprefix(_BOM).encode().strip(), b"")
