// reach_adoptions: Which organisation adopted which practice, and when?
// params: none
// columns: practice_id text, organisation_id text, on_date text
// order: practice_id, organisation_id
// empty: no practice was adopted
// example: {}
// about: reach
MATCH (o:Organisation)-[a:ADOPTED]->(p:Practice)
RETURN p.id AS practice_id, o.id AS organisation_id, max(a.on_date) AS on_date
ORDER BY practice_id, organisation_id
