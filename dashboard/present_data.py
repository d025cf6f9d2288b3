"""What is loaded, from where and how odd it was, as sentences and tables; no Streamlit."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from dashboard.tables import Table
from graph.dates import day_of_number
from graph.measures import components
from graph.network import HELD, FactKind
from graph.schema import SCHEMA
from graph.store import UNKNOWN_DAY
from loaders.places import ISO_3166
from wording.terms import kind_name, relationship_label
from wording.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.network import Network
    from graph.store import Counts, Load
    from wording.words import Words

_SQLITE: Final = "sqlite:///"
_MEGABYTE: Final = 1_000_000


def coverage(t: Words, counts: Counts, loads: Sequence[Load], network: Network) -> tuple[str, ...]:
    """How much there is and how far it reaches, one sentence each.

    Parameters
    ----------
    counts : of a store that holds something.
    network : of the same data version.
    """
    sources = {load.source.id for load in loads}
    nodes = t.plural("{n} node", "{n} nodes", sum(counts.nodes.values()))
    relationships = t.plural("{n} relationship", "{n} relationships", sum(counts.relationships.values()))
    held = t.plural(
        "{nodes} and {relationships} from {n} source.",
        "{nodes} and {relationships} from {n} sources.",
        len(sources),
        nodes=nodes,
        relationships=relationships,
    )
    last = t("Last loaded on {when}.", when=t.moment(max(load.loaded_at for load in loads))) if loads else ""
    told = (held, last, _exchanges(t, counts, network), _connected(t, network), _unplaced(t, network))
    return tuple(one for one in told if one)


def _exchanges(t: Words, counts: Counts, network: Network) -> str:
    n_exchanges = counts.nodes.get("Exchange", 0)
    if not n_exchanges:
        return ""
    facts = network.peers
    is_held = (facts.kinds == FactKind.EXCHANGE) & (facts.statuses == HELD)
    days = np.concatenate([facts.starts_on[is_held], facts.ends_on[is_held]])
    days = days[days != UNKNOWN_DAY]
    told = t.plural(
        "{n_held} of {n} exchange is known to have been held",
        "{n_held} of {n} exchanges are known to have been held",
        n_exchanges,
        n_held=int(is_held.sum()),
    )
    if not days.size:
        return f"{told}."
    first, last = (day_of_number(int(day)).year for day in (days.min(), days.max()))
    return f"{told}, {t.period(str(first), str(last))}."


def _connected(t: Words, network: Network) -> str:
    sizes = components(network).sizes
    if not sizes.size:
        return ""
    return t(
        "{n_connected} of {n_peers} officials and organisations are connected with at least one other;"
        " the largest group in which everybody is connected has {n_largest}.",
        n_connected=int(sizes[sizes > 1].sum()),
        n_peers=int(sizes.sum()),
        n_largest=int(sizes.max()),
    )


def _unplaced(t: Words, network: Network) -> str:
    n_unknown = int((network.countries[network.is_peer()] == b"").sum())
    return (
        t.plural(
            "The country of {n} official or organisation is not known.",
            "The country of {n} officials and organisations is not known.",
            n_unknown,
        )
        if n_unknown
        else ""
    )


def node_counts(t: Words, counts: Counts) -> Table:
    """How many nodes of each kind there are, in the order of the schema."""
    rows = ((kind_name(t, kind, n), t.number(n)) for kind, n in _ordered(counts.nodes, SCHEMA.nodes))
    return Table((t("Kind of node"), t("How many")), tuple(rows))


def relationship_counts(t: Words, counts: Counts) -> Table:
    """How many relationships of each type there are, in the order of the schema."""
    ordered = _ordered(counts.relationships, SCHEMA.relationships)
    rows = ((relationship_label(t, type_, "out"), t.number(n)) for type_, n in ordered)
    return Table((t("Type of relationship"), t("How many")), tuple(rows))


def _ordered(counts: Mapping[str, int], order: Iterable[str]) -> Iterator[tuple[str, int]]:
    return ((name, counts[name]) for name in order if name in counts)


def source_table(t: Words, loads: Sequence[Load], rows: Iterable[Mapping[str, Any]]) -> Table:
    """Each data set with what comes from it; the address is the last cell.

    Parameters
    ----------
    rows : of the question ``sources``.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows:
        counts[row["source"]][row["kind"]] = row["n"]
    known = {load.source.id: load.source for load in loads}
    headings = (t("Source"), t("Publisher"), t("Licence"), t("What comes from it"), t("Address"))
    cells = []
    for id_, of_source in counts.items():
        source = known.get(id_)
        told = t.listing(f"{t.number(n)} {kind_name(t, kind, n)}" for kind, n in _ordered(of_source, SCHEMA.nodes))
        title = t("names of countries (Unicode CLDR)") if id_ == ISO_3166 else id_
        about = (source.title, source.publisher, source.licence) if source else (title, None, None)
        cells.append((*(one or "" for one in about), told, (source.url if source else None) or ""))
    return Table(headings, tuple(cells)).without_idle_columns({""}, n_kept=1)


def officials_sentences(t: Words, row: Mapping[str, int]) -> tuple[str, ...]:
    """Whether it is decided why and how long data of officials may be kept; () when no official is loaded.

    Parameters
    ----------
    row : of the question ``officials_undecided``.
    """
    n = row["n_officials"]
    if not n:
        return ()
    told = [
        t.plural(
            "{n} official is recorded, in the function only.", "{n} officials are recorded, in the function only.", n
        )
    ]
    undecided = (
        (row["n_without_lawful_basis"], N_("For {n_some} of {n} no lawful basis for holding the data is decided.")),
        (row["n_without_keep_until"], N_("For {n_some} of {n} it is not decided until when the data may be kept.")),
        (row["n_past_keep_until"], N_("For {n_some} of {n} the date until which the data may be kept is past.")),
    )
    told += [t(text, n_some=n_some, n=n) for n_some, text in undecided if n_some]
    if len(told) == 1:
        told.append(t("For all of them lawful basis and date of deletion are decided."))
    return tuple(told)


def is_undecided(row: Mapping[str, int]) -> bool:
    """Whether somebody has to decide something about the data of officials."""
    return any(n for name, n in row.items() if name != "n_officials")


def store_size(url: str) -> int | None:
    """Bytes that a store takes on this machine; None for one on a server."""
    if not url.startswith(_SQLITE):
        return None
    file = Path(url.removeprefix(_SQLITE)).expanduser()
    parts = (file, file.with_name(f"{file.name}-wal"))
    return sum(one.stat().st_size for one in parts if one.is_file())


def size_words(t: Words, n_bytes: int) -> str:
    """Megabytes with one digit: ``0.4 MB``."""
    return t("{size} MB", size=t.number(round(n_bytes / _MEGABYTE, 1)))
