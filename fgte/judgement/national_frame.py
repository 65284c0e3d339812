"""The country's figures as frames: each municipality's value and the variance chance gives it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fgte.judgement.figures import odd_years
from fgte.model import COUNTRY, Indicator, Sex, Status, Unit, Variant
from fgte.store.tables import Store

VARIANT = Variant.KOMMUNAL
"""Whose pupils the national table concerns: those of municipal schools."""


def national_figures(store: Store, indicator: Indicator, sex: Sex = Sex.ALL) -> pd.DataFrame:
    """One row a municipality and year, with what can be compared.

    Returns
    -------
    DataFrame
        municipality_id, year, value and variance, in the indicator's unit; a figure the source
        has replaced stands in the middle of its range, with the range in its variance. NaN
        variance where the number of pupils is not known. Odd years are left out.
    """
    table = _of(store, indicator, sex)
    table = table[~table["year"].isin(odd_years(indicator, VARIANT))]
    censored = table["status"].eq(Status.CENSORED)
    value = table["value"].where(~censored, (table["low"] + table["high"]) / 2)
    extra = ((table["high"] - table["low"]) ** 2 / 12).where(censored, 0.0)
    return pd.DataFrame(
        {
            "municipality_id": table["municipality_id"],
            "year": table["year"],
            "value": value,
            "variance": _chance(table.assign(value=value), indicator) + extra,
        }
    ).reset_index(drop=True)


def context_frame(store: Store, indicator: Indicator, *, lag: int) -> pd.DataFrame:
    """A context figure by municipality and the year it belongs to results of."""
    table = _of(store, indicator, Sex.ALL)
    return pd.DataFrame(
        {
            "municipality_id": table["municipality_id"],
            "year": table["year"] + lag,
            indicator.id: table["value"],
        }
    ).dropna()


def _of(store: Store, indicator: Indicator, sex: Sex) -> pd.DataFrame:
    table = store.table
    keep = (
        table["indicator"].eq(indicator.id)
        & table["series"].eq(indicator.default_series)
        & table["variant"].eq(VARIANT.value)
        & table["sex"].eq(sex.value)
        & table["school_unit"].isna()
        & table["municipality_id"].ne(COUNTRY)
        & table["status"].isin([Status.OK.value, Status.CENSORED.value])
    )
    return table[keep]


def _chance(table: pd.DataFrame, indicator: Indicator) -> pd.Series[float]:
    """The variance of chance: by the year's own share in the country, or the spread of pupils."""
    pupils = table["pupils"].where(table["pupils"] > 0)
    if indicator.unit is Unit.PERCENT:
        share = table.groupby("year")["value"].transform("mean") / 100
        return 1e4 * share * (1 - share) / pupils
    spread = np.nan if indicator.pupil_sd is None else indicator.pupil_sd
    return spread**2 / pupils
