"""The domain model, the schema as data, the store contract with its two engines, the network in memory."""
