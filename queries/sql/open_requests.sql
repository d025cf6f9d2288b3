-- open_requests: Which requests are not answered yet, who asks, and about what?
-- params: none
-- columns: id text, status text, received_on text, asker_id text, topic_id text
-- order: id, asker_id, topic_id
-- empty: no request is open
-- example: {}
-- about: requests
SELECT n.id, r.status, r.received_on, o.id AS asker_id, t.id AS topic_id
FROM request AS r
CROSS JOIN node AS n ON n.nid = r.nid
LEFT JOIN asked_by AS a ON a.start_nid = r.nid
LEFT JOIN node AS o ON o.nid = a.end_nid
LEFT JOIN asks_about AS k ON k.start_nid = r.nid
LEFT JOIN node AS t ON t.nid = k.end_nid
WHERE coalesce(r.status, 'received') IN ('received', 'valid', 'matching', 'proposed')
  AND NOT EXISTS (SELECT 1 FROM answers AS w WHERE w.end_nid = r.nid)
GROUP BY n.id, o.id, t.id
ORDER BY n.id, coalesce(o.id, ''), coalesce(t.id, '')
