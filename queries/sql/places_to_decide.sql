-- places_to_decide: Of which municipalities must a person say which place they are?
-- params: limit integer
-- columns: id text, name text, country_written text, country text, place text, lat real, lon real, population integer, source text
-- order: name, id
-- empty: none is waiting
-- example: {"limit": 100}
-- about: data
SELECT n.id, n.name, m.country_written, n.country, m.place, m.lat, m.lon, m.population, n.source
FROM municipality AS m
JOIN node AS n ON n.nid = m.nid
WHERE m.place_status = 'to_decide'
ORDER BY n.name, n.id
LIMIT :limit
