// requests_to_match: What do requests ask for, when and in which language?
// params: request_ids texts
// columns: id text, title text, text text, objectives text, language text, languages text, country text, status text, preferred_form text, received_on text, wanted_from text, wanted_until text
// order: id
// empty: none of the requests exists
// example: {"request_ids": ["req-x"]}
// about: parts
MATCH (n:Request)
WHERE n.id IN $request_ids
RETURN
  n.id AS id, n.title AS title, n.text AS text,
  substring(reduce(text = '', one IN n.objectives | text + ' ' + one), 1) AS objectives, n.language AS language,
  substring(reduce(text = '', one IN n.languages | text + ' ' + one), 1) AS languages,
  n.country AS country, n.status AS status,
  n.preferred_form AS preferred_form, n.received_on AS received_on, n.wanted_from AS wanted_from,
  n.wanted_until AS wanted_until
ORDER BY id
