"""Pictures of patterns show what the rows hold, at any size, and are the same bytes each time."""

import pytest

from dashboard.pattern_charts import MOST_DRAWN, chart_of, is_cut, picture_file
from graph.connect import open_store
from queries import Explorer
from queries.patterns.all_patterns import PATTERNS
from tests.dashboard.pages import HOSTILE
from tests.graph.networks import Sketch
from wording.words import words

T = words("en")


@pytest.fixture
def explorer(tmp_path, monkeypatch):
    monkeypatch.setenv("CONNECT_EXPLORER_CACHE", str(tmp_path / "cache"))
    opened = []

    def on(sketch):
        url = f"sqlite:///{tmp_path / f'{len(opened)}.sqlite'}"
        with open_store(url) as store:
            sketch.write(store)
        opened.append(Explorer(url))
        return opened[-1]

    yield on
    for one in opened:
        one.close()


def gave(sketch, key, giver, getter, **properties):
    sketch.exchange(key, [], **properties)
    sketch.relate("TOOK_PART_IN", giver, key, role="peer")
    sketch.relate("TOOK_PART_IN", getter, key, role="requester")


def flows(n_countries=2):
    sketch = Sketch()
    codes = ["PT", "NL", "ES", "FR", "DE", "IT", "PL", "SE", "NO", "FI", "DK", "BE", "AT", "CH", "CZ", "HU", "RO", "BG",
             "GR", "IE", "IS", "MD"][:n_countries]  # fmt: skip
    for code in codes:
        sketch.node("Municipality", f"in {code}", country=code)
    for number, code in enumerate(codes[1:]):
        gave(sketch, f"e{number}", "in PT", f"in {code}", starts_on=f"20{10 + number % 3}")
    return sketch


def values(chart):
    return chart.to_dict()["data"]["values"]


@pytest.mark.parametrize("id_", PATTERNS)
@pytest.mark.parametrize("n", [0, 1, 2])
def test_nothing_one_and_two_make_a_picture_or_none_but_no_mistake(explorer, id_, n):
    chart = chart_of(T, explorer(flows(n)).measure(id_))
    if chart is not None:
        assert picture_file(chart, "svg").startswith(b"<svg")


def test_flows_are_a_heat_map_with_countries_in_words(explorer):
    chart = chart_of(T, explorer(flows()).measure("flows"))
    assert values(chart) == [{"across": "Portugal", "along": "Netherlands", "measure": 1}]
    svg = picture_file(chart, "svg").decode()
    assert "Portugal" in svg
    assert "http" not in svg.replace("http://www.w3.org", "")
    assert picture_file(chart, "svg").decode() == svg
    assert picture_file(chart, "png").startswith(b"\x89PNG")


def test_more_than_can_be_read_is_cut_and_it_is_said(explorer):
    finding = explorer(flows(22)).measure("flows")
    assert len(finding.rows) == 21
    assert is_cut(finding)
    assert len(values(chart_of(T, finding))) == MOST_DRAWN
    assert not is_cut(explorer(flows(5)).measure("flows"))


def test_years_side_by_side_are_a_timeline_with_gaps_where_too_few_are_known(explorer):
    finding = explorer(flows(22)).measure("flows", periods=["2010", "2011", "2012", "2015"])
    found = values(chart_of(T, finding))
    assert [(one["period"], one["value"]) for one in found] == [
        (one.filters.from_date, one.figures[0].value) for one in finding.snapshots
    ]
    assert chart_of(T, explorer(flows(2)).measure("newcomers", periods=["2010"])) is None


def test_two_of_one_name_have_bars_of_their_own_and_a_hostile_name_is_a_text(explorer):
    sketch = Sketch()
    sketch.node("Municipality", "a", name=HOSTILE)
    sketch.node("Municipality", "b", name=HOSTILE)
    sketch.exchange("e", ["a", "b"])
    chart = chart_of(T, explorer(sketch).measure("degrees"))
    assert len({one["along"] for one in values(chart)}) == 2
    assert b"<img" not in picture_file(chart, "svg")
