// request_links: Who asked these requests, and about what?
// params: ids texts
// columns: id text, type text, other_id text, other_kind text, other text
// order: id, type, other_id
// empty: none of the requests names a requester or a topic
// example: {"ids": ["req-lqzfkq5vyn3f"]}
// about: parts
MATCH (n:Request)-[r:ASKED_BY|ASKS_ABOUT]->(o:Node)
WHERE n.id IN $ids
RETURN DISTINCT n.id AS id, type(r) AS type, o.id AS other_id, o.kind AS other_kind, o.name AS other
ORDER BY id, type, other_id
