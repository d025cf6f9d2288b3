"""What the network reached in a period: facts read once, and everything that is counted of them."""
