"""What the commands of ``match`` write."""

from collections.abc import Mapping, Sequence
from typing import Any

from casework.matching.assignment import Batch
from casework.matching.fairness import FairUse
from casework.matching.ranking import Candidate, Ranking
from casework.matching.rules import PARTS
from casework.matching.teams import Team
from casework.matching.telling import (
    change_sentences,
    full_name,
    heading,
    limits_told,
    move_sentence,
    reasons,
    remedies,
    sum_of,
    why_headline,
)
from casework.matching.what_if import Firmness, Move, WhyNotFirst
from commands.output import say, say_table
from graph.answers import NodeSummary
from wording.matching import limit_sentence, score_sum
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
    say(heading(t, found))
    kept = {one.candidate_id: one for one in firm}
    for one in found.candidates:
        say()
        say(full_name(t, one.node), lead=f"{one.rank:>3}. ")
        say(sum_of(t, one), lead="     ")
        for told in reasons(t, found, one, kept.get(one.node.id)):
            say(told, lead="     - ")
    if moved:
        say()
        say(t("By the changed weights these move:"))
    for move in moved:
        say(move_sentence(t, move, names), lead="  ")
    _say_excluded(t, found)


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
        say(f"{node_name(t, one.node)}: {limits_told(t, one.limits)}.", lead="  ")
        for remedy in remedies(t, one.limits):
            say(remedy, lead="     ")


def say_why(t: Words, node: NodeSummary, why: WhyNotFirst) -> None:
    """Write why somebody is not the first."""
    for limit in why.limits:
        say(f"{node_name(t, node)} {limit_sentence(t, limit)}. {remedies(t, (limit,))[0]}")
    say(why_headline(t, node, why))
    for told in change_sentences(t, why):
        say(told, lead="  ")


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
