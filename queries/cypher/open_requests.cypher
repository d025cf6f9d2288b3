// open_requests: Which requests are not answered yet, who asks, and about what?
// params: none
// columns: id text, status text, received_on text, asker_id text, topic_id text
// order: id, asker_id, topic_id
// empty: no request is open
// example: {}
// about: requests
MATCH (n:Request)
WHERE coalesce(n.status, 'received') IN ['received', 'valid', 'matching', 'proposed']
  AND NOT EXISTS { (n)<-[:ANSWERS]-() }
OPTIONAL MATCH (n)-[:ASKED_BY]->(o:Node)
WITH DISTINCT n, o
OPTIONAL MATCH (n)-[:ASKS_ABOUT]->(t:Node)
WITH DISTINCT n, o, t
RETURN n.id AS id, n.status AS status, n.received_on AS received_on, o.id AS asker_id, t.id AS topic_id
ORDER BY id, coalesce(asker_id, ''), coalesce(topic_id, '')
