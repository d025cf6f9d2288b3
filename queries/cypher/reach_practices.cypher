// reach_practices: Which practices are documented, and in which exchange was each learned?
// params: none
// columns: id text, title text, exchange_id text
// order: id, exchange_id
// empty: no practice is documented
// example: {}
// about: reach
MATCH (p:Practice)
OPTIONAL MATCH (p)-[:LEARNED_IN]->(x:Exchange)
RETURN DISTINCT p.id AS id, p.title AS title, x.id AS exchange_id
ORDER BY id, exchange_id
