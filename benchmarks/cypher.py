"""What Neo4j is asked: the Cypher that answers our questions about paths, as fast as we could write it.

In the store a person - exchange - person is two relationships, a job or a twinning one. Neo4j counts relationships, the
explorer steps, and Cypher has no weights and no choice between patterns inside a quantified one. So there are two texts
for the best paths: `best_paths`, which gives the explorer's rows, and `SHORTEST_FIVE`, which is faster and answers
something else (fewest relationships), and shows what Neo4j does at its best.
"""

_STEPS = "TOOK_PART_IN|WORKS_FOR|TWINNED_WITH"
_ENDS = "MATCH (a:Node {id: $from_id}) MATCH (b:Node {id: $to_id})"
_NODE = "{.id, .kind, .name, .detail, .date, .country, .source, .source_url}"
_RELATIONSHIP = ".date, .until, .detail, .source, .source_url}"


def _step(one: str, other: str) -> str:
    return (
        f"MATCH ({one})-[:TOOK_PART_IN]->(e:Exchange {{status: 'held'}})<-[:TOOK_PART_IN]-({other}) RETURN {other} "
        f"UNION MATCH ({one})-[:WORKS_FOR|TWINNED_WITH]-({other}) RETURN {other}"
    )


# all(...) over the nodes is checked while Neo4j searches from both ends; SHORTEST 1 with the predicate inside a
# quantified pattern took more than twice as long.
SHORTEST_PATH = f"""
{_ENDS}
MATCH p = shortestPath((a)-[:{_STEPS}*..30]-(b))
WHERE all(n IN nodes(p) WHERE n.kind <> 'Exchange' OR n.status = 'held')
RETURN [n IN nodes(p) | n.id] AS ids
"""

SHORTEST_FIVE = f"""
{_ENDS}
MATCH p = SHORTEST 5
  (a)(()-[:{_STEPS}]-(n:Node WHERE n.kind <> 'Exchange' OR n.status = 'held')){{1,12}}(b)
RETURN [n IN nodes(p) | n {_NODE}] AS nodes, [r IN relationships(p) | r {{type: type(r), {_RELATIONSHIP}] AS facts
"""

WITHIN_TWO_STEPS = f"""
MATCH (c:Node {{id: $id}})
CALL (c) {{ CALL (c) {{ {_step("c", "v")} }} RETURN collect(DISTINCT v) AS near }}
CALL (near) {{ UNWIND near AS u CALL (u) {{ {_step("u", "v")} }} RETURN collect(DISTINCT v) AS far }}
RETURN [n IN near | n.id] AS near, [n IN far | n.id] AS far
"""


def best_paths(length: int) -> str:
    """Text for the first paths of exactly so many steps, in the order of the ids along the path.

    Peers that can be reached from either end are collected layer by layer up to the middle; the paths are then read
    off the layers, outwards from the peers where the two sides meet.
    """
    middle = (length + 1) // 2
    lines = [_ENDS, "WITH a, b, [a] AS f0, [b] AS g0"]
    lines += [_layer("f", place) for place in range(1, middle + 1)]
    lines += [_layer("g", place) for place in range(1, length - middle + 1)]
    lines.append(f"UNWIND [x IN f{middle} WHERE x IN g{length - middle}] AS x{middle}")
    lines += [_walk_back(place + 1, place, f"f{place}") for place in range(middle - 1, 0, -1)]
    lines += [_walk_back(place - 1, place, f"g{length - place}") for place in range(middle + 1, length)]
    lines.append("WITH *, a AS x0" + (f", b AS x{length}" if length > middle else ""))
    peers = [f"x{place}" for place in range(length + 1)]
    different = [f"{one} <> {other}" for i, one in enumerate(peers) for other in peers[i + 1 :]]
    lines.append(f"WITH DISTINCT {', '.join(peers)} WHERE {' AND '.join(different)}")
    lines.append(f"ORDER BY {', '.join(f'{peer}.id' for peer in peers)} LIMIT $k")
    rows = ", ".join(f"{peer} {_NODE}" for peer in peers)
    facts = ", ".join(_facts(f"x{place}", f"x{place + 1}") for place in range(length))
    lines.append(f"RETURN [{rows}] AS peers, [{facts}] AS facts")
    return "\n".join(lines)


def _layer(side: str, place: int) -> str:
    return (
        f"CALL ({side}{place - 1}) {{ UNWIND {side}{place - 1} AS u "
        f"CALL (u) {{ {_step('u', 'v')} }} RETURN collect(DISTINCT v) AS {side}{place} }}"
    )


def _walk_back(known: int, found: int, among: str) -> str:
    return f"CALL (x{known}) {{ {_step(f'x{known}', f'x{found}')} }} WITH * WHERE x{found} IN {among}"


def _facts(one: str, other: str) -> str:
    """All facts that two peers share, with what makes them facts."""
    return (
        f"[({one})-[r:TOOK_PART_IN]->(e:Exchange {{status: 'held'}})<-[q:TOOK_PART_IN]-({other}) | "
        f"e {{.id, .kind, .name, .detail, .date, .source, .source_url, role_from: r.detail, role_to: q.detail}}] + "
        f"[({one})-[r:WORKS_FOR|TWINNED_WITH]-({other}) | r {{kind: type(r), {_RELATIONSHIP}]"
    )
