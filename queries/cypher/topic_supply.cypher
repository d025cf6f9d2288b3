// topic_supply: How many peers offer a topic, by what is recorded of them?
// params: topic_ids texts, countries texts, languages texts, language_countries texts
// columns: topic_id text, n_noted integer, n_providers integer
// order: topic_id
// empty: nobody offers any of the topics
// example: {"topic_ids": ["top-wiisqfj7sbd6"], "countries": null, "languages": null, "language_countries": null}
// about: requests
// Noted: officials and organisations with the topic, or a part of it, beside them. Providers: who took part as peer or
// expert in a held exchange about it. A peer speaks a language when it is recorded; where none is, when the peer's
// country is one of language_countries.
UNWIND $topic_ids AS topic_id
MATCH (root:Topic {id: topic_id})<-[:BROADER*0..]-(t:Topic)
WITH DISTINCT root, t
CALL (t) {
  MATCH (t)<-[:EXPERT_IN]-(p:Node) RETURN p, 1 AS is_noted
  UNION
  MATCH (t)<-[:ABOUT]-(x:Exchange)<-[r:TOOK_PART_IN]-(p:Node)
  WHERE x.status = 'held' AND r.role IN ['peer', 'expert']
  RETURN p, 0 AS is_noted
}
WITH DISTINCT root, p, is_noted
CALL (p) {
  OPTIONAL MATCH (p)-[:WORKS_FOR]->(o:Organisation) WHERE o.country IS NOT NULL
  RETURN o.country AS employed_in ORDER BY o.id LIMIT 1
}
WITH root, p, is_noted, coalesce(p.country, employed_in) AS country
WHERE ($countries IS NULL OR country IN $countries)
  AND ($languages IS NULL OR any(l IN p.languages WHERE l IN $languages)
    OR (p.languages IS NULL AND country IN $language_countries))
WITH root, sum(is_noted) AS n_noted, sum(1 - is_noted) AS n_providers
RETURN root.id AS topic_id, n_noted, n_providers
ORDER BY topic_id
