-- evaluation_scores: What score did each side give an exchange, and when?
-- params: none
-- columns: id text, exchange_id text, stage text, side text, answered_on text, score real
-- order: id, exchange_id
-- empty: no evaluation has a score
-- example: {}
-- about: parts
SELECT n.id, x.id AS exchange_id, v.stage, v.answered_by_side AS side, v.answered_on, v.score
FROM evaluation AS v
CROSS JOIN node AS n ON n.nid = v.nid
CROSS JOIN evaluates AS e ON e.start_nid = v.nid
CROSS JOIN node AS x ON x.nid = e.end_nid
WHERE v.score IS NOT NULL
GROUP BY n.id, x.id
ORDER BY n.id, x.id
