"""Ratios against Neo4j and NetworkX on an invented network: one command, one table."""
