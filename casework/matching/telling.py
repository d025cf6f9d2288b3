"""Candidates in sentences, the same on the page, on paper and on the command line."""

from collections.abc import Mapping

from casework.matching.ranking import Candidate, Ranking
from casework.matching.what_if import Firmness, Move, WhyNotFirst
from graph.answers import NodeSummary
from wording.matching import fact_sentence, limit_remedy, limit_sentence, part_name, proof_sentence, score_sum
from wording.naming import node_line, node_name
from wording.words import Words


def heading(t: Words, found: Ranking) -> str:
    """How many there are, and by which rules."""
    return t.plural(
        "{n} candidate. Scores are points of a hundred, by rules version {version}.",
        "{n} candidates, the best first. Scores are points of a hundred, by rules version {version}.",
        found.n_candidates,
        version=found.rules_version,
    )


def full_name(t: Words, node: NodeSummary) -> str:
    """Name with the small print in brackets."""
    small = node_line(t, node)
    return f"{node_name(t, node)} ({small})" if small else node_name(t, node)


def sum_of(t: Words, one: Candidate) -> str:
    """The score as a sum of its parts, in points of a hundred."""
    return score_sum(t, one.score, [(part.name, part.points) for part in one.parts])


def reasons(t: Words, found: Ranking, one: Candidate, firm: Firmness | None) -> list[str]:
    """What a candidate's place rests on, what is not known, on which condition, and how firm it is."""
    told = [proof_sentence(t, proof.proof, node_name(t, proof.node)) for proof in one.evidence if proof.node]
    facts = ((part.name, fact_sentence(t, part.name, found.need.theme, *part.fact)) for part in one.parts if part.fact)
    told += [f"{part_name(t, name)}: {fact}" for name, fact in facts if fact]
    if unknown := [part_name(t, part.name) for part in one.parts if part.is_unknown]:
        told.append(t("not known, so counted as neutral: {parts}", parts=t.listing(unknown)))
    if one.needs_interpretation:
        told.append(t("on condition of interpretation: the working language is not known to be spoken"))
    if firm and firm.n_changes:
        told.append(
            t(
                "stays among the first five in {n} of {n_all} changes of one weight by a fifth",
                n=firm.n_kept,
                n_all=firm.n_changes,
            )
        )
    return told


def limits_told(t: Words, limits: tuple[str, ...]) -> str:
    """Why somebody is out, to be read after the name."""
    return t.listing(limit_sentence(t, limit) for limit in limits)


def remedies(t: Words, limits: tuple[str, ...]) -> list[str]:
    """What would change each of the limits, a sentence each."""
    return [t("What would change it: {remedy}", remedy=limit_remedy(t, limit)) for limit in limits]


def move_sentence(t: Words, move: Move, names: Mapping[str, NodeSummary]) -> str:
    """From which place to which a candidate moves."""
    name = node_name(t, names[move.candidate_id])
    return t("{name}: from place {n_old} to place {n_new}", name=name, n_old=move.rank, n_new=move.new_rank)


def why_headline(t: Words, node: NodeSummary, why: WhyNotFirst) -> str:
    """Whether and by how much somebody is not the first."""
    name = node_name(t, node)
    if not why.is_possible:
        return t("Full points in every part would not put {name} first: the first one has them too.", name=name)
    if why.changes:
        points = t.number(round(100 * why.missing, 2))
        return t("{name} lacks {points} points of a hundred. Enough would be:", name=name, points=points)
    if why.limits:
        return t("Without that {name} would be the first.", name=name)
    return t("{name} is the first.", name=name)


def change_sentences(t: Words, why: WhyNotFirst) -> list[str]:
    """The smallest change that would put somebody first; [] where none is needed."""
    return [
        t(
            "{part}: from {n_from} % of its points to {n_to} %",
            part=part_name(t, change.part),
            n_from=round(100 * change.share),
            n_to=round(100 * change.wanted_share),
        )
        for change in why.changes
    ]
