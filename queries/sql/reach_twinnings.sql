-- reach_twinnings: Which organisations that took part in exchanges are twinned with each other?
-- params: none
-- columns: first_id text, second_id text, since text
-- order: first_id, second_id
-- empty: no two organisations that took part in exchanges are known to be twinned
-- example: {}
-- about: reach
WITH took_part AS MATERIALIZED (SELECT DISTINCT start_nid AS nid FROM took_part_in)
SELECT a.id AS first_id, b.id AS second_id, min(w.since) AS since
FROM twinned_with AS w
CROSS JOIN node AS a ON a.nid = w.start_nid
CROSS JOIN node AS b ON b.nid = w.end_nid
-- The plus keeps SQLite from trying every pair of them.
WHERE +w.start_nid IN (SELECT nid FROM took_part) AND +w.end_nid IN (SELECT nid FROM took_part)
GROUP BY a.id, b.id
ORDER BY a.id, b.id
