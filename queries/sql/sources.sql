-- sources: Which data sets are in the store, and how many nodes of each kind come from them?
-- params: none
-- columns: source text, kind text, n integer
-- order: source, kind
-- empty: nothing was loaded yet
-- example: {}
-- about: data
SELECT source, kind, count(*) AS n FROM node GROUP BY source, kind ORDER BY source, kind
