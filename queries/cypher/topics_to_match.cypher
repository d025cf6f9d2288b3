// topics_to_match: What are topics called in each language, and what are they part of?
// params: none
// columns: id text, name text, label_fr text, label_es text, label_pt text, label_nl text, broader_id text
// order: id, broader_id
// empty: no topic was loaded
// example: {}
// about: parts
MATCH (n:Topic)
OPTIONAL MATCH (n)-[:BROADER]->(w:Topic)
WITH DISTINCT n, w
RETURN
  n.id AS id, n.name AS name, n.label_fr AS label_fr, n.label_es AS label_es, n.label_pt AS label_pt,
  n.label_nl AS label_nl, w.id AS broader_id
ORDER BY id, coalesce(broader_id, '')
