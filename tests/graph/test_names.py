import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, Levenshtein

from graph.names import fold, names_in, needle, pieces, search_text, whole_name


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Sandgerði", "sandgerdi"),
        ("Ziniaré", "ziniare"),
        ("Москва", "moskva"),
        ("  Agona   West ", "agona west"),
        ("'s-Hertogenbosch", "s hertogenbosch"),
        ("Łódź", "lodz"),
        ("?!", ""),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_plain_words(name, folded):
    assert fold(name) == folded


def test_all_names_of_a_node_stand_in_one_text_without_repeats():
    text = search_text(["Agona West", "AGONA WEST", "Swedru", "?"])
    assert text == "_agona_west_|_swedru_"
    assert names_in(text) == ("agona west", "swedru")


def test_nothing_is_looked_for_when_nothing_was_typed():
    assert (needle(" ?"), whole_name(" ?"), names_in("")) == ("", "", ())


@given(
    name=st.text("abcdeé ", min_size=4, max_size=14),
    typed=st.text("abcdeé ", min_size=4, max_size=14),
    n=st.integers(0, 2),
)
def test_a_name_within_n_errors_holds_one_of_n_plus_one_pieces(name, typed, n):
    if (
        fold(typed)
        and fold(name)
        and OSA.distance(fold(typed), fold(name)) <= n
        and (n < 2 or _has_no_swap(typed, name))
    ):
        assert any(piece in search_text([name]) for piece in pieces(typed, n + 1))


def test_two_letters_swapped_across_a_cut_leave_a_piece_of_the_second_cutting():
    assert pieces("ledien", 2) == ("_led", "ien_", "_ledi", "en_")
    assert "en_" in search_text(["leiden"])  # "di" and "id" lie across the first cut, after the d


def _has_no_swap(typed, name):
    return Levenshtein.distance(fold(typed), fold(name)) == OSA.distance(fold(typed), fold(name))
