// ids_by_source_key: Which nodes have this key at their source?
// params: source_key text
// columns: id text, kind text, source text
// order: id
// empty: no source uses the key
// example: {"source_key": "E03"}
// about: parts
MATCH (n:Node {source_key: $source_key})
RETURN n.id AS id, n.kind AS kind, n.source AS source
ORDER BY id
