import pytest

from graph.answers import Fact, FactWord, PeerPath, Step
from tests.wording.peers import ALMERE, ANATI, HEESE_SMIT, HVC, LEIDEN, PLACEMENT, UNNAMED, VNG, exchange, node, step
from wording.sentences import fact_source, path_sentences, step_sentence
from wording.words import words

EN, PT = words("en"), words("pt")
COMPOST = node("Practice", "Compost at source")


def both(one):
    return step_sentence(EN, one), step_sentence(PT, one)


@pytest.mark.parametrize(
    ("about", "english", "portuguese"),
    [
        (
            exchange(source_key="E07", date="2017"),
            "Almere and Leiden took part in the exchange of 2017 (E07).",
            "Almere e Leiden participaram no intercâmbio de 2017 (E07).",
        ),
        (
            exchange(source_key="E01", detail="expert_assignment", date="2017-05-15", until="2017-05-19"),
            "Almere and Leiden took part in the expert assignment of 15 to 19 May 2017 (E01).",
            "Almere e Leiden participaram na missão de perito de 15 a 19 de maio de 2017 (E01).",
        ),
        (
            exchange(source_key="E04", detail="round_table", date="2018-09-10"),
            "Almere and Leiden took part in the round table that began on 10 September 2018 (E04).",
            "Almere e Leiden participaram na mesa-redonda com início em 10 de setembro de 2018 (E04).",
        ),
        (
            exchange(source_key="E04", detail="round_table", until="2018-09-10"),
            "Almere and Leiden took part in the round table that ended on 10 September 2018 (E04).",
            "Almere e Leiden participaram na mesa-redonda com fim em 10 de setembro de 2018 (E04).",
        ),
        (
            exchange(detail="study_visit"),
            "Almere and Leiden took part in the study visit (E03, date not recorded).",
            "Almere e Leiden participaram na visita de estudo (E03, data não registada).",
        ),
        (
            node("Exchange", "Water for all", status="held", date="2017", source_key="E8"),
            'Almere and Leiden took part in the exchange of 2017 ("Water for all", E8).',
            "Almere e Leiden participaram no intercâmbio de 2017 («Water for all», E8).",
        ),
        (
            exchange(source_key="E02", detail_inferred="expert_assignment", status="planned", date="2017-05"),
            "Almere and Leiden would meet in the planned expert assignment of May 2017 (E02, form inferred).",
            "Almere e Leiden encontrar-se-iam na missão de perito prevista para maio de 2017 (E02, forma inferida).",
        ),
        (
            exchange(detail="round_table", status="planned"),
            "Almere and Leiden would meet in the planned round table (E03, date not recorded).",
            "Almere e Leiden encontrar-se-iam na mesa-redonda prevista (E03, data não registada).",
        ),
        (
            exchange(source_key="E05", detail_inferred="study_visit", status=None, date="2018-11-26"),
            "Almere and Leiden are named in the study visit of 26 November 2018 (E05, form inferred), "
            "which is not known to have been held.",
            "Almere e Leiden figuram na visita de estudo de 26 de novembro de 2018 (E05, forma inferida), "
            "sem registo de que se tenha realizado.",
        ),
        (
            exchange(detail="study_visit", status="cancelled", date="2018"),
            "Almere and Leiden would have met in the study visit of 2018 (E03), which was cancelled.",
            "Almere e Leiden ter-se-iam encontrado na visita de estudo de 2018 (E03), que não se realizou.",
        ),
    ],
)
def test_an_exchange_is_told_with_form_date_and_whether_it_was_held(about, english, portuguese):
    assert both(step(ALMERE, LEIDEN, "EXCHANGE", about)) == (english, portuguese)


