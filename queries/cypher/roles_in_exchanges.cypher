// roles_in_exchanges: Who took part in which exchange, in which role?
// params: after_id text, limit integer
// columns: id text, exchange_id text, role text
// order: id, exchange_id, role
// empty: nobody after the id took part in an exchange
// example: {"after_id": "a", "limit": 100}
// about: parts
MATCH (p:Node)
WHERE p.id > $after_id AND p.kind IN ['Municipality', 'Association', 'Body', 'Official']
  AND EXISTS { (p)-[:TOOK_PART_IN]->() }
WITH p ORDER BY p.id LIMIT $limit
MATCH (p)-[t:TOOK_PART_IN]->(x)
WITH DISTINCT p.id AS id, x.id AS exchange_id, t.role AS role
RETURN id, exchange_id, role
ORDER BY id, exchange_id, coalesce(role, '')
