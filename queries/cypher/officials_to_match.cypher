// officials_to_match: What must be known of officials to propose them as peers?
// params: after_id text, limit integer
// columns: id text, function text, function_group text, elected text, languages text, visibility text, keep_until text
// order: id
// empty: no official comes after the id
// example: {"after_id": "a", "limit": 100}
// about: parts
MATCH (n:Official)
WHERE n.id > $after_id
WITH n ORDER BY n.id LIMIT $limit
RETURN
  n.id AS id, n.function AS function, n.function_group AS function_group, n.elected AS elected,
  substring(reduce(text = '', one IN n.languages | text + ' ' + one), 1) AS languages,
  substring(reduce(text = '', one IN n.visibility | text + ' ' + one), 1) AS visibility,
  n.keep_until AS keep_until
ORDER BY id
