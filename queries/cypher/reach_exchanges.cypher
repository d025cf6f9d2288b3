// reach_exchanges: Which exchanges are recorded, when, and in which form?
// params: none
// columns: id text, status text, form text, starts_on text, ends_on text, country text, language text, n_participants integer, days integer, has_result integer
// order: id
// empty: no exchange was loaded
// example: {}
// about: reach
MATCH (x:Exchange)
RETURN
  x.id AS id, x.status AS status, coalesce(x.form, x.form_inferred) AS form, x.starts_on AS starts_on,
  x.ends_on AS ends_on, x.country AS country, x.language AS language, x.n_participants AS n_participants,
  x.days AS days, CASE WHEN x.result IS NULL THEN 0 ELSE 1 END AS has_result
ORDER BY id
