-- requests: Which requests are there, and where does each of them stand?
-- params: states texts, ids texts
-- columns: id text, key text, title text, text text, state text, received_on text, country text, preferred_form text, wanted_until text, due_on text, revision integer, source text
-- order: id
-- empty: no request is in one of the states
-- example: {"states": null, "ids": null}
-- about: requests
SELECT
  n.id, n.source_key AS key, r.title, r.text, coalesce(c.state, r.status, 'received') AS state, r.received_on, r.country,
  r.preferred_form, r.wanted_until, c.due_on, coalesce(c.revision, 0) AS revision, n.source
FROM request AS r
CROSS JOIN node AS n ON n.nid = r.nid
LEFT JOIN case_revision AS c ON c.id = n.id AND c.is_latest = 1
WHERE (:states IS NULL OR coalesce(c.state, r.status, 'received') IN (SELECT value FROM json_each(:states)))
  AND (:ids IS NULL OR n.id IN (SELECT value FROM json_each(:ids)))
ORDER BY n.id
