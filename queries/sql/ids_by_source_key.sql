-- ids_by_source_key: Which nodes have this key at their source?
-- params: source_key text
-- columns: id text, kind text, source text
-- order: id
-- empty: no source uses the key
-- example: {"source_key": "E03"}
-- about: parts
SELECT id, kind, source FROM node WHERE source_key = :source_key ORDER BY id
