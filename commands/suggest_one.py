"""Suggestions for one organisation, written as a table with reasons, as CSV or as JSON."""

from typing import Any

import typer

from casework.partners.suggest import PartnerNetwork, Suggestion
from casework.partners.telling import evidence_word, main_reasons, reasons
from casework.partners.weights import Weights
from commands.output import OutputFormat, remark, say, say_csv, say_json, say_table
from commands.session import Session
from wording.words import Words

COLUMNS = ("rank", "id", "name", "country", "score", "evidence", "reasons")
_N_EXPLAINED = 3


def say_suggestions(
    session: Session, network: PartnerNetwork, weights: Weights, position: int, k: int, wished: str | None
) -> None:
    """Write the best partners for one organisation; exit code 1 when there is nobody to suggest."""
    (found,) = network.suggestions(weights, [(position, wished)], k)
    asking = _Asking(session.t, network, position)
    match session.output_format:
        case OutputFormat.JSON:
            say_json(asking.json(weights, found))
        case OutputFormat.CSV:
            say_csv(COLUMNS, [asking.row(one) for one in found])
        case OutputFormat.TABLE if found:
            asking.say(weights, found)
    if not found:
        remark(session.t("Nobody is left to be suggested to {name}.", name=asking.name))
        raise typer.Exit(1)


def weights_sentence(t: Words, weights: Weights) -> str:
    """Which weights were used."""
    if weights.date:
        return t("Weights learnt from {source} on {date}.", source=weights.source, date=t.date(weights.date))
    return t("Weights learnt from the network in the store.")


class _Asking:
    """One organisation that is answered."""

    def __init__(self, t: Words, network: PartnerNetwork, position: int) -> None:
        self._t, self._id = t, network.organisations.ids[position]
        self.name = network.organisations.names[position]
        self._code = network.organisations.countries[position] or None

    def row(self, found: Suggestion) -> dict[str, Any]:
        """One suggestion as a row."""
        return {
            "rank": found.rank,
            "id": found.id,
            "name": found.name,
            "country": country_of(found),
            "score": found.score.total,
            "evidence": "strong" if found.is_strong else "weak",
            "reasons": " ".join(main_reasons(self._t, self.name, self._code, found)),
        }

    def json(self, weights: Weights, found: tuple[Suggestion, ...]) -> dict[str, Any]:
        """All suggestions with all parts of their scores."""
        told = [
            {
                **{key: value for key, value in self.row(one).items() if key != "reasons"},
                "parts": [
                    {"part": part.part, "points": part.points, "reason": part.sentence}
                    for part in reasons(self._t, self.name, self._code, one)
                ],
            }
            for one in found
        ]
        return {
            "status": "ok" if found else "nobody",
            "organisation": {"id": self._id, "name": self.name, "country": self._code},
            "weights": {"source": weights.source, "date": weights.date or None},
            "suggestions": told,
        }

    def say(self, weights: Weights, found: tuple[Suggestion, ...]) -> None:
        """Write a table, and the reasons of the first few under it."""
        t = self._t
        say(t("Possible partners for {name}. {weights}", name=self.name, weights=weights_sentence(t, weights)))
        say()
        columns = (t("rank"), t("name"), t("country"), t("score"), t("evidence"))
        cells = [(str(one.rank), one.name, self._country(one), f"{one.score.total:.2f}", evidence_word(t, one))
                 for one in found]  # fmt: skip
        say_table(columns, cells, right=(t("rank"), t("score")))
        for one in found[:_N_EXPLAINED]:
            say()
            say(t("{name}, {country}: {score} points", name=one.name, country=self._country(one),
                  score=f"{one.score.total:.2f}"))  # fmt: skip
            for part in reasons(t, self.name, self._code, one):
                say(part.sentence, lead=f"  {round(part.points, 2) + 0.0:+.2f}  ")
        say()
        say(
            t("Strong: a shared partner or a path of three steps leads there. Weak: plausible, no more. People decide.")
        )

    def _country(self, found: Suggestion) -> str:
        return self._t.country(found.country) if found.country else found.country_written or ""


def country_of(found: Suggestion) -> str | None:
    """Country as the source writes it, so that an answer finds its row again; otherwise its code."""
    return found.country_written or found.country
