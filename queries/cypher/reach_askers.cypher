// reach_askers: Which organisations asked which request?
// params: none
// columns: request_id text, organisation_id text
// order: request_id, organisation_id
// empty: no request has a known asker
// example: {}
// about: reach
MATCH (a:Request)-[:ASKED_BY]->(b:Node)
RETURN DISTINCT a.id AS request_id, b.id AS organisation_id
ORDER BY request_id, organisation_id
