"""The template is empty, explains itself, and never takes the place of somebody's work."""

import csv

import pytest

from graph.errors import ExplorerError
from loaders.connect_tables import TABLES
from loaders.describe import describe_formats_markdown
from loaders.load import load
from loaders.problems import RULES
from loaders.report import LoadRefused
from loaders.template import TemplateRefused, write_template
from tests.loaders.tables import write


def test_template_is_a_table_for_each_kind_and_a_page_that_explains_them(tmp_path):
    paths = write_template(tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [*(f"{table.name}.csv" for table in TABLES), "HOW-TO.md"]
    headers = [path.read_text(encoding="utf-8-sig") for path in paths[:-1]]
    assert headers == [f"{','.join(table.column_names)}\n" for table in TABLES]


def test_page_explains_every_column(tmp_path):
    page = write_template(tmp_path)[-1].read_text(encoding="utf-8")
    unexplained = [
        (table.name, column.name)
        for table in TABLES
        for column in table.columns
        if f"| `{column.name}` |" not in page or column.meaning not in page
    ]
    assert unexplained == []


def test_untouched_template_says_that_nothing_is_in_it(folder, store):
    write_template(folder)
    with pytest.raises(LoadRefused, match=r"twinnings.csv: nothing is in it. Expected at least one row. Fill in a row"):
        load([folder], store)


def test_second_template_in_the_same_folder_is_fine_while_it_is_empty(folder):
    assert write_template(folder) == write_template(folder)


def test_template_never_overwrites_a_filled_table(folder):
    write_template(folder)
    write(folder, topics="topic_id,name\nT01,Waste\n")
    (folder / "HOW-TO.md").write_text("my own notes")
    with pytest.raises(TemplateRefused) as refused:
        write_template(folder)
    assert refused.value.names == ("topics.csv", "HOW-TO.md")
    assert (folder / "topics.csv").read_text() == "topic_id,name\nT01,Waste\n"


def test_folder_that_cannot_be_written_is_said_plainly(folder):
    (folder / "file").write_text("")
    with pytest.raises(ExplorerError, match=r"cannot be written: .*\. Choose another folder\.$"):
        write_template(folder / "file")


def test_examples_on_the_page_can_be_loaded(folder, store):
    for table, path in zip(TABLES, write_template(folder), strict=False):
        with path.open("a", encoding="utf-8", newline="") as stream:
            csv.DictWriter(stream, table.column_names).writerow(table.example)
    with (folder / "municipalities.csv").open("a") as stream:
        csv.DictWriter(stream, TABLES[2].column_names).writerow({"municipality_id": "M01", "name": "Almere"})
    report = load([folder], store)
    assert report.notices == ()
    assert set(report.changes) >= {"Official", "Evaluation", "Practice", "TWINNED_WITH", "TOOK_PART_IN"}


def test_documentation_names_every_table_column_and_rule():
    page = describe_formats_markdown()
    wanted = [f"### {table.name}.csv" for table in TABLES]
    wanted += [f"| `{column.name}` |" for table in TABLES for column in table.columns]
    wanted += [f"| {rule} | {meaning} |" for rule, meaning in RULES.items()]
    assert [one for one in wanted if one not in page] == []
