"""Who gives and who gets: flows between countries or regions, with roles as the sources record them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from graph.network import Positions
from graph.schema import ROLES
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.pattern import Option, Options, Pattern
from queries.patterns.regions import REGIONS, region_of
from queries.patterns.sampling import wilson
from queries.patterns.scope import Scope
from queries.rows import nodes_by_id
from wording.words import N_, NN_, Words

UNKNOWN = ""
"""Stands for an unknown country or region in a row."""
_FEW = 10
_EXCHANGES = NN_("{n} exchange with both sides recorded", "{n} exchanges with both sides recorded")

BY = Option("by", "text", "country", allowed=("country", "region"))
FROM_ROLES = Option("from_roles", "texts", ("peer", "expert"), allowed=ROLES)
TO_ROLES = Option("to_roles", "texts", ("requester",), allowed=ROLES)


@dataclass(frozen=True, slots=True)
class Places:
    """For each node of a network the number of its country or region among the names."""

    numbers: npt.NDArray[np.int64]
    names: tuple[str, ...]


def places(scope: Scope, by: str) -> Places:
    """Country codes, or regions, of all nodes."""
    codes, numbers = np.unique(scope.network.countries, return_inverse=True)
    countries = tuple(code.decode() for code in codes.tolist())
    if by == "country":
        return Places(numbers.astype(np.int64), countries)
    names = (UNKNOWN, *REGIONS)
    regions = np.array([names.index(region_of(country) or UNKNOWN) for country in countries], dtype=np.int64)
    return Places(regions[numbers] if len(countries) else numbers.astype(np.int64), names)


def _flows(scope: Scope, options: Options) -> Measured:
    where = places(scope, options["by"])
    givers = _sides(scope, options["from_roles"], where)
    takers = _sides(scope, options["to_roles"], where)
    giving, taking = _met(givers, takers)
    triples = np.stack([givers[0][giving], givers[1][giving], takers[1][taking]])
    both = np.unique(triples[0])
    rows, n_within = _rows(scope, triples, where, by_topic=options["by_topic"])
    n_flows = triples.shape[1]
    figures = (
        figure("flows", N_("Flows: exchanges counted once for each pair of places they join"), n_flows, len(both)),
        figure(
            "within_share",
            N_("Share of flows that stay within one place"),
            n_within / n_flows if n_flows else None,
            len(both),
            min_n=_FEW,
        ),
        figure("exchanges", N_("Exchanges with both sides recorded"), len(both), len(both)),
    )
    one_sided = np.union1d(givers[0], takers[0])
    notes = {
        "exchanges_with_one_side_only": len(one_sided) - len(both),
        "exchanges_without_such_roles": len(scope.exchanges) - len(one_sided),
    }
    return Measured(figures=figures, rows=rows[: options["limit"]], notes=notes)


def _sides(scope: Scope, roles: Sequence[str], where: Places) -> tuple[Positions, npt.NDArray[np.int64]]:
    """Exchanges and the places of those who took part in some roles, as pairs without repeats, by exchange."""
    exchanges, peers = scope.took_part(roles)
    pairs = np.unique((exchanges.astype(np.int64) << 32) | where.numbers[peers])
    return (pairs >> 32).astype(np.int32), pairs & 0xFFFFFFFF


def _met(
    one: tuple[Positions, Any], other: tuple[Positions, Any]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places in both lists of pairs that have the exchange in common, each with each."""
    first, last = np.searchsorted(other[0], one[0], "left"), np.searchsorted(other[0], one[0], "right")
    n = last - first
    here = np.repeat(np.arange(len(one[0])), n)
    there = np.arange(int(n.sum())) + np.repeat(first - (np.cumsum(n) - n), n)
    return here, there


