// organisations_to_match: What sort of organisations are there, how large are they, and where do they lie?
// params: after_id text, limit integer
// columns: id text, detail text, population integer, lat real, lon real
// order: id
// empty: no organisation comes after the id
// example: {"after_id": "a", "limit": 100}
// about: parts
MATCH (n:Organisation)
WHERE n.id > $after_id
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, n.detail AS detail, n.population AS population, n.lat AS lat, n.lon AS lon
ORDER BY id
