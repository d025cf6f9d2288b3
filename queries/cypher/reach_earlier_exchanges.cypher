// reach_earlier_exchanges: Which exchange builds on which earlier one?
// params: none
// columns: exchange_id text, earlier_id text
// order: exchange_id, earlier_id
// empty: no exchange is known to build on another
// example: {}
// about: reach
MATCH (a:Exchange)-[:BUILDS_ON]->(b:Node)
RETURN DISTINCT a.id AS exchange_id, b.id AS earlier_id
ORDER BY exchange_id, earlier_id
