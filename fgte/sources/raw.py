"""Raw figures: what every reader of a foreign file gives, before anyone says what it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from fgte.model import Status

COLUMNS: Mapping[str, str] = {
    "source": "str",
    "kpi": "str",
    "municipality_id": "str",
    "school_unit": "object",
    "year": "int64",
    "sex": "str",
    "value": "float64",
    "low": "float64",
    "high": "float64",
    "pupils": "float64",
    "status": "str",
    "snapshot_id": "str",
}
"""One row a figure, as the source gave it.

``kpi`` is the Kolada id of the measure, whoever published it. ``value`` is missing unless
``status`` is ok; ``low`` and ``high`` are there only for a censored figure. ``school_unit`` is None
for a figure of a whole municipality. ``pupils`` is a counted number, never an approximate one.
"""


def raw_figures(rows: Iterable[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Rows in the columns of raw figures; what is not given is missing, and a value is ok."""
    table = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    blank: dict[str, Any] = {"school_unit": None, "status": Status.OK.value}
    for column in COLUMNS:
        if column not in table:
            table = table.assign(**{column: blank.get(column, np.nan)})
    return table[list(COLUMNS)].astype(dict(COLUMNS))
