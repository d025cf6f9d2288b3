"""What an activity says becomes an exchange; what is odd is kept as far as it can be, and noticed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.connect import open_store
from graph.errors import ExplorerError
from loaders.load import load
from tests.loaders.iati.activities import ALMERE, APLA, ORGANISATION, activity, iati, loaded, noticed
from tests.loaders.tables import attempt, nodes, relationships


def of_kind(store, kind):
    """Key and properties of each node of a kind."""
    return {key: dict(properties) for found, key, *properties in nodes(store) if found == kind}


def exchange(store):
    """Properties of the only exchange."""
    [found] = of_kind(store, "Exchange").values()
    return found


def test_local_government_is_a_municipality_in_the_country_of_its_register(file, store):
    report = load([file(iati(activity()))], store)
    assert of_kind(store, "Municipality") == {
        "NL-KVK-1": {"name": "Gemeente Almere", "country": "NL", "country_written": "NL"}
    }
    assert ("IN_COUNTRY", "NL-KVK-1", "NL") in relationships(store)
    assert noticed(report, "country-from-code") == [(7, "NL-KVK-1 is of a register of NL")]


def test_reference_of_a_register_of_local_governments_is_enough(file, store):
    report = load([file(iati(activity(ORGANISATION.format(type=10, ref="GB-LAE-CMD", name="Camden"))))], store)
    assert of_kind(store, "Municipality").keys() == {"GB-LAE-CMD"}
    assert noticed(report, "kind-concluded") == [(7, "GB-LAE-CMD is of a register of local governments")]


@pytest.mark.parametrize("ref", ["XM-DAC-41114", "ZZ-1", "NL1", "Netherlands-1", ""])
def test_reference_that_names_no_country_gives_none(ref, file, store):
    load([file(iati(activity(ORGANISATION.format(type=11, ref=ref, name="Almere"))))], store)
    assert of_kind(store, "Municipality") == {ref or "Almere": {"name": "Almere"}}


def test_all_others_are_bodies_with_their_type_in_words(file, store):
    load([file(iati(activity(APLA)))], store)
    assert of_kind(store, "Body") == {"PS-1": {"name": "APLA", "kind": "national NGO"}}


def test_organisation_in_several_roles_takes_part_once(file, store):
    assert loaded(file(iati(activity(APLA + APLA.replace('role="4"', 'role="1"')))), store) == {}
    assert [one for one in relationships(store) if one[0] == "TOOK_PART_IN"] == [
        ("TOOK_PART_IN", "PS-1", "A1", ("function", "implementing, funding"), ("role", "participant"))
    ]


def test_names_in_other_languages_are_other_names(file, store):
    name = 'APLA</narrative><narrative xml:lang="fr">Association\n des autorités'
    load([file(iati(activity(APLA.replace("APLA", name))))], store)
    assert of_kind(store, "Body")["PS-1"]["names"] == ("Association des autorités",)


def test_organisation_gets_its_name_from_whichever_activity_has_it(file, store):
    bare = '<participating-org role="1" ref="PS-1"/>'
    found = loaded(file(iati(activity(bare), activity(APLA, identifier="A2"))), store)
    assert (found, of_kind(store, "Body")) == ({}, {"PS-1": {"name": "APLA", "kind": "national NGO"}})


def test_organisation_that_nobody_names_is_called_by_its_reference(file, store):
    report = load([file(iati(activity('<participating-org role="1" ref="PS-1"/>')))], store)
    assert of_kind(store, "Body") == {"PS-1": {"name": "PS-1"}}
    assert noticed(report, "named-after-key") == [(3, "of Body PS-1 only the code is known")]


def test_name_in_an_activity_that_is_left_out_names_nobody(file, store):
    bare = activity('<participating-org role="1" ref="PS-1"/>')
    load([file(iati(bare, activity(APLA)))], store, keep_good_rows=True)
    assert of_kind(store, "Body") == {"PS-1": {"name": "PS-1"}}
    assert ("TOOK_PART_IN", "PS-1", "A1", ("function", "funding"), ("role", "participant")) in relationships(store)


def test_other_name_for_the_same_reference_is_noticed_and_the_first_is_kept(file, store):
    other = APLA.replace("APLA", "Palestinian local authorities")
    assert loaded(file(iati(activity(APLA), activity(other, identifier="A2"))), store) == {"values-differ": 1}
    assert of_kind(store, "Body")["PS-1"]["name"] == "APLA"


STATUSES = {
    "1": ("planned", "pipeline", {"planned-only": 1}),
    "2": ("held", "implementation", {}),
    "3": ("held", "finalisation", {}),
    "4": ("held", "closed", {}),
    "5": ("cancelled", "cancelled", {}),
    "6": (None, "suspended", {"status-unknown": 1}),
    "7": (None, "7", {"unknown-code": 1}),
}


@pytest.mark.parametrize("code", STATUSES)
def test_status_is_that_of_the_activity(code, file, store):
    status, name, rules = STATUSES[code]
    content = iati(activity(APLA).replace('status code="4"', f'status code="{code}"'))
    assert loaded(file(content), store) == rules
    assert (exchange(store).get("status"), exchange(store)["note"]) == (status, f"Activity status: {name}")


def test_activity_without_a_status_is_of_unknown_status(file, store):
    content = activity(APLA).replace('<activity-status code="4"/>', "")
    assert loaded(file(iati(content)), store) == {"status-unknown": 1}
    assert exchange(store) == {"title": "Waste in Agona"}


def dates(**by_type):
    """Dates of an activity in which APLA took part."""
    written = "".join(f'<activity-date type="{kind[1:]}" iso-date="{day}"/>' for kind, day in by_type.items())
    return iati(activity(APLA + written))


DATES = {
    "actual before planned": (
        dates(_1="2017-01-01", _2="2017-02-01", _3="2018-01-01", _4="2018-02-01"),
        ("2017-02-01", "2018-02-01"),
        {},
    ),
    "time zones": (dates(_2="2017-02-01Z", _4="2018-02-01+02:00"), ("2017-02-01", "2018-02-01"), {}),
    "only planned": (dates(_1="2017-01-01", _3="2018-01-01"), ("2017-01-01", "2018-01-01"), {"planned-date": 2}),
    "only a start": (dates(_2="2017-02-01"), ("2017-02-01", None), {}),
    "late start": (
        dates(_2="2019-02-01", _3="2018-01-01"),
        ("2019-02-01", None),
        {"planned-date": 1, "unusable-value": 1},
    ),
    "unknown type": (dates(_2="2017-02-01", _9="2018-01-01"), ("2017-02-01", None), {"unknown-code": 1}),
    "none": (iati(activity(APLA)), (None, None), {}),
}  # fmt: skip


@pytest.mark.parametrize("name", DATES)
def test_dates_are_the_actual_ones_where_they_are_known(name, file, store):
    content, expected, rules = DATES[name]
    assert loaded(file(content), store) == rules
    assert (exchange(store).get("starts_on"), exchange(store).get("ends_on")) == expected


def test_second_date_of_a_type_is_noticed_and_the_first_is_kept(file, store):
    content = dates(_2="2017-02-01").replace(
        "</participating-org>", '</participating-org>\n<activity-date type="2" iso-date="2016-01-01"/>\n'
    )
    report = load([file(content)], store)
    assert noticed(report, "values-differ") == [(9, "another date of type 2 than on line 8: the first one was kept")]
    assert exchange(store)["starts_on"] == "2016-01-01"


TOPICS = {
    '<sector code="14050"/>': ("dac:14050", "DAC code 14050"),
    '<sector vocabulary="2" code="140"/>': ("dac:140", "DAC code 140"),
    '<sector vocabulary="3" code="05.1"/>': ("cofog:05.1", "COFOG code 05.1"),
    '<sector vocabulary="7" code="11"/>': ("sdg:11", "Sustainable Development Goal 11"),
    '<sector vocabulary="8" code="11.6"><narrative>Cities</narrative></sector>': ("sdg:11.6", "Cities"),
    '<tag vocabulary="3" code="11.a"/>': ("sdg:11.a", "Sustainable Development Goal 11.a"),
    '<sector vocabulary="10" code="10"/>': ("iati-sector-10:10", "IATI sector 10"),
    '<tag vocabulary="99" code="T1"><narrative>Own</narrative></tag>': ("iati-tag-99:T1", "Own"),
}


@pytest.mark.parametrize("written", TOPICS)
def test_sectors_and_tags_are_topics_with_the_code_of_their_list(written, file, store):
    code, name = TOPICS[written]
    load([file(iati(activity(APLA + written)))], store)
    assert of_kind(store, "Topic") == {code: {"name": name, "codes": (code,)}}
    assert ("ABOUT", "A1", code) in relationships(store)


UNKNOWN = {
    '<sector vocabulary="1" code="999"/>': {},
    '<sector vocabulary="1" code="1405O"/>': {
        (7, '"1405O" cannot be a code of dac: kept as written'),
    },
    '<participating-org role="5" type="99" ref="PS-1"><narrative>APLA</narrative></participating-org>': {
        (7, '"99" is no OrganisationType of IATI: kept as written'),
        (7, '"5" is no OrganisationRole of IATI: kept as written'),
    },
}


@pytest.mark.parametrize("written", UNKNOWN)
def test_unknown_code_is_kept_and_noticed(written, file, store):
    report = load([file(iati(activity(written)))], store)
    assert set(noticed(report, "unknown-code")) == set(UNKNOWN[written])
    code = "iati-sector-1:1405O" if "1405O" in written else "dac:999" if "999" in written else "PS-1"
    assert any(code in one for one in nodes(store))
    if code == "PS-1":
        assert of_kind(store, "Body")["PS-1"]["kind"] == "IATI organisation type 99"


def test_one_country_is_the_country_of_the_exchange(file, store):
    load([file(iati(activity(APLA + '<recipient-country code="GH"/><recipient-country code="GH"/>')))], store)
    assert (exchange(store)["country"], exchange(store)["country_written"]) == ("GH", "GH")
    assert ("IN_COUNTRY", "A1", "GH") in relationships(store)


def test_unknown_country_is_kept_and_noticed(file, store):
    report = load([file(iati(activity(APLA + '\n<recipient-country code="MWI"/>')))], store)
    assert exchange(store)["country_written"] == "MWI"
    [(line, message)] = noticed(report, "unknown-country")
    assert (line, message.partition(":")[0]) == (8, '"MWI" is not a country we know')


def places(*positions):
    """An activity with a location for each position."""
    location = "\n<location><name><narrative>Agona</narrative></name><point><pos>{}</pos></point></location>"
    return iati(activity(APLA + "".join(map(location.format, positions))))


PLACES = {
    "5.53 -0.70": ("Agona, 5.53, -0.7", {}),
    " 5.53\n\t-0.70 ": ("Agona, 5.53, -0.7", {}),
    "0 0": ("Agona", {"zero-coordinates": 1}),
    "5 -1": ("Agona, 5.0, -1.0", {"whole-degrees": 1}),
    "105.53 5.70": ("Agona", {"unusable-value": 1}),
    "5.53": ("Agona", {"unusable-value": 1}),
    "5.53,-0.70": ("Agona", {"unusable-value": 1}),
    "5.53 -0.70 12": ("Agona", {"unusable-value": 1}),
}


@pytest.mark.parametrize("position", PLACES)
def test_place_is_kept_in_the_note_with_coordinates_that_can_be(position, file, store):
    place, rules = PLACES[position]
    assert loaded(file(places(position)), store) == rules
    assert exchange(store)["note"] == f"Activity status: closed. Places: {place}"


PERIOD = '<period><period-end iso-date="2013-03-31"/><target value="10"/><actual value="11"/></period>'
INDICATOR = "<indicator><title><narrative>Trained</narrative></title>{}</indicator>"
RESULTS = {
    INDICATOR.format(PERIOD): "Training. Trained: 11 of 10 by 2013-03-31",
    INDICATOR.format(PERIOD * 2): "Training. Trained: 11 of 10 by 2013-03-31; 11 of 10 by 2013-03-31",
    INDICATOR.format(PERIOD.replace('<actual value="11"/>', "")): "Training. Trained: planned 10 by 2013-03-31",
    INDICATOR.format('<period><actual value="11"/></period>'): "Training. Trained: 11",
    INDICATOR.format(""): "Training. Trained",
    "": "Training",
}  # fmt: skip


@pytest.mark.parametrize("inside", RESULTS)
def test_result_is_told_with_its_indicators(inside, file, store):
    result = f"<result><title><narrative>Training</narrative></title>{inside}</result>"
    assert loaded(file(iati(activity(APLA + result))), store) == {}
    assert exchange(store)["result"] == RESULTS[inside]


def test_activity_in_which_nobody_is_named_connects_nobody(file, store):
    report = load([file(iati(activity(" ")))], store)
    assert noticed(report, "no-participants") == [(3, "no organisation is known to have been in exchange A1")]


def test_same_activity_again_is_stored_once(file, store):
    report = load([file(iati(activity(), activity()))], store)
    assert [(one.n_rows, one.n_kept, one.n_merged) for one in report.files] == [(2, 1, 1)]
    assert noticed(report, "repeat") == [(10, "the activity A1 again, with the same values")]


def test_elements_of_another_namespace_are_allowed_and_noticed(file, store):
    extended = '<x:budget xmlns:x="http://x.org/"><x:of>1</x:of></x:budget>'
    report = load([file(iati(activity(APLA + extended), extended))], store)
    assert noticed(report, "element-not-used") == [
        (7, "budget of http://x.org/ in iati-activity, once: of another namespace than the standard's"),
        (10, "budget of http://x.org/ in iati-activities, once: of another namespace than the standard's"),
    ]


def test_second_publisher_in_a_file_is_noticed_once(file, store):
    other = activity(identifier="A2").replace("VNG International", "PLATFORMA").replace("27263", "1")
    report = load([file(iati(activity(), other, other.replace("A2", "A3")))], store)
    assert noticed(report, "several-publishers") == [(10, "PLATFORMA reports this activity and not the first one")]
    assert [one.source.id for one in store.loads()] == ["iati-nl-kvk-27263"]


def test_files_of_two_publishers_are_two_sources(file, store):
    other = activity().replace("VNG International", "PLATFORMA").replace("27263", "1")
    load([file(iati(activity())), file(iati(other), "b.xml")], store)
    assert {one.source.publisher for one in store.loads()} == {"VNG International", "PLATFORMA"}
    assert len([one for one in store.statements() if getattr(one, "kind", "") == "Exchange"]) == 2


def test_source_that_a_person_names_has_the_publisher_of_the_file(file, store):
    load([file(iati(activity()))], store, source_id="mine")
    assert (store.loads()[0].source.id, store.loads()[0].source.publisher) == ("mine", "VNG International")


def test_file_without_a_publisher_is_named_after_itself(file, store):
    content = activity().replace(' ref="NL-KVK-27263"', "").replace("<narrative>VNG International</narrative>", "")
    report = load([file(iati(content), "my projects.xml")], store)
    assert noticed(report, "source-from-name") == [(None, "the source is called my-projects")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=40) | st.sampled_from([b"<sector/>", b"<a>", b"</title>", b"<!--", b"&lt;"]), st.data())
def test_any_bytes_anywhere_end_in_a_reason_or_a_load_that_counts_every_activity(tmp_path_factory, noise, data):
    whole = iati(activity(ALMERE + APLA), activity(identifier="A2")).encode()
    position = data.draw(st.integers(0, len(whole)))
    folder = tmp_path_factory.mktemp("noise")
    path = folder / "a.xml"
    path.write_bytes(whole[:position] + noise + whole[position:])
    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        outcome = attempt([path], store)
        is_empty = store.counts().nodes == {}
    if isinstance(outcome, ExplorerError):
        assert str(outcome)
        assert is_empty
    else:
        assert [(one.n_rows, one.n_kept + one.n_merged + one.n_rejected) for one in outcome.files] == [(2, 2)]
