"""The explorer's own set becomes nodes and relationships, each from the row that says so."""

import pytest

from graph.ids import mint_id
from graph.records import Node
from graph.schema import SCHEMA
from graph.store import Reader
from loaders.connect_tables import TABLES
from loaders.load import load
from loaders.report import LoadRefused
from tests.loaders.tables import MUNICIPALITIES, nodes, relationships, write


def test_kind_decides_which_node_a_row_becomes(folder, store):
    write(
        folder,
        municipalities="municipality_id,name,kind\nM1,Almere,city\nM2,HVC,Intermunicipal-Body\nM3,Leiden,\n",
        associations="association_id,name,kind\nA1,VNG,national association\nA2,Academy,training body\nA3,X,\n",
    )
    load([folder], store)
    assert nodes(store) == {
        ("Municipality", "M1", ("name", "Almere"), ("tier", "city")),
        ("Body", "M2", ("kind", "intermunicipal body"), ("name", "HVC")),
        ("Municipality", "M3", ("name", "Leiden")),
        ("Association", "A1", ("kind", "national association"), ("name", "VNG")),
        ("Body", "A2", ("kind", "training body"), ("name", "Academy")),
        ("Association", "A3", ("name", "X")),
    }


def test_references_become_relationships_in_their_own_direction(folder, store):
    write(
        folder,
        associations="association_id,name\nA1,VNG\n",
        municipalities=(
            "municipality_id,name,member_of_ids,succeeded_by_id,succeeded_on\n"
            "M1,Sandgerði,A1,M2,2018\nM2,Suðurnesjabær,,,\n"
        ),
        topics="topic_id,name,broader_id\nT1,Waste,\nT2,Recycling,T1\n",
        requests="request_id,requester_ids,topic_ids\nR1,M1|A1,T1\n",
        exchanges=(
            "exchange_id,status,request_ids,requester_ids,peer_ids,host_ids,guest_ids,association_ids,topic_ids,"
            "builds_on_ids\nE1,held,,M1,M2,,,,,\nE2,held,R1,M1,M2,M2,M1,A1,T2,E1\n"
        ),
        officials=(
            "official_id,function,visibility,organisation_ids,since,topic_ids,exchange_ids\n"
            "O1,Mayor,function,M1,2014,T1,E2\n"
        ),
        practices="practice_id,title,topic_ids,learned_in_ids,adopted_by_ids\nP1,Joint collection,T1,E2,M1\n",
        evaluations="evaluation_id,exchange_id,stage\nV1,E2,after\n",
        twinnings="first_id,second_id,since\nM2,M1,1998\n",
    )
    load([folder], store)
    twinned = sorted(["M1", "M2"], key=lambda key: mint_id("mun", "my-set", key))
    assert relationships(store) == {
        ("MEMBER_OF", "M1", "A1"),
        ("SUCCEEDED_BY", "M1", "M2", ("on_date", "2018")),
        ("BROADER", "T2", "T1"),
        ("ASKED_BY", "R1", "M1"),
        ("ASKED_BY", "R1", "A1"),
        ("ASKS_ABOUT", "R1", "T1"),
        ("TOOK_PART_IN", "M1", "E1", ("role", "requester")),
        ("TOOK_PART_IN", "M2", "E1", ("role", "peer")),
        ("ANSWERS", "E2", "R1"),
        ("TOOK_PART_IN", "M1", "E2", ("role", "requester")),
        ("TOOK_PART_IN", "M2", "E2", ("role", "peer")),
        ("TOOK_PART_IN", "M2", "E2", ("role", "host")),
        ("TOOK_PART_IN", "M1", "E2", ("role", "guest")),
        ("TOOK_PART_IN", "A1", "E2", ("role", "association")),
        ("ABOUT", "E2", "T2"),
        ("BUILDS_ON", "E2", "E1"),
        ("WORKS_FOR", "O1", "M1", ("function", "Mayor"), ("since", "2014")),
        ("EXPERT_IN", "O1", "T1", ("evidence", "noted beside the official at the source")),
        ("TOOK_PART_IN", "O1", "E2", ("function", "Mayor"), ("role", "participant")),
        ("ABOUT", "P1", "T1"),
        ("LEARNED_IN", "P1", "E2"),
        ("ADOPTED", "M1", "P1"),
        ("EVALUATES", "V1", "E2"),
        ("TWINNED_WITH", *twinned, ("since", "1998")),
    }


