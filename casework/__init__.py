"""The life of a request: validate, shortlist, propose, follow up, evaluate, document. Not built yet."""
