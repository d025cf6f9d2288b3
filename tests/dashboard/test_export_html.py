"""The picture as one file: whole, in the reader's language, and harmless whatever the names are."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from dashboard import export_html
from dashboard.export_html import ExportError, html_picture
from dashboard.figure import Figure, FigureEdge, FigureNode

HOSTILE = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1> href="


class Outline(HTMLParser):
    """Tags and texts of a page, scripts and styles left out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag):
        self._open.pop()

    def handle_data(self, data):
        if self._open[-1:] not in (["script"], ["style"]) and data.strip():
            self.texts.append(data.strip())


@pytest.fixture
def figure():
    nodes = (
        FigureNode("a", "Avila", "Municipality", "Avila, municipality, Spain", 0, 0, is_focus=True, is_on_path=True),
        FigureNode("e", HOSTILE, "Exchange", HOSTILE, 100, 0, n_hidden=3),
        FigureNode("t", "Water", "Topic", "Water, topic", 50, 80, is_faded=True),
    )
    edges = (
        FigureEdge("1", "a", "e", "host", "Avila was host", is_on_path=True),
        FigureEdge("2", "e", "a", "again", "Again"),
        FigureEdge("3", "a", "t", "same topic", "Only alike", is_similarity=True),
    )
    return Figure(nodes, edges, "a", "Three nodes.")


def made(figure, **given):
    return html_picture(figure, **{"title": "Around Avila", "caption": "As of today.", "language": "en", **given})


def test_a_figure_without_nodes_is_still_a_page():
    page = Outline(made(Figure((), (), None, "Nothing.")))
    assert page.texts[:3] == ["Around Avila", "Around Avila", "As of today."]


def test_nothing_is_fetched_from_outside(figure):
    page = Outline(made(figure))
    asking = [attrs for _, attrs in page.tags if any(name in attrs for name in ("src", "srcset", "data", "action"))]
    assert asking == []
    assert [attrs["href"] for _, attrs in page.tags if "href" in attrs] == ["#content"]
    policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';")
    assert "sourceMappingURL" not in made(figure)


def test_it_stays_small_enough_to_mail(figure):
    assert len(made(figure).encode()) < 600_000


def test_the_page_says_its_language_title_and_caption(figure):
    page = Outline(made(figure, title='About "A" & <b>B</b>', language="pt"))
    assert page.tags[0] == ("html", {"lang": "pt"})
    assert page.texts[0] == 'About "A" & <b>B</b>'
    assert [text for text in page.texts if text == "As of today."]


def test_an_unknown_language_is_written_in_english(figure):
    assert Outline(made(figure, language="xx")).tags[0] == ("html", {"lang": "en"})


def test_the_legend_names_the_kinds_that_are_drawn_and_dashed_lines(figure):
    texts = Outline(made(figure)).texts
    assert [text for text in texts if text in ("municipality", "topic", "exchange", "official")][:3] == [
        "municipality",
        "topic",
        "exchange",
    ]
    assert "not known to have met" in texts


def test_nodes_and_edges_stand_below_as_tables(figure):
    page = made(figure)
    rows = re.findall(r"<tr>(<td>.*?)</tr>", page)
    assert len(rows) == 6
    assert rows[0] == (
        "<td><bdi>Avila</bdi></td><td><bdi>municipality</bdi></td><td><bdi>Avila, municipality, Spain</bdi></td>"
    )
    assert rows[5] == "<td><bdi>Avila</bdi></td><td><bdi>Water</bdi></td><td><bdi>Only alike</bdi></td>"


def test_positions_are_given_and_nothing_moves_by_itself(figure):
    page = made(figure)
    assert re.search(r'"physics": \{\s*"enabled": false', page)
    assert re.search(r'"id": "e".*?"x": 100, "y": 0', page)


def test_both_of_two_edges_between_the_same_nodes_are_drawn(figure):
    data = re.search(r"edges = new vis.DataSet\((.*?)\);", made(figure)).group(1)
    assert data.count('"from"') == 3


def test_hostile_names_do_not_become_markup(figure):
    page = Outline(made(figure, title=HOSTILE, caption=HOSTILE))
    assert [attrs for tag, attrs in page.tags if tag == "img"] == []
    assert [tag for tag, _ in page.tags].count("script") == 4
    # pyvis would turn to tooltips made of HTML when it finds this word in a "title".
    assert "popup" not in "".join(text for text in re.findall(r"<body>.*", made(figure), re.DOTALL))


def test_another_pyvis_than_the_tested_one_is_refused(figure, monkeypatch):
    monkeypatch.setattr(export_html, "_drawing", lambda _: "<html><body></body></html>")
    with pytest.raises(ExportError, match="expected 1"):
        made(figure)