def test_people_are_introduced_by_function_and_organisation_and_roles_are_told():
    one = step(ANATI, VNG, "EXCHANGE", PLACEMENT, role_from="participant", role_to="peer")
    assert both(one) == (
        "Abdallah Anati (CEO, APLA) and VNG took part in the temporary work placement of April 2018 (E03): "
        "Abdallah Anati as participant, VNG as peer.",
        "Abdallah Anati (CEO, APLA) e VNG participaram no estágio temporário de abril de 2018 (E03): "
        "Abdallah Anati como participante, VNG como par.",
    )


def test_one_role_is_told_where_only_one_is_known():
    one = step(ALMERE, LEIDEN, "EXCHANGE", exchange(date="2017"), role_to="host")
    assert both(one) == (
        "Almere and Leiden took part in the exchange of 2017 (E03): Leiden as host.",
        "Almere e Leiden participaram no intercâmbio de 2017 (E03): Leiden como parte anfitriã.",
    )


def test_dates_of_the_fact_go_before_those_of_the_exchange():
    one = step(ALMERE, LEIDEN, "EXCHANGE", exchange(date="2016"), date="2017-05")
    assert step_sentence(EN, one) == "Almere and Leiden took part in the exchange of May 2017 (E03)."


def test_who_is_not_named_comes_last_and_a_sentence_begins_with_a_capital():
    other = node("Official", None, organisation="Leiden", detail="Mayor")
    about = exchange(date="2017")
    assert step_sentence(EN, step(UNNAMED, ALMERE, "EXCHANGE", about)) == (
        "Almere and an official of VNG took part in the exchange of 2017 (E03)."
    )
    assert both(step(UNNAMED, other, "EXCHANGE", about)) == (
        "An official of VNG and an official of Leiden (Mayor) took part in the exchange of 2017 (E03).",
        "Uma pessoa com funções em VNG e uma pessoa com funções em Leiden (Mayor) "
        "participaram no intercâmbio de 2017 (E03).",
    )


def test_a_name_in_small_letters_stays_so():
    one = step(node("Municipality", "eThekwini"), LEIDEN, "TWINNED_WITH")
    assert step_sentence(EN, one) == "eThekwini and Leiden are twinned (date not recorded)."


@pytest.mark.parametrize(
    ("known", "english", "portuguese"),
    [
        (
            {"detail": "Municipal expert"},
            "Laura Heese-Smit works for HVC as Municipal expert (date not recorded).",
            "Laura Heese-Smit trabalha para HVC com a função de Municipal expert (data não registada).",
        ),
        (
            {},
            "Laura Heese-Smit works for HVC (date not recorded).",
            "Laura Heese-Smit trabalha para HVC (data não registada).",
        ),
        (
            {"date": "2015"},
            "Laura Heese-Smit has worked for HVC since 2015.",
            "Laura Heese-Smit trabalha para HVC desde 2015.",
        ),
        (
            {"date": "2015-09-01", "detail": "Mayor"},
            "Laura Heese-Smit has worked for HVC as Mayor since 1 September 2015.",
            "Laura Heese-Smit trabalha para HVC com a função de Mayor desde 1 de setembro de 2015.",
        ),
        (
            {"date": "2015", "until": "2019", "detail": "Mayor"},
            "Laura Heese-Smit worked for HVC as Mayor (2015 to 2019).",
            "Laura Heese-Smit trabalhou para HVC com a função de Mayor (2015 a 2019).",
        ),
        (
            {"until": "2019"},
            "Laura Heese-Smit worked for HVC (until 2019).",
            "Laura Heese-Smit trabalhou para HVC (até 2019).",
        ),
        (
            {"until": "9999", "detail": "Mayor"},
            "Laura Heese-Smit works for HVC as Mayor (until 9999).",
            "Laura Heese-Smit trabalha para HVC com a função de Mayor (até 9999).",
        ),
    ],
)
def test_a_job_is_told_from_the_official_whichever_way_the_step_leads(known, english, portuguese):
    assert both(step(HEESE_SMIT, HVC, "WORKS_FOR", **known)) == (english, portuguese)
    assert both(step(HVC, HEESE_SMIT, "WORKS_FOR", is_reversed=True, **known)) == (english, portuguese)


