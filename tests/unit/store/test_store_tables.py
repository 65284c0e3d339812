"""The store on disk: whole or untouched, the same bytes, and errors that say what to do."""

import hashlib
from importlib import import_module

import pandas as pd
import pyarrow.parquet as pq
import pytest

from fgte.errors import DataError, RequestError, WorkError
from fgte.settings import read_settings
from fgte.store import build, is_current, open_table
from fgte.store.ledger_table import FILE as LEDGER
from fgte.store.ledger_table import read_ledger, read_summaries
from fgte.store.schema import COLUMNS, checked
from fgte.store.tables import FILE, write_table


def test_every_shipped_figure_is_in_the_store_once(settings, store):
    raw = pd.read_csv(settings.official / "fgte_figures.csv", dtype={"municipality_id": str})
    kept = store.table[store.table["source"].isin(["Kolada", "Skolverket"])]
    joined = raw.merge(kept, on=["source", "kpi", "municipality_id", "year", "sex"])
    assert len(joined) == len(raw) == 1503
    read = joined["status"].eq("ok")
    assert (joined.loc[read, "value_x"] == joined.loc[read, "value_y"]).all()


def test_what_cannot_be_read_is_hyltes_noughts_and_the_years_without_tests(store):
    other = store.table[~store.table["status"].eq("ok")]
    assert set(other.loc[other["status"].eq("not_applicable"), "municipality_id"]) == {"1315"}
    assert set(other.loc[other["status"].eq("missing"), "year"]) == {2020, 2021}


def test_the_columns_are_those_others_rely_on(store):
    assert tuple(store.table.columns) == COLUMNS


def test_every_observation_leads_to_its_origin(store):
    assert set(store.table["snapshot_id"]) == set(store.origins)


def test_the_same_figures_give_the_same_bytes(settings, tmp_path):
    other = read_settings({}, home=tmp_path)
    build(other)
    digests = {hashlib.sha256((s.store / FILE).read_bytes()).hexdigest() for s in (settings, other)}
    assert len(digests) == 1


def test_observations_are_filtered_by_what_is_given(store):
    some = store.observations("meritvarde", "1384", years=(2018, 2019), sex="T")
    assert list(some["year"]) == [2018, 2019]
    assert len(store.observations("meritvarde", years=(2022, None), variant="kommunal")) == 18


@pytest.mark.parametrize("years", [(2022, 2015), (2015,), ("a", "b"), 2015])
def test_years_that_are_no_period_are_refused(store, years):
    with pytest.raises(RequestError, match="Åren"):
        store.observations(years=years)


def test_an_absent_store_says_how_to_make_one(tmp_path):
    with pytest.raises(RequestError, match="fgte build"):
        open_table(tmp_path)


def test_a_damaged_store_says_how_to_remake_it(settings, tmp_path):
    (tmp_path / FILE).write_bytes((settings.store / FILE).read_bytes()[:2000])
    with pytest.raises(DataError, match="fgte build"):
        open_table(tmp_path)


def test_a_parquet_file_that_is_no_store_is_refused(tmp_path):
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / FILE)
    with pytest.raises(DataError, match="fgte build"):
        open_table(tmp_path)


def test_a_store_of_another_version_is_refused(settings, tmp_path):
    table = pq.read_table(settings.store / FILE)
    mark = table.schema.metadata[b"fgte"].replace(b'"version": 1', b'"version": 0')
    pq.write_table(table.replace_schema_metadata({b"fgte": mark}), tmp_path / FILE)
    with pytest.raises(DataError, match="version 0"):
        open_table(tmp_path)


@pytest.mark.parametrize(
    ("column", "wrong"), [("status", "kanske"), ("variant", "friskola"), ("value", float("nan"))]
)
def test_a_faulty_row_is_never_written(store, tmp_path, column, wrong):
    table = store.table.copy()
    row = int(table["status"].eq("ok").to_numpy().argmax())
    table.loc[row, column] = wrong
    with pytest.raises(DataError, match=column):
        write_table(tmp_path, table, fingerprint="x", origins=[])
    assert not list(tmp_path.iterdir())


def test_the_same_figure_may_not_stand_twice(store):
    with pytest.raises(DataError, match="unique key"):
        checked(pd.concat([store.table, store.table.head(1)], ignore_index=True))


def test_a_store_is_current_until_something_behind_it_changes(settings, tmp_path):
    assert is_current(settings)
    assert not is_current(read_settings({}, home=tmp_path))
    (tmp_path / "store").mkdir()
    for file in (FILE, LEDGER):
        (tmp_path / "store" / file).write_bytes((settings.store / file).read_bytes())
    assert is_current(read_settings({}, home=tmp_path))
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "egna.toml").write_text("", encoding="utf-8")
    assert not is_current(read_settings({}, home=tmp_path))


def test_a_store_without_its_ledger_is_made_again(tmp_path):
    home = read_settings({}, home=tmp_path)
    build(home)
    whole = (home.store / LEDGER).read_bytes()
    for damage in (b"", b"PAR1 half a file", None):
        (home.store / LEDGER).unlink()
        if damage is not None:
            (home.store / LEDGER).write_bytes(damage)
        assert not is_current(home)
    build(home)
    assert (home.store / LEDGER).read_bytes() == whole


@pytest.mark.parametrize("read", [read_ledger, read_summaries])
def test_a_damaged_ledger_says_how_to_remake_it(tmp_path, read):
    (tmp_path / LEDGER).write_bytes(b"PAR1 half a file")
    with pytest.raises(DataError) as caught:
        read(tmp_path)
    assert LEDGER in caught.value.message()
    assert "fgte build" in caught.value.message()


def test_a_build_that_fails_after_the_ledger_is_healed_by_the_next(tmp_path, monkeypatch):
    home = read_settings({}, home=tmp_path)
    build(home)
    before = {each.name: each.read_bytes() for each in home.store.iterdir()}
    home.user_catalogue.mkdir()
    (home.user_catalogue / "egna.toml").write_text("", encoding="utf-8")

    def fails(*_, **__):
        raise WorkError("snapshot_not_written", file=FILE, cause="full")

    with monkeypatch.context() as broken:
        broken.setattr(import_module("fgte.store.build"), "write_table", fails)
        with pytest.raises(WorkError):
            build(home)
    assert (home.store / FILE).read_bytes() == before[FILE]
    assert not is_current(home)
    build(home)
    assert is_current(home)
