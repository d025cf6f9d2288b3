-- topic_supply: How many peers offer a topic, by what is recorded of them?
-- params: topic_ids texts, countries texts, languages texts, language_countries texts
-- columns: topic_id text, n_noted integer, n_providers integer
-- order: topic_id
-- empty: nobody offers any of the topics
-- example: {"topic_ids": ["top-wiisqfj7sbd6"], "countries": null, "languages": null, "language_countries": null}
-- about: requests
-- Noted: officials and organisations with the topic, or a part of it, beside them. Providers: who took part as peer or
-- expert in a held exchange about it. A peer speaks a language when it is recorded; where none is, when the peer's
-- country is one of language_countries.
WITH RECURSIVE inside(root, nid) AS (
  SELECT n.nid, n.nid FROM json_each(:topic_ids) AS i CROSS JOIN node AS n ON n.id = i.value WHERE n.kind = 'Topic'
  UNION
  SELECT inside.root, b.start_nid FROM inside CROSS JOIN broader AS b ON b.end_nid = inside.nid
),
offers AS MATERIALIZED (
  SELECT inside.root, e.start_nid AS nid, 1 AS is_noted
  FROM inside CROSS JOIN expert_in AS e ON e.end_nid = inside.nid
  UNION
  SELECT inside.root, p.start_nid, 0
  FROM inside
  CROSS JOIN about AS a ON a.end_nid = inside.nid
  CROSS JOIN exchange AS x ON x.nid = a.start_nid
  CROSS JOIN took_part_in AS p ON p.end_nid = x.nid
  WHERE x.status = 'held' AND p.role IN ('peer', 'expert')
),
peer AS MATERIALIZED (
  SELECT n.nid, f.languages,
    coalesce(n.country, (
      SELECT o.country FROM works_for AS w CROSS JOIN node AS o ON o.nid = w.end_nid
      WHERE w.start_nid = n.nid AND o.country IS NOT NULL ORDER BY o.id LIMIT 1)) AS country
  FROM (SELECT DISTINCT nid FROM offers) AS d
  CROSS JOIN node AS n ON n.nid = d.nid
  LEFT JOIN official AS f ON f.nid = n.nid
)
SELECT t.id AS topic_id, sum(s.is_noted) AS n_noted, sum(1 - s.is_noted) AS n_providers
FROM offers AS s
CROSS JOIN peer AS p ON p.nid = s.nid
CROSS JOIN node AS t ON t.nid = s.root
WHERE (:countries IS NULL OR p.country IN (SELECT value FROM json_each(:countries)))
  AND (:languages IS NULL
    OR EXISTS (SELECT 1 FROM json_each(p.languages) AS l WHERE l.value IN (SELECT value FROM json_each(:languages)))
    OR (p.languages IS NULL AND p.country IN (SELECT value FROM json_each(:language_countries))))
GROUP BY t.id
ORDER BY t.id
