"""What is exported is all that the store holds but contact values, and other programs read it back."""

import csv
import errno
from dataclasses import replace

import networkx as nx
import pyarrow.parquet as pq
import pytest

from graph.connect import open_store
from graph.records import Node, Relationship, Source
from graph.schema import SCHEMA
from loaders.load import load
from loaders.shipped import example_folder
from reports import export
from reports.export import ExportFormat, ExportRefused, export_graph
from reports.export_cypher import literal
from reports.export_records import Exported
from reports.export_xml import multigraph

ODD = 'Ostrava "|" \\ \' <&> \u202e \U0001f600 Москва\n=1+1'
ALL = pytest.mark.parametrize("as_format", list(ExportFormat))


@pytest.fixture
def store(tmp_path):
    """All that is hard to write: odd names, lists, whole numbers among real ones, two relationships of one pair."""
    leiden = Node.minted("Municipality", "t", "1", name=ODD, names=("Lugdunum", "Leyde"), lat=52, lon=4.5)
    other = Node.minted("Municipality", "t", "2", "https://example.org/2", name="=Oxford", population=2**40)
    meeting = Node.minted("Exchange", "t", "3", starts_on="2017-05", days=0, status="held")
    person = Node.minted("Official", "t", "4", name="-An", email="an@secret.example", phone="+31 6 secret")
    with open_store(f"sqlite:///{tmp_path / 'store.sqlite'}") as opened:
        with opened.writer(Source("t", "Test")) as writer:
            writer.upsert([leiden, other, meeting, person])
            writer.upsert(
                [
                    Relationship("TWINNED_WITH", leiden.id, other.id, "t", {"since": "1958"}),
                    Relationship("TOOK_PART_IN", leiden.id, meeting.id, "t", {"role": "host"}),
                    Relationship("TOOK_PART_IN", leiden.id, meeting.id, "t", {"role": "peer"}),
                    Relationship("TOOK_PART_IN", person.id, meeting.id, "t"),
                ]
            )
        yield opened


@pytest.fixture
def example(tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'example.sqlite'}") as opened:
        load([example_folder()], opened)
        yield opened


def bytes_of(path):
    """Content of a file, or of all files in a folder by name."""
    if path.is_file():
        return path.read_bytes()
    return {str(one.relative_to(path)): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}


@ALL
def test_an_empty_store_is_not_exported(as_format, tmp_path):
    with open_store(f"sqlite:///{tmp_path / 'empty.sqlite'}") as empty, pytest.raises(ExportRefused, match="is empty"):
        export_graph(empty, tmp_path / "out", as_format)
    assert not (tmp_path / "out").exists()


@ALL
def test_two_exports_give_the_same_bytes(store, as_format, tmp_path):
    for name in ("first", "second"):
        assert export_graph(store, tmp_path / name, as_format) == Exported(4, 4)
    assert bytes_of(tmp_path / "first") == bytes_of(tmp_path / "second")


@ALL
def test_contact_values_never_leave(store, as_format, tmp_path):
    export_graph(store, tmp_path / "out", as_format)
    content = bytes_of(tmp_path / "out")
    for one in content.values() if isinstance(content, dict) else [content]:
        assert b"secret" not in one
        assert b"email" not in one


