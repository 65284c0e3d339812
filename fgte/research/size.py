"""Which donors chance moves as much as the treated: those with about as many pupils."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

TIMES = 2.0
"""From half to twice as many pupils: chance then differs by at most a factor of 1.4."""


def alike_in_size(
    figures: pd.DataFrame, treated: Sequence[str], donors: Sequence[str]
) -> tuple[str, ...]:
    """The donors that have from half to twice as many pupils as one of the treated.

    Small municipalities move more by chance alone. Among all of the country a small one is found
    rare far too often, and a large one too seldom (Ferman and Pinto 2019, Review of Economics and
    Statistics 101, 452-467).

    Parameters
    ----------
    figures
        One row a unit and year, with the columns ``unit`` and ``pupils``.
    treated, donors
        Codes of municipalities. One whose pupils are not known is alike to none.
    """
    sizes = figures[figures["pupils"].gt(0)].groupby("unit")["pupils"].median().to_dict()
    own = [sizes[unit] for unit in treated if unit in sizes]
    return tuple(
        unit
        for unit in donors
        if unit in sizes and any(each / TIMES <= sizes[unit] <= each * TIMES for each in own)
    )
