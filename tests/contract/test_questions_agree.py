"""Every question gives the same rows, in the same order, on both stores."""

import datetime as dt
import itertools
import json
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings

from casework.matching.matching import Matching
from casework.matching.need import needs_of
from casework.matching.pool_build import build_pool
from casework.matching.rules import shipped_rules
from casework.matching.topic_tree import TopicTree
from graph.cases import CaseEdit, CaseStep
from graph.network import KINDS, build_network
from graph.network_cache import _columns
from graph.schema import SCHEMA
from graph.steps import StepRules
from queries.catalogue import Asking, answer, find, questions
from queries.ego_network import ExploreFilters, ego_network
from queries.patterns.all_patterns import PATTERNS
from queries.patterns.words import as_json
from queries.peer_paths import peer_paths
from queries.profile import profile
from queries.search import search
from queries.text import text_ids
from tests.contract.drawn_questions import drawn_pattern, drawn_topic_question
from tests.graph.networks import SOURCE, Sketch
from tests.graph.test_paths import sketches
from tests.stores import open_empty
from wording.words import words

MOVED = CaseEdit(id="r1", kind="request", base_revision=0, state="matching", content={}, due_on="2026-12-01")

pytestmark = pytest.mark.neo4j


@pytest.fixture
def pair(tmp_path, neo4j_server):
    """Write a sketch into a new SQLite file and into the emptied Neo4j; gives both stores."""

    def write(sketch):
        stores = (open_empty("sqlite", tmp_path, None), open_empty("neo4j", tmp_path, neo4j_server))
        opened.extend(stores)
        for store in stores:
            sketch.write(store)
            if "r1" in sketch.nodes:
                with store.writer(SOURCE) as writer:
                    writer.save_case(MOVED, CaseStep(action="move", by="Ann"))
        return stores

    opened = []
    yield write
    for store in opened:
        store.close()


def empty_graph():
    return Sketch()


def one_node():
    sketch = Sketch()
    sketch.municipalities("a")
    return sketch


def two_components():
    sketch = Sketch()
    sketch.exchange("e", sketch.municipalities("a", "b"))
    sketch.exchange("f", sketch.municipalities("c", "d"), status="planned")
    return sketch


def parallel_exchanges():
    sketch = Sketch()
    sketch.municipalities("a", "b")
    for key, date in [("e1", "2017"), ("e2", "2017-05"), ("e3", None), ("e4", "2019-12-31")]:
        sketch.exchange(key, ["a", "b"], starts_on=date)
    sketch.twinned("a", "b", since="1990")
    return sketch


def everything():
    """A node of each kind and a relationship of each type, with odd texts."""
    sketch = Sketch()
    sketch.node("Country", "NL", name="Netherlands")
    sketch.node(
        "Municipality", "m1", name="Sandgerði", names=("Suðurnesjabær", "🙂"), country="NL", lat=64.0, lon=-22.7
    )
    sketch.node("Municipality", "m2", name="بيت لحم", country_written="Palestine", population=28_591)
    sketch.node("Municipality", "m3", name="<img src=x onerror=alert(1)> 'quoted' \"twice\" \\ `back`")
    sketch.node("Association", "a1", name="Vereniging", acronym="VNG", country="NL", kind="national association")
    sketch.node("Body", "b1", name="HVC", kind="utility", country="NL")
    sketch.node(
        "Official", "o1", name="Ann", function="Mayor", email="ann@example.org", visibility=("name", "function")
    )
    sketch.node("Official", "o2", name=None, function="Expert")
    sketch.node("Topic", "t1", name="Waste", label_pt="Resíduos")
    sketch.node("Topic", "t2", name="Compost")
    sketch.node("Request", "r1", received_on="2018", status="valid", country="NL")
    sketch.node("Practice", "p1", title="Composting")
    sketch.node("Evaluation", "v1", stage="after", score=4.5)
    sketch.exchange(
        "e1", [], starts_on="2017-05-15", ends_on="2017-05-19", form_inferred="study_visit", title="x" * 10_000
    )
    sketch.exchange("e2", ["m2", "b1"], starts_on="2018")
    ends = {
        "IN_COUNTRY": ("m1", "NL"),
        "SUCCEEDED_BY": ("m1", "m3"),
        "MEMBER_OF": ("m1", "a1"),
        "EXPERT_IN": ("o1", "t1"),
        "ASKED_BY": ("r1", "m1"),
        "ASKS_ABOUT": ("r1", "t1"),
        "ANSWERS": ("e1", "r1"),
        "ABOUT": ("e1", "t2"),
        "BUILDS_ON": ("e2", "e1"),
        "EVALUATES": ("v1", "e1"),
        "LEARNED_IN": ("p1", "e1"),
        "ADOPTED": ("a1", "p1"),
        "BROADER": ("t2", "t1"),
        "SHARED": ("a1", "p1"),
    }
    for type_, (start, end) in ends.items():
        sketch.relate(type_, start, end)
    sketch.relate("TOOK_PART_IN", "m1", "e1", role="host")
    sketch.relate("TOOK_PART_IN", "m1", "e1", role="peer")
    sketch.relate("TOOK_PART_IN", "o1", "e1", role="participant", function="Mayor")
    sketch.works_for("o1", "m1", function="Mayor", since="2014", until="2018-06")
    sketch.works_for("o1", "b1", function="Board", since="2019")
    sketch.works_for("o2", "a1")
    sketch.twinned("m1", "m2", since="1996-03")
    assert {one.type for one in sketch.relationships} == set(SCHEMA.relationships)
    assert {one.kind for one in sketch.nodes.values()} == set(SCHEMA.nodes)
    return sketch


