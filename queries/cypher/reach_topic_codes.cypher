// reach_topic_codes: Which codes of outside lists do the topics have?
// params: none
// columns: topic_id text, code text
// order: topic_id, code
// empty: no topic has a code
// example: {}
// about: reach
MATCH (o:Topic)
UNWIND o.codes AS code
RETURN DISTINCT o.id AS topic_id, code
ORDER BY topic_id, code
