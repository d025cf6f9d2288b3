"""Documents made of the graph: exports for other programs."""