def _rows(
    scope: Scope, triples: npt.NDArray[np.int64], where: Places, *, by_topic: bool
) -> tuple[tuple[dict[str, Any], ...], int]:
    exchanges, giver, taker = triples
    n_within = int((giver == taker).sum())
    topics = np.full(len(exchanges), -1, dtype=np.int64)
    if by_topic:
        which, about = scope.topics_of(exchanges.astype(np.int32))
        topics, giver, taker = about.astype(np.int64), giver[which], taker[which]
    keys = np.stack([topics, giver, taker]).astype(np.int64)
    flat = (keys[0] + 1) * len(where.names) ** 2 + keys[1] * len(where.names) + keys[2]
    found, first, n = np.unique(flat, return_index=True, return_counts=True)
    del found
    chosen = keys[:, first]
    ids = {int(one): scope.network.id_of(int(one)) for one in np.unique(chosen[0]) if one >= 0}
    names = nodes_by_id(scope.store, ids.values()) if ids else {}
    rows = [
        {
            **({"topic_id": ids[topic], "topic": names[ids[topic]].name} if by_topic else {}),
            "from": where.names[a] or None,
            "to": where.names[b] or None,
            "n_exchanges": count,
        }
        for (topic, a, b), count in zip(chosen.T.tolist(), n.tolist(), strict=True)
    ]
    rows.sort(key=lambda row: (-row["n_exchanges"], row.get("topic_id", ""), row["from"] or "", row["to"] or ""))
    return tuple({"topic_id": None, "topic": None, **row} for row in rows), n_within


def _meaning(t: Words, finding: Finding) -> str:
    if not finding.rows:
        return t("No exchange has both sides recorded, so there is no flow to show.")
    top = finding.rows[0]
    n_equal = sum(row["n_exchanges"] == top["n_exchanges"] for row in finding.rows)
    if n_equal > 1:
        return t.plural(
            "{n_equal} flows are equally strong, with {n} exchange each.",
            "{n_equal} flows are equally strong, with {n} exchanges each.",
            top["n_exchanges"],
            n_equal=n_equal,
        )
    return t.plural(
        "The strongest flow is from {giver} to {taker}: {n} exchange.",
        "The strongest flow is from {giver} to {taker}: {n} exchanges.",
        top["n_exchanges"],
        giver=place_name(t, finding, top["from"]),
        taker=place_name(t, finding, top["to"]),
    )


def place_name(t: Words, finding: Finding, name: str | None) -> str:
    """A country or region in words."""
    if not name:
        return t("an unknown place")
    return t(name) if finding.parameters["by"] == "region" else t.country(name)


FLOWS = Pattern(
    id="flows",
    question=N_("Between which countries or regions does knowledge flow?"),
    definition=N_(
        "Each exchange counts once for every pair of a place that gives and a place that gets, as the roles say: by "
        "default from peers and experts to requesters; with guest and host it shows who travels where. With by_topic "
        "once more for each of its topics."
    ),
    reference="Wasserman & Faust 1994 (blocked adjacency)",
    measure=_flows,
    meaning=_meaning,
    columns=(("topic_id", "text"), ("topic", "text"), ("from", "text"), ("to", "text"), ("n_exchanges", "integer")),
    order="n_exchanges from most to fewest, then topic_id, from, to",
    options=(
        BY,
        FROM_ROLES,
        TO_ROLES,
        Option("by_topic", "yes/no", False),
        Option("limit", "integer", 1_000_000, 1),
    ),
    needs=_EXCHANGES,
    is_about_rows=True,
    is_projected=False,
)


def _providers(scope: Scope, options: Options) -> Measured:
    where = places(scope, options["by"])
    gives, gets = (_counts(scope, options[side], where) for side in ("from_roles", "to_roles"))
    rows = [
        {"place": where.names[i] or None, "n_given": g, "n_got": r, "balance": (g - r) / (g + r)}
        for i, (g, r) in enumerate(zip(gives.tolist(), gets.tolist(), strict=True))
        if g + r
    ]
    rows.sort(key=lambda row: (-(row["n_given"] + row["n_got"]), row["place"] or ""))
    n_both = sum(bool(row["n_given"] and row["n_got"]) for row in rows)
    figures = (
        figure(
            "both_share",
            N_("Share of places that give as well as get"),
            n_both / len(rows) if rows else None,
            len(rows),
            min_n=5,
        ),
        figure("only_give", N_("Places that only give"), sum(not row["n_got"] for row in rows), len(rows)),
        figure("only_get", N_("Places that only get"), sum(not row["n_given"] for row in rows), len(rows)),
        figure("both", N_("Places that do both"), n_both, len(rows)),
    )
    return Measured(figures=figures, rows=tuple(rows[: options["limit"]]))


