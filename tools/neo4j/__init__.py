"""A real Neo4j Community on this computer, for tests and for trying."""
