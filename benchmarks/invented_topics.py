"""A small tree of topics of local government work."""

_TREE = {
    "Water and sanitation": ("Drinking water", "Sewerage", "Flood protection", "Rainwater"),
    "Waste": ("Waste collection", "Composting", "Landfills", "Recycling"),
    "Finance": ("Property tax", "Participatory budgeting", "Procurement", "Local revenue"),
    "People and organisation": ("Human resources policy", "Training", "Integrity", "Digital services"),
    "Planning": ("Land registration", "Housing", "Public space", "Heritage"),
    "Mobility": ("Public transport", "Cycling", "Road safety", "Markets and transport hubs"),
    "Energy and climate": ("Street lighting", "Energy saving", "Heat", "Urban trees"),
    "Living together": ("Youth councils", "Migration", "Gender equality", "Health"),
}

TOPICS = tuple((name, parent) for parent, names in _TREE.items() for name in (parent, *names))
"""(topic, wider topic) of each topic; a topic that is its own wider topic has none."""
