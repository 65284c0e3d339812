"""Whether a figure has come: what freezes an expectation, whatever the calendar says."""

from __future__ import annotations

import pandas as pd
import pytest

from fgte.journal.publication import figures_in_store
from fgte.settings import read_settings
from fgte.store.mark import FILE
from fgte.store.tables import write_table
from tests.unit.research.country import INDICATOR, ORIGIN, OWN, row

NAN = float("nan")
STATUSES = {
    2020: {"status": "ok"},
    2021: {"status": "suppressed", "value": NAN},
    2022: {"status": "censored", "value": NAN, "low": 90.0, "high": 97.5},
    2023: {"status": "missing", "value": NAN},
    2024: {"status": "not_applicable", "value": NAN},
}


@pytest.fixture
def settings(tmp_path):
    return read_settings({}, home=tmp_path)


def test_a_figure_has_come_also_when_it_is_hidden_or_rounded_and_not_when_there_is_none(settings):
    rows = [row(OWN, year, 95.0) | said for year, said in STATUSES.items()]
    write_table(settings.store, pd.DataFrame(rows), fingerprint="made-up", origins=[ORIGIN])
    come = figures_in_store(settings)
    assert [year for year in range(2019, 2026) if come(INDICATOR, OWN, year)] == [2020, 2021, 2022]
    assert not come(INDICATOR, "1383", 2020)
    assert not come("meritvarde", OWN, 2020)


@pytest.mark.parametrize("content", [None, b"", b"PAR1 no table"])
def test_without_a_store_that_can_be_read_the_calendar_alone_decides(settings, content):
    if content is not None:
        settings.store.mkdir(parents=True)
        (settings.store / FILE).write_bytes(content)
    assert not figures_in_store(settings)(INDICATOR, OWN, 2020)
