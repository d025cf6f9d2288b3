"""Gazetteers are built once from a package or files, and kept; what is wrong with a file is said."""

import gzip

import pytest

from loaders.problems import FileRefused
from loaders.resolution.kept import open_gazetteer
from loaders.resolution.place import PlaceKind
from loaders.resolution.resolver import Resolver
from loaders.resolution.sources import find_sources, package_source
from tests.loaders.resolution.conftest import answer

LAU = "gisco_id,country,lau_name,nuts_3,nuts_3_name,population,longitude,latitude\n"
TABLE = "geonameid,name,countrycode,admin1code,latitude,longitude,population,timezone\n"
ROW = (
    "2751773\tLeiden\tLeiden\tLeyde,LEY,Lugdunum\t52.16\t4.49\t{}\tNL\t\t11\t\t\t\t{}\t\t1\tEurope/Amsterdam\t"
    "2020-01-01\n"
)


@pytest.fixture
def lau(folder):
    file = folder / "lau.csv.gz"
    text = (
        f"{LAU}NL_GM0546,NL,Leiden,NL337,Leiden en Bollenstreek,124000,4.48,52.15\nEL_1,EL,Kea,EL422,Kea,,24.3,37.6\n"
    )
    file.write_bytes(gzip.compress(text.encode()))
    return file


@pytest.fixture
def dump(folder):
    file = folder / "NL.txt"
    rows = ("P\tPPL", "125000"), ("A\tADM1", "0"), ("P\tPPLX", "0"), ("H\tSTM", "0"), ("P\tPPLH", "0")
    file.write_text("".join(ROW.format(kind, people) for kind, people in rows), encoding="utf-8")
    return file


def opened(*files, cache):
    return [open_gazetteer(one, cache) for one in find_sources(list(map(str, files)))]


def test_list_of_municipalities_says_where_units_are_only_parts(lau, tmp_path):
    (gazetteer,) = opened(lau, cache=tmp_path)
    assert [(gazetteer.place_id(n), gazetteer.kind_of(n), gazetteer.population_of(n)) for n in range(2)] == [
        ("lau:NL_GM0546", PlaceKind.MUNICIPALITY, 124_000),
        ("lau:EL_1", PlaceKind.PART, None),
    ]


def test_dump_gives_towns_and_units_and_passes_over_rivers_and_what_is_gone(dump, tmp_path):
    (gazetteer,) = opened(dump, cache=tmp_path)
    assert [(gazetteer.kind_of(n), gazetteer.population_of(n)) for n in range(len(gazetteer))] == [
        (PlaceKind.TOWN, 125_000),
        (PlaceKind.LARGER_UNIT, None),
        (PlaceKind.PART, None),
    ]


def test_codes_of_airports_are_no_names(dump, tmp_path):
    resolver = Resolver(opened(dump, cache=tmp_path))
    assert [answer(resolver, one, "NL")[0] for one in ("Lugdunum", "LEY")] == ["accepted", "unresolved"]


def test_table_takes_its_other_names_from_a_second_one(folder, tmp_path):
    places, names = folder / "places.csv", folder / "names.csv"
    places.write_text(f"{TABLE}1,Leiden,NL,11,52.16,4.49,125000,Europe/Amsterdam\n", "utf-8")
    names.write_text("geonameid,altname\n1,Lugdunum\n", "utf-8")
    assert answer(Resolver(opened(places, names, cache=tmp_path)), "Lugdunum", "NL") == ("accepted", "geonames:1")
    assert answer(Resolver(opened(places, cache=tmp_path)), "Lugdunum", "NL") == ("unresolved", None)


def test_gazetteer_is_built_once_and_again_when_its_file_changes(lau, tmp_path):
    built = []
    (source,) = find_sources([str(lau)])
    for _ in range(2):
        open_gazetteer(source, tmp_path, lambda title: built.append(title) or (lambda n_places: None))
    lau.write_bytes(gzip.compress(f"{LAU}NL_2,NL,Delft,,,1,4,52\n".encode()))
    (changed,) = find_sources([str(lau)])
    assert (built, changed.key != source.key) == (["lau.csv.gz"], True)


def test_kept_gazetteer_answers_as_the_one_just_built(lau, dump, tmp_path):
    first, second = (Resolver(opened(lau, dump, cache=folder)) for folder in (tmp_path, tmp_path))
    assert answer(first, "Leiden", "NL") == answer(second, "Leiden", "NL") == ("accepted", "lau:NL_GM0546")


def test_build_that_breaks_off_leaves_nothing(lau, tmp_path):
    lau.write_bytes(gzip.compress(f"{LAU}NL_2,NL,Delft,,,1,4,52\nNL_3,NL,Gouda,,,x,4,52\n".encode()))
    with pytest.raises(FileRefused, match=r'lau.csv.gz line 3, column population: "x" is not a whole number'):
        opened(lau, cache=tmp_path / "cache")
    assert list(tmp_path.glob("cache/**/*")) == []


def test_broken_gazetteer_in_the_cache_is_built_anew(lau, tmp_path):
    opened(lau, cache=tmp_path)
    for file in tmp_path.glob("gazetteers-*/*/index-keys.npy"):
        file.write_bytes(b"broken")
    assert answer(Resolver(opened(lau, cache=tmp_path)), "Leiden", "NL") == ("accepted", "lau:NL_GM0546")


def test_cache_that_cannot_be_written_only_costs_time(lau, tmp_path):
    (tmp_path / "gazetteers-2").write_text("in the way")
    assert answer(Resolver(opened(lau, cache=tmp_path)), "Leiden", "NL") == ("accepted", "lau:NL_GM0546")


def test_file_that_is_no_gazetteer_is_refused_with_what_was_expected(folder):
    file = folder / "towns.csv"
    file.write_text("town,mayor\nLeiden,x\n", "utf-8")
    with pytest.raises(
        FileRefused, match=r"no known format has these columns: town, mayor\. Expected geonames; a GeoN"
    ):
        find_sources([str(file)])


def test_file_that_is_not_there_is_said(folder):
    with pytest.raises(FileRefused, match="there is no such file"):
        find_sources([str(folder / "nowhere.csv")])


def test_other_names_without_their_places_are_refused(folder):
    file = folder / "names.csv"
    file.write_text("geonameid,altname\n1,Lugdunum\n", "utf-8")
    with pytest.raises(FileRefused, match="the table of places that these other names belong to"):
        find_sources([str(file)])


def test_package_is_what_is_used_when_nothing_is_named():
    assert [one.title for one in find_sources([])] == [package_source().title]
