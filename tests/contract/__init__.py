"""What every store promises, as tests that each engine inherits."""

import pytest

pytest.register_assert_rewrite(
    "tests.contract.keeping_cases",
    "tests.contract.opening",
    "tests.contract.reading",
    "tests.contract.sharing",
    "tests.contract.writing",
)
