"""The Patterns page over real stores: choosing is enough, figures come with what they rest on, a link reopens them."""

from __future__ import annotations

import pytest

from tests.dashboard.pages import Visit, labels, press, query, run, texts
from tests.dashboard.test_pattern_charts import flows


@pytest.fixture
def visit(tmp_path, monkeypatch):
    return lambda sketch=None: Visit(tmp_path, monkeypatch, sketch)


def said(page):
    return texts(page).replace("\\", "")


def chosen(page, label):
    return next(one for one in page.selectbox if one.label == label)


def test_an_empty_store_greets_with_something_to_do(visit):
    assert "Load the example" in labels(visit().open("patterns").button)


def test_at_first_the_flows_are_shown_with_what_they_rest_on(visit):
    page = visit(flows(5)).open("patterns")
    assert page.header[0].value == "Between which countries or regions does knowledge flow?"
    assert "Measured over 5 organisations and 4 facts. Filters: none." in said(page)
    assert "Definition: Each exchange counts once" in said(page)
    assert "Reference: Wasserman & Faust 1994" in said(page)
    assert list(page.table[1].value.columns) == ["From", "To", "Exchanges"]
    assert page.table[1].value["From"].tolist() == ["Portugal"] * 4
    downloads = labels(page.get("download_button"))
    assert downloads[:2] == ["Picture (PNG)", "Picture (SVG)"]
    assert downloads.count("XLSX") == 2


def test_too_few_say_so_instead_of_a_figure(visit):
    page = visit(flows(2)).open("patterns", question="newcomers")
    assert "Too few to say: 2 participants, and at least 10 participants are needed." in said(page)
    assert page.table[0].value["Value"].tolist() == ["too few \\(2 of 10\\)", "2", "2"]


def test_choosing_writes_the_address_and_keeps_the_filters(visit):
    page = visit(flows(5)).open("patterns", p_from_date="2011", p_by_topic="yes")
    assert chosen(page, "From year").value == "2011"
    chosen(page, "Question").set_value("newcomers")
    page = run(page)
    assert query(page) == {"question": ["newcomers"], "p_from_date": ["2011"]}
    next(one for one in page.toggle if one.label == "Year by year").set_value(True)
    assert query(run(page)) == {"question": ["newcomers"], "p_from_date": ["2011"], "p_periods": ["years"]}


def test_years_stand_side_by_side_each_with_its_sentence(visit):
    page = visit(flows(5)).open("patterns", question="flows", p_periods="years")
    assert "2010: " in said(page)
    assert list(page.table[0].value.columns) == ["Measure", "2010", "2011", "2012"]


def test_what_was_chosen_stands_with_the_figures_in_words(visit):
    page = visit(flows(5)).open("patterns", question="brokers", p_from_countries="NL", p_to_countries=["ES", "FR"])
    assert "between these countries: Netherlands; and these countries: Spain and France" in said(page)
    assert "more than" not in page.header[0].value


def test_a_value_that_is_refused_is_explained(visit):
    page = visit(flows(2)).open("patterns", p_from_date="2012", p_until_date="2010")
    assert "the period begins on 2012" in page.warning[0].value.replace("\\", "")


def test_a_pattern_is_saved_and_opens_again_from_the_saved_questions(visit):
    here = visit(flows(5))
    page = here.open("patterns", question="reciprocity", p_by="country")
    page.text_input(key="ask-save-name").set_value("Returned?")
    press(page, "Save")
    assert "Returned?" in said(here.open("ask", tab="saved"))
