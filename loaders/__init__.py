"""Files to checked records to the store: every row becomes a record or a problem that says what to do."""
