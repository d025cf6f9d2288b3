import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidRecord
from graph.ids import mint_id
from graph.records import Node, Relationship


def municipality(**properties):
    return Node("Municipality", "m", "test", "m", {"name": "Almere", **properties})


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("population", "many", "a whole number"),
        ("population", True, "a whole number"),
        ("population", 2**63, "a whole number"),
        ("lat", float("nan"), "a number"),
        ("lat", 10**400, "a number"),
        ("lat", "52", "a number"),
        ("valid_from", "2017-02-30", "a date"),
        ("valid_from", "May 2017", "a date"),
        ("names", ("a", ""), "a tuple of texts"),
        ("names", "a", "a tuple of texts"),
        ("tier", "", "a text that is not empty"),
        ("tier", "with \x00", "Almere|text"),
    ],
)
def test_a_wrong_value_cannot_become_a_record(name, value, expected):
    with pytest.raises(InvalidRecord, match=expected):
        municipality(**{name: value})


def test_an_unknown_property_names_the_known_ones():
    with pytest.raises(InvalidRecord, match=r'no property "mayor".*population'):
        municipality(mayor="Ann")


def test_a_required_property_must_be_there():
    with pytest.raises(InvalidRecord, match="name is missing"):
        Node("Municipality", "m", "test", "m")


def test_a_text_outside_the_list_is_refused():
    with pytest.raises(InvalidRecord, match="expected one of planned, held, cancelled"):
        Node("Exchange", "e", "test", "e", {"status": "perhaps"})


def test_unknown_properties_are_absent():
    assert municipality(population=None).properties == {"name": "Almere"}


def test_a_symmetric_relationship_starts_at_the_smaller_id():
    assert Relationship("TWINNED_WITH", "z", "a", "test") == Relationship("TWINNED_WITH", "a", "z", "test")


def test_a_record_cannot_be_changed():
    with pytest.raises(TypeError):
        municipality().properties["name"] = "Leiden"


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"), min_size=1))
def test_ids_are_the_first_sixty_bits_of_a_digest_in_base_32(source, key):
    digest = hashlib.blake2b(f"mun\x1f{source}\x1f{key}".encode(), digest_size=10).digest()
    assert mint_id("mun", source, key) == f"mun-{base64.b32encode(digest).decode().lower()[:12]}"
