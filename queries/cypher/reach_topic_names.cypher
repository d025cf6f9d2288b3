// reach_topic_names: What are the topics called in each language?
// params: none
// columns: id text, name text, label_fr text, label_es text, label_pt text, label_nl text
// order: id
// empty: no topic was loaded
// example: {}
// about: reach
MATCH (o:Topic)
RETURN o.id AS id, o.name AS name, o.label_fr AS label_fr, o.label_es AS label_es, o.label_pt AS label_pt,
  o.label_nl AS label_nl
ORDER BY id
