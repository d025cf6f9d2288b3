"""What the command ``match evaluate`` does, apart from its options: what it imports takes longer than most commands."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import typer

from casework.partners.evaluate import Evaluation, MarkQuality, Quality, evaluate, splits
from casework.partners.measure import AT, Interval
from casework.partners.suggest import PartnerNetwork, partner_network
from commands.opening import network_of, open_existing
from commands.output import OutputFormat, remark, say, say_csv, say_json, say_table, waiting
from commands.session import Session
from wording.words import N_, Words

SPLIT_TEXTS = {
    "one_in_ten": N_("One partnership in ten is hidden; both ends are asked for it."),
    "small": N_("Organisations that are left with one to three partners are asked for one that was hidden."),
    "newcomers": N_("Organisations whose only partnership was hidden are asked for it."),
}
_METHODS = {
    "suggestion": N_("suggestion"),
    "random": N_("by lot"),
    "popularity": N_("most partners"),
    "adamic_adar": N_("Adamic-Adar"),
    "pagerank": N_("personalised PageRank"),
    "nearest": N_("nearest"),
}
_COLUMNS = ("split", "method", "n_asked", "measure", "value", "low", "high")


def say_evaluation(
    session: Session, store: str | None, wanted: Sequence[str], *, n_asked: int, n_draws: int, seed: int
) -> None:
    """Write what comes out for each way of hiding; exit code 1 where nothing can be hidden."""
    with open_existing(store) as opened:
        network = partner_network(opened, network_of(session.t, opened))
    found = list(_evaluations(session.t, network, wanted, n_asked, n_draws, seed))
    if not found:
        remark(session.t("The network has too few partnerships to hide any."))
        raise typer.Exit(1)
    match session.output_format:
        case OutputFormat.JSON:
            say_json([_json(one) for one in found])
        case OutputFormat.CSV:
            say_csv(_COLUMNS, [row for one in found for row in _rows(one)])
        case OutputFormat.TABLE:
            for one in found:
                _say(session.t, one)
            say(_legend(session.t))


def _evaluations(
    t: Words, network: PartnerNetwork, wanted: Sequence[str], n_asked: int, n_draws: int, seed: int
) -> Iterator[Evaluation]:
    hiding = splits(network.ties, n_asked, seed)
    for name in wanted:
        with waiting(t(SPLIT_TEXTS[name])):
            found = evaluate(network.nearness, network.ties, name, hiding[name](), n_draws=n_draws, seed=seed)
        if found is not None:
            yield found


def _measures(quality: Quality) -> Iterator[tuple[str, Interval]]:
    for first in AT:
        yield f"recall_at_{first}", quality.recall[first]
    yield "reciprocal_rank", quality.reciprocal_rank
    yield "recall_at_10_in_country", quality.recall_in_country


def _rows(found: Evaluation) -> Iterator[dict[str, Any]]:
    told = [(method, name, one) for method, quality in found.methods.items() for name, one in _measures(quality)]
    told += [("gain", f"recall_at_10_over_{found.best_single}", found.gain)]
    told += [("gain", "recall_at_10_in_country", found.gain_in_country)]
    for method, name, one in told:
        yield {"split": found.split, "method": method, "n_asked": found.n_asked, "measure": name, **asdict(one)}


def _json(found: Evaluation) -> dict[str, Any]:
    whole = asdict(found)
    whole["methods"] = {
        method: {name: asdict(one) for name, one in _measures(quality)} for method, quality in found.methods.items()
    }
    for mark in ("strong", "weak"):
        whole[mark]["rate"] = getattr(found, mark).rate
    return whole


def _say(t: Words, found: Evaluation) -> None:
    """Write one way of hiding as a table with what follows from it."""
    say(t(SPLIT_TEXTS[found.split]))
    asked = t("{n} are asked, among {n_all} organisations.", n=found.n_asked, n_all=found.n_candidates)
    learnt = t("Weights learnt from what was left.") if found.weights == "learnt" else t("Weights as shipped.")
    say(f"{asked} {learnt}")
    columns = (t("method"), "R@1 %", "R@10 %", "95 %", "R@100 %", "MRR", t("in country"))
    rows = [_cells(t, method, quality) for method, quality in found.methods.items()]
    say_table(columns, rows, right=columns[1:])
    say(_gain(t, found))
    for mark, name in ((found.strong, t("strong")), (found.weak, t("weak"))):
        if mark is not None and mark.rate is not None:
            say(_mark(t, mark, name))
    say()


def _legend(t: Words) -> str:
    return t(
        "R@10: the hidden partner is among the first ten; MRR: mean of one divided by its rank; 95 %: interval of "
        "R@10; in country: R@10 when only organisations of its country are ranked."
    )


def _cells(t: Words, method: str, quality: Quality) -> tuple[str, ...]:
    ten = quality.recall[10]
    return (
        t(_METHODS[method]),
        _percent(quality.recall[1].value),
        _percent(ten.value),
        f"{_percent(ten.low)}-{_percent(ten.high)}",
        _percent(quality.recall[100].value),
        f"{quality.reciprocal_rank.value:.3f}",
        _percent(quality.recall_in_country.value),
    )


def _gain(t: Words, found: Evaluation) -> str:
    return t(
        "Among the first ten, suggestions gain {value} points over {rule}, the best simple rule ({low} to {high}).",
        value=f"{100 * found.gain.value:+.1f}",
        rule=t(_METHODS[found.best_single]),
        low=f"{100 * found.gain.low:+.1f}",
        high=f"{100 * found.gain.high:+.1f}",
    )


def _mark(t: Words, mark: MarkQuality, name: str) -> str:
    return t(
        "Of {n} suggestions marked {mark} among the first ten, {rate} % were a hidden partner.",
        n=mark.n,
        mark=name,
        rate=_percent(mark.rate or 0),
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
