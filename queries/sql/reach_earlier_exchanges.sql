-- reach_earlier_exchanges: Which exchange builds on which earlier one?
-- params: none
-- columns: exchange_id text, earlier_id text
-- order: exchange_id, earlier_id
-- empty: no exchange is known to build on another
-- example: {}
-- about: reach
SELECT DISTINCT a.id AS exchange_id, b.id AS earlier_id
FROM builds_on AS r CROSS JOIN node AS a ON a.nid = r.start_nid CROSS JOIN node AS b ON b.nid = r.end_nid
ORDER BY a.id, b.id
