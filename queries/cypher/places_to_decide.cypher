// places_to_decide: Of which municipalities must a person say which place they are?
// params: limit integer
// columns: id text, name text, country_written text, country text, place text, lat real, lon real, population integer, source text
// order: name, id
// empty: none is waiting
// example: {"limit": 100}
// about: data
MATCH (n:Municipality)
WHERE n.place_status = 'to_decide'
RETURN
  n.id AS id, n.name AS name, n.country_written AS country_written, n.country AS country, n.place AS place,
  n.lat AS lat, n.lon AS lon, n.population AS population, n.source AS source
ORDER BY name, id
LIMIT $limit
