// requests: Which requests are there, and where does each of them stand?
// params: states texts, ids texts
// columns: id text, key text, title text, text text, state text, received_on text, country text, preferred_form text, wanted_until text, due_on text, revision integer, source text
// order: id
// empty: no request is in one of the states
// example: {"states": null, "ids": null}
// about: requests
MATCH (n:Request)
WHERE $ids IS NULL OR n.id IN $ids
OPTIONAL MATCH (c:CaseRecord {id: n.id})
WITH n, c, coalesce(c.state, n.status, 'received') AS state
WHERE $states IS NULL OR state IN $states
RETURN
  n.id AS id, n.source_key AS key, n.title AS title, n.text AS text, state, n.received_on AS received_on,
  n.country AS country, n.preferred_form AS preferred_form, n.wanted_until AS wanted_until, c.due_on AS due_on,
  coalesce(c.revision, 0) AS revision, n.source AS source
ORDER BY id
