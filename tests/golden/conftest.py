"""Where the golden pictures lie, and whether they are to be drawn anew."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder of the golden pictures."""
    return Path(__file__).parent / "pictures"


@pytest.fixture(scope="session")
def renew(pytestconfig: pytest.Config) -> bool:
    """Whether ``--renew-goldens`` was given."""
    return bool(pytestconfig.getoption("renew_goldens"))
