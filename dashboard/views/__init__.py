"""The pages, one file each: scope, one question, one call, the empty case, picture, table."""
