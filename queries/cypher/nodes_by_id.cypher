// nodes_by_id: What are these nodes called, and what are they?
// params: ids texts
// columns: id text, kind text, name text, detail text, detail_inferred text, status text, date text, until text, country text, country_written text, organisation text, lat real, lon real, source_key text, source text, source_url text
// order: id
// empty: none of the ids exists
// example: {"ids": ["mun-fav2wicn6t4n"]}
// about: parts
UNWIND $ids AS wanted
MATCH (n:Node {id: wanted})
WITH DISTINCT n
CALL (n) {
  OPTIONAL MATCH (n)-[:WORKS_FOR]->(o:Node)
  WITH o ORDER BY o.id
  RETURN collect(o) AS employers
}
// Where a request stands is what casework says, whatever its source said once.
OPTIONAL MATCH (c:CaseRecord {id: n.id}) WHERE n:Request
RETURN
  n.id AS id, n.kind AS kind, n.name AS name, coalesce(c.state, n.detail) AS detail, n.form_inferred AS detail_inferred,
  CASE WHEN n.kind = 'Exchange' THEN n.status END AS status, n.date AS date,
  CASE WHEN n.kind = 'Exchange' THEN n.ends_on END AS until,
  coalesce(n.country, head([o IN employers WHERE o.country IS NOT NULL | o.country])) AS country,
  n.country_written AS country_written, head([o IN employers | o.name]) AS organisation,
  n.lat AS lat, n.lon AS lon, n.source_key AS source_key, n.source AS source, n.source_url AS source_url
ORDER BY id
