"""Coordinates that can hardly be meant, and those that can."""

import pytest

from loaders.coordinates import odd_place


@pytest.mark.parametrize("place", [(None, None), (52.4, None), ("52.4", "5.2")])
def test_nothing_is_odd_where_nothing_is_known(place):
    assert odd_place(*place, "Netherlands") is None


@pytest.mark.parametrize(
    ("lat", "lon", "country", "rule"),
    [
        (52.37, 5.21, "NL", None),
        (52.37, 5.21, "Atlantis", None),
        (52.37, 5.21, "", None),
        (0, 0, "NL", "zero-coordinates"),
        (5.21, 52.37, "Pays-Bas", "maybe-swapped"),
        (36.29, 140.47, "NL", "outside-country"),
        (52, 5, "NL", "whole-degrees"),
        (4.93, -52.33, "France", None),  # Cayenne
        (64.18, -51.72, "Denmark", None),  # Nuuk
        (-17.8, -179.3, "Fiji", None),  # east of the 180th meridian
        (-17.8, 178.2, "Fiji", None),
        (54.3, 21.1, "Kingdom of Prussia", None),
    ],
)
def test_place_is_held_against_the_country(lat, lon, country, rule):
    found = odd_place(lat, lon, country)
    assert (found and found.rule) == rule


def test_swapping_is_not_suspected_where_it_could_not_be_written():
    assert odd_place(10.0, 140.0, "NL").rule == "outside-country"
