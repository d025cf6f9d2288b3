"""What a finding says, in words: definition, node set, filters, figures, and one sentence on what it means here."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from queries.patterns.all_patterns import PATTERNS
from queries.patterns.filters import STEP_FACTS, PatternFilters, Who
from queries.patterns.finding import Figure, Finding, Missing
from queries.patterns.pattern import Pattern
from wording.words import NN_, Words

_NODES = {
    Who.ORGANISATIONS: NN_("{n} organisation", "{n} organisations"),
    Who.OFFICIALS: NN_("{n} official", "{n} officials"),
    Who.PEERS: NN_("{n} official or organisation", "{n} officials and organisations"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding in one language."""

    question: str
    definition: str
    reference: str
    meaning: str
    """One plain sentence."""
    basis: str
    """Node set and facts."""
    filters: tuple[str, ...]
    """One line a filter; () when nothing was filtered."""
    cautions: tuple[str, ...]


def told(t: Words, finding: Finding) -> Told:
    """A finding in words."""
    pattern = PATTERNS[finding.question_id]
    return Told(
        question=t(pattern.question),
        definition=t(pattern.definition),
        reference=pattern.reference,
        meaning=_meaning(t, pattern, finding),
        basis=_basis(t, finding),
        filters=tuple(_filters(t, finding.filters)),
        cautions=tuple(_cautions(t, finding)),
    )


def missing_words(t: Words, figure: Figure) -> str:
    """Why a figure has no value: "" when it has one."""
    match figure.missing:
        case Missing.TOO_FEW:
            return t("too few ({n} of {n_needed})", n=figure.n, n_needed=figure.min_n)
        case Missing.NOT_DEFINED:
            return t("not defined here")
        case Missing.TOO_LARGE:
            return t("not computed for a network of this size")
        case None:
            return ""


def as_json(t: Words, finding: Finding) -> dict[str, Any]:
    """A finding with its words, for programs; the same on every store with the same data."""
    words = told(t, finding)
    return {
        "question_id": finding.question_id,
        "values": {one.name: one.value for one in finding.figures},
        "meaning": words.meaning,
        "figures": [{**asdict(one), "label": t(one.label)} for one in finding.figures],
        "rows": [dict(row) for row in finding.rows],
        "columns": [name for name, _ in finding.columns],
        "snapshots": [_snapshot(t, one) for one in finding.snapshots],
        "question": words.question,
        "definition": words.definition,
        "reference": words.reference,
        "basis": {**asdict(finding.basis), "told": words.basis},
        "filters": asdict(finding.filters),
        "parameters": dict(finding.parameters),
        "notes": dict(finding.notes),
        "cautions": list(words.cautions),
        "data_digest": finding.data_digest,
    }


def _snapshot(t: Words, one: Finding) -> dict[str, Any]:
    whole = as_json(t, one)
    kept = ("values", "meaning", "figures", "rows", "basis", "notes")
    return {"period": one.filters.from_date, **{name: whole[name] for name in kept}}


def _meaning(t: Words, pattern: Pattern, finding: Finding) -> str:
    first = finding.figures[0] if finding.figures else None
    if first is not None and first.missing is Missing.TOO_FEW:
        needs = pattern.needs
        return t(
            "Too few to say: {found}, and at least {needed} are needed.",
            found=t.plural(*needs, first.n),
            needed=t.plural(*needs, first.min_n),
        )
    if first is not None and first.missing is Missing.NOT_DEFINED:
        return t("The definition gives no value here.")
    return pattern.meaning(t, finding)


def _basis(t: Words, finding: Finding) -> str:
    basis = finding.basis
    nodes = t.plural(*_NODES[finding.filters.who], basis.n_nodes)
    facts = t.plural("{n} fact", "{n} facts", basis.n_facts)
    if not basis.projection:
        return t("Measured over {nodes} and {facts}.", nodes=nodes, facts=facts)
    return t(
        "Measured over {nodes} and {facts}. {projection}", nodes=nodes, facts=facts, projection=t(basis.projection)
    )


def _filters(t: Words, filters: PatternFilters) -> Iterator[str]:
    if filters.has_period:
        yield t("Period: {period}", period=t.period(filters.from_date, filters.until_date))
    if filters.countries:
        yield t("Countries: {countries}", countries=t.listing(map(t.country, filters.countries)))
    if filters.regions:
        yield t("Regions: {regions}", regions=t.listing(map(t, filters.regions)))
    if filters.topic_ids:
        yield t("Topics, narrower ones included: {topics}", topics=", ".join(filters.topic_ids))
    if filters.forms:
        yield t("Forms of exchange: {forms}", forms=", ".join(filters.forms))
    if filters.kinds:
        yield t("Kinds: {kinds}", kinds=", ".join(filters.kinds))
    if filters.facts != STEP_FACTS:
        yield t("Facts: {facts}", facts=", ".join(filters.facts))
    if filters.with_planned:
        yield t("Also exchanges that are planned or not known to have been held")
    if not filters.with_isolates:
        yield t("Only nodes with a tie")


def _cautions(t: Words, finding: Finding) -> Iterator[str]:
    n_undated = finding.basis.n_undated
    if n_undated:
        yield t.plural(
            "{n} fact without a date is left out of the period.",
            "{n} facts without a date are left out of the period.",
            n_undated,
        )
    for one in finding.figures:
        if one.sampling is not None:
            yield t(
                "{label}: an estimate from {n_sampled} of {n_all}, not a count.",
                label=t(one.label),
                n_sampled=one.sampling.n_sampled,
                n_all=one.sampling.n_all,
            )
