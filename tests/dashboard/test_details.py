"""Details of a node: what is known, in words; what is blank stays away, except what somebody must decide."""

import pytest

from dashboard.details import Connection, Section, details
from graph.connect import open_store
from queries.profile import profile
from tests.graph.networks import Sketch
from wording.words import words

EN, PT = words("en"), words("pt")
SOURCE = "https://example.org/"


@pytest.fixture
def shown(tmp_path):
    """Details of a node of a sketch."""

    def show(sketch, node_id, t=EN, limit=20):
        with open_store(f"sqlite:///{tmp_path / 'network.sqlite'}") as store:
            sketch.write(store)
            return details(t, profile(store, node_id, limit))

    return show


def test_a_node_of_which_only_the_name_is_known_has_no_facts_and_no_sections(shown):
    sketch = Sketch()
    sketch.municipalities("Avila")
    found = shown(sketch, "Avila")
    assert (found.name, found.line, found.facts, found.sections) == ("Avila", "municipality", (), ())
    assert (found.source, found.source_key, found.source_url) == ("test", "Avila", f"{SOURCE}Avila")


def test_of_an_official_lawful_basis_and_keep_until_are_always_said(shown):
    sketch = Sketch()
    sketch.officials("Ana")
    assert shown(sketch, "Ana").facts == (("lawful basis", "not decided"), ("keep until", "not decided"))


def test_decided_ones_are_told_in_words(shown):
    sketch = Sketch()
    sketch.officials(
        "Ana", languages=("pt", "nl"), elected="yes", lawful_basis="consent", keep_until="2028-12", function="Mayor"
    )
    assert shown(sketch, "Ana").facts == (
        ("elected", "yes"),
        ("languages", "Portuguese and Dutch"),
        ("lawful basis", "consent"),
        ("keep until", "December 2028"),
    )


def test_contacts_are_never_shown(shown):
    sketch = Sketch()
    sketch.officials("Ana", email="ana@example.org", phone="+351 1")
    assert "example.org" not in str(shown(sketch, "Ana").facts)


def test_numbers_are_written_as_the_language_writes_them(shown):
    sketch = Sketch()
    sketch.municipalities("Avila", population=58245)
    assert shown(sketch, "Avila").facts == (("inhabitants", "58,245"),)
    assert shown(sketch, "Avila", PT).facts[0][1] == "58\N{NO-BREAK SPACE}245"


def test_exchanges_come_first_with_role_and_dates_and_where_they_were(shown):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora")
    sketch.twinned("Avila", "Evora", since="1990")
    sketch.node("Exchange", "E1", status="held", form="study_visit", starts_on="2017-05-15", ends_on="2017-05-19")
    sketch.node("Exchange", "E2", status="planned", country="GH", form="round_table", starts_on="2018")
    sketch.relate("TOOK_PART_IN", "Avila", "E1", role="host")
    sketch.relate("TOOK_PART_IN", "Avila", "E2", role="guest")
    assert shown(sketch, "Avila").sections == (
        Section(
            "Took part in 2 exchanges",
            (
                Connection("E2", "round table, 2018 (E2)", "guest · planned · Ghana", f"{SOURCE}Avila-E2"),
                Connection("E1", "study visit, May 2017 (E1)", "host · 15 to 19 May 2017", f"{SOURCE}Avila-E1"),
            ),
            0,
        ),
        Section(
            "Is twinned with",
            (Connection("Evora", "Evora", "from 1990", f"{SOURCE}Avila-Evora"),),
            0,
        ),
    )


def test_an_exchange_of_unknown_status_is_not_taken_for_held(shown):
    sketch = Sketch()
    sketch.municipalities("Avila")
    sketch.node("Exchange", "E1", title="Water")
    sketch.relate("TOOK_PART_IN", "Avila", "E1")
    assert shown(sketch, "Avila").sections[0].rows[0].small == "not known to have been held"


def test_what_is_not_listed_is_counted(shown):
    sketch = Sketch()
    sketch.municipalities("Avila")
    sketch.officials("Ana", "Ben", "Cem")
    for official in ("Ana", "Ben", "Cem"):
        sketch.works_for(official, "Avila")
    (section,) = shown(sketch, "Avila", limit=2).sections
    assert (section.title, len(section.rows), section.n_more) == ("Employs 3 officials", 2, 1)
