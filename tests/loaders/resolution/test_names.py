"""A name is taken apart into the name itself, words of kind, and what only says which one is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import fold
from loaders.resolution.kind_words import LARGER, MUNICIPALITY, PART, kind_phrases
from loaders.resolution.names import read_name, strip_kind, without_tail
from loaders.resolution.place import PlaceKind
from loaders.resolution.skeleton import name_key, skeleton


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ayuntamiento de Madrid", "madrid"),
        ("Alcaldía Municipal de San Salvador", "san salvador"),
        ("Intendencia de Canelones", "canelones"),
        ("Prefeitura Municipal de Manaquiri", "manaquiri"),
        ("Mairie de Ziniaré", "ziniare"),
        ("Comune dell'Aquila", "aquila"),
        ("Gemeinde Weimar", "weimar"),
        ("Landeshauptstadt Stuttgart", "stuttgart"),
        ("Gemeente Almere", "almere"),
        ("Malmö stad", "malmo"),
        ("Aarhus Kommune", "aarhus"),
        ("Narva linn", "narva"),
        ("obec Telince", "telince"),
        ("gmina miejska Kraków", "krakow"),
        ("Община Русе", "ruse"),
        ("Municipality of Agona West", "agona west"),
        ("City of Cockburn", "cockburn"),
        ("Kadıköy Belediyesi", "kadikoy"),
    ],
)
def test_words_of_kind_are_no_part_of_a_name(written, name):
    assert strip_kind(fold(written)) == (name, PlaceKind.MUNICIPALITY)


def test_name_of_nothing_but_words_of_kind_stays():
    assert strip_kind("stadt") == ("stadt", None)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Maui County", PlaceKind.LARGER_UNIT),
        ("Provincia de Frosinone", PlaceKind.LARGER_UNIT),
        ("Landkreis Kronach", PlaceKind.LARGER_UNIT),
        ("Karlsruhe (district)", PlaceKind.LARGER_UNIT),
        ("Freguesia de Belém", PlaceKind.PART),
        ("City of Leiden", PlaceKind.MUNICIPALITY),
        ("Leiden", None),
    ],
)
def test_name_may_say_what_the_place_is(written, kind):
    assert read_name(written).unit is kind


@pytest.mark.parametrize(
    ("written", "forms", "qualifiers"),
    [
        ("Springfield, Illinois", ("springfield",), ("illinois",)),
        ("Novokosino (Moscow)", ("novokosino",), ("moscow",)),
        ("Municipio de Quaraí (Brasil", ("municipio de quarai", "quarai"), ("brasil",)),
        ("Oulu / Uleåborg", ("oulu uleaborg", "oulu", "uleaborg"), ()),
        ("Frankfurt am Main, Stadt", ("frankfurt am main", "frankfurt"), ()),
        ("", (), ()),
        ("?!", (), ()),
    ],
)
def test_forms_go_from_the_fullest_to_the_shortest(written, forms, qualifiers):
    read = read_name(written)
    assert (read.forms, read.qualifiers) == (forms, qualifiers)


def test_blanks_around_a_dash_make_a_part_of_a_city():
    assert [read_name(one).city for one in ("Tokyo – Shinjuku", "Budapest III – Óbuda", "Bielsko-Biała")] == [
        "tokyo", "budapest", None,
    ]  # fmt: skip


def test_tail_is_what_many_leave_out():
    assert [without_tail(one) for one in ("frankfurt am main", "usti nad labem", "le havre", "leiden")] == [
        "frankfurt", "usti", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sandgerði", "Sandgerdhi"),
        ("Þorlákshöfn", "Torlakshofn"),
        ("Ørsta", "Oersta"),
        ("Харків", "Kharkiv"),
        ("Αθήνα", "Athina"),
        ("Saint-Étienne", "St. Etienne"),
        ("Varniţa", "Varnița"),
        ("Łódź", "Lodz"),
        ("Gjøvik", "Gjovik"),
        ("Al-Hoceima", "Hoceima"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(one, other):
    assert skeleton(fold(one)) == skeleton(fold(other))


def test_names_that_differ_have_their_own_skeletons():
    assert len({skeleton(fold(one)) for one in ("Leiden", "Linden", "Lund", "London", "Lindau")}) == 5


def test_key_of_a_name_is_the_same_on_every_machine():
    assert name_key("leiden") == 2282419974768684843


def test_words_of_kind_are_known_in_at_least_eight_languages():
    assert min(len(table) for table in (MUNICIPALITY, LARGER, PART)) >= 8
    assert all(kind_phrases())


@given(st.text(max_size=40))
def test_any_text_can_be_taken_apart(text):
    read = read_name(text)
    assert all(read.forms)
    assert bool(read.forms) == bool(read.whole) or not read.whole
