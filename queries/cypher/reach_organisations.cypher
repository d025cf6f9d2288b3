// reach_organisations: Which organisations took part, asked, or adopted a practice?
// params: none
// columns: id text, kind text, name text, country text
// order: id
// empty: no organisation did any of these
// example: {}
// about: reach
MATCH (n:Organisation)
WHERE EXISTS { (n)-[:TOOK_PART_IN|ADOPTED]->() } OR EXISTS { (n)<-[:ASKED_BY]-() }
RETURN n.id AS id, n.kind AS kind, n.name AS name, n.country AS country
ORDER BY id
