"""Nodes in the rows of a finding: by id, name, kind and country."""

from collections.abc import Iterable
from typing import Any

from queries.patterns.scope import Scope
from queries.rows import nodes_by_id

NODE_COLUMNS = (("id", "text"), ("name", "text"), ("kind", "text"), ("country", "text"))
NAME_COLUMNS = (("rank", "integer"), *NODE_COLUMNS)


def named(scope: Scope, positions: Iterable[int]) -> list[dict[str, Any]]:
    """Id, name, kind and country of nodes, in the order given; a name is None where a person did not agree to it."""
    ids = [scope.network.id_of(int(position)) for position in positions]
    known = nodes_by_id(scope.store, ids)
    return [{"id": id_, "name": known[id_].name, "kind": known[id_].kind, "country": known[id_].country} for id_ in ids]
