-- topic_demand: Who asks about which topics, by country and language?
-- params: topic_ids texts, countries texts, from_date text, until_date text
-- columns: topic_id text, topic text, country text, language text, n_requests integer, n_unanswered integer
-- order: topic_id, country, language; unknown ones first
-- empty: no request that passes the filters names a topic
-- example: {"topic_ids": null, "countries": null, "from_date": null, "until_date": null}
-- about: requests
-- Requests that were refused or withdrawn are left out. Unanswered: no held exchange answers it. A partial date passes
-- when some day of it does.
WITH RECURSIVE inside(nid) AS (
  SELECT n.nid FROM json_each(:topic_ids) AS i CROSS JOIN node AS n ON n.id = i.value WHERE n.kind = 'Topic'
  UNION
  SELECT b.start_nid FROM inside CROSS JOIN broader AS b ON b.end_nid = inside.nid
),
asked AS MATERIALIZED (
  SELECT DISTINCT q.nid, a.end_nid AS topic_nid, coalesce(o.country, q.country, '') AS country,
    coalesce(q.language, '') AS language
  FROM request AS q
  CROSS JOIN asks_about AS a ON a.start_nid = q.nid
  LEFT JOIN asked_by AS b ON b.start_nid = q.nid
  LEFT JOIN node AS o ON o.nid = b.end_nid
  WHERE coalesce(q.status, '') NOT IN ('refused', 'withdrawn')
    AND (:topic_ids IS NULL OR a.end_nid IN (SELECT nid FROM inside))
    AND (:from_date IS NULL
      OR substr(q.received_on, 1, length(:from_date)) >= substr(:from_date, 1, length(q.received_on)))
    AND (:until_date IS NULL
      OR substr(q.received_on, 1, length(:until_date)) <= substr(:until_date, 1, length(q.received_on)))
)
SELECT
  t.id AS topic_id, t.name AS topic, nullif(k.country, '') AS country, nullif(k.language, '') AS language,
  count(*) AS n_requests,
  sum(NOT EXISTS (
    SELECT 1 FROM answers AS w CROSS JOIN exchange AS x ON x.nid = w.start_nid
    WHERE w.end_nid = k.nid AND x.status = 'held')) AS n_unanswered
FROM asked AS k
CROSS JOIN node AS t ON t.nid = k.topic_nid
WHERE :countries IS NULL OR k.country IN (SELECT value FROM json_each(:countries))
GROUP BY t.id, t.name, k.country, k.language
ORDER BY t.id, k.country, k.language
