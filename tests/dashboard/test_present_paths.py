"""Peer paths in words, tables and files."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from dashboard.present_paths import (
    avoidable,
    example_pair,
    file_table,
    more_sentence,
    page_table,
    path_figure,
    told_steps,
)
from graph.answers import Fact, FactWord, NodeSummary, PeerPath, Step
from graph.connect import open_store
from graph.network_cache import open_network
from graph.path_ends import EndFound, EndKind
from queries.path_words import status_words
from queries.peer_paths import PathStatus, PeerPaths, peer_paths
from tests.graph.networks import Sketch
from wording.words import words

EN = words("en")


def peer(id_, kind="Official", **known):
    return NodeSummary(**{"id": id_, "kind": kind, "name": id_, "source_key": id_, "source": "test", **known})


def met(first, second, **known):
    exchange = peer("E1", "Exchange", name=None, detail="study_visit", status="held", **known)
    fact = Fact(
        kind=FactWord.EXCHANGE, node=exchange, date="2017-05", source="test", source_url="https://www.x.org/a(b)"
    )
    return Step(from_node=first, to_node=second, facts=(fact,))


def asked_for(text):
    return EndFound(kind=EndKind.PEERS, asked=text, nodes=(), n_peers=0)


@pytest.fixture
def path():
    return PeerPath(
        steps=(met(peer("Ana"), peer("Avila", "Municipality")), met(peer("Avila", "Municipality"), peer("Ben")))
    )


@pytest.fixture
def network(tmp_path):
    """Network of a sketch."""

    def build(sketch):
        with open_store(f"sqlite:///{tmp_path / 'one.sqlite'}") as store:
            sketch.write(store)
            return open_network(store, tmp_path / "cache")

    return build


def test_an_empty_network_has_no_example(network):
    assert example_pair(network(Sketch())) is None


def test_the_example_is_two_officials_who_did_not_meet_themselves(network):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora", "Oslo")
    sketch.officials("Ana", "Ben", "Cem")
    sketch.exchange("E1", ["Ana", "Avila", "Cem"])
    sketch.exchange("E2", ["Ben", "Avila"])
    assert example_pair(network(sketch)) == ("Ben", "Ana")


def test_without_officials_the_example_is_two_organisations(network):
    sketch = Sketch()
    sketch.municipalities("Avila", "Evora", "Oslo")
    sketch.twinned("Avila", "Evora")
    sketch.twinned("Evora", "Oslo")
    assert example_pair(network(sketch)) == ("Oslo", "Avila")


def test_a_step_is_told_with_its_source_and_only_web_addresses_are_links(path):
    assert told_steps(EN, path)[0] == (
        r"Ana and Avila took part in the study visit of May 2017 \(E1\)\."
        " :gray[Source:] [x\\.org](https://www.x.org/a%28b%29)"
    )
    fact = replace(path.steps[0].facts[0], source_url="javascript:alert(1)")
    (told,) = told_steps(EN, PeerPath(steps=(replace(path.steps[0], facts=(fact,)),)))
    assert told.endswith(r":gray[Source:] javascript\:alert\(1\)")


def test_several_sources_at_one_site_are_numbered(path):
    fact = path.steps[0].facts[0]
    step = replace(path.steps[0], facts=(fact, replace(fact, source_url="https://www.x.org/other")))
    (told,) = told_steps(EN, PeerPath(steps=(step,)))
    assert told.endswith(r"[x\.org](https://www.x.org/a%28b%29), [x\.org (2)](https://www.x.org/other)")


def test_every_fact_is_a_row_of_the_table_and_of_the_file(path):
    table = page_table(EN, [path])
    assert [(row["Path"], row["Step"], row["From"], row["To"], row["Fact"]) for row in table] == [
        ("1", "1", "Ana", "Avila", "study visit"),
        ("1", "2", "Avila", "Ben", "study visit"),
    ]
    rows = list(csv.reader(file_table(EN, [path]).csv().splitlines()))
    assert [row[:4] for row in rows[1:]] == [["1", "1", "Ana", "Avila"], ["1", "2", "Avila", "Ben"]]
    assert rows[1][-2:] == ["Ana", "Avila"]


def test_a_name_that_looks_like_a_formula_is_no_formula_in_the_file():
    path = PeerPath(steps=(met(peer("Ana", name="=1+1"), peer("Ben")),))
    assert list(csv.reader(file_table(EN, [path]).csv().splitlines()))[1][2] == "'=1+1"


def test_steps_that_are_no_meeting_are_dashed(path):
    planned = replace(path.steps[0].facts[0], node=peer("E2", "Exchange", name=None, status="planned"))
    alike = Fact(kind=FactWord.SAME_TOPIC, node=peer("Water", "Topic"), source="test")
    steps = tuple(replace(step, facts=(fact,)) for step, fact in zip(path.steps, (planned, alike), strict=True))
    figure = path_figure(EN, [PeerPath(steps=steps)], 1)
    assert [edge.is_similarity for edge in figure.edges] == [True, True]
    assert [edge.is_similarity for edge in path_figure(EN, [path], 1).edges] == [False, False]


def test_the_picture_is_told_in_words_and_its_chosen_path_stands_out(path):
    other = PeerPath(steps=(met(peer("Ana"), peer("Cem")), met(peer("Cem"), peer("Ben"))))
    figure = path_figure(EN, [path, other], 2)
    assert figure.description.startswith("Path 2, 2 steps: Ana and Cem took part in")
    assert {node.id for node in figure.nodes if node.is_on_path} == {"Ana", "Cem", "Ben"}
    assert {node.id for node in figure.nodes if node.is_faded} == {"Avila"}
    assert [(edge.id, edge.is_on_path) for edge in figure.edges] == [
        ("Ana>Avila", False),
        ("Avila>Ben", False),
        ("Ana>Cem", True),
        ("Cem>Ben", True),
    ]


@pytest.mark.parametrize(
    ("n_more", "is_complete", "sentence"),
    [
        (0, True, "1 path is listed."),
        (212, True, "1 path is listed, and 212 more of 2 steps."),
        (1_001, True, "1 path is listed, and more than 1,000 more of 2 steps."),
    ],
)
def test_further_paths_are_counted(path, n_more, is_complete, sentence):
    result = PeerPaths(
        status=PathStatus.OK,
        from_node=None,
        to_node=None,
        from_end=asked_for("first"),
        to_end=asked_for("second"),
        max_steps=6,
        paths=(path,),
        n_more=n_more,
        is_complete_count=is_complete,
    )
    assert more_sentence(EN, result) == sentence


@pytest.mark.parametrize("status", ["unknown-source", "unknown-target"])
def test_an_unknown_end_is_named_by_what_was_asked_for(status):
    result = PeerPaths(
        status=PathStatus(status),
        from_node=None,
        to_node=None,
        from_end=asked_for("first"),
        to_end=asked_for("second"),
        max_steps=6,
    )
    asked = "first" if status == "unknown-source" else "second"
    assert f'"{asked}"' in status_words(EN, result)


def test_peers_and_exchanges_on_the_paths_can_be_avoided_but_not_the_ends(tmp_path):
    sketch = Sketch()
    sketch.officials("Ana", "Ben")
    sketch.municipalities("Avila", "Oslo")
    sketch.exchange("E1", ["Ana", "Avila"])
    sketch.exchange("E2", ["Ben", "Avila"])
    with open_store(f"sqlite:///{tmp_path / 'one.sqlite'}") as store:
        sketch.write(store)
        result = peer_paths(store, open_network(store, tmp_path / "cache"), "Ana", "Ben")
        assert list(avoidable(store, result, ["Oslo", "gone"])) == ["Avila", "E1", "E2", "Oslo"]
