-- topics_to_match: What are topics called in each language, and what are they part of?
-- params: none
-- columns: id text, name text, label_fr text, label_es text, label_pt text, label_nl text, broader_id text
-- order: id, broader_id
-- empty: no topic was loaded
-- example: {}
-- about: parts
SELECT n.id, n.name, t.label_fr, t.label_es, t.label_pt, t.label_nl, w.id AS broader_id
FROM topic AS t
CROSS JOIN node AS n ON n.nid = t.nid
LEFT JOIN (SELECT DISTINCT start_nid, end_nid FROM broader) AS b ON b.start_nid = n.nid
LEFT JOIN node AS w ON w.nid = b.end_nid
ORDER BY n.id, coalesce(w.id, '')
