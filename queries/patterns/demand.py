"""What is asked for and nobody offers."""

from collections.abc import Iterable, Sequence
from typing import Any

from graph.store import GraphStore
from queries.patterns.finding import Finding, Measured, figure
from queries.patterns.pattern import Option, Options, Pattern
from queries.patterns.regions import REGIONS, codes_of, countries_in, countries_speaking
from queries.patterns.sampling import wilson
from queries.patterns.scope import Scope
from queries.rows import ask
from wording.words import N_, NN_, Words

_FEW = 10


def _measure(scope: Scope, options: Options) -> Measured:
    rows = _demand(scope, only_unanswered=options["only_unanswered"])
    supplied = _Supply(scope.store, rows, options)
    rows = [{**row, **supplied.of(row["topic_id"], row["language"])} for row in rows]
    n_requests = sum(row["n_requests"] for row in rows)
    n_unserved = sum(row["n_requests"] for row in rows if row["is_unserved"])
    topics = {row["topic_id"] for row in rows}
    served = {row["topic_id"] for row in rows if not row["is_unserved"]}
    figures = (
        figure("unserved_topics", N_("Different topics that nobody offers"), len(topics - served), n_requests),
        figure("topics", N_("Different topics asked about"), len(topics), n_requests),
        figure("asked", N_("Asked topics, once for each request"), n_requests, n_requests),
        figure("unserved", N_("Of these offered by nobody"), n_unserved, n_requests),
        figure(
            "unserved_share",
            N_("Share of asked topics that nobody offers"),
            n_unserved / n_requests if n_requests else None,
            n_requests,
            min_n=_FEW,
            interval=wilson(n_unserved, n_requests),
        ),
    )
    rows.sort(key=lambda row: (not row["is_unserved"], -row["n_requests"], row["topic_id"], *_unknown_first(row)))
    return Measured(figures=figures, rows=tuple(rows[: options["limit"]]))


def _unknown_first(row: dict[str, Any]) -> tuple[str, str]:
    return row["country"] or "", row["language"] or ""


def _demand(scope: Scope, *, only_unanswered: bool) -> list[dict[str, Any]]:
    filters = scope.filters
    countries = sorted({*filters.countries, *countries_in(filters.regions)}) or None
    rows = ask(
        scope.store,
        "topic_demand",
        topic_ids=list(filters.topic_ids) or None,
        countries=countries,
        from_date=filters.from_date,
        until_date=filters.until_date,
    )
    if only_unanswered:
        rows = [{**row, "n_requests": row["n_unanswered"]} for row in rows if row["n_unanswered"]]
    return rows


class _Supply:
    """Who offers topics, asked once for each language that matters."""

    def __init__(self, store: GraphStore, rows: Sequence[dict[str, Any]], options: Options) -> None:
        self._peer_languages = tuple(options["peer_languages"] or ())
        countries = {*codes_of(options["peer_countries"] or ()), *countries_in(options["peer_regions"] or ())}
        topics = sorted({row["topic_id"] for row in rows})
        languages = {self._spoken(row["language"], same=options["same_language"]) for row in rows}
        self._same = options["same_language"]
        self._found = {
            spoken: _offered(store, topics, sorted(countries) or None, spoken) for spoken in sorted(languages)
        }

    def of(self, topic_id: str, language: str | None) -> dict[str, Any]:
        """Who offers a topic to somebody who works in a language."""
        noted, providers = self._found[self._spoken(language, same=self._same)].get(topic_id, (0, 0))
        return {"n_noted": noted, "n_providers": providers, "is_unserved": not (noted or providers)}

    def _spoken(self, language: str | None, *, same: bool) -> tuple[str, ...]:
        """Languages of which a peer must speak one; () for any."""
        return self._peer_languages or ((language,) if same and language else ())


def _offered(
    store: GraphStore, topic_ids: Sequence[str], countries: Sequence[str] | None, languages: Iterable[str]
) -> dict[str, tuple[int, int]]:
    spoken = list(languages)
    rows = ask(
        store,
        "topic_supply",
        topic_ids=list(topic_ids),
        countries=countries,
        languages=spoken or None,
        language_countries=sorted({code for one in spoken for code in countries_speaking(one)}),
    )
    return {row["topic_id"]: (row["n_noted"], row["n_providers"]) for row in rows}


def _meaning(t: Words, finding: Finding) -> str:
    n_topics, n_unserved = int(finding.value("topics") or 0), int(finding.value("unserved_topics") or 0)
    unserved = dict.fromkeys(str(row["topic"]) for row in finding.rows if row["is_unserved"])
    if not n_topics:
        return t("No request that passes the filters names a topic.")
    if not unserved:
        return t.plural(
            "Somebody offers the {n} topic asked about.",
            "Somebody offers each of the {n} topics asked about.",
            n_topics,
        )
    return t(
        "Of {n_topics} different topics asked about nobody offers {n_unserved}. First: {topics}.",
        n_topics=n_topics,
        n_unserved=n_unserved,
        topics=t.listing(list(unserved)[:5]),
    )


DEMAND_WITHOUT_SUPPLY = Pattern(
    id="demand_without_supply",
    question=N_("Which topics are asked for that nobody offers?"),
    definition=N_(
        "Requests that were not refused or withdrawn, by topic, country of those who ask and language; beside them who "
        "offers the topic or a part of it: peers it is noted beside, and those who provided it in a held exchange. "
        "Peers may be narrowed by country, region and language (recorded, otherwise official in their country, by "
        "Unicode CLDR). The filters countries and regions are those of who asks."
    ),
    reference="CONNECT steps 1 and 3; Wilson 1927",
    measure=_measure,
    meaning=_meaning,
    columns=(
        ("topic_id", "text"),
        ("topic", "text"),
        ("country", "text"),
        ("language", "text"),
        ("n_requests", "integer"),
        ("n_unanswered", "integer"),
        ("n_noted", "integer"),
        ("n_providers", "integer"),
        ("is_unserved", "yes/no"),
    ),
    order="unserved ones first, n_requests from most to fewest, topic_id, country, language",
    options=(
        Option("peer_languages", "texts", ()),
        Option("peer_countries", "texts", ()),
        Option("peer_regions", "texts", (), allowed=REGIONS),
        Option("same_language", "yes/no", False),
        Option("only_unanswered", "yes/no", False),
        Option("limit", "integer", 1_000, 1),
    ),
    needs=NN_("{n} asked topic", "{n} asked topics"),
    is_about_rows=True,
    is_projected=False,
)
