import pytest

from tests.wording.peers import ALMERE, ANATI, HVC, PLACEMENT, UNNAMED, exchange, node
from wording.naming import country_of, node_line, node_name, short_label
from wording.words import words

EN, PT = words("en"), words("pt")

PLANNED = exchange(source_key="E02", detail_inferred="study_visit", status="planned", date="2017-05", country="KH")
REQUEST = node("Request", None, source_key="R05", detail="matching", date="2018", country="BF")


@pytest.mark.parametrize(
    ("one", "english", "portuguese"),
    [
        (ALMERE, "Almere", "Almere"),
        (node("Country", "Iceland", country="IS"), "Iceland", "Islândia"),
        (node("Country", "Atlantis"), "Atlantis", "Atlantis"),
        (node("Official", None), "an official", "uma pessoa com funções locais"),
        (UNNAMED, "an official of VNG", "uma pessoa com funções em VNG"),
        (
            node("Official", None, country="NL"),
            "an official (Netherlands)",
            "uma pessoa com funções locais (Países Baixos)",
        ),
        (
            node("Official", None, country_written="Atlantis"),
            "an official (Atlantis)",
            "uma pessoa com funções locais (Atlantis)",
        ),
        (exchange(), "exchange E03", "intercâmbio E03"),
        (exchange(source_key="E07", date="2017"), "exchange E07, 2017", "intercâmbio E07, 2017"),
        (PLACEMENT, "temporary work placement, April 2018 (E03)", "estágio temporário, abril de 2018 (E03)"),
        (PLANNED, "study visit, May 2017 (E02)", "visita de estudo, maio de 2017 (E02)"),
        (
            exchange(source_key="E01", detail="expert_assignment", date="2017-05-15", until="2017-05-19"),
            "expert assignment, May 2017 (E01)",
            "missão de perito, maio de 2017 (E01)",
        ),
        (exchange(detail="round_table"), "round table (E03)", "mesa-redonda (E03)"),
        (node("Exchange", "Water for all", date="2017"), "Water for all", "Water for all"),
        (REQUEST, "request R05, 2018", "pedido R05, 2018"),
        (node("Request", None, source_key="R06"), "request R06", "pedido R06"),
        (
            node("Evaluation", "later"),
            "evaluation some time after the exchange",
            "avaliação algum tempo depois do intercâmbio",
        ),
        (node("Practice", None, source_key="P1"), "practice P1", "boa prática P1"),
    ],
)
def test_a_node_is_called_by_its_name_or_by_what_it_is(one, english, portuguese):
    assert (node_name(EN, one), node_name(PT, one)) == (english, portuguese)


@pytest.mark.parametrize(
    ("one", "english", "portuguese"),
    [
        (ALMERE, "municipality, Netherlands", "município, Países Baixos"),
        (node("Municipality", "Thule"), "municipality", "município"),
        (node("Municipality", "Thule", country_written="Thule"), "municipality, Thule", "município, Thule"),
        (node("Body", "OPA", detail="Oblast council"), "Oblast council", "Oblast council"),
        (HVC, "intermunicipal body, Netherlands", "entidade intermunicipal, Países Baixos"),
        (ANATI, "CEO, APLA, Palestinian Territories", "CEO, APLA, Territórios palestinianos"),
        (node("Official", "Ana"), "official", "responsável local"),
        (node("Topic", "Sanitation"), "topic", "tema"),
        (node("Country", "Iceland", country="IS"), "country", "país"),
        (REQUEST, "request, matching, 2018, Burkina Faso", "pedido, em procura de pares, 2018, Burquina Faso"),
        (
            node("Evaluation", "after", detail="peer", date="2018-05"),
            "evaluation, peer, May 2018",
            "avaliação, par, maio de 2018",
        ),
        (
            PLANNED,
            "study visit (form inferred), planned for May 2017, Cambodia",
            "visita de estudo (forma inferida), data prevista: maio de 2017, Camboja",
        ),
        (
            PLACEMENT,
            "temporary work placement, April 2018, Netherlands",
            "estágio temporário, abril de 2018, Países Baixos",
        ),
        (
            exchange(date="2017-05-15", until="2017-05-19"),
            "form not recorded, 15 to 19 May 2017",
            "forma não registada, 15 a 19 de maio de 2017",
        ),
        (
            exchange(detail="round_table", date="2018-09-10"),
            "round table, from 10 September 2018",
            "mesa-redonda, a partir de 10 de setembro de 2018",
        ),
        (exchange(detail="round_table"), "round table, date not recorded", "mesa-redonda, data não registada"),
        (
            exchange(detail="study_visit", status="planned"),
            "study visit, planned, date not recorded",
            "visita de estudo, em planeamento, data não registada",
        ),
        (
            exchange(detail="study_visit", status=None, date="2018-11-26"),
            "study visit, 26 November 2018, not known to have been held",
            "visita de estudo, 26 de novembro de 2018, sem registo de que se tenha realizado",
        ),
        (
            exchange(detail="study_visit", status="cancelled"),
            "study visit, date not recorded, which was cancelled",
            "visita de estudo, data não registada, que não se realizou",
        ),
    ],
)
def test_small_print_tells_what_and_where_and_when(one, english, portuguese):
    assert (node_line(EN, one), node_line(PT, one)) == (english, portuguese)


def test_country_is_none_when_nothing_is_known():
    assert country_of(EN, node("Municipality", "Thule")) is None


def test_a_label_for_the_picture_is_short():
    assert short_label(EN, node("Municipality", "x" * 40)) == "x" * 40
    assert short_label(EN, node("Municipality", "x" * 41)) == "x" * 39 + "…"


def test_a_label_is_not_cut_between_a_letter_and_its_accent_or_after_a_space():
    assert short_label(EN, node("Municipality", "x" * 38 + "e\u0301" + "x" * 9)) == "x" * 38 + "…"
    assert short_label(EN, node("Municipality", "x" * 37 + ", yy yy")) == "x" * 37 + "…"


def test_a_long_name_of_an_exchange_keeps_its_key_and_loses_its_date():
    assert short_label(EN, PLACEMENT) == "temporary work placement (E03)"
    assert short_label(PT, PLACEMENT) == "estágio temporário, abril de 2018 (E03)"
