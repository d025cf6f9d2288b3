"""The life of a request, on both stores."""
