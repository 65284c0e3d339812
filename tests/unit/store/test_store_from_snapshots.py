"""A fetch becomes part of the store, and the store can be made again from snapshots alone."""

import shutil

import pytest

from fgte.sources.kolada import fetch
from fgte.store import build, open_table
from fgte.store.ledger_table import read_summaries
from fgte.store.tables import FILE
from tests.kolada_server import QUICK, KoladaServer, listening

KPIS = ["N15505", "N15419"]


@pytest.fixture(scope="module")
def http():
    with listening() as server:
        yield server


@pytest.fixture
def fetched(http, tmp_path):
    """A home with one fetch of two KPIs for the collaboration."""
    settings = KoladaServer(http).settings(tmp_path)
    fetch(settings, kpis=KPIS, patience=QUICK)
    return settings


def test_a_fetch_is_part_of_the_store_and_told_in_the_ledger(fetched):
    build(fetched)
    store = open_table(fetched.store)
    assert any(id.startswith("kolada-") for id in store.table["snapshot_id"].unique())
    assert [each["sources"] for each in read_summaries(fetched.store)][1] == ["Kolada"]


def test_the_store_made_again_from_snapshots_has_the_same_bytes(fetched):
    build(fetched)
    before = {path.name: path.read_bytes() for path in fetched.store.iterdir()}
    shutil.rmtree(fetched.store)
    build(fetched)
    assert {path.name: path.read_bytes() for path in fetched.store.iterdir()} == before


def test_a_second_fetch_of_the_same_changes_nothing_but_its_origin(fetched):
    build(fetched)
    first = open_table(fetched.store).table
    fetch(fetched, kpis=KPIS, patience=QUICK)
    build(fetched)
    second = open_table(fetched.store).table
    columns = [name for name in first.columns if name != "snapshot_id"]
    assert first[columns].equals(second[columns])
    assert (fetched.store / FILE).is_file()
