// reach_requests: Which requests were received, when, from which country, and where do they stand?
// params: none
// columns: id text, received_on text, status text, country text, language text
// order: id
// empty: no request was loaded
// example: {}
// about: reach
MATCH (r:Request)
RETURN r.id AS id, r.received_on AS received_on, r.status AS status, r.country AS country, r.language AS language
ORDER BY id
