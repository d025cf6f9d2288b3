-- profile_relationships: What is this node connected to?
-- params: node_id text, limit integer
-- columns: type text, direction text, kind text, n integer, other_id text, date text, until text, detail text, source text, source_url text
-- order: type, direction, kind, latest first, other_id, key, source
-- empty: the node is connected to nothing, or does not exist
-- example: {"node_id": "mun-fav2wicn6t4n", "limit": 20}
-- about: parts
-- At most `limit` rows of each group of type, direction and kind; n is how many the group has.
WITH centre AS MATERIALIZED (SELECT nid FROM node WHERE id = :node_id),
touching AS (
  SELECT r.type, CASE r.type WHEN 'TWINNED_WITH' THEN 'both' ELSE 'out' END AS direction,
    r.end_nid AS other_nid, r.key, r.date, r.until, r.detail, r.source, r.source_url
  FROM centre AS c CROSS JOIN relationship AS r ON r.start_nid = c.nid
  UNION ALL
  SELECT r.type, CASE r.type WHEN 'TWINNED_WITH' THEN 'both' ELSE 'in' END,
    r.start_nid, r.key, r.date, r.until, r.detail, r.source, r.source_url
  FROM centre AS c CROSS JOIN relationship AS r ON r.end_nid = c.nid
),
placed AS (
  SELECT
    t.type, t.direction, o.kind, count(*) OVER (PARTITION BY t.type, t.direction, o.kind) AS n, o.id AS other_id,
    coalesce(t.date, o.date) AS date, coalesce(t.until, x.ends_on) AS until, t.detail, t.source, t.source_url,
    row_number() OVER (
      PARTITION BY t.type, t.direction, o.kind
      ORDER BY coalesce(t.date, o.date, '') DESC, o.id, t.key, t.source) AS place
  FROM touching AS t
  CROSS JOIN node AS o ON o.nid = t.other_nid
  LEFT JOIN exchange AS x ON x.nid = o.nid
)
SELECT type, direction, kind, n, other_id, date, until, detail, source, source_url
FROM placed
WHERE place <= :limit
ORDER BY type, direction, kind, place
