"""The fact behind a step, told in words: an exchange, a practice, a job, a twinning, a likeness."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from graph.answers import Fact, FactWord, NodeSummary, Step
from graph.dates import last_day
from wording.meetings import meeting
from wording.naming import country_of, is_day, node_name
from wording.terms import role_name
from wording.words import N_, Words

ADOPTER: Final = "adopter"
"""Role of the organisation that adopted a practice, in a fact about one."""


def told_fact(t: Words, step: Step) -> str:
    """The first fact of a step as a sentence without its full stop; holds the names of both peers."""
    return _TELLERS[step.facts[0].kind](t, step)


def _exchange(t: Words, step: Step) -> str:
    fact = step.facts[0]
    names = _told_apart(t, step.from_node, step.to_node)
    told = meeting(t, _peers(t, step, names), fact, _node_of(fact))
    roles = [
        t("{name} as {role}", name=name, role=role_name(t, role))
        for name, role in zip(names, (fact.role_from, fact.role_to), strict=True)
        if role
    ]
    return _started(step, t("{sentence}: {roles}", sentence=told, roles=", ".join(roles)) if roles else told)


def _practice(t: Words, step: Step) -> str:
    fact = step.facts[0]
    values = {"practice": node_name(t, _node_of(fact)), "when": _on_date(t, fact.date or fact.until)}
    names = _told_apart(t, step.from_node, step.to_node)
    adopters = _adopters(step)
    if len(adopters) != 1:
        told = t(
            '{peers} share the practice "{practice}": one of them adopted it {when}, '
            "learned in an exchange with the other",
            peers=_peers(t, step, names),
            **values,
        )
        return _started(step, told)
    adopter, teacher = names if adopters == [step.from_node] else (names[1], names[0])
    return t(
        '{adopter} adopted the practice "{practice}" {when}, learned in an exchange with {teacher}',
        adopter=adopter,
        teacher=teacher,
        **values,
    )


def _adopters(step: Step) -> list[NodeSummary]:
    """Which of the two adopted the practice, as far as the fact or their kinds tell: officials adopt none."""
    fact, nodes = step.facts[0], (step.from_node, step.to_node)
    told = [node for node, role in zip(nodes, (fact.role_from, fact.role_to), strict=True) if role == ADOPTER]
    return told or [node for node in nodes if node.kind != "Official"]


def _job(t: Words, step: Step) -> str:
    fact = step.facts[0]
    is_from_employer = step.to_node.kind == "Official"
    official, employer = (step.to_node, step.from_node) if is_from_employer else (step.from_node, step.to_node)
    name, employer_name = _told_apart(t, official, employer)
    if official.name is None and official.organisation == employer.name:
        name = t("an official")  # not "an official of HVC works for HVC"
    values = {"official": name, "employer": employer_name, "function": fact.detail}
    return _capital(t(_job_message(fact), when=_when(t, fact), **values), official)


def _job_message(fact: Fact) -> str:
    if _is_over(fact):
        if fact.detail:
            return N_("{official} worked for {employer} as {function} ({when})")
        return N_("{official} worked for {employer} ({when})")
    if fact.date and not fact.until:
        if fact.detail:
            return N_("{official} has worked for {employer} as {function} since {when}")
        return N_("{official} has worked for {employer} since {when}")
    if fact.detail:
        return N_("{official} works for {employer} as {function} ({when})")
    return N_("{official} works for {employer} ({when})")


def _twinning(t: Words, step: Step) -> str:
    fact = step.facts[0]
    peers = _peers(t, step, _told_apart(t, step.from_node, step.to_node))
    if _is_over(fact):
        told = t("{peers} were twinned ({when})", peers=peers, when=_when(t, fact))
    elif fact.date and not fact.until:
        told = t("{peers} have been twinned since {when}", peers=peers, when=_when(t, fact))
    else:
        told = t("{peers} are twinned ({when})", peers=peers, when=_when(t, fact))
    return _started(step, told)


def _likeness(t: Words, step: Step) -> str:
    fact = step.facts[0]
    shared = _node_of(fact)
    names = _told_apart(t, step.from_node, step.to_node)
    if shared.id in (step.from_node.id, step.to_node.id):
        club, member = names if shared.id == step.from_node.id else (names[1], names[0])
        told = t("{member} is a member of {club}: a likeness, not a meeting", member=member, club=club)
        return _capital(told, step.to_node if shared.id == step.from_node.id else step.from_node)
    values = {"peers": _peers(t, step, names), "shared": node_name(t, shared)}
    return _started(step, t(_LIKENESSES[fact.kind], **values))


_LIKENESSES: Final[Mapping[FactWord, str]] = MappingProxyType(
    {
        FactWord.SAME_ASSOCIATION: N_("{peers} are both members of {shared}: a likeness, not a meeting"),
        FactWord.SAME_TOPIC: N_("{peers} share the topic {shared}: a likeness, not a meeting"),
        FactWord.SAME_COUNTRY: N_("{peers} are in the same country ({shared}): a likeness, not a meeting"),
    }
)
_TELLERS: Final[Mapping[FactWord, Callable[[Words, Step], str]]] = MappingProxyType(
    {
        FactWord.EXCHANGE: _exchange,
        FactWord.PRACTICE: _practice,
        FactWord.WORKS_FOR: _job,
        FactWord.TWINNED_WITH: _twinning,
        FactWord.SAME_ASSOCIATION: _likeness,
        FactWord.SAME_TOPIC: _likeness,
        FactWord.SAME_COUNTRY: _likeness,
    }
)


def _peers(t: Words, step: Step, names: tuple[str, str]) -> str:
    """Both peers with function and organisation; one without a name comes last, to be read without doubt."""
    nodes = (step.from_node, step.to_node)
    told = [_introduced(node, name) for node, name in zip(nodes, names, strict=True)]
    return t.listing(reversed(told) if nodes[0].name is None and nodes[1].name else told)


def _introduced(node: NodeSummary, name: str) -> str:
    if node.kind != "Official":
        return name
    details = [one for one in (node.detail, node.organisation if node.name else None) if one]
    return f"{name} ({', '.join(details)})" if details else name


def _told_apart(t: Words, first: NodeSummary, second: NodeSummary) -> tuple[str, str]:
    """Names of two peers; where they are the same, with country or key: ``Córdoba (Spain)``.

    Who did not agree to be named is not told apart by a key either.
    """
    names = node_name(t, first), node_name(t, second)
    if names[0] != names[1] or first.name is None or second.name is None:
        return names
    marks = country_of(t, first), country_of(t, second)
    if marks[0] == marks[1] or not all(marks):
        marks = first.source_key, second.source_key
    return f"{names[0]} ({marks[0]})", f"{names[1]} ({marks[1]})"


def _started(step: Step, sentence: str) -> str:
    """A sentence about both peers; it begins with a name, or with a capital where neither has one."""
    return _capital(sentence, step.from_node if step.to_node.name is None else step.to_node)


def _capital(sentence: str, first: NodeSummary) -> str:
    """A sentence that begins with a peer: a name stays as it is (``eThekwini``), ``an official`` gets a capital."""
    return sentence if first.name else sentence[:1].upper() + sentence[1:]


def _when(t: Words, fact: Fact) -> str:
    return t.date(fact.date) if fact.date and not fact.until else t.period(fact.date, fact.until)


def _on_date(t: Words, partial: str | None) -> str:
    if partial is None:
        return t("(date not recorded)")
    return t("on {date}" if is_day(partial) else "in {date}", date=t.date(partial))


def _is_over(fact: Fact) -> bool:
    return fact.until is not None and last_day(fact.until) < date.today()


def _node_of(fact: Fact) -> NodeSummary:
    if fact.node is None:
        raise ValueError(f"a fact of kind {fact.kind} names the node that both peers share")
    return fact.node
