// reach_answers: Which exchange answers which request?
// params: none
// columns: exchange_id text, request_id text
// order: exchange_id, request_id
// empty: no exchange is known to answer a request
// example: {}
// about: reach
MATCH (a:Exchange)-[:ANSWERS]->(b:Node)
RETURN DISTINCT a.id AS exchange_id, b.id AS request_id
ORDER BY exchange_id, request_id