HAND_MADE = [empty_graph, one_node, two_components, parallel_exchanges, everything]


def asked_everything(store, ids, texts):
    """Answers to every question with texts, over all nodes of a graph."""
    yield "nodes_by_id", {"ids": ids}
    yield "relationships_between", {"ids": ids}
    yield "topic_with_narrower", {"topic_ids": ids}
    yield "request_links", {"ids": ids}
    for states in (None, ["matching"], []):
        yield "requests", {"ids": ids, "states": states}
    yield "topic_supply", {"topic_ids": ids, "countries": None, "languages": ["en"], "language_countries": ["NL"]}
    yield "topic_demand", {"topic_ids": ids, "countries": ["NL"], "from_date": "2017-05", "until_date": None}
    yield "topic_demand", {"topic_ids": None, "countries": None, "from_date": None, "until_date": "2018"}
    for node_id in ids:
        yield "profile_relationships", {"node_id": node_id, "limit": 3}
        yield "ids_by_source_key", {"source_key": node_id}
        yield "request_progress", {"request_id": node_id}
    for text, kinds, country in itertools.product(texts, (None, ["Municipality", "Official"]), (None, "NL")):
        yield "search_candidates", {"any_of": [text], "kinds": kinds, "country": country, "limit": 50}


def assert_same_rows(sqlite, neo4j, ids, texts):
    asked = list(asked_everything(sqlite, ids, texts))
    others = set(text_ids()) - {question for question, _ in asked}
    for question, params in [*asked, *((q, questions()[q].example) for q in sorted(others))]:
        rows = [answer(Asking(store, lambda: None), question, params) for store in (sqlite, neo4j)]
        assert rows[0] == rows[1], (question, params)
        assert all(list(row) == [name for name, _ in questions()[question].columns] for row in rows[0])


@pytest.mark.parametrize("make", HAND_MADE)
def test_every_question_agrees_on_graphs_made_by_hand(pair, make):
    sketch = make()
    sqlite, neo4j = pair(sketch)
    ids = [*sketch.nodes, "nobody", ""]
    assert_same_rows(sqlite, neo4j, ids, ["_a_", "_sandg", "_vng_", "lem_", "img_src", "_xx", "ann", "zzz"])


@pytest.mark.parametrize("make", HAND_MADE)
def test_networks_read_out_of_both_stores_are_equal(pair, make):
    columns = [_columns(build_network(store.arrays(), "v"), "") for store in pair(make())]
    assert list(columns[0]) == list(columns[1])
    for name in columns[0]:
        assert columns[0][name].tolist() == columns[1][name].tolist(), name


@pytest.mark.parametrize("make", HAND_MADE)
def test_pools_of_candidates_read_out_of_both_stores_are_equal(pair, make):
    assert_same_pools(pair(make()))


def assert_same_pools(stores):
    columns = [_columns(build_pool(store, build_network(store.arrays(), "v")), "") for store in stores]
    assert list(columns[0]) == list(columns[1])
    for name in columns[0]:
        np.testing.assert_array_equal(columns[0][name], columns[1][name], name)


@pytest.mark.parametrize("make", HAND_MADE)
def test_search_profile_ego_networks_and_paths_agree(pair, make):
    sketch = make()
    answers = []
    for store in pair(sketch):
        network = build_network(store.arrays(), "v")
        found = {}
        for text in ("a", "sandgerdi", "sandgredi", "vng", "bethlehem", "HVC, Netherlands", "e1"):
            found["search", text] = search(store, text)
        for node_id in sketch.nodes:
            one = profile(store, node_id)
            found["profile", node_id] = (one.node, one.properties, one.groups)
            for radius, planned in ((1, False), (2, True)):
                filters = ExploreFilters(with_planned=planned)
                found["ego", node_id, radius] = ego_network(
                    store, network, node_id, radius=radius, filters=filters, cap=4
                )
        for start, end in itertools.permutations(sketch.nodes, 2):
            found["paths", start, end] = peer_paths(
                store, network, start, end, rules=StepRules(True, True), max_steps=4
            )
        answers.append(found)
    assert answers[0] == answers[1]


