"""What the commands of ``match`` write."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.matching.assignment import Batch
from casework.matching.fairness import FairUse
from casework.matching.ranking import Candidate, Excluded, Ranking
from casework.matching.rules import PARTS
from casework.matching.teams import Team
from casework.matching.what_if import Firmness, Move, WhyNotFirst
from commands.output import say, say_table
from graph.answers import NodeSummary
from wording.matching import (
    fact_sentence,
    limit_remedy,
    limit_sentence,
    part_name,
    proof_sentence,
    score_sum,
)
from wording.naming import node_line, node_name
from wording.words import Words

Names = Mapping[str, NodeSummary]
Table = tuple[list[str], list[dict[str, Any]]]


def ranking_rows(found: Ranking) -> Table:
    """Columns and one row a candidate, with the points of each part."""
    columns = ["rank", "id", "name", "organisation", "country", "score", *PARTS, "unknown", "needs_interpretation"]
    return columns, [_row(one) for one in found.candidates]


def _row(one: Candidate) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "id": one.node.id,
        "name": one.node.name,
        "organisation": one.organisation.name if one.organisation else None,
        "country": one.node.country,
        "score": one.score,
        **{part.name: part.points for part in one.parts},
        "unknown": tuple(part.name for part in one.parts if part.is_unknown),
        "needs_interpretation": "yes" if one.needs_interpretation else "no",
    }


def say_ranking(t: Words, found: Ranking, firm: Sequence[Firmness], moved: Sequence[Move], names: Names) -> None:
    """Write the list with reasons, how firm its first places are, who moved, and who is out."""
    say(
        t.plural(
            "{n} candidate. Scores are points of a hundred, by rules version {version}.",
            "{n} candidates, the best first. Scores are points of a hundred, by rules version {version}.",
            found.n_candidates,
            version=found.rules_version,
        )
    )
    kept = {one.candidate_id: one for one in firm}
    for one in found.candidates:
        _say_candidate(t, found, one, kept.get(one.node.id))
    _say_moves(t, moved, names)
    _say_excluded(t, found)


def _say_candidate(t: Words, found: Ranking, one: Candidate, firm: Firmness | None) -> None:
    say()
    small = node_line(t, one.node)
    say(f"{node_name(t, one.node)} ({small})" if small else node_name(t, one.node), lead=f"{one.rank:>3}. ")
    say(score_sum(t, one.score, [(part.name, part.points) for part in one.parts]), lead="     ")
    for told in _reasons(t, found, one, firm):
        say(told, lead="     - ")


def _reasons(t: Words, found: Ranking, one: Candidate, firm: Firmness | None) -> list[str]:
    told = [
        proof_sentence(t, proof.proof, node_name(t, proof.node)) for proof in one.evidence if proof.node is not None
    ]
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


def _say_moves(t: Words, moved: Sequence[Move], names: Names) -> None:
    if not moved:
        return
    say()
    say(t("By the changed weights these move:"))
    for one in moved:
        name = node_name(t, names[one.candidate_id])
        say(t("{name}: from place {n_old} to place {n_new}", name=name, n_old=one.rank, n_new=one.new_rank), lead="  ")


def _say_excluded(t: Words, found: Ranking) -> None:
    others = {name: n for name, n in found.n_excluded.items() if name != "asker"}
    if not others:
        return
    say()
    say(t("Out, by limit:"))
    for name, n in others.items():
        say(f"{limit_sentence(t, name)}: {t.number(n)}", lead="  ")
    if found.excluded:
        say()
        say(t("The best of those who are out:"))
    for one in found.excluded:
        _say_out(t, one)


def _say_out(t: Words, one: Excluded) -> None:
    reasons = t.listing(limit_sentence(t, limit) for limit in one.limits)
    say(f"{node_name(t, one.node)}: {reasons}.", lead="  ")
    for limit in one.limits:
        say(t("What would change it: {remedy}", remedy=limit_remedy(t, limit)), lead="     ")


def say_why(t: Words, node: NodeSummary, why: WhyNotFirst) -> None:
    """Write why somebody is not the first."""
    name = node_name(t, node)
    for limit in why.limits:
        say(f"{name} {limit_sentence(t, limit)}. {t('What would change it: {remedy}', remedy=limit_remedy(t, limit))}")
    if not why.is_possible:
        say(t("Full points in every part would not put {name} first: the first one has them too.", name=name))
    elif not why.changes:
        told = (
            t("Without that {name} would be the first.", name=name)
            if why.limits
            else t("{name} is the first.", name=name)
        )
        say(told)
    else:
        say(t("{name} lacks {points} points of a hundred. Enough would be:", name=name, points=_points(t, why.missing)))
    for change in why.changes:
        say(
            t(
                "{part}: from {n_from} % of its points to {n_to} %",
                part=part_name(t, change.part),
                n_from=round(100 * change.share),
                n_to=round(100 * change.wanted_share),
            ),
            lead="  ",
        )


def _points(t: Words, share: float) -> str:
    return t.number(round(100 * share, 2))


def team_rows(found: Sequence[Team]) -> Table:
    """Columns and one row a team."""
    columns = ["score", "member_ids", *PARTS]
    return columns, [{"score": one.score, "member_ids": one.member_ids, **one.points} for one in found]


def say_teams(t: Words, found: Sequence[Team], names: Names) -> None:
    """Write teams with what each member is for."""
    for number, team in enumerate(found, 1):
        say(t.listing(node_name(t, names[one]) for one in team.member_ids), lead=f"{number:>3}. ")
        say(score_sum(t, team.score, list(team.points.items())), lead="     ")
        for topic, member in team.topics:
            topic_name = node_name(t, names[topic])
            say(t("{topic}: {name}", topic=topic_name, name=node_name(t, names[member])), lead="     - ")


def batch_rows(batch: Batch) -> Table:
    """Columns and one row a choice of the best assignment."""
    rows = [dict(zip(("request_id", "candidate_id", "score"), one, strict=True)) for one in batch.best.chosen]
    return ["request_id", "candidate_id", "score"], rows


def say_batch(t: Words, batch: Batch, names: Names) -> None:
    """Write who is proposed for which request, and what the best assignment gains over the greedy one."""
    columns = (t("request"), t("proposed"), t("points"))
    say_table(
        columns,
        [
            (node_name(t, names[request]), node_name(t, names[one]), _points(t, score))
            for request, one, score in batch.best.chosen
        ],
        right=columns[-1:],
    )
    say()
    say(
        t(
            "Together {total} points; one request after the other would give {greedy}.",
            total=_points(t, batch.best.total),
            greedy=_points(t, batch.greedy.total),
        )
    )
    if batch.best.gap:
        say(t("The best possible sum may be up to {points} points higher.", points=_points(t, batch.best.gap)))
    if batch.best.unanswered:
        n = len(batch.best.unanswered)
        say(t.plural("{n} request got fewer peers than wanted.", "{n} requests got fewer peers than wanted.", n))


def fair_use_rows(found: FairUse) -> Table:
    """Columns and one row an official who was named."""
    never = [{"id": one, "n_exchanges": 0} for one in found.never_ids]
    return ["id", "n_exchanges"], [*({"id": one, "n_exchanges": n} for one, n in found.most), *never]


def say_fair_use(t: Words, found: FairUse, names: Names) -> None:
    """Write how exchanges lie on officials."""
    say(
        t.plural(
            "{n} official with a topic took part in no exchange, of {n_all} with a topic.",
            "{n} officials with a topic took part in no exchange, of {n_all} with a topic.",
            found.n_never,
            n_all=found.n_with_topic,
        )
    )
    if found.gini is None:
        say(t("Too few to say how unequally exchanges lie on them."))
    else:
        say(t("Gini coefficient {gini}: 0 all alike, near 1 all on one.", gini=t.number(round(found.gini, 2))))
    for title, named in (
        (t("Asked most often:"), [(one, n) for one, n in found.most]),
        (t("Never asked, the first by id:"), [(one, 0) for one in found.never_ids]),
    ):
        if named:
            say()
            say(title)
        for one, n in named:
            times = t.plural("{n} exchange", "{n} exchanges", n)
            say(f"{node_name(t, names[one])} ({node_line(t, names[one])}): {times}", lead="  ")
