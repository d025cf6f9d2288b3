"""Catalogues made from the code: ``python -m wording.build``, and ``python -m wording.build --check``.

To add or change a text:

1. Write it in English in the code: ``t("Load a file")``, ``t.plural("{n} step", "{n} steps", n)``, or marked in a
   table with ``N_("host")`` or ``NN_("body", "bodies")`` and worded later. What varies is a ``{name}``; an f-string is
   refused.
2. Run ``python -m wording.build``. It writes ``locale/connect.pot``, brings each
   ``locale/<language>/LC_MESSAGES/connect.po`` up to date, keeping what is translated, and lists what is not.
3. Fill in the empty ``msgstr`` of the languages other than English, in the words of the glossary at its top.
4. Run ``python -m wording.build`` again: it compiles the ``.mo`` files. Commit ``.pot``, ``.po`` and ``.mo`` together.

``--check`` writes nothing and says what is stale or not translated; a test does the same. Texts that leave the code
stay at the end of a ``.po`` as comments, and their translations come back with them. To add a language: its code in
`wording.words.LANGUAGES`, its locale beside it, then from step 2.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from wording.words import DOMAIN, LANGUAGES, LOCALE_FOLDER, LOCALES

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("graph", "loaders", "queries", "casework", "reports", "dashboard", "wording", "commands", "cli.py")
_ONE_TEXT = ("t", "N_")
_TWO_TEXTS = ("plural", "NN_")
_HEADER = "# {language} texts of the CONNECT network explorer.\n# Brought up to date by: python -m wording.build"

MessageId = str | tuple[str, str]
"""An English text, or its singular and plural."""


class NotTranslatable(ValueError):
    """A text in the code that no catalogue can hold."""


class _PlainCatalog(Catalog):
    """Catalogue whose header says only what reading it needs: no dates, no tool, nobody's name."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The header, the same on every machine and day."""
        headers = [("Project-Id-Version", "connect-explorer")]
        if self.locale_identifier:
            headers += [("Language", self.locale_identifier), ("Plural-Forms", self.plural_forms)]
        return [
            *headers,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit\n"),
        ]


def template(root: Path = ROOT) -> Catalog:
    """Every text of the code, in alphabetical order, with the files that hold it.

    Raises
    ------
    NotTranslatable
        A text is an f-string; the message says where.
    """
    catalog = _PlainCatalog(domain=DOMAIN, header_comment=_HEADER.format(language="All"), fuzzy=False)
    for file in _python_files(root):
        for message in _messages(file.read_text(encoding="utf-8"), file):
            catalog.add(message, locations=[(file.relative_to(root).as_posix(), 1)])
    for file in sorted((root / "queries" / "sql").glob("*.sql")):
        for message in _header_texts(file.read_text(encoding="utf-8")):
            catalog.add(message, locations=[(file.relative_to(root).as_posix(), 1)])
    return catalog


def updated(language: str, texts: Catalog) -> Catalog:
    """Catalogue of a language as it should be: every text of the code, with the translations there are."""
    catalog = _PlainCatalog(LOCALES[language], DOMAIN, _HEADER.format(language=LOCALES[language]), fuzzy=False)
    if po_file(language).is_file():
        with po_file(language).open("rb") as lines:
            _take_over(catalog, read_po(lines, LOCALES[language], DOMAIN), texts)
    catalog.update(texts, no_fuzzy_matching=True)
    return catalog


def untranslated(catalog: Catalog) -> tuple[str, ...]:
    """English texts of a catalogue without a sure translation; () for one that is complete, and for English."""
    if catalog.locale_identifier == LOCALES["en"]:
        return ()
    return tuple(sorted(_first(message) for message in catalog if message.id and not _is_translated(message)))


