// request_progress: What has come of this request so far: exchanges, evaluations, practices?
// params: request_id text
// columns: exchange_id text, status text, n_after_requester integer, n_after_peer integer, n_practices integer
// order: exchange_id
// empty: no exchange answers the request
// example: {"request_id": "req-lqzfkq5vyn3f"}
// about: requests
MATCH (:Request {id: $request_id})<-[:ANSWERS]-(e:Exchange)
WITH DISTINCT e
RETURN
  e.id AS exchange_id, e.status AS status,
  COUNT { MATCH (e)<-[:EVALUATES]-(v:Evaluation {stage: 'after', answered_by_side: 'requester'}) RETURN DISTINCT v }
    AS n_after_requester,
  COUNT { MATCH (e)<-[:EVALUATES]-(v:Evaluation {stage: 'after', answered_by_side: 'peer'}) RETURN DISTINCT v }
    AS n_after_peer,
  COUNT { MATCH (e)<-[:LEARNED_IN]-(p:Practice) RETURN DISTINCT p } AS n_practices
ORDER BY exchange_id