def test_who_is_not_named_works_for_the_organisation_only_once_in_a_sentence():
    assert both(step(UNNAMED, VNG, "WORKS_FOR")) == (
        "An official works for VNG (date not recorded).",
        "Uma pessoa com funções locais trabalha para VNG (data não registada).",
    )
    assert step_sentence(EN, step(HVC, UNNAMED, "WORKS_FOR", date="2015")) == (
        "An official of VNG has worked for HVC since 2015."
    )


@pytest.mark.parametrize(
    ("known", "english", "portuguese"),
    [
        (
            {"date": "1996"},
            "Almere and Leiden have been twinned since 1996.",
            "Almere e Leiden mantêm uma geminação desde 1996.",
        ),
        (
            {},
            "Almere and Leiden are twinned (date not recorded).",
            "Almere e Leiden mantêm uma geminação (data não registada).",
        ),
        (
            {"date": "1996", "until": "2010-05"},
            "Almere and Leiden were twinned (1996 to May 2010).",
            "Almere e Leiden mantiveram uma geminação (1996 a maio de 2010).",
        ),
        (
            {"date": "1996", "until": "9999"},
            "Almere and Leiden are twinned (1996 to 9999).",
            "Almere e Leiden mantêm uma geminação (1996 a 9999).",
        ),
    ],
)
def test_a_twinning_is_told_with_its_dates(known, english, portuguese):
    assert both(step(ALMERE, LEIDEN, "TWINNED_WITH", **known)) == (english, portuguese)


@pytest.mark.parametrize(
    ("places", "english"),
    [
        (({"country": "ES"}, {"country": "AR"}), "Córdoba (Spain) and Córdoba (Argentina)"),
        (({"country_written": "Spain"}, {"country": "AR"}), "Córdoba (Spain) and Córdoba (Argentina)"),
        (({"country": "ES"}, {"country": "ES", "source_key": "X02"}), "Córdoba (X01) and Córdoba (X02)"),
        (({"country": "ES"}, {"source_key": "X02"}), "Córdoba (X01) and Córdoba (X02)"),
    ],
)
def test_peers_of_the_same_name_are_told_apart(places, english):
    peers = [node("Municipality", "Córdoba", id=str(number), **known) for number, known in enumerate(places)]
    assert step_sentence(EN, step(*peers, "TWINNED_WITH")) == f"{english} are twinned (date not recorded)."


@pytest.mark.parametrize(
    ("kind", "about", "english", "portuguese"),
    [
        (
            "SAME_TOPIC",
            node("Topic", "Waste management"),
            "Almere and Leiden share the topic Waste management: a likeness, not a meeting.",
            "Almere e Leiden têm em comum o tema Waste management: uma semelhança, não um encontro.",
        ),
        (
            "SAME_COUNTRY",
            node("Country", "Netherlands", country="NL"),
            "Almere and Leiden are in the same country (Netherlands): a likeness, not a meeting.",
            "Almere e Leiden estão no mesmo país (Países Baixos): uma semelhança, não um encontro.",
        ),
        (
            "SAME_ASSOCIATION",
            VNG,
            "Almere and Leiden are both members of VNG: a likeness, not a meeting.",
            "Almere e Leiden são membros de VNG: uma semelhança, não um encontro.",
        ),
    ],
)
def test_a_likeness_is_said_to_be_no_meeting(kind, about, english, portuguese):
    assert both(step(ALMERE, LEIDEN, kind, about)) == (english, portuguese)


@pytest.mark.parametrize("ends", [(VNG, LEIDEN), (LEIDEN, VNG)])
def test_an_association_is_not_its_own_member(ends):
    assert both(step(*ends, "SAME_ASSOCIATION", VNG)) == (
        "Leiden is a member of VNG: a likeness, not a meeting.",
        "Leiden é membro de VNG: uma semelhança, não um encontro.",
    )


