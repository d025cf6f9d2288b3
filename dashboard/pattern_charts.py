"""Pictures of patterns: heat maps, timelines, bars and histograms, as Altair charts and as files; no Streamlit.

A picture shows nothing that the table beside it does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from queries.parameter_words import place_word, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from queries.patterns.finding import Figure, Finding, Row
    from wording.words import Words

Kind = Literal["heat", "bars", "columns"]
PictureFormat = Literal["png", "svg"]
PICTURES: Final[Mapping[PictureFormat, str]] = {"png": "image/png", "svg": "image/svg+xml"}
"""Media type by format."""

MOST_DRAWN: Final = 20
"""Bars, or texts at each side of a heat map: more cannot be read."""
_NUMBERED: Final = re.compile(r"gradient_\d+")
_WIDTH: Final = 760
"""Pixels of a picture in a file; on the page it is as wide as its place."""
_LONGEST_LABEL: Final = 40
_BLUE, _ORANGE = "#0072B2", "#D55E00"
"""Okabe and Ito 2008: told apart by everybody."""


@dataclass(frozen=True, slots=True)
class Sort:
    """How the rows of one question are drawn."""

    kind: Kind
    along: str
    """Column of the texts or numbers along the axis."""
    measure: str
    across: str | None = None
    """For a heat map: the other column of texts."""


_SORTS: Final[Mapping[str, Sort]] = {
    "flows": Sort("heat", "to", "n_exchanges", "from"),
    "topics_together": Sort("heat", "first", "n_exchanges", "second"),
    "demand_without_supply": Sort("heat", "topic", "n_requests", "country"),
    "askers_and_providers": Sort("bars", "place", "balance"),
    "mixing": Sort("bars", "group", "ei_index"),
    "sustained_ties": Sort("bars", "first", "n_exchanges", "second"),
    "association_involvement": Sort("bars", "name", "n_exchanges"),
    "concentration": Sort("bars", "name", "n_exchanges"),
    "brokers": Sort("bars", "name", "betweenness"),
    "brokerage_roles": Sort("bars", "name", "n_brokered"),
    "degrees": Sort("bars", "name", "degree"),
    "reach": Sort("bars", "name", "n_reached"),
    "robustness": Sort("bars", "name", "n_cut_off"),
    "communities": Sort("columns", "community", "n_nodes"),
    "components": Sort("columns", "component", "n_nodes"),
    "cores": Sort("columns", "core", "n_nodes"),
    "distances": Sort("columns", "distance", "n_ordered_pairs"),
    "network_statistics": Sort("columns", "distance", "n_ordered_pairs"),
}


def chart_of(t: Words, finding: Finding) -> Any | None:  # noqa: ANN401 - Altair has no types here
    """Picture of a finding: over time where periods stand side by side, otherwise of its rows; None: none says more."""
    if finding.snapshots:
        return _timeline(t, finding.snapshots)
    sort = _SORTS.get(finding.question_id)
    rows = [row for row in finding.rows if sort and row.get(sort.measure) is not None]
    if sort is None or not rows:
        return None
    if sort.kind == "heat":
        return _heat(t, sort, rows)
    return _bars(t, sort, rows[:MOST_DRAWN]) if sort.kind == "bars" else _columns(t, sort, rows)


def is_cut(finding: Finding) -> bool:
    """Whether the picture shows less than the table."""
    sort = _SORTS.get(finding.question_id)
    if sort is None or finding.snapshots or sort.kind == "columns":
        return False
    sides = (sort.along, sort.across) if sort.kind == "heat" else ()
    drawn = [len({row[side] for row in finding.rows}) for side in sides if side] or [len(finding.rows)]
    return max(drawn) > MOST_DRAWN


def picture_file(chart: Any, as_format: PictureFormat) -> bytes:  # noqa: ANN401 - Altair has no types here
    """The picture as the content of a file, on white; the same picture gives the same bytes."""
    import vl_convert

    specification = chart.properties(background="white", width=_WIDTH).to_dict()
    if as_format == "svg":
        drawn: str = vl_convert.vegalite_to_svg(specification)
        return _NUMBERED.sub("gradient", drawn).encode()  # numbered on, from one picture to the next
    made: bytes = vl_convert.vegalite_to_png(specification, scale=2)
    return made


def _word(t: Words, text: object) -> str:
    told = place_word(t, str(text or ""))
    return told if len(told) <= _LONGEST_LABEL else f"{told[: _LONGEST_LABEL - 1]}…"


def _heat(t: Words, sort: Sort, rows: Sequence[Row]) -> Any:  # noqa: ANN401 - as above
    import altair as alt

    across = sort.across or sort.along
    sums: dict[tuple[str, str], float] = {}
    for row in rows:
        pair = (_word(t, row[across]), _word(t, row[sort.along]))
        sums[pair] = sums.get(pair, 0) + row[sort.measure]
    kept_across, kept_along = _greatest(sums, 0), _greatest(sums, 1)
    values = [
        {"across": one, "along": other, "measure": n}
        for (one, other), n in sums.items()
        if one in kept_across and other in kept_along
    ]
    title = _title(t, sort.measure)
    tip = [alt.Tooltip("across:N", title=_title(t, across)), alt.Tooltip("along:N", title=_title(t, sort.along))]
    base = _chart(values).encode(
        x=alt.X(
            "along:N",
            title=_title(t, sort.along),
            sort=kept_along,
            axis=alt.Axis(labelAngle=-60, labelLimit=140, labelOverlap=False),
        ),
        y=alt.Y("across:N", title=_title(t, across), sort=kept_across, axis=alt.Axis(labelLimit=200)),
    )
    squares = base.mark_rect().encode(
        color=alt.Color("measure:Q", title=title, scale=alt.Scale(scheme="blues", domainMin=0)),
        tooltip=[*tip, alt.Tooltip("measure:Q", title=title)],
    )
    limit = max(sums.values()) * 0.55
    numbers = base.mark_text(fontSize=10).encode(
        text=alt.Text("measure:Q", format=","),
        color=alt.condition(alt.datum.measure > limit, alt.value("white"), alt.value("#1F2A37")),
    )
    return (squares + numbers).properties(width="container", height=alt.Step(24))


def _chart(values: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - as above
    """A chart with its data inside, so that it needs nothing from anywhere."""
    import altair as alt

    return alt.Chart(alt.Data(values=list(values)))  # type: ignore[no-untyped-call]  # Altair's own


def _greatest(sums: Mapping[tuple[str, str], float], place: int) -> list[str]:
    """The texts with the greatest sums at one end, greatest first."""
    totals: dict[str, float] = {}
    for pair, n in sums.items():
        totals[pair[place]] = totals.get(pair[place], 0) + n
    return sorted(totals, key=lambda one: (-totals[one], one))[:MOST_DRAWN]


def _bars(t: Words, sort: Sort, rows: Sequence[Row]) -> Any:  # noqa: ANN401 - as above
    import altair as alt

    labels = _distinct(_label(t, sort, row) for row in rows)
    values = [{"along": label, "measure": row[sort.measure]} for label, row in zip(labels, rows, strict=True)]
    title = _title(t, sort.measure)
    colour = alt.condition(alt.datum.measure < 0, alt.value(_ORANGE), alt.value(_BLUE))
    return (
        _chart(values)
        .mark_bar()
        .encode(
            x=alt.X("measure:Q", title=title),
            y=alt.Y("along:N", title=None, sort=labels, axis=alt.Axis(labelLimit=260)),
            color=colour,
            tooltip=[alt.Tooltip("along:N", title=_title(t, sort.along)), alt.Tooltip("measure:Q", title=title)],
        )
        .properties(width="container", height=alt.Step(20))
    )


def _columns(t: Words, sort: Sort, rows: Sequence[Row]) -> Any:  # noqa: ANN401 - as above
    import altair as alt

    values = [{"along": row[sort.along], "measure": row[sort.measure]} for row in rows]
    title = _title(t, sort.measure)
    return (
        _chart(values)
        .mark_bar(color=_BLUE)
        .encode(
            x=alt.X("along:O", title=_title(t, sort.along), axis=alt.Axis(labelAngle=0, labelOverlap=True)),
            y=alt.Y("measure:Q", title=title),
            tooltip=[alt.Tooltip("along:O", title=_title(t, sort.along)), alt.Tooltip("measure:Q", title=title)],
        )
        .properties(width="container", height=280)
    )


def _timeline(t: Words, snapshots: Sequence[Finding]) -> Any | None:  # noqa: ANN401 - as above
    """The main figure of each period as a line, its interval as a band; periods with too few to say are gaps."""
    import altair as alt

    main = [(one.filters.from_date or "", one.figures[0]) for one in snapshots if one.figures]
    if not any(figure.value is not None for _, figure in main):
        return None
    label = t(main[0][1].label)
    values = [_at(period, figure) for period, figure in main]
    x = alt.X("period:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap=True))
    base = _chart(values).encode(x=x)
    line = base.mark_line(color=_BLUE, point=alt.OverlayMarkDef(color=_BLUE, size=60)).encode(
        y=alt.Y("value:Q", title=None),
        tooltip=["period:O", alt.Tooltip("value:Q", title=label), alt.Tooltip("n:Q", title="n")],
    )
    if all(value["low"] is None for value in values):
        return line.properties(title=label, width="container", height=280)
    band = base.mark_errorbar(color=_BLUE, ticks=True).encode(y=alt.Y("low:Q", title=None), y2=alt.Y2("high:Q"))
    return (band + line).properties(title=label, width="container", height=280)


def _at(period: str, figure: Figure) -> dict[str, Any]:
    interval = figure.interval
    known = {"low": interval.low, "high": interval.high} if interval else {"low": None, "high": None}
    return {"period": period, "value": figure.value, "n": figure.n, **known}


def _label(t: Words, sort: Sort, row: Row) -> str:
    first = _word(t, row[sort.along] or row.get("id"))
    return f"{first} – {_word(t, row[sort.across])}" if sort.across else first


def _distinct(labels: Iterable[str]) -> list[str]:
    """Labels of which no two are equal: bars of one name would lie over each other."""
    from graph.own_query import distinct

    return list(distinct(list(labels)))


def _title(t: Words, column: str) -> str:
    word = word_of(t, column)
    return word[:1].upper() + word[1:]
