"""The funder's emblem and statement, from a small file that the user gives."""

import tomllib
from pathlib import Path
from typing import Any

from lxml import etree

from graph.errors import ExplorerError
from reports.reach.model import Funder, Picture
from reports.reach.plain import plain

_MOST_BYTES = 5_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_KEYS = ("statement", "statements", "emblem", "emblem_alt")
_MOST_STATEMENT = 2_000


class FunderRefused(ExplorerError):
    """The funder's file cannot be used as it is; the message says where and why."""


def read_funder(file: Path) -> Funder:
    """Statement and emblem of a funder.

    Parameters
    ----------
    file : TOML with ``statement``, or ``[statements]`` by language code, and if wanted ``emblem``, the name of a PNG or
        SVG file beside it, with ``emblem_alt``, which says what is on it.

    Raises
    ------
    FunderRefused
        The file or the emblem cannot be read, a key is unknown, or the alternative text is missing.
    """
    try:
        told = tomllib.loads(_bytes(file).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FunderRefused(f"{file.name} is not TOML in UTF-8: {error}.") from error
    unknown = [key for key in told if key not in _KEYS]
    if unknown:
        raise FunderRefused(f'{file.name}: the key "{unknown[0]}" is unknown. Known: {", ".join(_KEYS)}.')
    statements = _statements(file, told)
    if told.get("emblem") is None:
        return Funder(statements)
    alt = plain(str(told.get("emblem_alt", "")), _MOST_STATEMENT)
    if not alt:
        raise FunderRefused(f"{file.name}: emblem_alt is missing. Say in it what is on the emblem, for the blind.")
    return Funder(statements, _picture(file.parent / str(told["emblem"]), alt))


def _statements(file: Path, told: dict[str, Any]) -> dict[str, str]:
    by_language = told.get("statements", {})
    if not isinstance(by_language, dict):
        raise FunderRefused(f"{file.name}: statements must be a table, [statements], with a line for each language.")
    found = {"": str(told.get("statement", "")), **{str(key): str(text) for key, text in by_language.items()}}
    found = {key: plain(text, _MOST_STATEMENT) for key, text in found.items()}
    if not any(found.values()):
        raise FunderRefused(f'{file.name}: there is no statement. Write: statement = "Funded by ..."')
    return found


def _picture(file: Path, alt: str) -> Picture:
    content = _bytes(file)
    if content.startswith(_PNG):
        return Picture("image/png", content, alt)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        is_svg = etree.QName(etree.fromstring(content, parser)).localname == "svg"
    except (etree.LxmlError, ValueError):
        is_svg = False
    if not is_svg:
        raise FunderRefused(f"{file.name} is neither PNG nor SVG. Save the emblem as one of the two.")
    return Picture("image/svg+xml", content, alt)


def _bytes(file: Path) -> bytes:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise FunderRefused(f"{file.name} is larger than {_MOST_BYTES:,} bytes. Give a smaller one.")
        return file.read_bytes()
    except OSError as error:
        raise FunderRefused(f"{file} cannot be read: {error.strerror or error}.") from error
