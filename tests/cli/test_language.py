"""Answers are in the language of the reader."""

import pytest

from commands.session import language_of
from tests.cli.running import run


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "pt_PT.UTF-8"}, "pt"),
        ({"LANG": "pt"}, "pt"),
        ({"LC_ALL": "pt_BR.UTF-8", "LANG": "en_GB.UTF-8"}, "pt"),
        ({"LANGUAGE": "xx:pt:en", "LANG": "en_GB.UTF-8"}, "pt"),
        ({"LC_ALL": "nl_NL.UTF-8", "LANG": "pt_PT.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
    ],
)
def test_the_language_is_the_first_one_on_offer_that_the_environment_names(environment, language):
    assert language_of(environment) == language


@pytest.mark.usefixtures("example")
def test_a_path_is_told_in_portuguese():
    assert "participaram" in run("--language", "pt", "path", "O07", "O03").out
    assert "participaram" in run("path", "O07", "O03", "--language=pt").out
    assert "took part" in run("path", "O07", "O03").out