def wanted_files(texts: Catalog) -> dict[Path, bytes]:
    """Content of every catalogue file as it should be on disk."""
    files = {LOCALE_FOLDER / f"{DOMAIN}.pot": po_bytes(texts)}
    for language in LANGUAGES:
        catalog = updated(language, texts)
        files[po_file(language)] = po_bytes(catalog)
        files[po_file(language).with_suffix(".mo")] = mo_bytes(catalog)
    return files


def po_file(language: str) -> Path:
    """Where the translations of a language are."""
    return LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def po_bytes(catalog: Catalog) -> bytes:
    """A catalogue as text: sorted, with file names and without line numbers, which would change with every edit."""
    file = BytesIO()
    write_po(file, catalog, width=0, sort_output=True, include_lineno=False)
    return file.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def main(arguments: list[str] | None = None) -> int:
    """Writes the catalogues and lists what is not translated; with ``--check`` writes nothing.

    Returns
    -------
    Exit code: 1 when a text cannot be held by a catalogue, or ``--check`` found something stale or not translated.
    """
    parser = argparse.ArgumentParser(prog="python -m wording.build", description="Catalogues of all texts.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is stale")
    is_check = parser.parse_args(arguments).check
    try:
        texts = template()
    except NotTranslatable as problem:
        print(problem, file=sys.stderr)
        return 1
    is_stale = False
    for file, content in wanted_files(texts).items():
        if not file.is_file() or file.read_bytes() != content:
            is_stale = True
            print(f"{'stale' if is_check else 'written'}: {file.relative_to(ROOT).as_posix()}")
            if not is_check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    missing = [(language, text) for language in LANGUAGES for text in untranslated(updated(language, texts))]
    for language, text in missing:
        print(f"not translated: {language}: {text}")
    return 1 if is_check and (is_stale or missing) else 0


def _take_over(catalog: Catalog, old: Catalog, texts: Catalog) -> None:
    """Give a catalogue the comment at the top of an old one, and its translations, also of texts that left the code."""
    catalog.header_comment = old.header_comment
    for message in [*old, *old.obsolete.values()]:
        is_worth_keeping = any(_strings(message)) or message.id in texts
        if message.id and is_worth_keeping and message.id not in catalog:
            catalog[message.id] = message


def _python_files(root: Path) -> Iterator[Path]:
    for room in ROOMS:
        place = root / room
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place] if place.is_file() else []


def _messages(code: str, file: Path) -> Iterator[MessageId]:
    """Texts in the calls of one file. Babel's own reader loses a call that stands inside another, so not that."""
    for call in ast.walk(ast.parse(code, file.name)):
        if not isinstance(call, ast.Call):
            continue
        name = _called(call.func)
        if name in _ONE_TEXT and call.args:
            yield from _texts(call.args[0], file)
        elif name in _TWO_TEXTS and len(call.args) > 1:
            yield from zip(_texts(call.args[0], file), _texts(call.args[1], file), strict=False)


def _header_texts(sql: str) -> Iterator[str]:
    """What the header of a question says to people: the question, and when it has no rows."""
    lines = [line.removeprefix("-- ") for line in sql.splitlines() if line.startswith("-- ")]
    yield lines[0].partition(": ")[2]
    yield from (line.removeprefix("empty: ") for line in lines if line.startswith("empty: "))


def _called(function: ast.expr) -> str | None:
    """Last name of what is called: ``plural`` of ``session.t().plural``."""
    if isinstance(function, ast.Call):
        return _called(function.func)
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else None


def _texts(argument: ast.expr, file: Path) -> Iterator[str]:
    """The texts that an argument may be: one, both of ``a if x else b``, none of a variable."""
    if isinstance(argument, ast.JoinedStr):
        place = f"{file.name} line {argument.lineno}"
        raise NotTranslatable(f'{place}: an f-string cannot be translated. Write t("... {{name}} ...", name=name).')
    if isinstance(argument, ast.IfExp):
        yield from _texts(argument.body, file)
        yield from _texts(argument.orelse, file)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
        yield argument.value


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else str(message.id[0])


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _is_translated(message: Message) -> bool:
    return all(_strings(message)) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(main())