def as_bytes(store, network, question_id, given):
    finding = find(Asking(store, lambda: network), question_id, given)
    return json.dumps(as_json(words("en"), finding), ensure_ascii=False).encode()


@pytest.mark.parametrize("make", HAND_MADE)
def test_patterns_are_written_alike_to_the_byte(pair, make):
    stores = [(store, build_network(store.arrays(), "v")) for store in pair(make())]
    for question_id in PATTERNS:
        one, other = (as_bytes(*each, question_id, {"periods": ["2017", "2018"]}) for each in stores)
        assert one == other, question_id


@settings(max_examples=10)
@given(sketch=sketches())
def test_every_question_agrees_on_generated_graphs(neo4j_server, tmp_path_factory, sketch):
    folder = tmp_path_factory.mktemp("pair")
    with open_empty("sqlite", folder, None) as sqlite, open_empty("neo4j", folder, neo4j_server) as neo4j:
        for store in (sqlite, neo4j):
            sketch.write(store)
        assert_same_rows(sqlite, neo4j, list(sketch.nodes), ["_m1", "_o0_", "m0_"])
        assert list(map(repr, sqlite.statements())) == list(map(repr, neo4j.statements()))


@pytest.fixture(scope="module")
def size_s(neo4j_server, tmp_path_factory):
    """A network with real fan-out in both stores: 1,000 municipalities, 10,000 officials, 5,000 exchanges."""
    from benchmarks.generator import generate
    from graph.records import Source

    folder = tmp_path_factory.mktemp("size_s")
    records = list(generate("S"))
    with open_empty("sqlite", folder, None) as sqlite, open_empty("neo4j", folder, neo4j_server) as neo4j:
        for store in (sqlite, neo4j):
            with store.writer(Source("bench", "Generated")) as writer:
                writer.upsert(records)
        yield sqlite, neo4j


def test_every_question_agrees_at_size_s(size_s):
    sqlite, neo4j = size_s
    network = build_network(sqlite.arrays(), "v")
    busiest = network.neighbours.lengths().argsort()[::-1][:10]
    ids = [network.id_of(int(p)) for p in (*busiest, *range(0, network.n_nodes, 997))]
    assert_same_rows(sqlite, neo4j, ids, ["_sa", "an_", "_mar", "ville", "_x_"])


def test_demand_and_supply_agree_at_size_s_with_50_drawn_parameter_sets(size_s):
    random = Random(7)
    topic_ids = sorted(row["id"] for row in topics_of(size_s[0]))
    for _ in range(50):
        question, given = drawn_topic_question(random, topic_ids)
        rows = [answer(Asking(store, lambda: None), question, given) for store in size_s]
        assert rows[0] == rows[1], (question, given)


def test_patterns_are_written_alike_at_size_s_with_drawn_parameters(size_s):
    random = Random(7)
    topic_ids = sorted(row["id"] for row in topics_of(size_s[0]))
    networks = [build_network(store.arrays(), "v") for store in size_s]
    for pattern in PATTERNS.values():
        given = drawn_pattern(random, pattern, topic_ids)
        one, other = (
            as_bytes(store, network, pattern.id, given) for store, network in zip(size_s, networks, strict=True)
        )
        assert one == other, (pattern.id, given)


def topics_of(store):
    return answer(Asking(store, lambda: None), "topics", {})


def test_networks_agree_at_size_s(size_s):
    columns = [_columns(build_network(store.arrays(), "v"), "") for store in size_s]
    for name in columns[0]:
        assert (columns[0][name] == columns[1][name]).all(), name


def test_requests_are_matched_alike_at_size_s(size_s):
    assert_same_pools(size_s)
    lists = []
    for store in size_s:
        network = build_network(store.arrays(), "v")
        pool, tree = build_pool(store, network), TopicTree.of(store)
        matching = Matching(store, network, pool, tree, shipped_rules(), dt.date(2026, 6, 1))
        requests = [network.id_of(int(one)) for one in np.flatnonzero(network.kinds == KINDS.index("Request"))[::8]]
        needs = needs_of(store, requests)
        lists.append([matching.told(matching.score(need)) for need in needs])
    assert len(lists[0]) == 50
    assert lists[0] == lists[1]


def test_names_are_found_alike_at_size_s(size_s):
    sqlite, neo4j = size_s
    names = [row["name"] for row in sqlite.ask(_EVERY_97TH, {})]
    for name in names:
        for text in (name, name[:4], name[:2] + name[3:]):
            assert search(sqlite, text) == search(neo4j, text), text


def _text(sql):
    from graph.store import QuestionText

    return QuestionText("names", sql, "")


_EVERY_97TH = _text("SELECT name FROM node WHERE nid % 397 = 0 AND name IS NOT NULL ORDER BY id")
