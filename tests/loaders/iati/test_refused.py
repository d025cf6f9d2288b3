"""Files that cannot be loaded are refused with all reasons, each with its line."""

import pytest

from loaders.iati.schema_check import SCHEMAS_VARIABLE
from loaders.load import load
from tests.loaders.iati.activities import ALMERE, activity, iati, noticed
from tests.loaders.tables import nodes

OLD = {
    "WB_sample": [(2, "iati-version"), (2, "not-a-datetime"), (4, "activity-website"), (15, "target-location"),
                  (21, "flow-type"), (23, "finance-type"), (24, "tied-status"), (33, "related-initiative"),
                  (34, "total-cost"), (35, "budget-planned")],
    "fromGF": [(2, "iati-version"), (4, "activity-website"), (17, "flow-type"), (19, "finance-type"),
               (20, "tied-status"), (28, "total-cost")],
    "undp_sample": [(2, "iati-version"), (2, "not-a-datetime"), (10, "flow-type"), (11, "finance-type"),
                    (22, "budget-planned")],
    "worldbank": [(2, "iati-version"), (4, "activity-website"), (27, "finance-type"), (32, "total-cost")],
}  # fmt: skip


@pytest.mark.parametrize("name", OLD)
def test_old_sample_is_refused_with_everything_that_is_outdated(name, shared_data, refusal):
    [path] = (shared_data / "iati").glob(f"old_sample_*{name}.xml")
    sentences = refusal(path)
    marks = {"iati-version": "the version of the standard", "not-a-datetime": 'the generated-datetime is ""'}
    for (line, what), sentence in zip(OLD[name], sentences, strict=True):
        expected = marks.get(what, f"the standard has no element {what} in iati-activity")
        assert sentence.startswith(f"{path.name} line {line}: {expected}")


def test_version_is_told_in_full(shared_data, refusal):
    assert refusal(shared_data / "iati/old_sample_worldbank.xml")[0] == (
        'old_sample_worldbank.xml line 2: the version of the standard that it follows is "1.0". '
        "Expected 2.01, 2.02 or 2.03. Ask its publisher for the same file in version 2.03."
    )


def test_activity_without_a_file_around_it_is_refused(shared_data, refusal):
    assert refusal(shared_data / "iati/old_sample_worked-example.xml") == [
        "old_sample_worked-example.xml: the file is XML of another kind: its root is iati-activity. "
        "Expected iati-activities. Put <iati-activities> with its version around the activities."
    ]


def test_organisation_file_is_refused_by_its_name(shared_data, refusal):
    assert refusal(shared_data / "iati/organisation-standard-example-annotated.xml") == [
        "organisation-standard-example-annotated.xml: the file is XML of another kind: its root is "
        "iati-organisations. Expected iati-activities. It is an organisation file, which tells budgets and documents; "
        "load the activity file instead."
    ]


def test_any_other_xml_is_in_no_known_format(file, refusal):
    assert refusal(file("<rss/>"))[0].startswith("a.xml line 1: no known format has these columns: rss. Expected")


def test_other_xml_of_a_folder_is_passed_over_and_noticed(file, store, tmp_path):
    file("<rss/>", "news.xml")
    file(iati(activity()), "activities.xml")
    assert noticed(load([tmp_path], store), "file-not-read") == [(1, "in no known format: not read")]


def test_file_without_activities_is_refused(file, refusal):
    assert refusal(file(iati())) == ["a.xml: nothing is in it. Expected at least one iati-activity."]


