"""Questions: one name each, a typed function, and where the answer is rows, one text in SQL and one in Cypher."""
