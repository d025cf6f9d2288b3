"""Who can help with a request: limits first, then a score whose parts add up."""
