"""The commands of ``connect-explorer``, one module each; `cli` runs them."""
