"""A country is known by its code and by any of its names; what is not known is not guessed."""

import csv
from collections import defaultdict

import pytest

from graph.names import fold
from wording.countries import (
    _ALIASES,
    _LANGUAGES,
    _spellings,
    _territories,
    all_country_codes,
    country_code,
    country_name,
    nearest_country,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NA", "NA"),
        ("nl", "NL"),
        ("EL", "GR"),
        ("UK", "GB"),
        ("XK", "XK"),
        (" Netherlands ", "NL"),
        ("Pays-Bas", "NL"),
        ("PAÍSES BAJOS", "NL"),
        ("Países Baixos", "NL"),
        ("Nederland", "NL"),
        ("Niederlande", "NL"),
        ("Cote d'Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Czech Republic", "CZ"),
        ("Palestine", "PS"),
        ("Palestinian Territories", "PS"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Bosnia and Herzegovina", "BA"),
        ("Saint Kitts and Nevis", "KN"),
        ("St. Lucia", "LC"),
        ("Georgia (country)", "GE"),
        ("England", "GB"),
        ("Northern Ireland, United Kingdom", "GB"),
        ("Moldova, Republic of", "MD"),
        ("Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Guinea", "GN"),
    ],
)
def test_country_is_known_by_code_and_by_any_of_its_names(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ohio, United States", "US"),
        ("Georgia, United States", "US"),
        ("Niger, Nigeria", "NG"),
        ("Luxembourg, Belgium", "BE"),
        ("Réunion, France", "RE"),
        ("Åland Islands, Finland", "AX"),
    ],
)
def test_part_of_a_country_is_in_the_country_unless_it_has_a_code_of_its_own(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    "text", ["", "  ", "XX", "EU", "Europe", "in Italy", "Northern Cyprus", "West Bank", "Bavaria"]
)
def test_what_is_no_country_we_know_is_not_guessed(text):
    assert country_code(text) is None


def test_every_country_is_found_by_its_own_names():
    for code in all_country_codes():
        assert country_code(code) == code
        assert [country_code(country_name(code, one)) for one in _LANGUAGES] == [code] * len(_LANGUAGES)


def test_names_of_two_countries_never_fold_alike():
    codes = defaultdict(set)
    for alias, code in _ALIASES.items():
        codes[fold(alias)].add(code)
    for language in _LANGUAGES:
        for code in all_country_codes():
            for spelling in _spellings(_territories(language)[code]):
                codes[fold(spelling)].add(code)
    assert {name: found for name, found in codes.items() if len(found) > 1} == {}


def test_there_are_the_249_countries_of_iso_3166_and_kosovo():
    assert (len(all_country_codes()), "XK" in all_country_codes()) == (250, True)


def test_country_name_is_in_the_language_asked_for():
    assert [country_name("NL", one) for one in ("en", "fr", "pt")] == ["Netherlands", "Pays-Bas", "Países Baixos"]


def test_country_name_of_no_country_is_an_error():
    with pytest.raises(ValueError, match='no country has the code "EU"'):
        country_name("EU")


@pytest.mark.parametrize(
    ("text", "name"),
    [("Kazakhstah", "Kazakhstan"), ("in Italy", "Italy"), ("Bosnia and Hercegovina", "Bosnia & Herzegovina"),
     ("Northern Cyprus", None), ("", None)],
)  # fmt: skip
def test_nearest_country_is_one_that_is_written_much_alike(text, name):
    assert nearest_country(text) == name


def test_real_list_has_six_spellings_that_name_no_country(shared_data):
    with (shared_data / "twinning" / "wikipedia2026_twins.csv").open(encoding="utf-8", newline="") as stream:
        spellings = {row[column] for row in csv.DictReader(stream) for column in ("country1", "country2")}
    unknown = {one for one in spellings if country_code(one) is None}
    assert unknown == {"", "Bosnia and Hercegovina", "Kazakhstah", "Northern Cyprus", "West Bank", "in Italy"}