@pytest.mark.parametrize(
    ("ends", "known", "english", "portuguese"),
    [
        (
            (ALMERE, LEIDEN),
            {"role_from": "adopter", "date": "2018-05"},
            'Almere adopted the practice "Compost at source" in May 2018, learned in an exchange with Leiden.',
            "Almere adotou a boa prática «Compost at source» em maio de 2018, aprendida num intercâmbio com Leiden.",
        ),
        (
            (ALMERE, LEIDEN),
            {"role_to": "adopter", "date": "2018-05-03"},
            'Leiden adopted the practice "Compost at source" on 3 May 2018, learned in an exchange with Almere.',
            "Leiden adotou a boa prática «Compost at source» em 3 de maio de 2018, "
            "aprendida num intercâmbio com Almere.",
        ),
        (
            (ANATI, LEIDEN),
            {},
            'Leiden adopted the practice "Compost at source" (date not recorded), '
            "learned in an exchange with Abdallah Anati.",
            "Leiden adotou a boa prática «Compost at source» (data não registada), "
            "aprendida num intercâmbio com Abdallah Anati.",
        ),
        (
            (ALMERE, LEIDEN),
            {"date": "2018"},
            'Almere and Leiden share the practice "Compost at source": one of them adopted it in 2018, '
            "learned in an exchange with the other.",
            "Almere e Leiden partilham a boa prática «Compost at source»: uma das partes adotou-a em 2018, "
            "aprendida num intercâmbio com a outra.",
        ),
    ],
)
def test_a_practice_is_told_from_its_adopter_where_that_is_known(ends, known, english, portuguese):
    assert both(step(*ends, "PRACTICE", COMPOST, **known)) == (english, portuguese)


@pytest.mark.parametrize(
    ("n_more_facts", "english", "portuguese"),
    [
        (1, "and 1 more fact links them", "e há mais 1 facto em comum"),
        (1200, "and 1,200 more facts link them", "e há mais 1\xa0200 factos em comum"),
    ],
)
def test_further_facts_are_counted(n_more_facts, english, portuguese):
    assert both(step(ALMERE, LEIDEN, "TWINNED_WITH", date="1996", n_more_facts=n_more_facts)) == (
        f"Almere and Leiden have been twinned since 1996, {english}.",
        f"Almere e Leiden mantêm uma geminação desde 1996, {portuguese}.",
    )


def test_further_facts_are_those_listed_and_those_not_listed():
    twinning = Fact(kind=FactWord.TWINNED_WITH, node=None, source="connect")
    one = Step(from_node=ALMERE, to_node=LEIDEN, facts=(twinning, twinning, twinning), n_more_facts=4)
    assert step_sentence(EN, one) == "Almere and Leiden are twinned (date not recorded), and 6 more facts link them."


def test_names_stay_text_whatever_they_hold():
    hostile = node("Municipality", "<b>{peers}</b> {0} %(n)s")
    assert step_sentence(EN, step(hostile, LEIDEN, "TWINNED_WITH", n_more_facts=2)) == (
        "<b>{peers}</b> {0} %(n)s and Leiden are twinned (date not recorded), and 2 more facts link them."
    )


def test_a_path_is_told_from_its_first_peer_to_its_last():
    path = PeerPath(steps=(step(ANATI, VNG, "WORKS_FOR"), step(VNG, LEIDEN, "TWINNED_WITH")))
    assert path_sentences(EN, path) == (
        "Abdallah Anati works for VNG (date not recorded).",
        "VNG and Leiden are twinned (date not recorded).",
    )


def test_a_source_is_an_address_where_one_is_recorded():
    known = {"kind": FactWord.TWINNED_WITH, "node": None, "source": "connect"}
    assert fact_source(Fact(**known)) == "connect"
    assert fact_source(Fact(**known, source_url="https://example.org")) == "https://example.org"
