-- topic_with_narrower: Which topics are these, or parts of these?
-- params: topic_ids texts
-- columns: id text
-- order: id
-- empty: none of the topics exists
-- example: {"topic_ids": ["top-wiisqfj7sbd6"]}
-- about: topics
WITH RECURSIVE inside(nid) AS (
  SELECT n.nid FROM json_each(:topic_ids) AS i CROSS JOIN node AS n ON n.id = i.value WHERE n.kind = 'Topic'
  UNION
  SELECT b.start_nid FROM inside CROSS JOIN broader AS b ON b.end_nid = inside.nid
)
SELECT n.id FROM inside CROSS JOIN node AS n ON n.nid = inside.nid ORDER BY n.id
