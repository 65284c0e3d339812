"""Raw figures turned into observations: what each is, whether it can be read, how many pupils."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from fgte.analysis.uncertainty import censored_bounds
from fgte.catalogue import Catalogue
from fgte.errors import DataError
from fgte.model import (
    OWN_CALCULATION,
    OWN_CALCULATION_BOTH,
    CohortSize,
    Indicator,
    PupilsKind,
    Series,
    Sex,
    Status,
    Variant,
)
from fgte.store.possible import require_possible
from fgte.store.schema import COLUMNS

_WEAKNESS = {
    status.value: rank
    for rank, status in enumerate(
        (Status.OK, Status.CENSORED, Status.NOT_APPLICABLE, Status.MISSING, Status.SUPPRESSED)
    )
}
"""Statuses from what says most to what says least; a joint figure has its weakest part's."""

_VAGUENESS = {
    kind.value: rank
    for rank, kind in enumerate((PupilsKind.EXACT, PupilsKind.APPROXIMATE, PupilsKind.UNKNOWN))
}
"""How well a number of pupils is known; a joint figure's only as well as its vaguest part's."""

CENSORING_SOURCE = "Kolada"
"""The source that replaces "1–4 pupils did not reach it" by a fixed figure."""


def tidy(raw: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """Observations of every raw figure, in the columns of the store.

    Nothing is dropped: a figure whose KPI the catalogue does not know is an error.
    """
    return (
        raw.pipe(_placed, book)
        .pipe(require_possible, book)
        .pipe(_with_status, book)
        .pipe(_with_unpublished_years, book)
        .pipe(_with_approximate_pupils, book)
        .pipe(_with_combined_series, book)
        .loc[:, list(COLUMNS)]
    )


def _placed(raw: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """Each figure's indicator, series, variant and kind, by its KPI id."""
    places = book.by_kpi()
    unknown = sorted(set(raw["kpi"].unique()) - set(places))
    if unknown:
        raise DataError("unmapped_kpi", kpis=", ".join(unknown))
    rows = [
        (kpi, indicator.id, series.id, variant.value, indicator.kind.value)
        for kpi, (indicator, series, variant) in places.items()
    ]
    names = ["kpi", "indicator", "series", "variant", "kind"]
    return raw.merge(pd.DataFrame(rows, columns=names), on="kpi", how="left", validate="m:1")


def _with_status(table: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """Zeros that are no result, and figures the source has replaced, are marked so."""
    zero = _indicators(book, lambda each: each.zero_is_not_applicable)
    no_result = table["value"].eq(0) & table["indicator"].isin(zero)
    limits = {each.id: each.censored_at for each in book.indicators.values() if each.censored_at}
    censored = table["value"].eq(table["indicator"].map(limits).astype(float))
    censored &= table["source"].eq(CENSORING_SOURCE)
    bounds = [censored_bounds(None if np.isnan(n) else n) for n in table.loc[censored, "pupils"]]
    table.loc[no_result, "status"] = Status.NOT_APPLICABLE.value
    table.loc[censored, "status"] = Status.CENSORED.value
    table.loc[censored, "low"] = [100 * each.low for each in bounds]
    table.loc[censored, "high"] = [100 * each.high for each in bounds]
    table.loc[no_result | censored, "value"] = np.nan
    return table


def _with_unpublished_years(table: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """A row with status missing for each year that was never published and has no figure."""
    line = ["indicator", "series", "variant", "municipality_id", "sex"]
    added = []
    for indicator in (each for each in book.indicators.values() if each.unpublished):
        own = table[table["indicator"].eq(indicator.id) & table["school_unit"].isna()]
        lines = own.drop_duplicates(line)
        nothing = dict.fromkeys(("value", "low", "high", "pupils"), np.nan)
        blank = lines.assign(**nothing, status=Status.MISSING.value)
        years = [year for each in indicator.unpublished for year in each.years]
        wanted = pd.concat([blank.assign(year=year) for year in years])
        both = pd.concat([own, wanted], ignore_index=True)
        added.append(both[~both.duplicated([*line, "year"])].iloc[len(own) :])
    return pd.concat([table, *added], ignore_index=True)


def _with_approximate_pupils(table: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """Counted pupils where the source gives them, else a share of the right October's count."""
    whole = table["school_unit"].isna()
    of_all = table[table["sex"].eq(Sex.ALL) & whole]
    counts = of_all.set_index(["kpi", "municipality_id", "year"])["value"]
    approximate = pd.Series(np.nan, index=table.index)
    for indicator in book.indicators.values():
        for variant, size in indicator.cohorts.items():
            rows = whole & table["indicator"].eq(indicator.id) & table["variant"].eq(variant)
            approximate[rows] = _year_group(table[rows], counts, size)
    readable = table["status"].isin([Status.OK, Status.CENSORED])
    exact, near = table["pupils"].notna(), approximate.notna() & readable
    return table.assign(
        pupils=table["pupils"].where(exact, approximate.where(readable)),
        pupils_kind=np.select(
            [exact, near],
            [PupilsKind.EXACT.value, PupilsKind.APPROXIMATE.value],
            PupilsKind.UNKNOWN.value,
        ),
    )


def _year_group(rows: pd.DataFrame, counts: pd.Series[Any], size: CohortSize) -> pd.Series[Any]:
    """An even share of a count of pupils; one sex is taken as half of it."""
    october = rows["year"] - size.october_lag
    kpis = [size.kpi] * len(rows)
    keys = pd.MultiIndex.from_arrays([kpis, rows["municipality_id"], october])
    share = counts.reindex(keys).to_numpy() / size.school_years
    half = np.where(rows["sex"].eq(Sex.ALL), 1.0, 0.5)
    return pd.Series(np.round(share * half), index=rows.index)


def _with_combined_series(table: pd.DataFrame, book: Catalogue) -> pd.DataFrame:
    """Rows for the series that are the mean of several KPIs, marked as own calculation."""
    combined = [
        _mean_of_parts(table, indicator, series, variant, kpis)
        for indicator in book.indicators.values()
        for series in indicator.series
        for variant, kpis in series.kpis.items()
        if len(kpis) > 1
    ]
    return pd.concat([table, *(each for each in combined if len(each))], ignore_index=True)


def _mean_of_parts(
    table: pd.DataFrame,
    indicator: Indicator,
    series: Series,
    variant: Variant,
    kpis: tuple[str, ...],
) -> pd.DataFrame:
    """The plain mean where every part is there; it can say no more than its weakest part."""
    line = ["municipality_id", "school_unit", "sex", "year"]
    parts = table[table["kpi"].isin(kpis) & table["indicator"].eq(indicator.id)]
    parts = parts.assign(
        low=parts["low"].fillna(parts["value"]),
        high=parts["high"].fillna(parts["value"]),
        weakness=parts["status"].map(_WEAKNESS),
        vagueness=parts["pupils_kind"].map(_VAGUENESS),
        foreign=parts["source"].ne("Kolada"),
    )
    mean = parts.groupby(line, as_index=False, dropna=False).agg(
        there=("kpi", "size"),
        value=("value", "mean"),
        low=("low", "mean"),
        high=("high", "mean"),
        pupils=("pupils", "min"),
        vagueness=("vagueness", "max"),
        weakness=("weakness", "max"),
        kind=("kind", "first"),
        snapshot_id=("snapshot_id", "first"),
        foreign=("foreign", "max"),
    )
    mean = mean[mean["there"].eq(len(kpis))]
    status = mean["weakness"].map(dict(enumerate(_WEAKNESS)))
    kinds = mean["vagueness"].map(dict(enumerate(_VAGUENESS)))
    known, ranged = status.eq(Status.OK), status.eq(Status.CENSORED)
    return mean.assign(
        indicator=indicator.id,
        series=series.id,
        variant=variant.value,
        kpi="+".join(kpis),
        source=np.where(mean["foreign"], OWN_CALCULATION_BOTH, OWN_CALCULATION),
        status=status,
        value=mean["value"].where(known).round(9),  # figures have decimals, floats have noise
        low=mean["low"].where(ranged).round(9),
        high=mean["high"].where(ranged).round(9),
        pupils=mean["pupils"].where((known | ranged) & kinds.ne(PupilsKind.UNKNOWN)),
        pupils_kind=kinds,
    )


def _indicators(book: Catalogue, chosen: Any) -> list[str]:
    return [each.id for each in book.indicators.values() if chosen(each)]
