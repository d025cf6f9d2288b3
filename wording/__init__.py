"""What a person reads, in each language: catalogues, names, sentences, dates and numbers."""
