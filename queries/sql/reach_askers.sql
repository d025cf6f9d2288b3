-- reach_askers: Which organisations asked which request?
-- params: none
-- columns: request_id text, organisation_id text
-- order: request_id, organisation_id
-- empty: no request has a known asker
-- example: {}
-- about: reach
SELECT DISTINCT a.id AS request_id, b.id AS organisation_id
FROM asked_by AS r CROSS JOIN node AS a ON a.nid = r.start_nid CROSS JOIN node AS b ON b.nid = r.end_nid
ORDER BY a.id, b.id
