// evaluation_scores: What score did each side give an exchange, and when?
// params: none
// columns: id text, exchange_id text, stage text, side text, answered_on text, score real
// order: id, exchange_id
// empty: no evaluation has a score
// example: {}
// about: parts
MATCH (n:Evaluation)-[:EVALUATES]->(x:Exchange)
WHERE n.score IS NOT NULL
WITH DISTINCT n, x
RETURN
  n.id AS id, x.id AS exchange_id, n.stage AS stage, n.answered_by_side AS side, n.answered_on AS answered_on,
  n.score AS score
ORDER BY id, exchange_id
