// sources: Which data sets are in the store, and how many nodes of each kind come from them?
// params: none
// columns: source text, kind text, n integer
// order: source, kind
// empty: nothing was loaded yet
// example: {}
// about: data
MATCH (n:Node)
RETURN n.source AS source, n.kind AS kind, count(*) AS n
ORDER BY source, kind
