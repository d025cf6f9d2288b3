"""The documents say what the code does."""

import re

import pytest

from graph.schema import SCHEMA
from tests.conftest import ROOT
from tools.make_docs import stale_pages

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_generated_pages_are_fresh():
    assert stale_pages() == (), "run: make docs"


def test_every_node_kind_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [kind for kind in SCHEMA.nodes if f"| {kind} |" not in glossary] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        if "://" not in target:
            assert (document.parent / target).exists(), target


def test_every_make_target_of_the_readme_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"(?:^|`)make ([a-z0-9]+)", readme, re.MULTILINE)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_command_of_the_readme_exists():
    from typer.main import get_command

    from commands.app import app

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name in set(re.findall(r"connect-explorer ([a-z]+)", readme)):
        assert name in commands, name


def test_no_document_or_source_names_a_place_on_somebodys_machine():
    words = re.compile(r"/(?:home|root|work|Users)/[a-z]")
    sources = [p for p in ROOT.rglob("*") if p.suffix in {".py", ".md", ".toml", ".js", ".sql", ".cypher", ".java"}]
    mine = [p for p in sources if not {".venv", ".neo4j", "build", "dist"} & set(p.relative_to(ROOT).parts)]
    assert [str(p) for p in mine if words.search(p.read_text(encoding="utf-8"))] == []
