"""Which donors chance moves as much as the treated: those with about as many pupils."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from fgte.model import Indicator, Sex, Stage, Variant
from fgte.store import Store

TIMES = 2.0
"""From half to twice as many pupils: chance then differs by at most a factor of 1.4."""

NEAREST = 19
"""With fewer beside one municipality no p-value comes down to one in twenty."""


def sizes_of(
    figures: pd.DataFrame, store: Store, indicator: Indicator, variant: Variant
) -> dict[str, float]:
    """How many pupils each municipality usually has.

    Those behind its own figures; where that is not known of most, those in the whole school form,
    which are as many times larger everywhere.

    Parameters
    ----------
    figures
        One row a unit and year, with the columns ``unit``, ``year`` and ``pupils``.
    store
        Where the numbers of pupils in the school forms are.
    indicator, variant
        Whose figures they are.
    """
    known = figures[figures["pupils"].gt(0)]
    if 2 * known["unit"].nunique() >= figures["unit"].nunique():
        return _medians(known, "unit", "pupils")
    own_schools = indicator.stage is Stage.GY and variant is not Variant.HEMKOMMUN
    form = "elever_gymnasieskola" if own_schools else "elever_grundskola"
    living = Variant.KOMMUNAL if own_schools else Variant.HEMKOMMUN
    table = store.table
    rows = table[
        table["indicator"].eq(form)
        & table["variant"].eq(living.value)
        & table["sex"].eq(Sex.ALL.value)
        & table["school_unit"].isna()
        & table["year"].isin(figures["year"].unique())
        & table["value"].gt(0)
    ]
    return _medians(rows, "municipality_id", "value")


def alike_in_size(
    sizes: Mapping[str, float],
    treated: Sequence[str],
    donors: Sequence[str],
    *,
    fewest: int = NEAREST,
    whole: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The donors about as large as one of the treated: half to twice, or else the nearest.

    Small municipalities move more by chance alone. Among all of the country a small one is found
    rare far too often, and a large one too seldom (Ferman and Pinto 2019, Review of Economics and
    Statistics 101, 452-467).

    Parameters
    ----------
    sizes
        How many pupils each has. One whose pupils are not known is alike to none.
    treated, donors
        Codes of municipalities.
    fewest
        How many a comparison needs. Where fewer have from half to twice as many pupils, the
        nineteen nearest in size are taken, and those that are as near.
    whole
        The donors that can be compared, by default all of them.
    """
    apart = times_apart(sizes, treated, donors)
    band = tuple(unit for unit in donors if unit in apart and apart[unit] <= TIMES)
    usable = {unit: each for unit, each in apart.items() if whole is None or unit in whole}
    if len(usable.keys() & set(band)) >= fewest or not usable:
        return band
    farthest = sorted(usable.values())[:NEAREST][-1]
    return tuple(unit for unit in donors if unit in usable and usable[unit] <= farthest)


def times_apart(
    sizes: Mapping[str, float], treated: Sequence[str], donors: Sequence[str]
) -> dict[str, float]:
    """How many times larger or smaller each donor is than the treated unit nearest to it."""
    own = [sizes[unit] for unit in treated if unit in sizes]
    return {
        unit: min(max(each / sizes[unit], sizes[unit] / each) for each in own)
        for unit in donors
        if own and unit in sizes
    }


def _medians(rows: pd.DataFrame, unit: str, column: str) -> dict[str, float]:
    usual = rows.groupby(unit)[column].median()
    return {str(each): float(n) for each, n in usual.items()}
