"""Names of places as written in files, matched with places of gazetteers."""
