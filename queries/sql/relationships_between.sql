-- relationships_between: How are these nodes related to each other?
-- params: ids texts
-- columns: type text, start_id text, end_id text, date text, until text, detail text, source text, source_url text
-- order: type, start_id, end_id, key, source
-- empty: no two of the nodes are related
-- example: {"ids": ["mun-fav2wicn6t4n", "exc-u2zwfnnklwve"]}
-- about: parts
WITH wanted AS MATERIALIZED (
  SELECT DISTINCT n.nid, n.id FROM json_each(:ids) AS i CROSS JOIN node AS n ON n.id = i.value
)
SELECT r.type, s.id AS start_id, e.id AS end_id, r.date, r.until, r.detail, r.source, r.source_url
FROM wanted AS s
CROSS JOIN relationship AS r ON r.start_nid = s.nid
CROSS JOIN wanted AS e ON e.nid = r.end_nid
ORDER BY r.type, s.id, e.id, r.key, r.source
