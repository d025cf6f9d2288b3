-- nodes_by_id: What are these nodes called, and what are they?
-- params: ids texts
-- columns: id text, kind text, name text, detail text, detail_inferred text, status text, date text, until text, country text, country_written text, organisation text, lat real, lon real, source_key text, source text, source_url text
-- order: id
-- empty: none of the ids exists
-- example: {"ids": ["mun-fav2wicn6t4n"]}
-- about: parts
WITH wanted AS MATERIALIZED (
  SELECT DISTINCT n.* FROM json_each(:ids) AS i CROSS JOIN node AS n ON n.id = i.value
)
SELECT
  n.id, n.kind, n.name, coalesce(c.state, n.detail) AS detail, x.form_inferred AS detail_inferred, x.status, n.date, x.ends_on AS until,
  coalesce(n.country, (
    SELECT o.country FROM works_for AS w CROSS JOIN node AS o ON o.nid = w.end_nid
    WHERE w.start_nid = n.nid AND o.country IS NOT NULL ORDER BY o.id LIMIT 1)) AS country,
  coalesce(m.country_written, a.country_written, b.country_written, r.country_written, x.country_written)
    AS country_written,
  (SELECT o.name FROM works_for AS w CROSS JOIN node AS o ON o.nid = w.end_nid
    WHERE w.start_nid = n.nid ORDER BY o.id LIMIT 1) AS organisation,
  coalesce(m.lat, a.lat, b.lat) AS lat, coalesce(m.lon, a.lon, b.lon) AS lon,
  n.source_key, n.source, n.source_url
FROM wanted AS n
LEFT JOIN municipality AS m ON m.nid = n.nid
LEFT JOIN association AS a ON a.nid = n.nid
LEFT JOIN body AS b ON b.nid = n.nid
LEFT JOIN request AS r ON r.nid = n.nid
LEFT JOIN exchange AS x ON x.nid = n.nid
-- Where a request stands is what casework says, whatever its source said once.
LEFT JOIN case_revision AS c ON n.kind = 'Request' AND c.id = n.id AND c.is_latest = 1
ORDER BY n.id
