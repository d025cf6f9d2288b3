import pytest

from queries.naming import node_meant
from queries.search import Likeness, search
from tests.graph.networks import Sketch


@pytest.fixture
def store(asked):
    sketch = Sketch()
    sketch.node("Municipality", "is", name="Sandgerði", country="IS", country_written="Iceland")
    sketch.node("Municipality", "bf", name="Ziniaré", country="BF")
    sketch.node("Municipality", "ru", name="Москва", country="RU")
    sketch.node("Municipality", "gr", name="Θεσσαλονίκη", country="GR")
    sketch.node("Municipality", "nl", name="Hoorn", country="NL", country_written="Netherlands")
    sketch.node("Municipality", "be", name="Hoorn", country="BE", country_written="Belgium")
    sketch.node("Municipality", "zz", name="Hoorn", country_written="Narnia")
    sketch.node("Municipality", "gh", name="Agona West", names=("Agona West Municipal Assembly",), country="GH")
    sketch.node("Municipality", "y", name="Y", country="FR")
    sketch.node("Association", "vng", name="Association of Netherlands Municipalities", acronym="VNG", country="NL")
    sketch.node("Official", "laura", name="Laura Heese-Smit", function="expert")
    sketch.node("Official", "hidden", name=None, function="Mayor")
    sketch.works_for("laura", "vng")
    sketch.node("Exchange", "e", title="Visit to Hoorn", status="held")
    return asked(sketch)[0]


def found(store, text, **filters):
    return [(hit.node.id, hit.likeness.name, hit.n_errors) for hit in search(store, text, **filters)]


@pytest.mark.parametrize(
    ("text", "node_id"),
    [
        ("Sandgerdi", "is"),
        ("SANDGERÐI", "is"),
        ("Ziniare", "bf"),
        ("moskva", "ru"),
        ("thessaloniki", "gr"),
        ("vng", "vng"),
        ("Agona West Municipal Assembly", "gh"),
        ("y", "y"),
        ("laura", "laura"),
        ("heese smit", "laura"),
        ("Heese-Smit", "laura"),
    ],
)
def test_any_spelling_finds_the_name(store, text, node_id):
    assert found(store, text)[0][0] == node_id


@pytest.mark.parametrize(
    ("typo", "node_id", "n_errors"),
    [
        ("Sandgerdhi", "is", 1),
        ("Sandgredi", "is", 1),
        ("Zinare", "bf", 1),
        ("Horn", "nl", 1),
        ("Laura Hese-Smitt", "laura", 2),
        ("Agna West", "gh", 1),
    ],
)
def test_typing_errors_are_forgiven(store, typo, node_id, n_errors):
    assert (node_id, "SIMILAR", n_errors) in found(store, typo)


@pytest.mark.parametrize(
    "text", ["", "   ", "?!", ",", ", Iceland", "qqqqqq", "x" * 5000, "'; DROP TABLE node; --", '"']
)
def test_what_is_like_nothing_finds_nothing(store, text):
    assert found(store, text) == []


def test_the_same_name_comes_before_names_that_begin_so_and_words_that_do(asked):
    sketch = Sketch()
    for key, name in [("w", "New Leiden"), ("b", "Leidenburg"), ("s", "Leiden"), ("t", "Leidan")]:
        sketch.node("Municipality", key, name=name)
    assert found(asked(sketch)[0], "leiden") == [
        ("s", "SAME_NAME", 0),
        ("b", "NAME_BEGINS", 0),
        ("w", "WORD_BEGINS", 0),
    ]


def test_kinds_and_country_narrow_the_search(store):
    assert found(store, "hoorn", kinds=["Municipality"], country="BE") == [("be", "SAME_NAME", 0)]
    assert found(store, "hoorn", kinds=["Exchange"]) == [("e", "WORD_BEGINS", 0)]


def test_an_official_is_in_the_country_of_the_employer(store):
    assert found(store, "laura", country="NL") == [("laura", "NAME_BEGINS", 0)]
    assert found(store, "laura", country="FR") == []


@pytest.mark.parametrize(
    ("text", "node_id"),
    [("Hoorn, Belgium", "be"), ("Hoorn, Pays-Bas", "nl"), ("hoorn , NL", "nl"), ("Hoorn, narnia", "zz")],
)
def test_a_country_after_a_comma_chooses_among_equal_names(store, text, node_id):
    assert node_meant(store, text).node.id == node_id


def test_an_ambiguous_name_lists_its_candidates(store):
    meant = node_meant(store, "Hoorn", kinds=["Municipality"])
    assert meant.node is None
    assert meant.is_ambiguous
    assert [hit.node.id for hit in meant.candidates] == ["be", "nl", "zz"]


def test_a_name_that_is_only_similar_is_not_taken_for_the_node(store):
    meant = node_meant(store, "Sandgerdhi")
    assert meant.node is None
    assert not meant.is_ambiguous
    assert [hit.node.id for hit in meant.candidates] == ["is"]


def test_an_id_and_a_source_key_name_their_node(store):
    assert node_meant(store, "vng").node.id == "vng"
    assert search(store, "bf")[0].likeness is Likeness.SAME_NAME


def test_an_official_who_may_not_be_named_is_not_found_by_anything(store):
    assert all(hit[0] != "hidden" for text in ("mayor", "official") for hit in found(store, text))
