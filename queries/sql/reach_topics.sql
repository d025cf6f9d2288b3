-- reach_topics: Which topics do exchanges, requests and practices concern?
-- params: none
-- columns: subject_id text, topic_id text
-- order: subject_id, topic_id
-- empty: nothing has a known topic
-- example: {}
-- about: reach
WITH concerned AS (SELECT start_nid, end_nid FROM about UNION SELECT start_nid, end_nid FROM asks_about)
SELECT s.id AS subject_id, o.id AS topic_id
FROM concerned AS c CROSS JOIN node AS s ON s.nid = c.start_nid CROSS JOIN node AS o ON o.nid = c.end_nid
ORDER BY s.id, o.id
