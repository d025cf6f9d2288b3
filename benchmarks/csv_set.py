"""The invented network as the explorer's own set of CSV files, to measure loading from files."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.invented_ids import SOURCE
from graph.records import Node, Relationship, Value
from loaders.connect_columns import Column, Table
from loaders.connect_tables import ASSOCIATIONS, TABLES, TWINNINGS
from loaders.connect_tables import SOURCE as SOURCE_TABLE
from loaders.fields import SEPARATOR

_TABLE_OF = {label: table for table in reversed(TABLES) for label in table.labels} | {"Body": ASSOCIATIONS}
Cells = dict[tuple[str, str], dict[str, str]]
"""Keys of a row's link column, by table and column, by id of the row's node."""


def write_csv_set(records: Iterable[Node | Relationship], folder: Path) -> int:
    """Write a network as a folder of files that `load` reads; how many rows they have.

    Parameters
    ----------
    records : nodes, then the relationships between them. What the files have no column for is left out.
    """
    folder.mkdir(parents=True, exist_ok=True)
    nodes: list[Node] = []
    cells: Cells = defaultdict(dict)
    keys: dict[str, tuple[str, str]] = {}
    pairs: list[dict[str, Any]] = []
    for one in records:
        if isinstance(one, Node):
            keys[one.id] = (one.kind, one.source_key)
            nodes.append(one)
        elif one.type == "TWINNED_WITH":
            pairs.append(_pair(one, keys))
        else:
            _link(one, keys, cells)
    _write_rows(folder, SOURCE_TABLE, [{"source_id": SOURCE.id, "title": SOURCE.title}])
    _write_rows(folder, TWINNINGS, pairs)
    return 1 + len(pairs) + _write_nodes(folder, nodes, cells)


def _write_nodes(folder: Path, nodes: Iterable[Node], cells: Cells) -> int:
    n_rows = 0
    with ExitStack() as stack:
        writers: dict[str, Any] = {}
        for node in nodes:
            table = _TABLE_OF.get(node.kind)
            if table is None:
                continue
            if table.name not in writers:
                file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
                writers[table.name] = csv.writer(file, lineterminator="\n")
                writers[table.name].writerow(table.column_names)
            writers[table.name].writerow([_cell(node, table, column, cells) for column in table.columns])
            n_rows += 1
    return n_rows


def _write_rows(folder: Path, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.column_names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _cell(node: Node, table: Table, column: Column, cells: Cells) -> Value:
    if column.name == table.key:
        return node.source_key
    if column.link:
        return cells[table.name, column.name].get(node.id, "")
    if column.name == "source_url":
        return node.source_url
    name = "tier" if (column.name, node.kind) == ("kind", "Municipality") else column.name
    value = node.properties.get(name)
    return SEPARATOR.join(value) if isinstance(value, tuple) else value


def _pair(one: Relationship, keys: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    first, second = keys[one.start_id][1], keys[one.end_id][1]
    return {"first_id": first, "second_id": second, "since": one.properties.get("since"), "source_url": one.source_url}


def _link(one: Relationship, keys: Mapping[str, tuple[str, str]], cells: Cells) -> None:
    for row_id, other_id, is_end in ((one.start_id, one.end_id, False), (one.end_id, one.start_id, True)):
        table = _TABLE_OF.get(keys[row_id][0])
        for column in table.links if table else ():
            link = column.link
            if link is None or table is None or (link.type, link.row_is_end) != (one.type, is_end):
                continue
            if link.constants.get("role", one.properties.get("role")) != one.properties.get("role"):
                continue
            of_column = cells[table.name, column.name]
            key = keys[other_id][1]
            of_column[row_id] = f"{of_column[row_id]}{SEPARATOR}{key}" if row_id in of_column else key
            return
