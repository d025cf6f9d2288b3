-- reach_requests: Which requests were received, when, from which country, and where do they stand?
-- params: none
-- columns: id text, received_on text, status text, country text, language text
-- order: id
-- empty: no request was loaded
-- example: {}
-- about: reach
SELECT n.id, r.received_on, r.status, r.country, r.language
FROM request AS r CROSS JOIN node AS n ON n.nid = r.nid
ORDER BY n.id
