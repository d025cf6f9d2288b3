// reach_evaluations: Which exchanges were evaluated, when, by which side, and with which score?
// params: none
// columns: id text, exchange_id text, stage text, side text, answered_on text, score real
// order: exchange_id, id
// empty: no exchange was evaluated
// example: {}
// about: reach
MATCH (v:Evaluation)-[:EVALUATES]->(x:Exchange)
RETURN DISTINCT v.id AS id, x.id AS exchange_id, v.stage AS stage, v.answered_by_side AS side,
  v.answered_on AS answered_on, v.score AS score
ORDER BY exchange_id, id
