// ends_of_requests: Who asks in these requests, and about which topics?
// params: request_ids texts
// columns: id text, type text, end_id text
// order: id, type, end_id
// empty: none of the requests names anybody or a topic
// example: {"request_ids": ["req-x"]}
MATCH (n:Request)-[r:ASKED_BY|ASKS_ABOUT]->(o:Node)
WHERE n.id IN $request_ids
RETURN DISTINCT n.id AS id, type(r) AS type, o.id AS end_id
ORDER BY id, type, end_id
