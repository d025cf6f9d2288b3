-- reach_evaluations: Which exchanges were evaluated, when, by which side, and with which score?
-- params: none
-- columns: id text, exchange_id text, stage text, side text, answered_on text, score real
-- order: exchange_id, id
-- empty: no exchange was evaluated
-- example: {}
-- about: reach
SELECT DISTINCT n.id, x.id AS exchange_id, v.stage, v.answered_by_side AS side, v.answered_on, v.score
FROM evaluates AS e
CROSS JOIN node AS n ON n.nid = e.start_nid
CROSS JOIN evaluation AS v ON v.nid = n.nid
CROSS JOIN node AS x ON x.nid = e.end_nid
ORDER BY x.id, n.id
