"""Codes look like those of their list; lists that nobody here knows are taken as they are."""

import pytest

from loaders.codes import parse_codes
from loaders.fields import Misfit


@pytest.mark.parametrize(
    "cell", ["dac:140", "dac:14050", "sdg:17", "sdg:11.6", "sdg:13.a", "cofog:05", "cofog:05.1.1", "eurovoc:2828"]
)
def test_code_of_a_list_is_kept(cell):
    assert parse_codes(cell) == (cell,)


def test_several_codes_stand_between_bars():
    assert parse_codes("dac:14050| sdg:6.2|dac:14050") == ("dac:14050", "sdg:6.2")


@pytest.mark.parametrize(
    "cell", ["14050", "dac:", "dac:1405", "sdg:18", "sdg:0", "cofog:5", "DAC:14050", "dac:14050|x"]
)
def test_what_no_list_has_is_a_misfit(cell):
    assert isinstance(parse_codes(cell), Misfit)


def test_every_code_of_the_shared_lists_has_the_shape(shared_data):
    for scheme, name in (("dac", "dac_purpose_codes"), ("cofog", "cofog"), ("sdg", "sdg_targets")):
        lines = (shared_data / "topics" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[1:]
        codes = [f"{scheme}:{line.partition(',')[0]}" for line in lines if line[:1].isdigit()]
        assert [one for one in codes if isinstance(parse_codes(one), Misfit)] == []


def test_blank_cell_is_unknown():
    assert parse_codes("") is None