def test_graphml_is_read_back_equal(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.GRAPHML)
    graph, _ = multigraph(store)
    read = nx.read_graphml(tmp_path / "out", force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(read.edges(keys=True, data=True)) == sorted(graph.edges(keys=True, data=True))


def test_gexf_is_read_back_equal(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.GEXF)
    graph, _ = multigraph(store)
    read = nx.read_gexf(tmp_path / "out")
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    edges = sorted(
        (start, end, key, values | {"id": key}) for start, end, key, values in graph.edges(keys=True, data=True)
    )
    assert sorted(read.edges(keys=True, data=True)) == edges


@pytest.mark.parametrize("as_format", [ExportFormat.GRAPHML, ExportFormat.GEXF])
def test_every_attribute_has_one_type(store, as_format, tmp_path):
    export_graph(store, tmp_path / "out", as_format)
    read = (nx.read_graphml if as_format is ExportFormat.GRAPHML else nx.read_gexf)(tmp_path / "out")
    values = {name: value for _, found in read.nodes(data=True) for name, value in found.items()}
    assert {name: type(values[name]) for name in ("lat", "population", "days", "names", "starts_on")} == {
        "lat": float,
        "population": int,
        "days": int,
        "names": str,
        "starts_on": str,
    }


def test_xml_cannot_hold_some_characters_and_is_read_all_the_same(store, tmp_path):
    with store.writer(Source("t", "Test")) as writer:
        writer.upsert([Node.minted("Topic", "t", "5", name="bell \x07 esc \x1b end")])
    for as_format, read in ((ExportFormat.GRAPHML, nx.read_graphml), (ExportFormat.GEXF, nx.read_gexf)):
        export_graph(store, tmp_path / as_format, as_format)
        labels = nx.get_node_attributes(read(tmp_path / as_format), "label").values()
        assert "bell \ufffd esc \ufffd end" in labels


def test_csv_has_a_table_for_each_kind_and_type(example, tmp_path):
    export_graph(example, tmp_path / "out", ExportFormat.CSV)
    counts = example.counts()
    wanted = {f"nodes/{kind}.csv": n for kind, n in counts.nodes.items()}
    wanted |= {f"relationships/{type_}.csv": n for type_, n in counts.relationships.items()}
    assert {name: len(read_csv(tmp_path / "out" / name)) for name in bytes_of(tmp_path / "out")} == wanted


def test_csv_holds_known_values_and_leaves_unknown_ones_blank(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.CSV)
    first, second = sorted(read_csv(tmp_path / "out/nodes/Municipality.csv"), key=lambda row: row["source_key"])
    assert (first["name"], first["names"], first["lat"], first["population"]) == (ODD, "Lugdunum|Leyde", "52.0", "")
    assert second["source_url"] == "https://example.org/2"
    roles = [row["role"] for row in read_csv(tmp_path / "out/relationships/TOOK_PART_IN.csv")]
    assert sorted(roles) == ["", "host", "peer"]


def test_csv_gives_a_spreadsheet_no_formulas(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.CSV)
    assert (tmp_path / "out/nodes/Municipality.csv").read_bytes().startswith(b"\xef\xbb\xbfid,name")
    assert [row["name"] for row in read_csv(tmp_path / "out/nodes/Official.csv")] == ["'-An"]
    assert "'=Oxford" in [row["name"] for row in read_csv(tmp_path / "out/nodes/Municipality.csv")]


def test_parquet_holds_every_value_as_it_is(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.PARQUET)
    table = pq.read_table(tmp_path / "out/nodes/Municipality.parquet")
    first, second = sorted(table.to_pylist(), key=lambda row: row["source_key"])
    assert (first["name"], first["names"], first["lat"], first["population"]) == (
        ODD,
        ["Lugdunum", "Leyde"],
        52.0,
        None,
    )
    assert (second["name"], second["population"]) == ("=Oxford", 2**40)
    kind = SCHEMA.node("Municipality")
    assert table.column_names == ["id", *(p.name for p in kind.properties), "source", "source_key", "source_url"]


def test_parquet_has_as_many_rows_as_there_are(example, tmp_path):
    export_graph(example, tmp_path / "out", ExportFormat.PARQUET)
    counts = example.counts()
    rows = {path.stem: pq.read_metadata(path).num_rows for path in (tmp_path / "out").rglob("*.parquet")}
    assert rows == {**counts.nodes, **counts.relationships}


def test_cypher_is_one_statement_a_line(store, tmp_path):
    export_graph(store, tmp_path / "out", ExportFormat.CYPHER)
    lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3 + 4 + 4  # indexes, nodes, relationships
    assert all(line.startswith(("CREATE INDEX", "MERGE (n:", "MATCH (a:")) and line.endswith(";") for line in lines)


def test_cypher_literals_cannot_be_left():
    assert literal("it's \\u0027 \n\x1b\u2028") == r"'it\'s \\u0027 \n\u001b\u2028'"
    assert literal(("a", "b'")) == r"['a', 'b\'']"
    assert (literal(3), literal(-0.5)) == ("3", "-0.5")


def test_the_cypher_script_makes_the_same_graph_in_an_empty_neo4j(store, neo4j_server, tmp_path):
    from tests.stores import empty_neo4j

    export_graph(store, tmp_path / "out", ExportFormat.CYPHER)
    empty_neo4j(neo4j_server)
    with _driver(neo4j_server) as driver:
        for _ in range(2):  # the second time it changes nothing
            for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines():
                driver.execute_query(line)
        nodes = {row["n.id"]: row for row in _rows(driver, "MATCH (n) RETURN n.id, labels(n) AS labels, properties(n)")}
        relationships = _rows(driver, "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, properties(r)")
        _drop_indexes(driver)
    empty_neo4j(neo4j_server)
    wanted = [one for one in store.statements() if isinstance(one, Node)]
    assert set(nodes) == {one.id for one in wanted}
    for one in wanted:
        labels = {one.kind, *SCHEMA.node(one.kind).also}
        known = {name: list(value) if isinstance(value, tuple) else value for name, value in one.properties.items()}
        origin = {"id": one.id, "source": one.source, "source_key": one.source_key}
        url = {"source_url": one.source_url} if one.source_url else {}
        assert (set(nodes[one.id]["labels"]), nodes[one.id]["properties(n)"]) == (labels, {**known, **origin, **url})
    told = [(r["a.id"], r["type(r)"], r["b.id"], r["properties(r)"]) for r in relationships]
    assert sorted(told, key=str) == sorted(
        (_as_told(one) for one in store.statements() if not isinstance(one, Node)), key=str
    )


@ALL
def test_nothing_is_overwritten_unless_asked(store, as_format, tmp_path):
    export_graph(store, tmp_path / "out", as_format)
    before = bytes_of(tmp_path / "out")
    with pytest.raises(ExportRefused, match="is there already"):
        export_graph(store, tmp_path / "out", as_format)
    export_graph(store, tmp_path / "out", as_format, overwrite=True)
    assert bytes_of(tmp_path / "out") == before
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("as_format", [ExportFormat.CSV, ExportFormat.PARQUET])
def test_a_folder_with_something_else_in_it_is_never_replaced(store, as_format, tmp_path):
    folder = tmp_path / "precious"
    (folder / "nodes").mkdir(parents=True)
    for mine in (folder / "thesis.txt", folder / "nodes" / "Towns.csv"):
        mine.write_text("years of work", encoding="utf-8")
        with pytest.raises(ExportRefused, match="holds something else"):
            export_graph(store, folder, as_format, overwrite=True)
        assert mine.read_text(encoding="utf-8") == "years of work"
        mine.unlink()
    export_graph(store, folder, as_format, overwrite=True)


@pytest.mark.parametrize(
    ("as_format", "reason"), [(ExportFormat.GEXF, "needs a file"), (ExportFormat.CSV, "needs a folder")]
)
def test_a_file_does_not_replace_a_folder_nor_a_folder_a_file(store, as_format, reason, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8") if as_format.is_folder else taken.mkdir()
    with pytest.raises(ExportRefused, match=reason):
        export_graph(store, taken, as_format, overwrite=True)


@ALL
def test_a_place_that_cannot_be_written_is_named(store, as_format, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(ExportRefused, match=r"file/out cannot be written: .*Nothing was exported"):
        export_graph(store, tmp_path / "file" / "out", as_format)


def test_a_full_disk_leaves_what_was_there(store, tmp_path, monkeypatch):
    def write_a_part(_, file):
        file.write_text("a part", encoding="utf-8")
        raise OSError(errno.ENOSPC, "No space left on device")

    export_graph(store, tmp_path / "out", ExportFormat.GEXF)
    before = bytes_of(tmp_path / "out")
    monkeypatch.setattr(export, "_WRITERS", {ExportFormat.GEXF: write_a_part})
    with pytest.raises(ExportRefused, match="No space left on device"):
        export_graph(store, tmp_path / "out", ExportFormat.GEXF, overwrite=True)
    assert bytes_of(tmp_path / "out") == before
    assert leftovers(tmp_path) == []


def test_a_load_in_the_middle_makes_the_export_start_again(store, tmp_path, monkeypatch):
    written = []

    def write_and_load(opened, file):
        written.append(len(written))
        if len(written) == 1:
            with opened.writer(Source("t", "Test")) as writer:
                writer.upsert([Node.minted("Topic", "t", "6", name="Water")])
        return real(opened, file)

    real = export._WRITERS[ExportFormat.GRAPHML]
    monkeypatch.setattr(export, "_WRITERS", {ExportFormat.GRAPHML: write_and_load})
    assert export_graph(store, tmp_path / "out", ExportFormat.GRAPHML) == replace(Exported(4, 4), n_nodes=5)
    assert len(written) == 2


def leftovers(folder):
    """What a broken export would leave beside its target."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def read_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _as_told(one):
    key = {"key": one.key} if SCHEMA.relationship(one.type).key else {}
    return one.start_id, one.type, one.end_id, {**key, **one.properties, "source": one.source}


def _driver(server):
    from neo4j import GraphDatabase

    return GraphDatabase.driver(server.bolt_url, auth=(server.user, server.password), notifications_min_severity="OFF")


def _rows(driver, cypher):
    return [row.data() for row in driver.execute_query(cypher).records]


def _drop_indexes(driver):
    """Take away what the script made, so that the next test meets the store's own schema only."""
    for row in _rows(driver, "SHOW INDEXES YIELD name WHERE name STARTS WITH 'export_' RETURN name"):
        driver.execute_query(f"DROP INDEX {row['name']}")
