"""A journal in SQLite and one in a real PostgreSQL: each test here runs in both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fgte.journal import Journal, open_journal
from fgte.settings import Settings, read_settings
from tests.unit.journal.factories import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def surroundings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A home of its own, with its journal in one of the two databases."""
    given = {}
    if request.param == "postgresql":
        given["FGTE_DATABASE_URL"] = request.getfixturevalue("postgresql").database()
    return read_settings(given, home=tmp_path / "home")


@pytest.fixture
def journal(surroundings: Settings, clock: Clock) -> Iterator[Journal]:
    with open_journal(surroundings, clock=clock) as opened:
        yield opened
