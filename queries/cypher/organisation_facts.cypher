// organisation_facts: What is known of every organisation that may become a partner?
// params: none
// columns: id text, kind text, name text, country text, country_written text, lat real, lon real, population integer, search_text text
// order: id
// empty: no organisation was loaded
// example: {}
MATCH (n:Node)
WHERE n.kind IN ['Municipality', 'Association', 'Body']
RETURN
  n.id AS id, n.kind AS kind, n.name AS name, n.country AS country, n.country_written AS country_written,
  n.lat AS lat, n.lon AS lon, n.population AS population, n.search_text AS search_text
ORDER BY id
