-- reach_practices: Which practices are documented, and in which exchange was each learned?
-- params: none
-- columns: id text, title text, exchange_id text
-- order: id, exchange_id
-- empty: no practice is documented
-- example: {}
-- about: reach
SELECT DISTINCT n.id, p.title, x.id AS exchange_id
FROM practice AS p CROSS JOIN node AS n ON n.nid = p.nid
LEFT JOIN learned_in AS l ON l.start_nid = p.nid
LEFT JOIN node AS x ON x.nid = l.end_nid
ORDER BY n.id, x.id
