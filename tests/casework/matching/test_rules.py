"""Rules come from a versioned file, and a wrong one says where it is wrong."""

from importlib import resources

import pytest

from casework.matching.parts import PARTS as MAKERS
from casework.matching.rules import PARTS, WrongRules, parse_rules, read_rules, shipped_rules

TEXT = resources.files("casework.matching").joinpath("rules.yaml").read_text(encoding="utf-8")


def test_shipped_weights_add_up_to_one_and_name_every_part():
    assert tuple(shipped_rules().weights) == PARTS == tuple(MAKERS)
    assert sum(shipped_rules().weights.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("topic: 24 ", "topics: 24 ", "weights: topic is missing, topics is not known"),
        ("topic: 24 ", "topic: -1 ", "look at topic"),
        ("topic: 24 ", "topic: many ", "could not convert"),
        (
            "well_evaluated: 1.0",
            "well_evaluated: 1.5",
            "experience: expected shares from 0 to 1; look at well_evaluated",
        ),
        ("{Official: 90}", "{Person: 90}", "no candidate is a Person"),
        ("round_table: [", "round_tabel: [", "no form round_tabel"),
        ("experience_half_life_years: 6", "experience_half_life_years: 0", "expected a number above 0"),
        ("version: 1", "edition: 1", "version is missing"),
        ("version: 1", "version: [", "is not YAML"),
    ],
)
def test_a_wrong_file_says_where(old, new, said):
    with pytest.raises(WrongRules, match=said):
        parse_rules(TEXT.replace(old, new, 1), "mine.yaml")


def test_an_empty_file_says_what_is_missing(tmp_path):
    (tmp_path / "empty.yaml").touch()
    with pytest.raises(WrongRules, match=r"empty\.yaml: limits is missing"):
        read_rules(tmp_path / "empty.yaml")
    with pytest.raises(WrongRules, match="cannot be read"):
        read_rules(tmp_path / "none.yaml")


def test_other_weights_are_brought_to_one_and_say_that_they_were_changed():
    changed = shipped_rules().with_weights({"topic": 1.0})
    assert sum(changed.weights.values()) == pytest.approx(1, abs=1e-12)
    assert changed.version == "1, changed"
