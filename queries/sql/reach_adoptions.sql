-- reach_adoptions: Which organisation adopted which practice, and when?
-- params: none
-- columns: practice_id text, organisation_id text, on_date text
-- order: practice_id, organisation_id
-- empty: no practice was adopted
-- example: {}
-- about: reach
SELECT p.id AS practice_id, o.id AS organisation_id, max(a.on_date) AS on_date
FROM adopted AS a CROSS JOIN node AS o ON o.nid = a.start_nid CROSS JOIN node AS p ON p.nid = a.end_nid
GROUP BY p.id, o.id
ORDER BY p.id, o.id
