"""Who could be a good partner for an organisation: features, weights learnt from past choices, and told reasons."""
