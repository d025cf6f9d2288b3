import pytest

from graph.answers import FactWord
from graph.errors import UnknownKind
from graph.schema import EXCHANGE_FORMS, EXCHANGE_STATUSES, REQUEST_STATUSES, ROLES, SCHEMA
from wording.terms import (
    fact_name,
    form_name,
    kind_name,
    relationship_label,
    role_name,
    status_name,
    tier_name,
)
from wording.words import LANGUAGES, words

EN, PT = words("en"), words("pt")
OTHERS = [words(one) for one in LANGUAGES if one != "en"]


@pytest.mark.parametrize("label", SCHEMA.nodes)
def test_every_kind_has_a_singular_and_a_plural_in_each_language(label):
    assert kind_name(EN, label) == label.lower()
    for t in (EN, *OTHERS):
        assert kind_name(t, label) != kind_name(t, label, 2)
    for t in OTHERS:
        assert {kind_name(t, label), kind_name(t, label, 2)}.isdisjoint({kind_name(EN, label), kind_name(EN, label, 2)})


@pytest.mark.parametrize("kind", SCHEMA.relationships.values(), ids=lambda kind: kind.type)
def test_relationships_read_in_english_as_the_schema_says(kind):
    assert relationship_label(EN, kind.type, "out") == kind.label_out
    assert relationship_label(EN, kind.type, "in") == kind.label_in


@pytest.mark.parametrize("kind", SCHEMA.relationships.values(), ids=lambda kind: kind.type)
def test_relationships_have_a_word_for_both_directions_in_each_language(kind):
    for t in OTHERS:
        assert relationship_label(t, kind.type, "out") != kind.label_out
        assert relationship_label(t, kind.type, "in") != kind.label_in


def test_both_directions_together():
    assert relationship_label(EN, "TWINNED_WITH", "both") == "is twinned with"
    assert relationship_label(PT, "MEMBER_OF", "both") == "é membro de / tem como membro"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (form_name, EXCHANGE_FORMS),
        (status_name, (*EXCHANGE_STATUSES, *REQUEST_STATUSES)),
        (role_name, ROLES),
        (fact_name, tuple(FactWord)),
    ],
)
def test_every_value_that_the_schema_allows_has_a_word_in_each_language(name, values):
    for value in values:
        english = name(EN, value)
        assert english
        assert "_" not in english
        for t in OTHERS:
            assert name(t, value) not in {english, value}


def test_english_words_of_values_are_the_values_themselves():
    values = (*EXCHANGE_FORMS, *EXCHANGE_STATUSES, *REQUEST_STATUSES)
    assert [(form_name if one in EXCHANGE_FORMS else status_name)(EN, one) for one in values] == [
        one.replace("_", " ") for one in values
    ]
    assert [role_name(EN, one) for one in ROLES] == list(ROLES)


def test_words_in_portuguese():
    assert [kind_name(PT, "Municipality", n) for n in (0, 1, 2)] == ["municípios", "município", "municípios"]
    assert kind_name(PT, "Official", 3) == "responsáveis locais"
    assert form_name(PT, "expert_assignment") == "missão de perito"
    assert status_name(PT, "matching") == "em procura de pares"
    assert role_name(PT, "host") == "parte anfitriã"
    assert relationship_label(PT, "WORKS_FOR", "in") == "emprega"
    assert fact_name(PT, FactWord.TWINNED_WITH) == "geminação"


@pytest.mark.parametrize(
    ("written", "english", "portuguese"),
    [
        ("intermunicipal_body", "intermunicipal body", "entidade intermunicipal"),
        ("Province", "province", "província"),
        ("agency of an association", "agency of an association", "agência de uma associação"),
        ("European network", "European network", "rede europeia"),
        ("Oblast", "Oblast", "Oblast"),
        ("", "", ""),
        ("Try again", "Try again", "Try again"),
    ],
)
def test_a_tier_that_is_not_known_stays_as_the_source_writes_it(written, english, portuguese):
    assert (tier_name(EN, written), tier_name(PT, written)) == (english, portuguese)


def test_a_kind_that_the_schema_does_not_have_is_refused():
    with pytest.raises(UnknownKind, match='no node kind "City"'):
        kind_name(EN, "City")
    with pytest.raises(UnknownKind, match='no relationship kind "KNOWS"'):
        relationship_label(EN, "KNOWS", "out")
