"""Tools for developing the explorer; not part of what is installed."""
