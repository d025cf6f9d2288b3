"""What the command ``resolve`` writes."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from commands.output import say, say_facts, say_table
from loaders.resolution.distance import Coordinates
from loaders.resolution.measure import Disagreement, Measured
from loaders.resolution.result import Candidate, Resolution
from loaders.resolution.why import STATUSES, score_in_words, why
from wording.words import Words

COLUMNS = (
    "name", "country", "status", "place_id", "also", "found_name", "found_country", "lat", "lon", "population",
    "score", "score_parts", "n_candidates", "truth_km", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers for one file."""

    resolutions: Sequence[Resolution]
    truths: Sequence[Coordinates | None]
    measured: Measured
    seconds: float
    """What the answers took, without opening the gazetteers."""
    has_truth: bool

    @property
    def per_second(self) -> int:
        """Answers a second."""
        return round(len(self.resolutions) / self.seconds) if self.seconds else 0


def say_answers(t: Words, answers: Answers, limit: int) -> None:
    """Write the shares, and the first places that are elsewhere than the file says.

    Parameters
    ----------
    limit : how many of those places.
    """
    say_facts(dict(_facts(t, answers)))
    disagreeing = answers.measured.disagreeing[:limit]
    if not disagreeing:
        return
    say()
    say(t("Not where the file says, farthest first:"))
    columns = (t("name"), t("country"), t("found"), t("id"), t("distance in km"))
    say_table(columns, [_disagreeing_row(t, one) for one in disagreeing], right=columns[-1:])
    if n_more := len(answers.measured.disagreeing) - len(disagreeing):
        say(t("and {n} more; see them all with --format csv", n=n_more))


def answers_json(t: Words, answers: Answers) -> dict[str, Any]:
    """Everything: shares, rate, and each place with all its candidates."""
    return {
        "shares": asdict(answers.measured.shares),
        "per_second": answers.per_second,
        "disagreeing": [
            {
                "name": one.resolution.asked.name,
                "country": one.resolution.asked.country,
                "lat": one.truth.lat,
                "lon": one.truth.lon,
                "top_km": _rounded(one.top_km),
                "nearest_km": _rounded(one.nearest_km),
            }
            for one in answers.measured.disagreeing
        ],
        "places": [_resolution_json(t, one) for one in answers.resolutions],
    }


def answers_rows(t: Words, answers: Answers) -> Iterator[dict[str, Any]]:
    """A row for each place, with its first candidate."""
    km = {id(one.resolution): one.top_km for one in answers.measured.disagreeing}
    for one in answers.resolutions:
        best = one.best
        yield {
            "name": one.asked.name,
            "country": one.asked.country,
            "status": one.status.value,
            "place_id": best.place_id if best else None,
            "also": best.also if best else None,
            "found_name": best.name if best else None,
            "found_country": best.country if best else None,
            "lat": best.lat if best else None,
            "lon": best.lon if best else None,
            "population": best.population if best else None,
            "score": best.score / 1000 if best else None,
            "score_parts": score_in_words(t, best) if best else None,
            "n_candidates": len(one.candidates),
            "truth_km": _rounded(km.get(id(one))),
            "why": why(t, one),
        }


def _facts(t: Words, answers: Answers) -> Iterator[tuple[str, str]]:
    shares = answers.measured.shares
    n_asked, n_found = shares.n_asked, shares.n_found
    yield t("names with their countries"), t.number(n_asked)
    yield t("found"), _share(t, n_found, n_asked)
    yield t("of these, one candidate"), _share(t, shares.n_unique, n_found)
    yield t("of these, several candidates"), _share(t, shares.n_several, n_found)
    yield t("of these, accepted"), _share(t, shares.n_accepted, n_found)
    yield t("of these, to decide"), _share(t, shares.n_to_decide, n_found)
    yield t("several equally good"), _share(t, shares.n_ambiguous, n_asked)
    yield t("not found"), _share(t, shares.n_not_found, n_asked)
    yield t("country not known"), _share(t, shares.n_unknown_country, n_asked)
    yield t("part of a city"), _share(t, shares.n_part, n_asked)
    yield t("larger unit"), _share(t, shares.n_larger_unit, n_asked)
    if answers.has_truth:
        yield t("found, and the file says where"), _share(t, shares.n_measured, n_found)
        yield t("first candidate within 10 km"), _share(t, shares.n_top_near, shares.n_measured)
        yield t("any candidate within 10 km"), _share(t, shares.n_any_near, shares.n_measured)
        yield t("first, where any is"), _share(t, shares.n_top_near, shares.n_any_near)
    yield t("names a second"), t.number(answers.per_second)


def _share(t: Words, n: int, n_of: int) -> str:
    return f"{t.number(n)} ({t.number(round(100 * n / n_of, 2))} %)" if n_of else t.number(n)


def _disagreeing_row(t: Words, one: Disagreement) -> tuple[str, ...]:
    best = one.resolution.best
    km = "" if one.top_km is None else t.number(round(one.top_km))
    asked = one.resolution.asked
    return asked.name, asked.country, best.name if best else "", best.place_id if best else "", km


def _resolution_json(t: Words, one: Resolution) -> dict[str, Any]:
    return {
        "name": one.asked.name,
        "country": one.asked.country,
        "status": one.status.value,
        "status_in_words": t(STATUSES[one.status]),
        "countries": one.countries,
        "is_country_inferred": one.is_country_inferred,
        "why": why(t, one),
        "candidates": [_candidate_json(candidate) for candidate in one.candidates],
    }


def _candidate_json(candidate: Candidate) -> dict[str, Any]:
    values = {**asdict(candidate), "kind": candidate.kind.name.lower(), "match": candidate.match.value}
    return {**values, "score": candidate.score, "distance_km": _rounded(candidate.distance_km)}


def _rounded(km: float | None) -> float | None:
    return None if km is None else round(km, 1)
