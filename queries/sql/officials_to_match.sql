-- officials_to_match: What must be known of officials to propose them as peers?
-- params: after_id text, limit integer
-- columns: id text, function text, function_group text, elected text, languages text, visibility text, keep_until text
-- order: id
-- empty: no official comes after the id
-- example: {"after_id": "a", "limit": 100}
-- about: parts
SELECT
  n.id, f.function, f.function_group, f.elected,
  (SELECT group_concat(one.value, ' ') FROM json_each(f.languages) AS one) AS languages,
  (SELECT group_concat(one.value, ' ') FROM json_each(f.visibility) AS one) AS visibility,
  f.keep_until
FROM node AS n CROSS JOIN official AS f ON f.nid = n.nid
WHERE n.id > :after_id
ORDER BY n.id
LIMIT :limit
