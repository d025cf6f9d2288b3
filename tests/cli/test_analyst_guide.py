"""The commands of the analyst guide run, and answer its three questions."""

import re
import shlex

import pytest

from tests.cli.running import run
from tests.conftest import ROOT

GUIDE = (ROOT / "docs" / "analyst-guide.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^connect-explorer (.+)$", GUIDE, re.MULTILINE)

pytestmark = pytest.mark.usefixtures("example")


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_guide_runs(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run(*shlex.split(line))
    assert told.code in (0, 1), told.err
    assert "Error" not in told.err
    assert told.out or list(tmp_path.glob("*.xlsx"))


def test_the_example_has_topics_of_african_municipalities_that_no_portuguese_speaking_peer_offers():
    told = run(
        "ask", "demand_without_supply", "--param", "regions=Africa", "--param", "peer_languages=pt", "--format", "json"
    ).json
    assert told["rows"]
    assert all(row["is_unserved"] for row in told["rows"])


def test_the_example_has_no_broker_between_moldova_and_france_and_says_so():
    asked = ["--param", "from_countries=MD", "--param", "to_countries=FR"]
    told = run("ask", "brokers", *asked, "--format", "json").json
    assert told["rows"] == []
    assert told["values"]["connected_pairs"] == 0


def test_the_example_has_too_few_participants_a_year_to_say_whether_the_share_of_newcomers_grew():
    told = run("ask", "newcomers", "--param", "periods=years", "--format", "json").json
    assert {one["values"]["newcomers_share"] for one in told["snapshots"] if one["figures"][0]["n"] < 10} == {None}
