"""The files for Neo4j's offline import: every row has all columns, also where values are unknown."""

import csv

from benchmarks.neo4j_csv import CsvFolder
from graph.records import Node, Relationship


def test_unknown_values_leave_their_columns_blank(tmp_path):
    known = Node.minted(
        "Municipality", "s", "1", name="Leiden", population=5, lat=52.1, lon=4.5, names=("Leyden", "Lugdunum")
    )
    unknown = Node.minted("Municipality", "s", "2", None, name="Buea")
    folder = CsvFolder(tmp_path)
    folder.write([known, unknown, Relationship("TWINNED_WITH", known.id, unknown.id, "s", {"since": "1990"})])
    folder.close()
    with (tmp_path / "Municipality.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert [len(row) for row in rows] == [len(header)] * 2
    first, second = (dict(zip(header, row, strict=True)) for row in rows)
    assert (first["population:long"], first["names:string[]"]) == ("5", "Leyden;Lugdunum")
    assert (second["population:long"], second["name"], second["kind"]) == ("", "Buea", "Municipality")
