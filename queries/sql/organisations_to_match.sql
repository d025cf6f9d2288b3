-- organisations_to_match: What sort of organisations are there, how large are they, and where do they lie?
-- params: after_id text, limit integer
-- columns: id text, detail text, population integer, lat real, lon real
-- order: id
-- empty: no organisation comes after the id
-- example: {"after_id": "a", "limit": 100}
-- about: parts
SELECT n.id, n.detail, m.population, coalesce(m.lat, a.lat, b.lat) AS lat, coalesce(m.lon, a.lon, b.lon) AS lon
FROM node AS n
LEFT JOIN municipality AS m ON m.nid = n.nid
LEFT JOIN association AS a ON a.nid = n.nid
LEFT JOIN body AS b ON b.nid = n.nid
WHERE n.id > :after_id AND n.kind IN ('Municipality', 'Association', 'Body')
ORDER BY n.id
LIMIT :limit
