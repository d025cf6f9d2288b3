-- topics: Which topics are there, and how often do exchanges and requests concern them?
-- params: none
-- columns: id text, name text, n_exchanges integer, n_requests integer
-- order: n_exchanges from most to fewest, n_requests from most to fewest, id
-- empty: no topic was loaded
-- example: {}
-- about: topics
SELECT
  n.id, n.name,
  (SELECT count(DISTINCT a.start_nid) FROM about AS a CROSS JOIN exchange AS x ON x.nid = a.start_nid
    WHERE a.end_nid = n.nid) AS n_exchanges,
  (SELECT count(DISTINCT q.start_nid) FROM asks_about AS q WHERE q.end_nid = n.nid) AS n_requests
FROM node AS n
WHERE n.kind = 'Topic'
ORDER BY n_exchanges DESC, n_requests DESC, n.id
