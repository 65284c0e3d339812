"""What the tests of the guides share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fgte.settings import read_settings
from fgte.store import build


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home of its own with a store, as ``fgte lab`` leaves it."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("home")
        patch.setenv("FGTE_HOME", str(place))
        build(read_settings())
        yield place
