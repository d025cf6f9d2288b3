-- reach_answers: Which exchange answers which request?
-- params: none
-- columns: exchange_id text, request_id text
-- order: exchange_id, request_id
-- empty: no exchange is known to answer a request
-- example: {}
-- about: reach
SELECT DISTINCT a.id AS exchange_id, b.id AS request_id
FROM answers AS r CROSS JOIN node AS a ON a.nid = r.start_nid CROSS JOIN node AS b ON b.nid = r.end_nid
ORDER BY a.id, b.id