def _counts(scope: Scope, roles: Sequence[str], where: Places) -> npt.NDArray[np.int64]:
    counted: npt.NDArray[np.int64] = np.bincount(_sides(scope, roles, where)[1], minlength=len(where.names))
    return counted


def _providers_meaning(t: Words, finding: Finding) -> str:
    return t(
        "{n_give} only give, {n_get} only get, and {n_both} do both.",
        n_give=finding.value("only_give"),
        n_get=finding.value("only_get"),
        n_both=finding.value("both"),
    )


ASKERS_AND_PROVIDERS = Pattern(
    id="askers_and_providers",
    question=N_("Who asks and who provides?"),
    definition=N_(
        "Exchanges in which a place gives and in which it gets, as the roles say. "
        "Balance: (given - got) / (given + got), from -1 (only gets) to 1 (only gives)."
    ),
    reference="TAIEX 2017 (most active requesters and providers)",
    measure=_providers,
    meaning=_providers_meaning,
    columns=(("place", "text"), ("n_given", "integer"), ("n_got", "integer"), ("balance", "real")),
    order="given and got together, from most to fewest, then place",
    options=(BY, FROM_ROLES, TO_ROLES, Option("limit", "integer", 1_000_000, 1)),
    needs=NN_("{n} place", "{n} places"),
    is_about_rows=True,
    is_projected=False,
)


def _reciprocity(scope: Scope, options: Options) -> Measured:
    where = places(scope, options["by"]) if options["by"] != "organisation" else _each(scope)
    givers = _sides(scope, options["from_roles"], where)
    takers = _sides(scope, options["to_roles"], where)
    giving, taking = _met(givers, takers)
    a, b = givers[1][giving], takers[1][taking]
    is_other = a != b
    arcs = np.unique((a[is_other] << 32) | b[is_other])
    back = np.unique((b[is_other] << 32) | a[is_other])
    n_arcs, n_returned = len(arcs), len(np.intersect1d(arcs, back))
    n_pairs = n_arcs - n_returned // 2
    # Pairs out of one exchange come together, so there are no more observations than exchanges.
    n_exchanges = len(np.unique(givers[0][giving]))
    figures = (
        figure(
            "reciprocity",
            N_("Share of linked pairs with flows both ways"),
            n_returned / 2 / n_pairs if n_pairs else None,
            min(n_pairs, n_exchanges),
            min_n=_FEW,
            interval=wilson(n_returned // 2, n_pairs),
        ),
        figure(
            "arc_reciprocity",
            N_("Share of flows that are returned"),
            n_returned / n_arcs if n_arcs else None,
            min(n_arcs, n_exchanges),
            min_n=_FEW,
        ),
        figure("linked_pairs", N_("Pairs with a flow between them"), n_pairs, n_pairs),
        figure("mutual_pairs", N_("Pairs with flows both ways"), n_returned // 2, n_pairs),
    )
    return Measured(figures=figures, n_ties=n_pairs)


def _each(scope: Scope) -> Places:
    n = scope.network.n_nodes
    return Places(np.arange(n, dtype=np.int64), ())


def _reciprocity_meaning(t: Words, finding: Finding) -> str:
    return t(
        "Of {n_pairs} linked pairs {n_mutual} gave as well as got.",
        n_pairs=finding.value("linked_pairs"),
        n_mutual=finding.value("mutual_pairs"),
    )


RECIPROCITY = Pattern(
    id="reciprocity",
    question=N_("Is what is given also returned?"),
    definition=N_(
        "Pairs with flows in both directions, as a share of pairs with a flow at all; a flow leads from those who give "
        "to those who get, as the roles say."
    ),
    reference="Wasserman & Faust 1994; Wilson 1927",
    measure=_reciprocity,
    meaning=_reciprocity_meaning,
    options=(Option("by", "text", "organisation", allowed=("organisation", "country", "region")), FROM_ROLES, TO_ROLES),
    needs=_EXCHANGES,
    is_projected=False,
)
