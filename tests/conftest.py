"""What every test may ask for: a real Neo4j, and the shared real data."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from tools.neo4j.server import FetchError, ServerAddress, fetch_jars, missing_parts, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator

# A run started in the background ignores Ctrl-C, and hands that on to the programs whose Ctrl-C is tested.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadline: what a loaded machine does slowly is not wrong. HYPOTHESIS_PROFILE=long looks much further.
settings.register_profile("short", max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("long", settings.get_profile("short"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

ROOT = Path(__file__).resolve().parents[1]
MARKED_FIXTURES = {"neo4j_server": "neo4j", "shared_data": "shared_data"}


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a fixture of the outside world, so that -m can choose them."""
    for item in items:
        for name in MARKED_FIXTURES.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(MARKED_FIXTURES[name])


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[ServerAddress]:
    """One Neo4j for each process of a run. Whoever uses it empties it first.

    CONNECT_EXPLORER_TEST_NEO4J=bolt://... with CONNECT_EXPLORER_TEST_NEO4J_PASSWORD takes a server that
    is running already; its content is lost.
    """
    if bolt_url := os.environ.get("CONNECT_EXPLORER_TEST_NEO4J"):
        yield ServerAddress(bolt_url, os.environ.get("CONNECT_EXPLORER_TEST_NEO4J_PASSWORD", ""))
        return
    if missing := missing_parts():
        skip_or_fail(f"Neo4j cannot run here. Missing: {'; '.join(missing)}.")
    try:
        fetch_jars()
    except FetchError as problem:
        skip_or_fail(str(problem))
    with running_server(password="for-one-test-run") as address:
        yield address


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder of real data (design.md, section 8) that lies beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        skip_or_fail("The shared real data is not here: ../shared/data, seen from the root of the repository.")
    return folder


def skip_or_fail(reason: str) -> NoReturn:
    """Skip where somebody works; fail in CI, where nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
