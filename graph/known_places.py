"""Which municipalities of a store are known to be which places."""

from collections.abc import Mapping

from graph.store import GraphStore, QuestionText

_KNOWN = QuestionText(
    "municipalities_with_places",
    "SELECT m.place, n.id, n.source FROM municipality AS m JOIN node AS n ON n.nid = m.nid "
    "WHERE m.place IS NOT NULL AND m.place_status IN ('accepted', 'decided') ORDER BY m.place, n.id",
    "MATCH (m:Municipality) WHERE m.place IS NOT NULL AND m.place_status IN ['accepted', 'decided'] "
    "RETURN m.place AS place, m.id AS id, m.source AS source ORDER BY place, id",
)


def known_places(store: GraphStore, *, but_source: str) -> Mapping[str, str]:
    """For each place the municipality that it is, among those of all sources but one.

    Returns
    -------
    Node id by place id; of several municipalities at one place the one with the smallest id. {} when none is known.
    """
    found: dict[str, str] = {}
    for row in store.ask(_KNOWN, timeout_s=120):
        if row["source"] != but_source:
            found.setdefault(row["place"], row["id"])
    return found
