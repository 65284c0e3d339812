"""The columns of a data package's tables: names that R and Stata take, and their types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

LONGEST_NAME = 32
"""Stata takes no longer name of a variable."""

TEXT, WHOLE, NUMBER, DAY = "string", "integer", "number", "date"

TABLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "figures": {
            "unit_code": TEXT,
            "unit_name": TEXT,
            "role": TEXT,
            "year": WHOLE,
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "status": TEXT,
            "pupils": NUMBER,
            "pupils_kind": TEXT,
            "used": WHOLE,
            "kpi": TEXT,
            "source": TEXT,
            "snapshot_id": TEXT,
        },
        "outcome": {"year": WHOLE, "after_start": WHOLE, "observed": NUMBER, "expected": NUMBER},
        "by_year": {
            "year": WHOLE,
            "after_start": WHOLE,
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "p_value": NUMBER,
        },
        "estimates": {
            "choice": TEXT,
            "about": TEXT,
            "possible": WHOLE,
            "value": NUMBER,
            "low": NUMBER,
            "high": NUMBER,
            "p_value": NUMBER,
            "smallest_p": NUMBER,
        },
        "assumptions": {"assumption": TEXT, "holds": TEXT, "because": TEXT},
        "traces": {
            "begun": TEXT,
            "indicator": TEXT,
            "direction": TEXT,
            "first_year": WHOLE,
            "before_result": WHOLE,
        },
        "soft_values": {
            "indicator": TEXT,
            "series": TEXT,
            "unit_code": TEXT,
            "year": WHOLE,
            "value": NUMBER,
            "status": TEXT,
            "pupils": NUMBER,
        },
        "soft_to_hard": {
            "unit_code": TEXT,
            "instrument": TEXT,
            "indicator": TEXT,
            "series": TEXT,
            "sex": TEXT,
            "direction": TEXT,
            "lag": WHOLE,
            "written": TEXT,
            "first_round": WHOLE,
            "last_round": WHOLE,
            "soft_change": NUMBER,
            "soft_low": NUMBER,
            "soft_high": NUMBER,
            "hard_first_year": WHOLE,
            "hard_last_year": WHOLE,
            "hard_change": NUMBER,
            "hard_low": NUMBER,
            "hard_high": NUMBER,
            "country_change": NUMBER,
            "status": TEXT,
            "outcome": TEXT,
        },
        "origins": {
            "snapshot_id": TEXT,
            "title": TEXT,
            "sources": TEXT,
            "urls": TEXT,
            "retrieved": DAY,
            "sha256": TEXT,
            "terms_sv": TEXT,
            "terms_en": TEXT,
            "citation": TEXT,
        },
        "withheld": {"what": TEXT, "n": WHOLE, "reason_sv": TEXT, "reason_en": TEXT},
        "codebook": {
            "table_name": TEXT,
            "variable": TEXT,
            "type": TEXT,
            "meaning_sv": TEXT,
            "meaning_en": TEXT,
        },
    }
)

_KEPT_AS = {TEXT: "string", WHOLE: "Int64", NUMBER: "Float64", DAY: "string"}


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """A table with the types that its columns are said to have; what is missing is missing."""
    kept: Any = {column: _KEPT_AS[kind] for column, kind in TABLES[name].items()}
    return table.reindex(columns=list(TABLES[name])).astype(kept).reset_index(drop=True)


def schema_of(name: str) -> dict[str, Any]:
    """The table's schema in the words of Frictionless."""
    fields = [{"name": column, "type": kind} for column, kind in TABLES[name].items()]
    return {"fields": fields, "missingValues": [""]}
