"""The national table that ships is what the country's figures give, byte for byte."""

from __future__ import annotations

import re
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from fgte.analysis.expected import fit_expected
from fgte.catalogue import open_catalogue
from fgte.catalogue.national import RECIPES, SHIPPED, open_national
from fgte.judgement.national_files import build_national
from fgte.judgement.national_fit import background_of
from fgte.judgement.national_frame import national_figures
from fgte.judgement.national_peers import own_sets, peer_means, usual_difference
from fgte.settings import read_settings
from fgte.sources.kolada import fetch, similar_groups
from fgte.sources.snapshots import SnapshotStore
from fgte.store import build, open_table


@pytest.fixture(scope="module")
def country(shared, tmp_path_factory):
    """A home with the whole country, fetched from the stand-in for Kolada, and its table."""
    home = tmp_path_factory.mktemp("country")
    command = [sys.executable, str(shared / "tools/kolada_replay"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:
        try:
            url = re.search(r"http://\S+/v3", serving.stdout.readline()).group()
            settings = read_settings({"FGTE_KOLADA_URL": url}, home=home)
            fetch(settings, all_municipalities=True)
        finally:
            serving.terminate()
    build(settings)
    build_national(settings)
    return settings


def test_the_shipped_table_is_remade_byte_for_byte(country):
    made = {path.name: path.read_bytes() for path in country.national.iterdir()}
    assert made == {path.name: path.read_bytes() for path in SHIPPED.iterdir()}


@pytest.mark.parametrize("id", ["alla_amnen_slutbetyg", "meritvarde", "nationella_prov_ak3"])
def test_tenths_of_the_municipalities_left_out_give_the_same_out_of_sample(country, id):
    """Leave-one-out keeps its weights; here every tenth is fitted without, spread and all."""
    book, store = open_catalogue(country), open_table(country.store)
    names = [each.indicator for each in RECIPES[id]]
    background = background_of(store, book.indicators[id], book)
    figures = national_figures(store, book.indicators[id])
    frame = background.merge(figures, on=["municipality_id", "year"])
    frame = frame[frame["year"].eq(2022)].dropna().sort_values("municipality_id")
    fold = np.random.default_rng(22).permutation(len(frame)) % 10
    unseen = pd.Series(np.nan, index=frame.index)
    for each in range(10):
        line = fit_expected(frame[fold != each], "value", names, variances="variance").coefficients
        left = frame[fold == each]
        unseen[fold == each] = left["value"] - line["const"] - left[names] @ line[names]
    model = open_national(country).models[id, 2022]
    weights = 1 / (frame["variance"] + model.sd_between**2)
    around = frame["value"] - np.average(frame["value"], weights=weights)
    found = 1 - (weights @ unseen**2) / (weights @ around**2)
    assert found == pytest.approx(model.out_of_sample_r2, abs=0.03)
    assert found < model.r2


def test_the_recorded_groups_of_similar_municipalities_are_read(country, shared):
    table = pd.read_csv(shared / "data/kolada/municipality_groups.csv", dtype=str)
    mine = table[table["group_title"].str.contains("grundskola, Varberg")]
    held = similar_groups(SnapshotStore(country.snapshots))
    assert held["1383", "grundskola"].members == tuple(sorted(mine["member_id"]))
    assert len(held) == 2 * 5


def test_few_municipalities_lie_beyond_the_limits_of_similar_ones(country):
    """At most two of a hundred, as the pages say, over all years and indicators of the table."""
    book, store = open_catalogue(country), open_table(country.store)
    own = own_sets(store, book.indicators)
    for id in {indicator for indicator, _, _ in open_national(country).peers}:
        figures = national_figures(store, book.indicators[id]).dropna()
        shares = []
        for _, rows in figures[figures["year"] >= 2015].groupby("year"):
            of_year = rows.set_index("municipality_id")
            tau2 = usual_difference(of_year, own)
            if tau2 is not None:
                found = peer_means(of_year, own).join(of_year)
                room = np.sqrt(found["variance"] + found["chance"] + tau2)
                shares.append(((found["value"] - found["level"]).abs() > 3.09 * room).mean())
        assert np.mean(shares) < 0.025


def test_a_users_own_table_goes_before_the_shipped_one(country):
    assert not open_national(country).shipped


def test_what_is_left_over_goes_with_the_deviation_that_skr_publishes(country):
    """Another model of the same thing: parents, newcomers, sex and economic assistance."""
    store = open_table(country.store)
    table = store.table.query("sex == 'T' and variant == 'kommunal'")
    table = table[table["school_unit"].isna() & table["year"].eq(2022)]
    of = {id: rows.set_index("municipality_id") for id, rows in table.groupby("indicator")}
    model = open_national(country).models["alla_amnen_slutbetyg", 2022]
    parents = store.table.query("indicator == 'foraldrars_utbildning' and year == 2021").set_index(
        "municipality_id"
    )
    level, education, newcomers = model.coefficients
    expected = level + education * parents["value"] + newcomers * of["nyinvandrade_ak9"]["value"]
    left = of["alla_amnen_slutbetyg"]["value"] - expected
    published = of["avvikelse_alla_amnen_slutbetyg"]["value"]
    assert left.corr(published) > 0.9
