// topic_demand: Who asks about which topics, by country and language?
// params: topic_ids texts, countries texts, from_date text, until_date text
// columns: topic_id text, topic text, country text, language text, n_requests integer, n_unanswered integer
// order: topic_id, country, language; unknown ones first
// empty: no request that passes the filters names a topic
// example: {"topic_ids": null, "countries": null, "from_date": null, "until_date": null}
// about: requests
// Requests that were refused or withdrawn are left out. Unanswered: no held exchange answers it. A partial date passes
// when some day of it does.
MATCH (q:Request)-[:ASKS_ABOUT]->(t:Topic)
WHERE NOT coalesce(q.status, '') IN ['refused', 'withdrawn']
  AND ($topic_ids IS NULL OR EXISTS { MATCH (t)-[:BROADER*0..]->(w:Topic) WHERE w.id IN $topic_ids })
  AND ($from_date IS NULL
    OR substring(q.received_on, 0, size($from_date)) >= substring($from_date, 0, size(q.received_on)))
  AND ($until_date IS NULL
    OR substring(q.received_on, 0, size($until_date)) <= substring($until_date, 0, size(q.received_on)))
OPTIONAL MATCH (q)-[:ASKED_BY]->(o:Organisation)
WITH DISTINCT q, t, coalesce(o.country, q.country, '') AS country, coalesce(q.language, '') AS language
WHERE $countries IS NULL OR country IN $countries
WITH t, country, language,
  EXISTS { MATCH (q)<-[:ANSWERS]-(x:Exchange) WHERE x.status = 'held' } AS is_answered
WITH t, country, language, count(*) AS n_requests,
  sum(CASE WHEN is_answered THEN 0 ELSE 1 END) AS n_unanswered
ORDER BY t.id, country, language
RETURN
  t.id AS topic_id, t.name AS topic, CASE WHEN country <> '' THEN country END AS country,
  CASE WHEN language <> '' THEN language END AS language, n_requests, n_unanswered
