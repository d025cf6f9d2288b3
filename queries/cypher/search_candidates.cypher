// search_candidates: Which nodes have a name that holds one of these folded pieces?
// params: any_of texts, kinds texts, country text, limit integer
// columns: id text, kind text, search_text text, country text, country_written text
// order: length of search_text, id
// empty: no name holds any of the pieces
// example: {"any_of": ["_sandgerdi"], "kinds": null, "country": null, "limit": 50}
// about: parts
// A piece is at least three letters of a-z, 0-9, _ and |: what the trigram index of names can look up.
UNWIND $any_of AS piece
MATCH (n:Node)
WHERE n.search_text CONTAINS piece AND ($kinds IS NULL OR n.kind IN $kinds)
WITH DISTINCT n
CALL (n) {
  OPTIONAL MATCH (n)-[:WORKS_FOR]->(o:Node)
  WHERE n.country IS NULL AND o.country IS NOT NULL
  WITH o ORDER BY o.id LIMIT 1
  RETURN coalesce(n.country, o.country) AS country
}
WITH n, country
WHERE $country IS NULL OR country = $country OR country IS NULL
RETURN
  n.id AS id, n.kind AS kind, n.search_text AS search_text, country AS country,
  CASE WHEN n.kind IN ['Municipality', 'Association', 'Body'] THEN n.country_written END AS country_written
ORDER BY size(search_text), id
LIMIT toInteger($limit)
