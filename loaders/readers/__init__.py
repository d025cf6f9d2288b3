"""One module for each way in which a table is kept in a file; `loaders.readers.opening` chooses among them."""
