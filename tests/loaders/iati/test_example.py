"""The standard's own example loads, and what it gives is what stands in it."""

import gzip

from loaders.load import load
from tests.loaders.iati.activities import noticed
from tests.loaders.tables import nodes, relationships

EXAMPLE = "iati/activity-standard-example-annotated.xml"
KEY = "AA-AAA-123456789-ABC123"


def test_activity_is_an_exchange_with_organisations_and_topics(shared_data, store):
    load([shared_data / EXAMPLE], store)
    assert nodes(store) == {
        (
            "Exchange",
            KEY,
            ("country_written", "AF, AG"),
            ("ends_on", "2015-12-31"),
            (
                "note",
                "Activity status: implementation. Places: Location name, 31.616944, 65.716944; "
                "Location #2 name, 11.55, 104.9167",
            ),
            ("result", "Result title. Indicator title: 11 of 10 by 2013-03-31"),
            ("starts_on", "2012-04-28"),
            ("status", "held"),
            ("title", "Activity title"),
        ),
        (
            "Body",
            "AA-AAA-123456789",
            ("kind", "international NGO"),
            ("name", "Name of Agency A"),
            ("names", ("Nom de l'agence A",)),
        ),
        ("Body", "BB-BBB-123456789", ("kind", "multilateral"), ("name", "Name of Agency B")),
        ("Body", "CC-CCC-123456789", ("kind", "government"), ("name", "Name of Agency C")),
        ("Topic", "dac:111", ("codes", ("dac:111",)), ("name", "DAC code 111")),
        ("Topic", "dac:112", ("codes", ("dac:112",)), ("name", "DAC code 112")),
        ("Topic", "iati-sector-99:A1", ("codes", ("iati-sector-99:A1",)), ("name", "A description of the sector")),
        ("Topic", "iati-tag-1:1", ("codes", ("iati-tag-1:1",)), ("name", "A description of the tag")),
        ("Topic", "iati-tag-99:T1", ("codes", ("iati-tag-99:T1",)), ("name", "A description of the tag")),
    }
    assert relationships(store) == {
        ("TOOK_PART_IN", "BB-BBB-123456789", KEY, ("function", "funding"), ("role", "participant")),
        ("TOOK_PART_IN", "CC-CCC-123456789", KEY, ("function", "accountable"), ("role", "participant")),
        ("TOOK_PART_IN", "AA-AAA-123456789", KEY, ("function", "extending"), ("role", "participant")),
        ("ABOUT", KEY, "dac:111"),
        ("ABOUT", KEY, "dac:112"),
        ("ABOUT", KEY, "iati-sector-99:A1"),
        ("ABOUT", KEY, "iati-tag-1:1"),
        ("ABOUT", KEY, "iati-tag-99:T1"),
        ("IN_COUNTRY", KEY, "AF"),
        ("IN_COUNTRY", KEY, "AG"),
    }


def test_organisation_that_reports_is_the_source(shared_data, store):
    report = load([shared_data / EXAMPLE], store)
    source = store.loads()[0].source
    assert (source.id, source.publisher) == ("iati-aa-aaa-123456789", "Organisation name")
    assert noticed(report, "source-from-publisher") == [(None, "the source is called iati-aa-aaa-123456789")]


def test_all_files_are_one_source_with_the_shipped_description(shared_data, store):
    load([shared_data / EXAMPLE], store, as_format="iati-activities")
    assert store.loads()[0].source.id == "iati-activities"


def test_planned_end_is_noticed_with_its_line(shared_data, store):
    report = load([shared_data / EXAMPLE], store)
    expected = "ends_on is the planned date, 2015-12-31: no actual one is given"
    assert noticed(report, "planned-date") == [(75, expected)]


def test_what_is_not_read_is_named_once_with_its_first_line(shared_data, store):
    found = noticed(load([shared_data / EXAMPLE], store), "element-not-used")
    assert len(found) == len({message.partition(",")[0] for _, message in found}) == 40
    assert {
        (30, "description in iati-activity, 3 times: an exchange has no property for it"),
        (79, "contact-info in iati-activity, once: personal data of somebody who was not asked"),
        (265, "transaction in iati-activity, once: amounts and terms of money"),
        (117, "location-reach in location, 2 times: the explorer has no use for it"),
    } <= set(found)


def test_person_in_the_contact_is_nowhere_in_the_store(shared_data, store):
    load([shared_data / EXAMPLE], store)
    assert "Transparency" not in str(list(store.statements()))


def test_second_load_changes_nothing(shared_data, store):
    load([shared_data / EXAMPLE], store)
    assert load([shared_data / EXAMPLE], store).is_unchanged


def test_compressed_file_gives_the_same_whatever_it_is_called(shared_data, store, tmp_path):
    load([shared_data / EXAMPLE], store)
    packed = tmp_path / "activities"
    packed.write_bytes(gzip.compress((shared_data / EXAMPLE).read_bytes()))
    assert load([packed], store).is_unchanged


def test_files_of_a_folder_are_found_by_their_ending(shared_data, store, tmp_path):
    content = (shared_data / EXAMPLE).read_bytes()
    (tmp_path / "a.XML").write_bytes(content)
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(content))
    report = load([tmp_path], store)
    assert [(one.file, one.format, one.n_rows, one.n_merged) for one in report.files] == [
        ("a.XML", "iati", 1, 0),
        ("b.xml.gz", "iati", 1, 1),
    ]


def test_example_follows_the_schema_of_the_standard(shared_data, store, schemas):
    report = load([shared_data / EXAMPLE], store)
    assert (report.n_errors, noticed(report, "not-checked-by-schema")) == (0, [])