ERRORS = {
    "no identifier": (
        activity(identifier=""),
        "line 4, column iati-identifier: the cell is blank. Expected the identifier of the activity.",
    ),
    "no title": (
        activity(title=" "),
        "line 6, column title: the cell is blank. Expected a narrative with the title of the activity.",
    ),
    "nothing at all": (
        "<iati-activity/>",
        "line 3, column iati-identifier: the cell is blank. Expected the identifier of the activity.",
    ),
    "two titles": (
        activity("<title/>" + ALMERE),
        'line 7, column title: "title" stands there again. Expected one in an activity; the first is on line 6.',
    ),
    "nobody": (
        activity('\n<participating-org role="4"/>'),
        "line 8, column participating-org: the cell is blank. "
        "Expected ref, or a narrative with the name of the organisation.",
    ),
    "no role": (
        activity('<participating-org ref="NL-KVK-1"/>'),
        "line 7, column participating-org: the cell is blank. Expected role: 1, 2, 3, 4.",
    ),
    "no code": (
        activity('<sector vocabulary="1"/>' + ALMERE),
        "line 7, column sector: the cell is blank. Expected a code.",
    ),
    "no date": (
        activity('<activity-date type="2" iso-date="15/05/2017"/>' + ALMERE),
        'line 7, column activity-date: "15/05/2017" is not a date. Expected an iso-date such as 2017-05-15.',
    ),
    "no such day": (
        activity('<activity-date type="2" iso-date="2017-02-30"/>' + ALMERE),
        'line 7, column activity-date: "2017-02-30" is not a date. Expected an iso-date such as 2017-05-15.',
    ),
    "ends early": (
        activity('<activity-date type="1" iso-date="2017-05-15"/>\n<activity-date type="3" iso-date="2017-05-14"/>'),
        'line 8, column activity-date: "2017-05-14" is before the start. Expected 2017-05-15 or later.',
    ),
    "unknown element": (
        activity("<titel/><titel/>" + ALMERE),
        "line 7: the standard has no element titel in iati-activity, 2 times. "
        "Expected the elements of version 2.03, or those of a namespace of their own.",
    ),
    "two of one identifier": (
        activity() + activity(title="Water"),
        'line 10, column iati-identifier: "A1" is taken. '
        "Expected another identifier: an activity above has this one, with other values.",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_error_is_told_in_full_at_the_line_of_its_element(name, file, refusal):
    content, sentence = ERRORS[name]
    assert refusal(file(iati(content)))[0] == f"a.xml {sentence}"


def test_date_of_the_file_must_be_one(file, refusal):
    assert refusal(file(iati(activity(), attributes=' generated-datetime="yesterday"'))) == [
        'a.xml line 2: the generated-datetime is "yesterday". '
        "Expected a date and time such as 2024-09-10T07:15:37Z, or no such attribute."
    ]


def test_good_activities_are_kept_when_asked_for(file, store):
    path = file(iati(activity(), activity("<sector/>", identifier="A2"), activity(identifier="A3")))
    report = load([path], store, keep_good_rows=True)
    assert {key for kind, key, *_ in nodes(store) if kind == "Exchange"} == {"A1", "A3"}
    assert [(one.n_rows, one.n_kept, one.n_rejected) for one in report.files] == [(3, 2, 1)]


def test_good_activities_are_kept_also_where_the_whole_file_is_one_line(file, store):
    content = iati(activity("<sector/>", identifier="A1"), activity(identifier="A2"), activity(identifier="A3"))
    report = load([file(content.replace("\n", " "))], store, keep_good_rows=True)
    assert {key for kind, key, *_ in nodes(store) if kind == "Exchange"} == {"A2", "A3"}
    assert [(one.n_rows, one.n_kept, one.n_rejected) for one in report.files] == [(3, 2, 1)]


def test_activity_against_the_schema_is_left_out_when_asked_for(schemas, shared_data, file, store):
    example = (shared_data / "iati/activity-standard-example-annotated.xml").read_text(encoding="utf-8")
    path = file(example.replace("</iati-activities>", f"{activity()}</iati-activities>"))
    report = load([path], store, keep_good_rows=True)
    assert {key for kind, key, *_ in nodes(store) if kind == "Exchange"} == {"AA-AAA-123456789-ABC123"}
    assert [(one.n_rows, one.n_kept, one.n_rejected) for one in report.files] == [(2, 1, 1)]


def test_breach_of_the_schema_is_told_with_its_line_however_far_down(schemas, file, refusal):
    # 65,535 is the last line that libxml2 keeps for an element.
    assert refusal(file(iati("\n" * 70_000, activity()))) == [
        "a.xml line 70,007: the schema of the standard says: Element 'participating-org': This element is not "
        "expected. Expected is ( description )."
    ]


def test_folder_without_schemas_is_told(file, refusal, tmp_path, monkeypatch):
    monkeypatch.setenv(SCHEMAS_VARIABLE, str(tmp_path))
    [sentence] = refusal(file(iati(activity())))
    assert sentence.startswith(f"{tmp_path}: the folder holds no schemas that can be read: ")
    assert (
        "Expected iati-activities-schema.xsd, iati-common.xsd and xml.xsd of IATI 2.03 in the folder that " in sentence
    )


def test_file_that_was_not_held_against_the_schema_says_so(file, store):
    assert noticed(load([file(iati(activity()))], store), "not-checked-by-schema") == [
        (None, f"{SCHEMAS_VARIABLE} names no folder with the schemas: checked by our own rules only")
    ]
