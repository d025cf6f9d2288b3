// reach_twinnings: Which organisations that took part in exchanges are twinned with each other?
// params: none
// columns: first_id text, second_id text, since text
// order: first_id, second_id
// empty: no two organisations that took part in exchanges are known to be twinned
// example: {}
// about: reach
MATCH (a:Organisation)-[w:TWINNED_WITH]->(b:Organisation)
WHERE EXISTS { (a)-[:TOOK_PART_IN]->() } AND EXISTS { (b)-[:TOOK_PART_IN]->() }
RETURN a.id AS first_id, b.id AS second_id, min(w.since) AS since
ORDER BY first_id, second_id
