// relationships_between: How are these nodes related to each other?
// params: ids texts
// columns: type text, start_id text, end_id text, date text, until text, detail text, source text, source_url text
// order: type, start_id, end_id, key, source
// empty: no two of the nodes are related
// example: {"ids": ["mun-fav2wicn6t4n", "exc-u2zwfnnklwve"]}
// about: parts
MATCH (s:Node)-[r]->(e:Node)
WHERE s.id IN $ids AND e.id IN $ids
RETURN
  type(r) AS type, s.id AS start_id, e.id AS end_id, r.date AS date, r.until AS until, r.detail AS detail,
  r.source AS source, r.source_url AS source_url
ORDER BY type, start_id, end_id, r.key, r.source
