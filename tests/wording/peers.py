"""Peers and exchanges of CONNECT, as the questions return them, to be worded in tests."""

from __future__ import annotations

from graph.answers import Fact, FactWord, NodeSummary, Step


def node(kind, name, **known):
    known = {"id": f"{kind[:3].lower()}-{name}", "source_key": "X01", "source": "connect", **known}
    return NodeSummary(kind=kind, name=name, **known)


def exchange(**known):
    return node("Exchange", None, **{"id": "exc-1", "source_key": "E03", "status": "held", **known})


ANATI = node("Official", "Abdallah Anati", detail="CEO", organisation="APLA", country="PS")
HEESE_SMIT = node("Official", "Laura Heese-Smit", detail="Municipal expert", organisation="HVC", country="NL")
UNNAMED = node("Official", None, id="off-1", organisation="VNG", country="NL", source_key="O11")
VNG = node("Association", "VNG", detail="national association", country="NL")
HVC = node("Body", "HVC", detail="intermunicipal_body", country="NL")
ALMERE = node("Municipality", "Almere", detail="municipality", country="NL")
LEIDEN = node("Municipality", "Leiden", detail="municipality", country="NL")
PLACEMENT = exchange(detail="temporary_work_placement", until="2018-04", country="NL")


def step(from_node, to_node, kind, about=None, *, n_more_facts=0, **known):
    fact = Fact(kind=FactWord[kind], node=about, source="connect", **known)
    return Step(from_node=from_node, to_node=to_node, facts=(fact,), n_more_facts=n_more_facts)
