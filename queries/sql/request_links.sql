-- request_links: Who asked these requests, and about what?
-- params: ids texts
-- columns: id text, type text, other_id text, other_kind text, other text
-- order: id, type, other_id
-- empty: none of the requests names a requester or a topic
-- example: {"ids": ["req-lqzfkq5vyn3f"]}
-- about: parts
SELECT DISTINCT n.id, r.type, o.id AS other_id, o.kind AS other_kind, o.name AS other
FROM json_each(:ids) AS i
CROSS JOIN node AS n ON n.id = i.value
CROSS JOIN relationship AS r ON r.start_nid = n.nid AND r.type IN ('ASKED_BY', 'ASKS_ABOUT')
CROSS JOIN node AS o ON o.nid = r.end_nid
ORDER BY n.id, r.type, o.id
