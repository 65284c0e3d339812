"""The national table from a store that holds the country: lines, spreads, slopes, likenesses."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import pandas as pd

from fgte.analysis.expected import ExpectedModel, fit_expected
from fgte.analysis.pooling import partial_pooling
from fgte.analysis.slopes import slope_variances, theil_sen_slopes
from fgte.catalogue import Catalogue
from fgte.catalogue.national import (
    RECIPES,
    ExpectedFigure,
    NationalModel,
    NationalPeers,
    NationalSlopes,
    NationalSpread,
)
from fgte.errors import RequestError
from fgte.judgement.figures import break_years
from fgte.judgement.movement import FEWEST_YEARS
from fgte.judgement.national_frame import VARIANT, context_frame, national_figures
from fgte.judgement.national_peers import (
    FEWEST_MUNICIPALITIES,
    FIRST_YEAR,
    Groups,
    own_sets,
    peer_levels,
)
from fgte.model import Indicator, Sex
from fgte.store.tables import Store


@dataclass(frozen=True)
class NationalTables:
    """Everything that goes into the national table, in a fixed order."""

    models: tuple[NationalModel, ...]
    expected: tuple[ExpectedFigure, ...]
    spreads: tuple[NationalSpread, ...]
    slopes: tuple[NationalSlopes, ...]
    peers: tuple[NationalPeers, ...]
    similar: tuple[tuple[str, tuple[str, ...]], ...]
    years: tuple[int, int]


def fit_national(
    store: Store, book: Catalogue, groups: Groups = MappingProxyType({})
) -> NationalTables:
    """Fit everything the national table holds.

    Parameters
    ----------
    groups
        The municipalities that Kolada calls similar, where they have been fetched.

    Raises
    ------
    RequestError
        The store does not hold the country: says how to fetch it.
    """
    held = store.table["municipality_id"].nunique()
    if held < FEWEST_MUNICIPALITIES:
        raise RequestError("no_country", found=held, expected=FEWEST_MUNICIPALITIES)
    members = [each.id for each in book.members]
    fitted = [each for id in RECIPES for each in _models(store, book.indicators[id], book, members)]
    spreads = [each for one in book.followed for each in _spreads(store, one)]
    own = own_sets(store, book.indicators)
    peers = [e for one in book.followed for e in peer_levels(store, one, own, groups, members)]
    return NationalTables(
        models=tuple(model for model, _ in fitted),
        expected=tuple(figure for _, figures in fitted for figure in figures),
        spreads=tuple(spreads),
        slopes=tuple(each for one in book.followed for each in _slopes(store, one)),
        peers=tuple(peers),
        similar=tuple((id, own.get(id, ())) for id in members),
        years=(min(e.year for e in spreads), max(e.year for e in spreads)),
    )


def background_of(store: Store, indicator: Indicator, book: Catalogue) -> pd.DataFrame:
    """The background that an indicator's expected value rests on, by municipality and year."""
    frames = [
        context_frame(store, book.indicators[each.indicator], lag=each.lag)
        for each in RECIPES[indicator.id]
    ]
    joint = frames[0]
    for frame in frames[1:]:
        joint = joint.merge(frame, on=["municipality_id", "year"])
    return joint


def _models(
    store: Store, indicator: Indicator, book: Catalogue, members: Sequence[str]
) -> Iterator[tuple[NationalModel, tuple[ExpectedFigure, ...]]]:
    names = [each.indicator for each in RECIPES[indicator.id]]
    background = background_of(store, indicator, book)
    figures = national_figures(store, indicator)
    joint = background.merge(figures, on=["municipality_id", "year"], how="left")
    for year, rows in joint[joint["year"] >= FIRST_YEAR].groupby("year"):
        frame = rows.set_index("municipality_id").sort_index()
        if frame[["value", "variance"]].notna().all(axis=1).sum() < FEWEST_MUNICIPALITIES:
            continue
        found = fit_expected(frame, "value", names, variances="variance")
        model = _as_model(found, indicator.id, int(str(year)))
        present = [id for id in members if id in frame.index]
        yield model, tuple(_as_figure(found, frame, names, model, id) for id in present)


def _as_model(found: ExpectedModel, indicator: str, year: int) -> NationalModel:
    return NationalModel(
        indicator=indicator,
        year=year,
        n=found.n,
        names=tuple(str(name) for name in found.coefficients.index),
        coefficients=tuple(found.coefficients.tolist()),
        covariance=tuple(tuple(row) for row in found.covariance.to_numpy().tolist()),
        sd_between=found.sd_between or 0.0,
        r2=found.r2,
        out_of_sample_r2=found.out_of_sample_r2,
    )


def _as_figure(
    found: ExpectedModel, frame: pd.DataFrame, names: list[str], model: NationalModel, id: str
) -> ExpectedFigure:
    row = np.array([1.0, *frame.loc[id, names]], dtype=np.float64)
    error = math.sqrt(float(row @ found.covariance.to_numpy() @ row))
    return ExpectedFigure(model.indicator, id, model.year, float(found.expected[id]), error)


def _spreads(store: Store, indicator: Indicator) -> Iterator[NationalSpread]:
    figures = national_figures(store, indicator).dropna()
    for year, rows in figures[figures["year"] >= FIRST_YEAR].groupby("year"):
        if len(rows) >= FEWEST_MUNICIPALITIES:
            pooled = partial_pooling(rows["value"], rows["variance"])
            yield NationalSpread(
                indicator=indicator.id,
                year=int(str(year)),
                n=len(rows),
                mean=pooled.mean,
                sd_seen=float(rows["value"].std(ddof=1)),
                sd_between=math.sqrt(pooled.tau2),
            )


def _slopes(store: Store, indicator: Indicator) -> Iterator[NationalSlopes]:
    """How municipalities' slopes differ, over the latest stretch that can be compared."""
    for sex in Sex:
        figures = national_figures(store, indicator, sex).dropna()
        figures = figures[figures["year"] >= FIRST_YEAR]
        years = _latest_stretch(figures, indicator)
        if not years:
            continue
        chosen = figures[figures["year"].isin(years)]
        values = chosen.pivot(index="municipality_id", columns="year", values="value")
        chance = chosen.groupby("municipality_id")["variance"].mean().reindex(values.index)
        found, around = values.columns.to_numpy(np.float64), values.to_numpy(np.float64)
        slopes = theil_sen_slopes(found, around, fewest=FEWEST_YEARS)
        years_noise = (indicator.between_year_sd or 0.0) ** 2
        noise = slope_variances(found, around, chance.to_numpy(np.float64) + years_noise)
        if np.isfinite(slopes).sum() >= FEWEST_MUNICIPALITIES:
            pooled = partial_pooling(slopes, noise)
            n = int(np.isfinite(slopes).sum())
            ends = (min(years), max(years))
            yield NationalSlopes(indicator.id, sex, *ends, n, pooled.mean, pooled.tau2)


def _latest_stretch(figures: pd.DataFrame, indicator: Indicator) -> tuple[int, ...]:
    """The years of the latest stretch without a break that is long enough to judge."""
    held, counts = np.unique(figures["year"].to_numpy(int), return_counts=True)
    years = held[counts >= FEWEST_MUNICIPALITIES].tolist()
    edges = [0, *break_years(indicator, VARIANT), 9999]
    for first, last in reversed(list(pairwise(edges))):
        stretch = tuple(year for year in years if first <= year < last)
        if len(stretch) >= FEWEST_YEARS:
            return stretch
    return ()
