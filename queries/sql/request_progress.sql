-- request_progress: What has come of this request so far: exchanges, evaluations, practices?
-- params: request_id text
-- columns: exchange_id text, status text, n_after_requester integer, n_after_peer integer, n_practices integer
-- order: exchange_id
-- empty: no exchange answers the request
-- example: {"request_id": "req-lqzfkq5vyn3f"}
-- about: requests
SELECT
  e.id AS exchange_id, x.status,
  (SELECT count(DISTINCT v.nid) FROM evaluates AS w CROSS JOIN evaluation AS v ON v.nid = w.start_nid
    WHERE w.end_nid = e.nid AND v.stage = 'after' AND v.answered_by_side = 'requester') AS n_after_requester,
  (SELECT count(DISTINCT v.nid) FROM evaluates AS w CROSS JOIN evaluation AS v ON v.nid = w.start_nid
    WHERE w.end_nid = e.nid AND v.stage = 'after' AND v.answered_by_side = 'peer') AS n_after_peer,
  (SELECT count(DISTINCT l.start_nid) FROM learned_in AS l WHERE l.end_nid = e.nid) AS n_practices
FROM (
  SELECT DISTINCT a.start_nid FROM node AS n CROSS JOIN answers AS a ON a.end_nid = n.nid WHERE n.id = :request_id
) AS found
CROSS JOIN node AS e ON e.nid = found.start_nid
CROSS JOIN exchange AS x ON x.nid = e.nid
ORDER BY e.id
