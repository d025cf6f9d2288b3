"""Sentences about whatever a store may hold."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Fact, FactWord, NodeSummary, Step
from graph.schema import EXCHANGE_FORMS, EXCHANGE_STATUSES, ORGANISATIONS, ROLES, SCHEMA
from wording.naming import MAX_LABEL_CHARS, node_line, node_name, short_label
from wording.sentences import step_sentence
from wording.words import LANGUAGES, words

LANGUAGE_WORDS = [words(one) for one in LANGUAGES]
ABOUT = {
    FactWord.EXCHANGE: "Exchange",
    FactWord.PRACTICE: "Practice",
    FactWord.SAME_ASSOCIATION: "Association",
    FactWord.SAME_TOPIC: "Topic",
    FactWord.SAME_COUNTRY: "Country",
}

# What is left of a placeholder or of a missing value must be told from what a name holds.
texts = st.text(st.characters(exclude_characters="{}N", exclude_categories=["Cs"]), min_size=1, max_size=60)
maybe_texts = st.none() | texts
days = st.dates(datetime.date(1000, 1, 1)).map(str)
dates = st.builds(lambda day, length: day[:length], days, st.sampled_from([4, 7, 10]))
maybe_dates = st.none() | dates


def nodes(kind, names):
    return st.builds(
        NodeSummary,
        id=texts,
        kind=st.just(kind),
        name=names,
        detail=st.none() | st.sampled_from(EXCHANGE_FORMS) if kind == "Exchange" else maybe_texts,
        detail_inferred=st.none() | st.sampled_from(EXCHANGE_FORMS),
        status=st.none() | st.sampled_from(EXCHANGE_STATUSES),
        date=maybe_dates,
        until=maybe_dates,
        country=st.sampled_from([None, "NL", "PS", "XK", "ZZ"]),
        country_written=maybe_texts,
        organisation=maybe_texts,
        source_key=texts,
        source=texts,
    )


officials = nodes("Official", maybe_texts)
organisations = st.sampled_from(ORGANISATIONS).flatmap(lambda kind: nodes(kind, texts))
peers = officials | organisations


@st.composite
def facts(draw, kind):
    about = ABOUT.get(kind)
    names = maybe_texts if about == "Exchange" else texts
    return Fact(
        kind=kind,
        node=draw(nodes(about, names)) if about else None,
        role_from=draw(st.none() | st.sampled_from(ROLES)),
        role_to=draw(st.none() | st.sampled_from(ROLES)),
        detail=draw(maybe_texts),
        date=draw(maybe_dates),
        until=draw(maybe_dates),
        source=draw(texts),
        is_reversed=draw(st.booleans()),
    )


@st.composite
def steps(draw):
    kind = draw(st.sampled_from(FactWord))
    ends = draw(st.tuples(peers, peers))
    if kind is FactWord.WORKS_FOR:
        ends = draw(st.tuples(officials, organisations) | st.tuples(organisations, officials))
    n_more_facts = draw(st.integers(0, 2000))
    return Step(from_node=ends[0], to_node=ends[1], facts=(draw(facts(kind)),), n_more_facts=n_more_facts)


def callable_by(t, node):
    """What a peer may be called in a sentence."""
    names = [node_name(t, node)] if node.name else [node_name(t, node), t("an official")]
    return [*names, *([] if node.name else [one[:1].upper() + one[1:] for one in names])]


@pytest.mark.parametrize("t", LANGUAGE_WORDS, ids=LANGUAGES)
@given(step=steps())
def test_every_step_has_a_sentence_that_names_both_peers(t, step):
    told = step_sentence(t, step)
    for node in (step.from_node, step.to_node):
        assert any(name in told for name in callable_by(t, node))
    assert told.endswith(".")
    assert "{" not in told
    assert "None" not in told


@pytest.mark.parametrize("t", LANGUAGE_WORDS, ids=LANGUAGES)
@given(node=st.sampled_from(tuple(SCHEMA.nodes)).flatmap(lambda kind: nodes(kind, maybe_texts)))
def test_every_node_has_a_name_and_a_line_of_small_print(t, node):
    for told in (node_name(t, node), node_line(t, node), short_label(t, node)):
        assert told
        assert "{" not in told
    assert len(short_label(t, node)) <= MAX_LABEL_CHARS


@pytest.mark.parametrize("t", LANGUAGE_WORDS, ids=LANGUAGES)
@given(starts=maybe_dates, ends=maybe_dates)
def test_every_period_names_the_years_that_are_known(t, starts, ends):
    told = t.period(starts, ends)
    assert all(str(int(one[:4])) in told for one in (starts, ends) if one)
    assert "{" not in told
