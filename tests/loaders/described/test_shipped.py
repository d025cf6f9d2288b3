"""Each shared file loads with the description that is shipped for it, and gives what was counted in it by hand."""

import pytest

from loaders.formats import shipped_descriptions
from tests.loaders.described.loading import load_source

FILES = {
    "konect-twin": ["twinning/konect_twin.out"],
    "wikidata-twins": ["twinning/wikidata2016_edges.tsv", "twinning/wikidata2016_names.tsv"],
    "urbal3": [f"programmes/urbal3_{name}.csv" for name in ("partners", "projects", "roles_es", "policies_es")],
    "interreg-sweden": ["programmes/interreg_sweden_2021_2027_partners.csv"],
    "icld-applications": ["programmes/icld_applications_2016.csv"],
    "covenant-of-mayors": ["programmes/eu_covenant_of_mayors_targets.csv"],
    "dac": ["topics/dac_purpose_codes.csv", "topics/dac_sector_categories.csv"],
    "sdg": ["topics/sdg_goals.csv", "topics/sdg_targets.csv"],
    "cofog": ["topics/cofog.csv"],
}
COUNTS = {
    "konect-twin": {"Municipality": 14_274, "TWINNED_WITH": 20_573},
    "wikidata-twins": {"Municipality": 10_055, "TWINNED_WITH": 17_401},
    "urbal3": {"Exchange": 21, "Municipality": 105, "Association": 10, "Body": 44, "TOOK_PART_IN": 165, "Topic": 10},
    "interreg-sweden": {"Municipality": 174, "Body": 414, "Topic": 27, "TOOK_PART_IN": 1_177},
    "icld-applications": {"Request": 32, "ASKED_BY": 32, "Municipality": 19},
    "covenant-of-mayors": {"Municipality": 1_394, "MEMBER_OF": 1_394, "Association": 1},
    "dac": {"Topic": 369, "BROADER": 325},
    "sdg": {"Topic": 186, "BROADER": 169},
    "cofog": {"Topic": 188, "BROADER": 178},
}
ROWS = {
    "konect-twin": (20_573, 20_573, 0, 0),
    "wikidata-twins": (44_237, 27_456, 16_781, 0),
    "urbal3": (212, 196, 0, 16),
    "interreg-sweden": (1_196, 1_177, 2, 17),
    "icld-applications": (32, 32, 0, 0),
    "covenant-of-mayors": (1_394, 1_394, 0, 0),
    "dac": (369, 369, 0, 0),
    "sdg": (186, 186, 0, 0),
    "cofog": (188, 188, 0, 0),
}


@pytest.mark.parametrize("name", FILES)
def test_file_gives_what_was_counted_in_it(name, shared_data, store):
    paths = [shared_data / one for one in FILES[name]]
    loaded = load_source(paths, store)
    assert loaded.errors == []
    assert {kind: loaded.n_by_kind[kind] for kind in COUNTS[name]} == COUNTS[name]
    assert loaded.n_rows == ROWS[name]
    assert store.loads()[0].source.id == name


@pytest.mark.parametrize("name", ["urbal3", "interreg-sweden", "dac"])
def test_second_load_changes_nothing_in_whatever_order_the_files_come(name, shared_data, store):
    paths = [shared_data / one for one in FILES[name]]
    assert not load_source(paths, store).is_unchanged
    assert load_source(paths[::-1], store).is_unchanged


USED_RULES = {
    "urbal3": {"set-by-description": 1, "bracket-taken-apart": 13, "joint-name": 3, "stray-row": 9, "role-glued": 2,
               "doubtful-value": 3, "open-bracket": 1, "value-not-kept": 1, "not-used": 7},
    "interreg-sweden": {"set-by-description": 1, "no-name": 17, "unusable-value": 7, "repeat": 2, "kind-differs": 17,
                        "values-differ": 107, "kind-concluded": 79},
    "icld-applications": {"set-by-description": 2, "taken-from-code": 32},
    "covenant-of-mayors": {"named-after-key": 630, "country-from-code": 1_394},
    "dac": {"withdrawn-code": 32},
}  # fmt: skip


