"""Files that a description in YAML explains: which column gives what, what is ignored, and what is odd in them."""
