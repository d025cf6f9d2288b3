-- evaluated_exchanges: Which exchanges were evaluated once they had begun, by how many sides, and what was the lowest score?
-- params: none
-- columns: id text, n_sides integer, lowest_score real
-- order: id
-- empty: no exchange was evaluated
-- example: {}
-- about: parts
SELECT x.id, max(1, count(DISTINCT e.answered_by_side)) AS n_sides, min(e.score) AS lowest_score
FROM evaluates AS r
CROSS JOIN evaluation AS e ON e.nid = r.start_nid
CROSS JOIN node AS x ON x.nid = r.end_nid
WHERE e.stage <> 'before'
GROUP BY x.id
ORDER BY x.id
