-- ends_of_requests: Who asks in these requests, and about which topics?
-- params: request_ids texts
-- columns: id text, type text, end_id text
-- order: id, type, end_id
-- empty: none of the requests names anybody or a topic
-- example: {"request_ids": ["req-x"]}
WITH wanted AS MATERIALIZED (
  SELECT DISTINCT n.nid, n.id FROM json_each(:request_ids) AS i CROSS JOIN node AS n ON n.id = i.value
)
SELECT w.id, 'ASKED_BY' AS type, o.id AS end_id
FROM wanted AS w CROSS JOIN asked_by AS a ON a.start_nid = w.nid CROSS JOIN node AS o ON o.nid = a.end_nid
UNION
SELECT w.id, 'ASKS_ABOUT' AS type, o.id AS end_id
FROM wanted AS w CROSS JOIN asks_about AS a ON a.start_nid = w.nid CROSS JOIN node AS o ON o.nid = a.end_nid
ORDER BY 1, 2, 3
