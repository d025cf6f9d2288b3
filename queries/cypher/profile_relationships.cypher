// profile_relationships: What is this node connected to?
// params: node_id text, limit integer
// columns: type text, direction text, kind text, n integer, other_id text, date text, until text, detail text, source text, source_url text
// order: type, direction, kind, latest first, other_id, key, source
// empty: the node is connected to nothing, or does not exist
// example: {"node_id": "mun-fav2wicn6t4n", "limit": 20}
// about: parts
// At most `limit` rows of each group of type, direction and kind; n is how many the group has.
MATCH (c:Node {id: $node_id})-[r]-(o:Node)
WITH
  type(r) AS type, o.kind AS kind, o, r,
  CASE WHEN type(r) = 'TWINNED_WITH' THEN 'both' WHEN startNode(r) = c THEN 'out' ELSE 'in' END AS direction,
  coalesce(r.date, o.date) AS date,
  coalesce(r.until, CASE WHEN o.kind = 'Exchange' THEN o.ends_on END) AS until
ORDER BY type, direction, kind, coalesce(date, '') DESC, o.id, r.key, r.source
WITH type, direction, kind, collect({
  other_id: o.id, date: date, until: until, detail: r.detail, source: r.source, source_url: r.source_url}) AS rows
UNWIND range(0, CASE WHEN size(rows) < $limit THEN size(rows) ELSE toInteger($limit) END - 1) AS place
WITH type, direction, kind, size(rows) AS n, place, rows[place] AS one
RETURN
  type, direction, kind, n, one.other_id AS other_id, one.date AS date, one.until AS until, one.detail AS detail,
  one.source AS source, one.source_url AS source_url
ORDER BY type, direction, kind, place
