// reach_topics: Which topics do exchanges, requests and practices concern?
// params: none
// columns: subject_id text, topic_id text
// order: subject_id, topic_id
// empty: nothing has a known topic
// example: {}
// about: reach
MATCH (s:Node)-[:ABOUT|ASKS_ABOUT]->(o:Topic)
RETURN DISTINCT s.id AS subject_id, o.id AS topic_id
ORDER BY subject_id, topic_id
