"""Small programmes to report on, and reports of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.connect import open_store
from queries.reach.facts import read_facts
from queries.reach.period import Period
from reports.reach.build import ReportRequest, report_of
from reports.reach.worded import worded
from tests.graph.networks import Sketch
from wording.words import words

if TYPE_CHECKING:
    from pathlib import Path

YEARS = Period.parse("2018/2019")


def programme() -> Sketch:
    """Twelve exchanges held in 2018 and 2019, three before, and requests that came differently far."""
    sketch = Sketch()
    for code, name in (("NL", "Netherlands"), ("GH", "Ghana"), ("MD", "Moldova"), ("MU", "Mauritius")):
        sketch.node("Country", code, name=name)
    for country, n in (("NL", 4), ("GH", 4), ("MD", 3), ("MU", 1)):
        sketch.municipalities(*(f"{country.lower()}{number}" for number in range(n)), country=country)
    sketch.node("Association", "vng", name="VNG", country="NL")
    sketch.officials("ann", "bob", "eve")
    sketch.node("Topic", "waste", name="Waste", label_pt="Resíduos", codes=("dac:14050", "sdg:11.6"))
    sketch.node("Topic", "water", name="Water", codes=("sdg:6.1",))
    for number in range(12):
        day = f"{2018 + number // 8}-{number % 8 + 2:02}-10"
        exchange = f"e{number:02}"
        sketch.node(
            "Exchange", exchange, status="held", starts_on=day, form="study_visit", n_participants=number + 2, days=3
        )
        sketch.relate("TOOK_PART_IN", f"gh{number % 4}", exchange, role="requester")
        sketch.relate("TOOK_PART_IN", f"nl{number % 3}", exchange, role="peer")
        sketch.relate("ABOUT", exchange, "waste" if number < 8 else "water")
    sketch.relate("TOOK_PART_IN", "mu0", "e00", role="peer")
    for exchange in ("e00", "e01", "e02", "e03"):
        sketch.relate("TOOK_PART_IN", "vng", exchange, role="association")
    for official, exchange in (("ann", "e00"), ("bob", "e00"), ("eve", "e01"), ("ann", "e01")):
        sketch.relate("TOOK_PART_IN", official, exchange, role="participant")
    for number in range(3):
        sketch.exchange(f"old{number}", ["gh0", "nl0"], starts_on=f"2016-0{number + 1}")
    sketch.exchange("planned", ["nl0", "md0"], status="planned", starts_on="2019-05")
    sketch.exchange("vague", ["nl3", "md1"], starts_on=None)
    for number in range(10):
        sketch.node(
            "Request",
            f"r{number}",
            received_on="2018-01-10",
            status="valid" if number < 9 else "received",
            country="GH",
        )
        sketch.relate("ASKED_BY", f"r{number}", f"gh{number % 4}")
        sketch.relate("ASKS_ABOUT", f"r{number}", "waste")
    for number in range(5):
        sketch.relate("ANSWERS", f"e0{number}", f"r{number}")
    sketch.relate("ANSWERS", "planned", "r5")
    for exchange, stage, score in (
        ("e00", "before", 2.0),
        ("e00", "after", 4.0),
        ("e01", "after", 5.0),
        ("e00", "later", 4.0),
    ):
        key = f"v-{exchange}-{stage}"
        sketch.node("Evaluation", key, stage=stage, score=score, answered_by_side="requester")
        sketch.relate("EVALUATES", key, exchange)
    for number in range(3):
        sketch.node("Practice", f"p{number}", title=f"Practice {number}")
        sketch.relate("LEARNED_IN", f"p{number}", "e00")
        sketch.relate("ADOPTED", "gh1", f"p{number}", on_date="2019-01")
    sketch.relate("BUILDS_ON", "e05", "e00")
    sketch.twinned("gh0", "nl0", since="1990")
    return sketch


def facts_of(sketch: Sketch, folder: Path):
    """The facts of a sketch, by way of a real store."""
    with open_store(f"sqlite:///{folder / 'sketch.sqlite'}") as store:
        sketch.write(store)
        return read_facts(store)


def report(sketch: Sketch, folder: Path, **asked):
    """The report of a sketch; of 2018 and 2019 unless another period is asked for."""
    return report_of(facts_of(sketch, folder), ReportRequest(**{"period": YEARS, **asked}))


def in_english(sketch: Sketch, folder: Path, **asked):
    """The same in English words."""
    return worded(report(sketch, folder, **asked), words("en"))
