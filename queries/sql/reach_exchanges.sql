-- reach_exchanges: Which exchanges are recorded, when, and in which form?
-- params: none
-- columns: id text, status text, form text, starts_on text, ends_on text, country text, language text, n_participants integer, days integer, has_result integer
-- order: id
-- empty: no exchange was loaded
-- example: {}
-- about: reach
SELECT
  n.id, x.status, coalesce(x.form, x.form_inferred) AS form, x.starts_on, x.ends_on, x.country, x.language,
  x.n_participants, x.days, x.result IS NOT NULL AS has_result
FROM exchange AS x CROSS JOIN node AS n ON n.nid = x.nid
ORDER BY n.id
