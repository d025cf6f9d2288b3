-- reach_organisations: Which organisations took part, asked, or adopted a practice?
-- params: none
-- columns: id text, kind text, name text, country text
-- order: id
-- empty: no organisation did any of these
-- example: {}
-- about: reach
WITH involved AS (
  SELECT start_nid AS nid FROM took_part_in
  UNION SELECT end_nid FROM asked_by
  UNION SELECT start_nid FROM adopted
)
SELECT n.id, n.kind, n.name, n.country
FROM involved AS i CROSS JOIN node AS n ON n.nid = i.nid
WHERE n.kind IN ('Municipality', 'Association', 'Body')
ORDER BY n.id
