"""Parts of pages: each shows something under a key and returns what the person chose."""
