// reach_participations: Who took part in which exchange, and in which role?
// params: none
// columns: exchange_id text, participant_id text, kind text, role text
// order: exchange_id, participant_id, role
// empty: nobody is recorded in an exchange
// example: {}
// about: reach
MATCH (p:Node)-[t:TOOK_PART_IN]->(x:Exchange)
RETURN DISTINCT x.id AS exchange_id, p.id AS participant_id, p.kind AS kind, coalesce(t.role, '') AS role
ORDER BY exchange_id, participant_id, role
