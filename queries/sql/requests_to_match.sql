-- requests_to_match: What do requests ask for, when and in which language?
-- params: request_ids texts
-- columns: id text, title text, text text, objectives text, language text, languages text, country text, status text, preferred_form text, received_on text, wanted_from text, wanted_until text
-- order: id
-- empty: none of the requests exists
-- example: {"request_ids": ["req-x"]}
-- about: parts
SELECT
  n.id, r.title, r.text, (SELECT group_concat(one.value, ' ') FROM json_each(r.objectives) AS one) AS objectives,
  r.language, (SELECT group_concat(one.value, ' ') FROM json_each(r.languages) AS one) AS languages, r.country, r.status, r.preferred_form, r.received_on, r.wanted_from, r.wanted_until
FROM (SELECT DISTINCT value FROM json_each(:request_ids)) AS i
CROSS JOIN node AS n ON n.id = i.value
CROSS JOIN request AS r ON r.nid = n.nid
ORDER BY n.id
