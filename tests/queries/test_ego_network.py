import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NodeNotFound
from graph.network import build_network
from queries.ego_network import ExploreFilters, ego_network
from tests.graph.networks import Sketch
from tests.graph.test_paths import network_of, sketches


def shown(ego):
    return {one.node.id: one.distance for one in ego.nodes}


@pytest.fixture
def world(asked):
    """Two exchanges about two topics in a row, with an employee, a twin and a planned exchange at the end."""
    sketch = Sketch()
    sketch.municipalities("a", "b", country="NL")
    sketch.municipalities("c", "d", country="MD")
    sketch.officials("o")
    sketch.works_for("o", "b")
    sketch.node("Topic", "waste")
    sketch.node("Topic", "compost")
    sketch.relate("BROADER", "compost", "waste")
    sketch.node("Topic", "water")
    sketch.exchange("e1", ["a", "b"], form="study_visit", starts_on="2017-05")
    sketch.exchange("e2", ["b", "c"], form_inferred="round_table", starts_on="2018")
    sketch.relate("ABOUT", "e1", "compost")
    sketch.relate("ABOUT", "e2", "water")
    sketch.twinned("a", "d")
    sketch.exchange("e3", ["a", "c"], status="planned", starts_on="2019")
    sketch.node("Association", "union")
    sketch.relate("MEMBER_OF", "a", "union")
    return asked(sketch)


def test_an_unknown_node_is_refused(world):
    with pytest.raises(NodeNotFound):
        ego_network(*world, "nobody")


def test_an_isolate_is_alone_in_its_network(asked):
    sketch = Sketch()
    sketch.municipalities("a")
    ego = ego_network(*asked(sketch), "a", radius=3)
    assert (shown(ego), ego.relationships, ego.n_more) == ({"a": 0}, (), {})


def test_around_a_municipality_lie_peers_their_exchanges_topics_and_associations(world):
    assert shown(ego_network(*world, "a")) == {"a": 0, "e1": 1, "b": 1, "d": 1, "compost": 1, "union": 1}


def test_two_steps_reach_employees_and_the_next_exchange(world):
    ego = ego_network(*world, "a", radius=2)
    assert {"o": 2, "e2": 2, "c": 2}.items() <= shown(ego).items()


def test_planned_exchanges_are_walked_only_when_asked_for(world):
    assert "e3" not in shown(ego_network(*world, "a", radius=3))
    assert shown(ego_network(*world, "a", filters=ExploreFilters(with_planned=True)))["c"] == 1


def test_a_topic_lets_through_exchanges_about_it_or_its_parts(world):
    assert shown(ego_network(*world, "a", radius=2, filters=ExploreFilters(topic_ids=("waste",)))) == {
        "a": 0, "e1": 1, "b": 1, "o": 2, "compost": 1,
    }  # fmt: skip


def test_a_form_lets_inferred_forms_through(world):
    assert set(shown(ego_network(*world, "b", filters=ExploreFilters(forms=("round_table",))))) == {
        "b", "e2", "c", "o", "water",
    }  # fmt: skip


def test_a_period_leaves_out_what_was_at_another_time_and_counts_what_has_no_date(world):
    ego = ego_network(*world, "a", filters=ExploreFilters(from_date="2017-06", until_date="2018"))
    assert (shown(ego), ego.n_undated) == ({"a": 0}, 1)


def test_a_month_counts_when_the_period_begins_within_it(world):
    ego = ego_network(*world, "a", filters=ExploreFilters(from_date="2017-05-20", until_date="2017-05-21"))
    assert {"e1", "b"} <= set(shown(ego))


def test_a_country_keeps_peers_of_other_countries_out(world):
    assert set(shown(ego_network(*world, "a", radius=3, filters=ExploreFilters(countries=("NL",))))) == {
        "a", "e1", "b", "o", "e2", "compost", "water", "union",
    } - {"union"}  # fmt: skip


def test_kinds_that_are_not_chosen_are_not_walked_through(world):
    ego = ego_network(*world, "a", radius=3, filters=ExploreFilters(kinds=("Municipality",)))
    assert shown(ego) == {"a": 0, "d": 1}


def test_around_a_topic_lie_its_exchanges_and_those_who_took_part(world):
    assert shown(ego_network(*world, "water")) == {"water": 0, "e2": 1, "b": 1, "c": 1}


def test_around_an_exchange_lie_those_who_took_part(world):
    assert {"a": 1, "b": 1, "compost": 1}.items() <= shown(ego_network(*world, "e1")).items()


def test_what_does_not_fit_is_counted_by_kind(asked):
    sketch = Sketch()
    sketch.municipalities("hub", *(f"m{i:02}" for i in range(30)))
    for i in range(30):
        sketch.exchange(f"e{i:02}", ["hub", f"m{i:02}"], starts_on=str(1990 + i))
    ego = ego_network(*asked(sketch), "hub", cap=5)
    assert set(shown(ego)) == {"hub", *(f"e{i}" for i in range(25, 30)), *(f"m{i}" for i in range(25, 30))}
    assert ego.n_more == {"Municipality": 25, "Exchange": 25}


def test_every_shown_peer_is_joined_to_the_picture(asked):
    sketch = Sketch()
    sketch.municipalities("hub", *(f"m{i:02}" for i in range(20)), *(f"n{i:02}" for i in range(20)))
    for i in range(20):
        sketch.exchange(f"e{i:02}", ["hub", f"m{i:02}"])
        sketch.exchange(f"f{i:02}", [f"m{i:02}", f"n{i:02}"])
    ego = ego_network(*asked(sketch), "hub", radius=2, cap=4)
    picture = nx.Graph([(r.start_id, r.end_id) for r in ego.relationships])
    assert set(nx.node_connected_component(picture, "hub")) == set(shown(ego))


@given(sketch=sketches(), data=st.data(), radius=st.integers(1, 3), planned=st.booleans())
def test_without_filters_and_cap_it_holds_the_peers_that_networkx_finds(
    tmp_path_factory, sketch, data, radius, planned
):
    folder = tmp_path_factory.mktemp("store")
    network_of(sketch, folder)
    from graph.connect import open_store

    with open_store(f"sqlite:///{folder / 'store.sqlite'}") as store:
        network = build_network(store.arrays(), store.data_version())
        centre = data.draw(st.sampled_from(sorted(n.id for n in sketch.nodes.values() if n.kind != "Exchange")))
        filters = ExploreFilters(with_planned=planned)
        ego = ego_network(store, network, centre, radius=radius, filters=filters, cap=100)
    expected = nx.single_source_shortest_path_length(sketch.peer_graph(with_planned=planned), centre, radius)
    assert {one.node.id: one.distance for one in ego.nodes if one.node.kind != "Exchange"} == expected
    assert ego.n_more == {}
