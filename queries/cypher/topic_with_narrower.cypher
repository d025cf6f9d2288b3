// topic_with_narrower: Which topics are these, or parts of these?
// params: topic_ids texts
// columns: id text
// order: id
// empty: none of the topics exists
// example: {"topic_ids": ["top-wiisqfj7sbd6"]}
// about: topics
UNWIND $topic_ids AS topic_id
MATCH (:Topic {id: topic_id})<-[:BROADER*0..]-(n:Topic)
RETURN DISTINCT n.id AS id
ORDER BY id
