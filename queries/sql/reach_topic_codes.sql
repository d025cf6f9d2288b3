-- reach_topic_codes: Which codes of outside lists do the topics have?
-- params: none
-- columns: topic_id text, code text
-- order: topic_id, code
-- empty: no topic has a code
-- example: {}
-- about: reach
SELECT DISTINCT n.id AS topic_id, c.value AS code
FROM topic AS o CROSS JOIN node AS n ON n.nid = o.nid CROSS JOIN json_each(o.codes) AS c
ORDER BY n.id, c.value
