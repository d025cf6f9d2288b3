-- search_candidates: Which nodes have a name that holds one of these folded pieces?
-- params: any_of texts, kinds texts, country text, limit integer
-- columns: id text, kind text, search_text text, country text, country_written text
-- order: length of search_text, id
-- empty: no name holds any of the pieces
-- example: {"any_of": ["_sandgerdi"], "kinds": null, "country": null, "limit": 50}
-- about: parts
-- A piece is at least three letters of a-z, 0-9, _ and |: what the trigram index of names can look up.
WITH named AS (
  SELECT
    n.id, n.kind, n.search_text,
    coalesce(n.country, (
      SELECT o.country FROM works_for AS w CROSS JOIN node AS o ON o.nid = w.end_nid
      WHERE w.start_nid = n.nid AND o.country IS NOT NULL ORDER BY o.id LIMIT 1)) AS country,
    coalesce(m.country_written, a.country_written, b.country_written) AS country_written
  FROM node_search AS s
  CROSS JOIN node AS n ON n.nid = s.rowid
  LEFT JOIN municipality AS m ON m.nid = n.nid
  LEFT JOIN association AS a ON a.nid = n.nid
  LEFT JOIN body AS b ON b.nid = n.nid
  WHERE node_search MATCH (SELECT group_concat('"' || value || '"', ' OR ') FROM json_each(:any_of))
    AND (:kinds IS NULL OR n.kind IN (SELECT value FROM json_each(:kinds)))
)
SELECT id, kind, search_text, country, country_written
FROM named
WHERE :country IS NULL OR country = :country OR country IS NULL
ORDER BY length(search_text), id
LIMIT :limit
