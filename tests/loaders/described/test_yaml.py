"""A mistake in a description is told with its line, what was expected, and what may have been meant."""

import pytest

from loaders.described.parsing import parse_description
from loaders.problems import FileRefused

HEAD = "id: partners\ntitle: Partners\npublisher: me\nlicence: none\nformat: table\n"
TABLE = """\
tables:
  rows:
    columns: [name, land]
    nodes:
      one:
        kind: Municipality
        key: name
        properties:
          name: name
          country: land
"""


def refusal(text) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        parse_description(text, "d.yaml")
    return [one.sentence() for one in refused.value.problems]


def test_words_that_yaml_takes_for_other_things_stay_words():
    text = HEAD + TABLE.replace("country: land", "country: {constant: NO, because: 2017-05-15}")
    value = parse_description(text, "d.yaml").tables[0].nodes[0].properties["country"]
    assert (value.text, value.because) == ("NO", "2017-05-15")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("licence", "license", 'd.yaml line 4, column license: nothing is called "license" here. '),
        ("licence: none\n", "", "d.yaml line 1: licence is missing. Expected all of id, title, publisher"),
        ("id: partners", "id: My Partners", 'd.yaml line 1, column id: "My Partners" cannot stand here. '),
        ("format: table", "format: excel", 'column format: "excel" cannot stand here. Expected one of table,'),
        ("kind: Municipality", "kind: Municipalty", 'Did you mean "Municipality"?'),
        ("country: land", "contry: land", 'd.yaml line 15, column tables.rows.nodes.one.properties.contry: nothing is'),
        ("country: land", "country: lnad", 'Expected a column of this table: name, land. Did you mean "land"?'),
        ("          name: name\n", "", 'column tables.rows.nodes.one.kind: "name" cannot stand here. Expected a value'),
        ("key: name", "key: {constant: x, becuase: y}", 'Did you mean "because"?'),
        ("key: name", "key: {column: name, pattern: '('}", "a regular expression"),
        ("key: name", "key: {column: name, pattern: 'x'}", "with one group in round brackets"),
        ("country: land", "country: {column: land, rule: invented}", '"invented" cannot stand here'),
        ("country: land", "country: {text: '{land'}", "a text with names of columns in curly brackets"),
        ("    columns: [name, land]\n", "", '"columns" is missing'),
        ("tables:", "tables: &a", None),
        ("publisher: me", "title: you", 'd.yaml line 3, column title: "title" stands here twice'),
    ],
)  # fmt: skip
def test_mistake_is_told_with_its_place(old, new, told):
    text = (HEAD + TABLE).replace(old, new, 1)
    if told is None:
        assert parse_description(text, "d.yaml")
    else:
        assert told in " ".join(refusal(text))


def test_all_mistakes_are_told_at_once():
    text = (
        (HEAD + TABLE).replace("licence", "lisence").replace("Municipality", "Town").replace("key: name", "key: nmae")
    )
    assert [one.partition(":")[0] for one in refusal(text)] == [
        "d.yaml line 4, column lisence",
        "d.yaml line 1",
        "d.yaml line 11, column tables.rows.nodes.one.kind",
        "d.yaml line 14, column tables.rows.nodes.one.properties.name",
        "d.yaml line 15, column tables.rows.nodes.one.properties.country",
        "d.yaml line 12, column tables.rows.nodes.one.key",
    ]


@pytest.mark.parametrize(
    ("relationship", "told"),
    [
        ("{type: TWINED_WITH, from: one, to: one}", 'Did you mean "TWINNED_WITH"?'),
        ("{type: TWINNED_WITH, from: one, to: two}", '"two" cannot stand here. Expected one of one'),
        ("{type: TOOK_PART_IN, from: one, to: one}", "one, a Municipality"),
        ("{type: TWINNED_WITH, from: one}", '"to" is missing'),
    ],
)
def test_relationship_must_fit_the_schema(relationship, told):
    assert told in " ".join(refusal(f"{HEAD}{TABLE}    relationships:\n      - {relationship}\n"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "it is empty"),
        ("id: [", "d.yaml line 1: the description cannot be read: "),
        ("a: &a [x]\nb: [*a, *a]", "line 2: the description cannot be read: it refers to another part with *"),
        ("- a\n- b", "a list cannot stand here. Expected names with values"),
        ("[" * 50_000, "line 1: the description cannot be read: it goes deeper than 30 levels"),
    ],
)
def test_what_is_no_description_is_refused(text, told):
    assert told in " ".join(refusal(text)).replace('"', "")
