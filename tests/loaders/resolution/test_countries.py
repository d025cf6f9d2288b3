"""A country cell says where to look: in one country, in those that came after a state, in territories."""

import pytest

from loaders.resolution.countries import read_country_cell
from wording.countries import _LISTED_IN, all_country_codes, country_codes, likely_country_code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("England, United Kingdom", ("GB",)),
        ("EL", ("GR",)),
        ("UK", ("GB",)),
        ("Kosovo", ("XK",)),
        ("Czechoslovakia", ("CZ", "SK")),
        ("East Germany", ("DE",)),
        ("Northern Cyprus", ("CY",)),
        ("Atlantis", ()),
        ("", ()),
    ],
)
def test_country_or_former_state_gives_the_countries_of_today(written, codes):
    assert country_codes(written) == codes


def test_former_states_lie_in_countries_there_are():
    assert {code for codes in _LISTED_IN.values() for code in codes} <= set(all_country_codes())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kazakhstah", "KZ"),
        ("in Italy", "IT"),
        ("Bosnia and Hercegovina", "BA"),
        ("New Mexico", None),
        ("Atlantis", None),
    ],
)
def test_misspelt_country_is_inferred_only_when_it_is_much_alike(written, code):
    assert likely_country_code(written) == code


def test_cell_names_territories_neighbours_and_regions_to_look_in():
    france, serbia, ohio = map(read_country_cell, ("France", "Serbia", "Ohio, United States"))
    assert ({"GP", "MQ", "RE"} <= set(france.territories), serbia.others, ohio.regions) == (
        True,
        ("XK",),
        ("ohio", "united states"),
    )