def test_country_is_a_node_of_its_own_and_the_spelling_stays(folder, store):
    write(folder, municipalities="municipality_id,name,country,source_url\nM1,Almere,Pays-Bas,https://example.org/a\n")
    load([folder], store)
    node, country = (
        Node.minted(
            "Municipality", "my-set", "M1", "https://example.org/a",
            name="Almere", country="NL", country_written="Pays-Bas",
        ),
        Node.minted("Country", "iso-3166", "NL", name="Netherlands", country="NL"),
    )  # fmt: skip
    records = {one.id if isinstance(one, Node) else one.type: one for one in store.statements()}
    assert (records[node.id], records[country.id]) == (node, country)
    located = records["IN_COUNTRY"]
    assert (located.start_id, located.end_id, located.source, located.source_url) == (
        node.id, country.id, "my-set", "https://example.org/a",
    )  # fmt: skip


def test_country_that_is_not_known_is_kept_as_written(folder, store):
    write(folder, municipalities="municipality_id,name,country\nM1,Lefkoşa,Northern Cyprus\n")
    load([folder], store)
    assert nodes(store) == {("Municipality", "M1", ("country_written", "Northern Cyprus"), ("name", "Lefkoşa"))}
    assert relationships(store) == set()


@pytest.mark.parametrize(
    ("visibility", "shown", "hidden"),
    [
        ("", {}, {}),
        ("name", {"name": "Sigrún", "names": ("S. A.",), "visibility": ("name",)}, {}),
        ("function|contact", {"function": "Mayor", "visibility": ("function", "contact")}, {"email": "s@example.org"}),
    ],
)
def test_of_an_official_only_what_may_be_shown_is_stored(visibility, shown, hidden, folder, store):
    write(
        folder,
        municipalities=MUNICIPALITIES,
        officials=(
            "official_id,name,names,function,email,visibility,organisation_ids\n"
            f"O1,Sigrún,S. A.,Mayor,s@example.org,{visibility},M01\n"
        ),
    )
    load([folder], store)
    node_id = mint_id("off", "my-set", "O1")
    assert dict(store.node(node_id).properties) == shown
    assert store.hidden_values(node_id, Reader("staff", may_see_contacts=True)) == hidden
    function = (("function", shown["function"]),) if "function" in shown else ()
    assert ("WORKS_FOR", "O1", "M01", *function) in relationships(store)


def test_no_notice_kept_with_a_load_says_who_a_person_is(folder, store):
    write(
        folder,
        topics="topic_id,name\nT1,Waste\n",
        officials=(
            "official_id,name,function,topic_ids,since,comment\n"
            "O1,Sigrún,Mayor,T1,,x\nO1,Sigrún,Mayor,T1,,x\nO2,Sigrún,Mayor,,Sigrún,x\nO1,Sigrún,Clerk,T1,,x\n"
        ),
    )
    load([folder], store, keep_good_rows=True)
    notices = store.loads()[0].notices
    assert {one.rule for one in notices} == {
        "source-from-name", "hidden-official", "not-in-an-exchange", "repeat", "left-out-row",
    }  # fmt: skip
    assert "Sigrún" not in repr(notices)


def test_any_delimiter_header_case_and_file_name_will_do(folder, store):
    (folder / "Gemeenten 2024.csv").write_text("Municipality ID;Name;Kind\nM1;Almere;city\n", encoding="utf-8")
    load([folder], store)
    assert nodes(store) == {("Municipality", "M1", ("name", "Almere"), ("tier", "city"))}


def test_remarks_in_a_column_called_comment_are_not_read(folder, store):
    write(folder, topics="topic_id,name,comment\nT1,Waste,ask Ana\n")
    load([folder], store)
    assert nodes(store) == {("Topic", "T1", ("name", "Waste"))}


