// evaluated_exchanges: Which exchanges were evaluated once they had begun, by how many sides, and what was the lowest score?
// params: none
// columns: id text, n_sides integer, lowest_score real
// order: id
// empty: no exchange was evaluated
// example: {}
// about: parts
MATCH (e:Evaluation)-[:EVALUATES]->(x:Exchange)
WHERE e.stage <> 'before'
WITH x.id AS id, count(DISTINCT e.answered_by_side) AS n_named, min(e.score) AS lowest_score
RETURN id, CASE WHEN n_named < 1 THEN 1 ELSE n_named END AS n_sides, lowest_score
ORDER BY id
