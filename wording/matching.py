"""Candidates for a request in words: parts of a score, limits and what would lift them, proofs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from wording.words import N_, Words

_PARTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "topic": N_("topic"),
        "wording": N_("words of the request"),
        "job": N_("comparable job"),
        "experience": N_("experience proved"),
        "alike": N_("comparable municipality"),
        "ties": N_("existing ties"),
        "evaluation": N_("earlier evaluations"),
        "language": N_("language"),
        "distance": N_("distance"),
        "benefit": N_("benefit in return"),
    }
)

_LIMITS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "asker": (N_("asks for help here"), N_("Nothing: nobody is a peer of themselves.")),
        "no_peer": (
            N_("is of a sort of organisation that is no peer: a funder, a training body, a group without names"),
            N_("Rules that allow such organisations (limits: no_peers)."),
        ),
        "own_country": (
            N_("is from the requesters' own country"),
            N_("Rules that allow peers from the same country (limits: own_country)."),
        ),
        "conflict": (N_("declared an interest in this case"), N_("That the declaration is withdrawn.")),
        "not_shown": (
            N_("did not agree that their function is shown"),
            N_("That the person agrees to be shown in their function."),
        ),
        "keep_until": (
            N_("data may no longer be kept"),
            N_("A new basis for keeping the data, with a later date."),
        ),
        "left": (N_("has left the last known job"), N_("A job that is held today, recorded with its source.")),
        "language": (
            N_("speaks none of the languages that the request makes a condition"),
            N_("That interpretation is accepted, or another working language."),
        ),
        "form": (
            N_("cannot be proposed for this form of exchange"),
            N_("Another form, or rules that allow it (limits: forms)."),
        ),
        "busy": (N_("has an exchange planned in that period"), N_("Another period.")),
        "planned": (
            N_("has as many exchanges planned as the rules allow"),
            N_("That one of the planned exchanges is held or cancelled."),
        ),
        "cool_down": (
            N_("took part in an exchange a short while ago"),
            N_("Waiting until the time set in the rules is over (limits: cool_down_days)."),
        ),
    }
)

_PROOFS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "done": N_("helped in {what}"),
        "learned": N_("was helped in {what}"),
        "declared": N_("is noted for {what}"),
        "organisation_done": N_("the organisation helped in {what}"),
        "organisation_learned": N_("the organisation was helped in {what}"),
        "organisation_declared": N_("the organisation is noted for {what}"),
    }
)


def part_name(t: Words, part: str) -> str:
    """What a part of a score is called."""
    return t(_PARTS[part])


def limit_sentence(t: Words, limit: str) -> str:
    """Why somebody is out, to be read after the name."""
    return t(_LIMITS[limit][0])


def limit_remedy(t: Words, limit: str) -> str:
    """What would change it, as a sentence."""
    return t(_LIMITS[limit][1])


def proof_sentence(t: Words, proof: str, what: str) -> str:
    """What a candidate's place rests on, to be read after the name."""
    return t(_PROOFS[proof], what=what)


def score_sum(t: Words, score: float, points: Sequence[tuple[str, float]]) -> str:
    """A score and its parts as a sum: ``62 = topic 24 + language 7 + ...``, in points of a hundred, the most first.

    Rounded so that the parts shown add up to the score shown (largest remainder; Hamilton 1792).
    """
    whole = _rounded([100 * value for _, value in points], round(100 * score))
    told = sorted(zip(whole, points, strict=True), key=lambda one: -one[0])
    parts = [f"{part_name(t, name)} {t.number(n)}" for n, (name, _) in told if n]
    return f"{t.number(round(100 * score))} = {' + '.join(parts) or t.number(0)}"


def _rounded(values: Sequence[float], total: int) -> list[int]:
    """Whole numbers near the values that add up to the total."""
    whole = [int(value) for value in values]
    rest = sorted(range(len(values)), key=lambda i: (whole[i] - values[i], i))
    for i in rest[: max(0, total - sum(whole))]:
        whole[i] += 1
    return whole


def fact_sentence(t: Words, part: str, theme: str, own: object, other: object) -> str | None:
    """The raw values behind a part, the candidate's against the asker's; None where nothing is to be said."""
    if part == "job" and own:
        return t('function "{own}"', own=own) if other is None else t('"{own}" against "{other}"', own=own, other=other)
    if not isinstance(own, int | float):
        return None
    if part == "evaluation" and isinstance(other, int | float):
        return t.plural("mean {score} of {n} score", "mean {score} of {n} scores", int(other), score=t.number(own))
    if part == "distance":
        return t("{n_km} km by air", n_km=round(own))
    if part == "alike" and isinstance(other, int | float):
        sentence = {
            "size": N_("{n_own} inhabitants against {n_other}"),
            "climate": N_("{n_own} degrees from the equator against {n_other}"),
        }.get(theme)
        return t(sentence, n_own=round(own), n_other=round(other)) if sentence else None
    return None
