"""What stands at an end of a path, in words: a name, or whom several peers have in common."""

from typing import Final

from graph.path_ends import EndFound, EndKind
from wording.naming import node_name
from wording.words import Words

_NAMED: Final = 3
"""Peers of a list that are named; the others are counted."""


def end_name(t: Words, end: EndFound) -> str:
    """What stands at an end: ``Reykjavik``, ``any of the 12 municipalities of Iceland``.

    Returns
    -------
    What was asked for where nothing is called so.
    """
    match end.kind:
        case EndKind.COUNTRY:
            country = t.country(end.asked.partition(":")[2])
            if not end.n_peers:
                return t("no municipality of {country}", country=country)
            return t.plural(
                "the {n} municipality of {country}",
                "any of the {n} municipalities of {country}",
                end.n_peers,
                country=country,
            )
        case EndKind.TOPIC if end.nodes:
            topic = node_name(t, end.nodes[0])
            if not end.n_peers:
                return t("no peer of the topic {topic}", topic=topic)
            return t.plural(
                "the {n} peer of the topic {topic}",
                "any of the {n} peers of the topic {topic}",
                end.n_peers,
                topic=topic,
            )
        case _ if not end.nodes:
            return end.asked
    names = [node_name(t, node) for node in end.nodes]
    if len(names) == 1:
        return names[0]
    n_others = len(names) - _NAMED
    if n_others > 0:
        listed = t.listing(names[:_NAMED])
        return t.plural("{names} or {n} other", "{names} or {n} others", n_others, names=listed)
    return t("any of {names}", names=t.listing(names))