@pytest.mark.parametrize("name", USED_RULES)
def test_all_that_was_inferred_or_odd_is_counted_by_its_rule(name, shared_data, store):
    assert load_source([shared_data / one for one in FILES[name]], store).rules == USED_RULES[name]


def test_every_description_has_its_file_here():
    by_code = {"connect", "iati-activities", "wikipedia-twins"}
    made_by_tests = {"city-network"}  # cities and links for partner suggestion: tests write such files themselves
    assert {one.source.id for one in shipped_descriptions()} == FILES.keys() | by_code | made_by_tests


def test_all_dirt_of_urbal3_is_named(shared_data, store):
    loaded = load_source([shared_data / one for one in FILES["urbal3"]], store)
    assert loaded.checking.n_rejected["urbal3_partners.csv"] == 9
    assert [line for line, _ in loaded.notices("stray-row")] == list(range(15, 24))
    assert [line for line, _ in loaded.notices("role-glued")] == [44, 132]
    assert [line for line, _ in loaded.notices("joint-name")] == [6, 142, 151]
    assert loaded.notices("open-bracket") == [
        (62, 'the bracket in "Municipio de Quaraí (Brasil" is taken to end with the cell')
    ]
    assert [line for line, _ in loaded.notices("doubtful-value")] == [44, 105, 131]
    assert set(loaded.notices("bracket-taken-apart")) >= {
        (5, '"ADESO, Argentina": country Argentina, region none, short name ADESO'),
        (170, '"FIIAPP, Madrid": country unknown, region Madrid, short name FIIAPP'),
        (172, '"OICS, Roma": country unknown, region Roma, short name OICS'),
    }


def test_those_after_the_heading_have_another_role(shared_data, store):
    load_source([shared_data / one for one in FILES["urbal3"]], store)
    roles = [one.properties["role"] for one in store.statements() if getattr(one, "type", "") == "TOOK_PART_IN"]
    assert (roles.count("peer"), roles.count("participant")) == (153, 12)


def test_impossible_dates_of_interreg_are_left_blank_and_noticed(shared_data, store):
    loaded = load_source([shared_data / one for one in FILES["interreg-sweden"]], store)
    assert {message for _, message in loaded.notices("unusable-value")} == {
        '"2026-09-31" cannot be right: left blank',
        '"2027-02-31" cannot be right: left blank',
    }


def test_partners_without_their_projects_are_refused_with_what_to_load(shared_data, store):
    loaded = load_source([shared_data / "programmes/urbal3_partners.csv"], store)
    assert len(loaded.errors) == 21
    assert loaded.errors[0] == (
        'urbal3_partners.csv line 2, column exchange: nothing has the key "URBAL3-01". Expected the key of one in the '
        "files of this source, and 7 more rows point at it. Load the file with every exchange together with this one."
    )
    assert loaded.n_rows == (174, 0, 0, 174)


def test_pairs_without_names_are_called_by_their_keys(shared_data, store, tmp_path):
    lines = (shared_data / "twinning/wikidata2016_edges.tsv").read_text().splitlines(keepends=True)[:500]
    (tmp_path / "pairs.tsv").write_text("".join(lines))
    loaded = load_source([tmp_path / "pairs.tsv"], store)
    n_cities = len({key for line in lines for key in line.split()})
    assert (loaded.n_by_kind["Municipality"], loaded.rules["named-after-key"]) == (n_cities, n_cities)


def test_twinning_list_gets_its_publisher_from_a_description_that_is_named(shared_data, store, tmp_path):
    lines = (shared_data / "twinning/wikipedia2026_twins.csv").read_text(encoding="utf-8").splitlines()[:200]
    (tmp_path / "list.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert load_source([tmp_path / "list.csv"], store, "wikipedia-twins").errors == []
    source = store.loads()[0].source
    assert (source.id, source.publisher, source.licence) == ("wikipedia-twins", "Wikipedia", "CC BY-SA 4.0")
