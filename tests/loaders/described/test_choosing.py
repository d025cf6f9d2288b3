"""A file is read with the description that knows its columns; a person may name another one."""

import pytest

from loaders.described.described_format import table_format
from loaders.described.parsing import parse_description
from loaders.formats import all_formats, format_named, recognise
from loaders.problems import FileRefused
from loaders.readers.opening import open_source
from loaders.source import Layout

EDGES = """\
id: mine
title: Mine
publisher: me
licence: none
format: edge-list
tables:
  rows:
    columns: [from, to]
    nodes:
      one: {kind: Municipality, key: from, properties: {name: from}}
    ignore: {to: nobody needs it}
"""


@pytest.fixture
def opened(tmp_path):
    def write(text):
        (tmp_path / "t.csv").write_text(text)
        return open_source(tmp_path / "t.csv")

    return write


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("% sym\n1 2\n", "konect-twin"),
        ("Q1\tQ2\n", "wikidata-twins"),
        ("Q1\tBerlin\n", "wikidata-twins"),
        ("city1,country1,city2,country2\n", "twinning"),
        ("project_id,name,coordinator,objective_es,more\n", "urbal3"),
    ],
)
def test_columns_say_which_it_is(text, name, opened):
    assert recognise(opened(text)).name == name


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Q1,x,y\n", "from to\n"])
def test_other_columns_are_of_no_known_format(text, opened):
    with pytest.raises(FileRefused, match="no known format has these columns"):
        recognise(opened(text))


def test_file_that_two_descriptions_know_is_not_guessed(opened, monkeypatch):
    twice = table_format(parse_description(EDGES, "d.yaml"))
    monkeypatch.setattr("loaders.formats.all_formats", lambda: (*all_formats(), twice))
    with pytest.raises(FileRefused, match=r"several descriptions know these columns: konect-twin, mine. .* --as"):
        recognise(opened("% sym\n1 2\n"))


def test_format_of_a_description_knows_how_its_files_are_laid_out(tmp_path):
    (tmp_path / "d.yaml").write_text(EDGES)
    named = format_named(tmp_path / "d.yaml")
    assert (named.name, named.layout) == (
        "mine",
        Layout(is_edge_list=True, has_header=False, columns=("from", "to")),
    )


def test_unknown_name_is_told_with_the_nearest():
    with pytest.raises(FileRefused, match=r'no format is called urbal. .* Did you mean "urbal3"\?'):
        format_named("urbal")
