// topics: Which topics are there, and how often do exchanges and requests concern them?
// params: none
// columns: id text, name text, n_exchanges integer, n_requests integer
// order: n_exchanges from most to fewest, n_requests from most to fewest, id
// empty: no topic was loaded
// example: {}
// about: topics
MATCH (n:Topic)
RETURN
  n.id AS id, n.name AS name,
  COUNT { MATCH (n)<-[:ABOUT]-(x:Exchange) RETURN DISTINCT x } AS n_exchanges,
  COUNT { MATCH (n)<-[:ASKS_ABOUT]-(q:Request) RETURN DISTINCT q } AS n_requests
ORDER BY n_exchanges DESC, n_requests DESC, id
