-- roles_in_exchanges: Who took part in which exchange, in which role?
-- params: after_id text, limit integer
-- columns: id text, exchange_id text, role text
-- order: id, exchange_id, role
-- empty: nobody after the id took part in an exchange
-- example: {"after_id": "a", "limit": 100}
-- about: parts
WITH few AS MATERIALIZED (
  SELECT n.nid, n.id FROM node AS n
  WHERE n.id > :after_id AND n.kind IN ('Municipality', 'Association', 'Body', 'Official')
    AND EXISTS (SELECT 1 FROM took_part_in AS t WHERE t.start_nid = n.nid)
  ORDER BY n.id
  LIMIT :limit
)
SELECT p.id, x.id AS exchange_id, t.role
FROM few AS p
CROSS JOIN took_part_in AS t ON t.start_nid = p.nid
CROSS JOIN node AS x ON x.nid = t.end_nid
GROUP BY p.id, x.id, t.role
ORDER BY p.id, x.id, coalesce(t.role, '')
