-- organisation_facts: What is known of every organisation that may become a partner?
-- params: none
-- columns: id text, kind text, name text, country text, country_written text, lat real, lon real, population integer, search_text text
-- order: id
-- empty: no organisation was loaded
-- example: {}
SELECT
  n.id, n.kind, n.name, n.country,
  coalesce(m.country_written, a.country_written, b.country_written) AS country_written,
  coalesce(m.lat, a.lat, b.lat) AS lat, coalesce(m.lon, a.lon, b.lon) AS lon,
  m.population, n.search_text
FROM node AS n
LEFT JOIN municipality AS m ON m.nid = n.nid
LEFT JOIN association AS a ON a.nid = n.nid
LEFT JOIN body AS b ON b.nid = n.nid
WHERE n.kind IN ('Municipality', 'Association', 'Body')
ORDER BY n.id
