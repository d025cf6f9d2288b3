"""Gazetteers of a few places, made in a line."""

import pytest

from loaders.resolution.build import build_gazetteer
from loaders.resolution.place import Place
from loaders.resolution.resolver import Resolver
from loaders.resolution.result import PlaceAsked


def place(key, name, country, lat=50.0, lon=10.0, **more):
    """A place of a gazetteer."""
    return Place(key=key, name=name, country=country, lat=lat, lon=lon, **more)


@pytest.fixture
def resolver_of():
    """A function that makes a resolver on towns (and municipalities) given as places."""

    def make(*towns, lau=()):
        gazetteers = [build_gazetteer("geonames", towns)]
        return Resolver([*gazetteers, build_gazetteer("lau", lau)] if lau else gazetteers)

    return make


def answer(resolver, name, country, **known):
    """Status and id of the first candidate."""
    found = resolver.resolve(PlaceAsked(name, country, **known))
    return found.status.value, found.best and found.best.place_id
