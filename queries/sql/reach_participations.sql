-- reach_participations: Who took part in which exchange, and in which role?
-- params: none
-- columns: exchange_id text, participant_id text, kind text, role text
-- order: exchange_id, participant_id, role
-- empty: nobody is recorded in an exchange
-- example: {}
-- about: reach
SELECT x.id AS exchange_id, p.id AS participant_id, p.kind, coalesce(t.role, '') AS role
FROM took_part_in AS t
CROSS JOIN node AS p ON p.nid = t.start_nid
CROSS JOIN node AS x ON x.nid = t.end_nid
GROUP BY x.id, p.id, role
ORDER BY x.id, p.id, role
