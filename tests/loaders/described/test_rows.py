"""Every row of a described file is a record or a problem, and every column is used, ignored or reported."""

import pytest

from tests.loaders.described.loading import load_source
from tests.loaders.tables import nodes, relationships

HEAD = "id: mine\ntitle: Mine\npublisher: me\nlicence: none\nformat: table\ntables:\n  rows:\n"
CITY = """\
    columns: [name]
    optional: [country, pop, lat, lon, since, tags]
    nodes:
      city:
        kind: Municipality
        key: name
        properties: {name: name, country: country, population: pop, lat: lat, lon: lon, valid_from: since, names: tags}
"""


@pytest.fixture
def described(tmp_path, store):
    """Loads a table with a description, both written here."""

    def load_with(description, table):
        (tmp_path / "mine.yaml").write_text(HEAD + description, encoding="utf-8")
        (tmp_path / "t.csv").write_text(table, encoding="utf-8")
        return load_source([tmp_path / "t.csv"], store, tmp_path / "mine.yaml")

    return load_with


def test_values_become_those_of_the_schema(described, store):
    loaded = described(CITY, 'name,country,pop,lat,lon,since,tags\nAlmere,Pays-Bas,85000,52.35,5.2,"May, 1984",a|b\n')
    assert loaded.errors == []
    assert nodes(store) == {
        ("Municipality", "Almere", ("country", "NL"), ("country_written", "Pays-Bas"), ("lat", 52.35), ("lon", 5.2),
         ("name", "Almere"), ("names", ("a", "b")), ("population", 85_000), ("valid_from", "1984-05")),
    }  # fmt: skip
    assert loaded.notices("date-in-words") == [(2, '"May, 1984" is taken for 1984-05')]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (",NL,,,,,", "t.csv line 2, column name: the cell is blank. Expected the city of this row."),
        ("A,NL,85 000,,,,", 'line 2, column pop: "85 000" is not a whole number.'),
        ("A,NL,,52,,,", "t.csv line 2: lat stands alone. Expected lon too, or neither."),
        ("A,NL,,100,5,,", "Are latitude and longitude swapped?"),
        ("A,NL,,,,03/04/2017,", "Did you mean 2017-04-03 or 2017-03-04?"),
        ("A,NL,,,,,\x07", "the cell holds the invisible character"),
        ("A" * 9_000 + ",NL,,,,,", None),
        ("A" * 31_000 + ",NL,,,,,", "the row gives what no store can hold"),
    ],
)
def test_what_is_wrong_in_a_row_is_told(cells, told, described):
    loaded = described(CITY, f"name,country,pop,lat,lon,since,tags\n{cells}\nB,NL,,,,,\n")
    if told is None:
        assert loaded.errors == []
    else:
        assert told in loaded.errors[0]
        assert loaded.n_rows == (2, 1, 0, 1)


def test_places_that_are_hardly_meant_are_noticed(described, store):
    loaded = described(CITY, "name,lat,lon\nA,0,0\nB,40,-100\nC,40.1,-100\n")
    assert (loaded.rules["zero-coordinates"], loaded.rules["whole-degrees"]) == (1, 1)
    assert ("Municipality", "A", ("name", "A")) in nodes(store)


def test_first_row_decides_and_others_are_merged_or_noticed(described, store):
    loaded = described(CITY, "name,country\nA,NL\nA,NL\nA,BE\nA,Nowhere\n")
    assert loaded.n_rows == (4, 1, 3, 0)
    assert loaded.rules == {"repeat": 3, "values-differ": 2, "unknown-country": 1}
    assert nodes(store) == {("Municipality", "A", ("country", "NL"), ("country_written", "NL"), ("name", "A"))}


def test_column_that_nobody_mentions_is_an_error(described):
    loaded = described(CITY + "    ignore: {id: a number}\n", "name,id,contry\nA,1,NL\n")
    assert loaded.errors == [
        "t.csv line 1, column contry: no column of this name is known. Expected a column that the description uses, or "
        'ignores with a reason: country, id, lat, lon, name, pop, since, tags. Did you mean "country"?'
    ]


def test_too_few_rows_or_records_refuse_the_load(described):
    loaded = described(CITY + "    rows: {least: 3}\nrecords: {Municipality: {most: 1}}\n", "name\nA\nB\n")
    assert loaded.errors == [
        "t.csv: there are 2 rows. Expected 3 or more. Is the file whole, and the right one? Otherwise change the "
        "description.",
        "t.csv: there are 2 Municipality. Expected 0 to 1. Is the file whole, and the right one? Otherwise change the "
        "description.",
    ]
    assert loaded.checking.problems.incomplete_files == {"t.csv"}


PAIRS = """\
    columns: [partners, lands]
    nodes:
      city:
        kind: Municipality
        key: {column: partners, separator: "|"}
        properties:
          name: {column: partners, separator: "|"}
          country: {column: lands, separator: "|"}
    relationships:
      - {type: TWINNED_WITH, from: city, to: city}
"""


def test_several_values_in_a_cell_are_several_nodes(described, store):
    loaded = described(PAIRS, "partners,lands\nA | B,SE|ZM\nB|C|D,ZM\n")
    assert loaded.errors == []
    assert {one[1] for one in nodes(store)} == {"A", "B", "C", "D"}
    pairs = {frozenset(one[1:3]) for one in relationships(store) if one[0] == "TWINNED_WITH"}
    assert pairs == {frozenset(pair) for pair in ("AB", "BC", "BD", "CD")}


def test_same_value_twice_in_a_cell_is_a_relationship_with_itself(described):
    loaded = described(PAIRS, "partners,lands\nA|A,SE\n")
    assert loaded.notices("self-loop") == [(2, "TWINNED_WITH of A and A")]


def test_blank_among_several_values_keeps_its_place(described, store):
    loaded = described(PAIRS, "partners,lands\nA|B,|SE\nC||D,NL||BE\n")
    assert loaded.errors == []
    assert {one[1:3] for one in nodes(store)} == {
        ("A", ("name", "A")),
        ("B", ("country", "SE")),
        ("C", ("country", "NL")),
        ("D", ("country", "BE")),
    }


def test_values_side_by_side_must_be_as_many(described):
    loaded = described(PAIRS, "partners,lands\nA|B|C,SE|ZM\n")
    assert loaded.errors == [
        't.csv line 2, column lands: "SE|ZM" is not what the description says. '
        "Expected one value, or 3: as many as there are keys."
    ]


OFFICIAL = """\
    columns: [id, name, born, shown]
    ignore: {born: nobody needs it}
    nodes:
      person:
        kind: Official
        key: id
        properties: {name: name, visibility: shown}
"""


def test_official_who_did_not_agree_stays_without_a_name_and_out_of_the_notices(described, store):
    loaded = described(OFFICIAL, "id,name,born,shown\nO1,Sigrún,1960,function\nO2,Ana,1961,name\n")
    assert nodes(store) == {
        ("Official", "O1", ("visibility", ("function",))),
        ("Official", "O2", ("name", "Ana"), ("visibility", ("name",))),
    }
    assert "Sigrún" not in str(loaded.checking.problems.notices())


def test_lookup_knows_every_value_or_says_so(described):
    description = CITY.replace("valid_from: since", "tier: {column: since, lookup: {kommun: municipality}}")
    loaded = described(description, "name,since\nA,kommun\nB,komun\n")
    assert loaded.errors == [
        't.csv line 3, column since: "komun" is not what the description says. Expected one of kommun. '
        'Did you mean "kommun"?'
    ]
