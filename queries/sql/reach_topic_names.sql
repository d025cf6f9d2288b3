-- reach_topic_names: What are the topics called in each language?
-- params: none
-- columns: id text, name text, label_fr text, label_es text, label_pt text, label_nl text
-- order: id
-- empty: no topic was loaded
-- example: {}
-- about: reach
SELECT n.id, o.name, o.label_fr, o.label_es, o.label_pt, o.label_nl
FROM topic AS o CROSS JOIN node AS n ON n.nid = o.nid
ORDER BY n.id
