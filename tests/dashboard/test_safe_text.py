"""Names from files stay text, in Markdown, in links and in spreadsheets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard.safe_text import link, plain
from dashboard.tables import Table


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")), max_size=40))
def test_a_name_read_as_markdown_is_the_same_name(name):
    rendered = MarkdownIt("commonmark").renderInline(plain(name))
    for sign, written in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        rendered = rendered.replace(sign, written)
    assert rendered == " ".join(name.split())


def test_line_breaks_in_a_name_do_not_begin_a_new_paragraph():
    assert plain("Agona\n\n# West") == "Agona \\# West"


def test_a_web_address_is_named_after_its_site():
    assert link("https://www.example.org/a?b=1", "file") == r"[example\.org](https://www.example.org/a?b=1)"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://[broken", "C03"])
def test_anything_but_a_web_address_is_text(url):
    assert link(url, "file") == plain(url)


def test_an_address_cannot_end_its_link():
    assert link("https://example.org/a) [b](https://evil.org", "") == (
        r"[example\.org](https://example.org/a%29%20%5Bb%5D%28https://evil.org)"
    )


def test_without_an_address_the_other_text_stands():
    assert link(None, "connect, M02") == "connect, M02"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_spreadsheet_does_not_calculate_a_name(cell):
    written = Table(("name",), ((cell,),)).csv()
    assert f"'{cell}" in written


def test_csv_has_the_headings_first_and_keeps_commas_and_quotes():
    assert Table(("a", "b"), (('x, "y"', ""),)).csv() == 'a,b\r\n"x, ""y""",\r\n'
