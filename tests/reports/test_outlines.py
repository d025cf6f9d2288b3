"""Country outlines: whole rings, nothing torn at the 180th meridian, and a place inside each country."""

from __future__ import annotations

import csv
import gzip
import json
import math
from itertools import pairwise

from reports.outlines import country_place, geojson, outlines
from wording.countries import all_country_codes


def rings():
    return [(one.name, ring) for one in outlines() for polygon in one.polygons for ring in polygon]


def is_inside(point, polygon):
    """Even-odd rule, written out for one point."""
    x, y = point
    crossings = 0
    for ring in polygon:
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                crossings += 1
    return crossings % 2 == 1


def test_every_ring_is_closed_and_has_no_jump():
    assert [name for name, ring in rings() if ring[0] != ring[-1]] == []
    assert [name for name, ring in rings() if any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))] == []


def test_russia_and_fiji_go_on_east_of_the_180th_meridian():
    beyond = {name for name, ring in rings() if max(x for x, _ in ring) > 180}
    assert beyond == {"Russia", "Fiji"}
    assert [name for name, ring in rings() if min(x for x, _ in ring) < -180] == []


def test_antarctica_is_left_out():
    assert "Antarctica" not in {one.name for one in outlines()}
    assert min(y for _, ring in rings() for _, y in ring) > -60


def test_every_outline_has_its_own_code_but_the_two_areas_without_one():
    codes = [one.country for one in outlines()]
    assert {one.name for one in outlines() if one.country is None} == {"N. Cyprus", "Somaliland"}
    known = [code for code in codes if code]
    assert len(known) == len(set(known))
    assert set(known) <= set(all_country_codes())
    assert next(one.country for one in outlines() if one.name == "Kosovo") == "XK"


def test_the_geojson_has_every_outline_and_survives_json():
    features = json.loads(json.dumps(geojson()))["features"]
    assert [one["properties"]["country"] for one in features] == [one.country for one in outlines()]
    netherlands = next(one for one in features if one["properties"]["country"] == "NL")
    assert netherlands["geometry"]["type"] == "MultiPolygon"
    assert all(3 < x < 8 and 50 < y < 54 for x, y in netherlands["geometry"]["coordinates"][0][0])


def test_the_place_of_a_country_lies_inside_it():
    outside = [
        one.name
        for one in outlines()
        if one.country and not any(is_inside(country_place(one.country), polygon) for polygon in one.polygons)
    ]
    assert outside == []


def test_the_place_of_a_long_country_is_near_its_middle():
    lon, lat = country_place("CL")
    assert -40 < lat < -30
    assert lon < -69


def test_every_country_has_a_place_but_antarctica_and_islands_without_people():
    nowhere = {code for code in all_country_codes() if country_place(code) is None}
    assert nowhere == {"AQ", "BV", "HM", "UM"}
    assert country_place("QQ") is None


def test_small_countries_lie_where_a_gazetteer_has_them(shared_data):
    with gzip.open(shared_data / "gazetteer" / "geonames_places.csv.gz", "rt", encoding="utf-8") as lines:
        towns: dict[str, list[tuple[float, float]]] = {}
        for row in csv.DictReader(lines):
            towns.setdefault(row["countrycode"], []).append((float(row["longitude"]), float(row["latitude"])))
    drawn = {one.country for one in outlines()}
    far = [
        code
        for code in all_country_codes()
        if code not in drawn and code in towns and country_place(code)
        if min(math.dist(country_place(code), town) for town in towns[code]) > 1
    ]
    assert far == []
