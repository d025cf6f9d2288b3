-- officials_undecided: Of how many officials is it not decided why and how long their data may be kept?
-- params: as_of text
-- columns: n_officials integer, n_without_lawful_basis integer, n_without_keep_until integer, n_past_keep_until integer
-- order: one row
-- empty: never; all four are 0 when no official was loaded
-- example: {"as_of": "2026-11-23"}
-- about: data
SELECT
  count(*) AS n_officials,
  count(*) - count(lawful_basis) AS n_without_lawful_basis,
  count(*) - count(keep_until) AS n_without_keep_until,
  -- A partial date lasts to its end: "2026" is past from 1 January 2027.
  count(CASE WHEN substr(:as_of, 1, length(keep_until)) > keep_until THEN 1 END) AS n_past_keep_until
FROM official
