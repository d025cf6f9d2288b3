"""Collaboration patterns: what the network as a whole, or a chosen part of it, looks like in figures.

Filters choose first, then it is measured. Every answer is a `queries.patterns.finding.Finding`: figures and rows with
their definition, reference, node set, filters, smallest n, and interval or null model where one exists.
"""