def test_source_is_named_by_its_file_then_by_the_person_then_by_the_folder(folder, store):
    write(folder, topics="topic_id,name\nT1,Waste\n")
    by_folder = load([folder], store).loads[0].source
    by_person = load([folder], store, source_id="mine").loads[0].source
    write(folder, source="source_id,title,publisher,url,licence\nconnect,CONNECT,VNG,https://example.org,CC0\n")
    by_file = load([folder], store).loads[0].source
    assert [(one.id, one.title, one.publisher, one.url, one.licence) for one in (by_folder, by_person, by_file)] == [
        ("my-set", "my set", None, None, None),
        ("mine", "mine", None, None, None),
        ("connect", "CONNECT", "VNG", "https://example.org", "CC0"),
    ]


def test_reference_may_name_a_key_of_the_source_that_was_loaded_earlier(folder, store):
    write(folder, municipalities=MUNICIPALITIES)
    load([folder], store)
    write(folder, requests="request_id,requester_ids\nR1,M01\n")
    load([folder / "requests.csv"], store)
    assert ("ASKED_BY", "R1", "M01") in relationships(store)


def test_reference_may_be_an_id_that_the_explorer_shows(folder, store):
    write(folder, municipalities=MUNICIPALITIES)
    load([folder], store, source_id="theirs")
    theirs = mint_id("mun", "theirs", "M01")
    (folder / "municipalities.csv").unlink()
    write(folder, requests=f"request_id,requester_ids\nR1,{theirs}\n")
    load([folder], store, source_id="ours")
    assert ("ASKED_BY", "R1", "M01") in relationships(store)


def test_id_of_another_kind_is_refused(folder, store):
    write(folder, topics="topic_id,name\nT1,Waste\n")
    load([folder], store)
    topic = mint_id("top", "my-set", "T1")
    write(folder, requests=f"request_id,requester_ids\nR1,{topic}\n")
    with pytest.raises(LoadRefused) as refused:
        load([folder], store)
    assert [(one.code, one.expected) for one in refused.value.report.errors] == [
        ("wrong-kind", "a municipality or an association or a body, not a topic")
    ]


def test_same_key_may_be_a_topic_and_a_municipality_but_not_two_organisations(folder, store):
    write(
        folder,
        topics="topic_id,name\nX1,Waste\n",
        municipalities="municipality_id,name\nX1,Almere\n",
        associations="association_id,name\nX1,VNG\n",
    )
    with pytest.raises(LoadRefused) as refused:
        load([folder], store)
    assert [one.sentence() for one in refused.value.report.errors] == [
        'municipalities.csv line 2, column municipality_id: "X1" is taken. '
        "Expected another key: line 2 of associations.csv has this one, with other values."
    ]


def test_what_points_at_itself_is_stored_without_the_relationship(folder, store):
    write(
        folder,
        topics="topic_id,name,broader_id\nT1,Waste,T1\n",
        municipalities="municipality_id,name\nM1,Almere\nM2,Leiden\n",
        twinnings="first_id,second_id\nM1,M1\nM1,M2\nM2,M1\n",
    )
    report = load([folder], store)
    assert [(one.rule, one.file, one.line) for one in report.notices if one.rule in ("self-loop", "repeat")] == [
        ("self-loop", "topics.csv", 2),
        ("self-loop", "twinnings.csv", 2),
        ("repeat", "twinnings.csv", 4),
    ]
    assert {one[0] for one in relationships(store)} == {"TWINNED_WITH"}


def test_references_may_point_forward_and_across_files_in_any_order(folder, store):
    write(
        folder,
        municipalities="municipality_id,name,member_of_ids\nM1,Almere,M2\n",
        more="municipality_id,name,kind\nM2,Region Union,intermunicipal body\n",
    )
    load([folder / "municipalities.csv", folder / "more.csv"], store)
    assert relationships(store) == {("MEMBER_OF", "M1", "M2")}


def test_every_property_that_a_person_may_fill_has_a_column():
    filled = {
        (label, column.property)
        for table in TABLES
        for label in table.labels
        for column in table.columns
        if column.property
    }
    made_by_others = {("Municipality", "tier")} | {(label, "country_written") for label in SCHEMA.nodes}
    declared = {(kind.label, one.name) for kind in SCHEMA.nodes.values() for one in kind.properties}
    assert {one for one in declared - filled - made_by_others if one[0] != "Country"} == set()
