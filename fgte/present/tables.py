"""Judgements as data frames, for those who want to take the figures further."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fgte.judgement import Judgement, RegionalJudgement


def figures_table(judged: Judgement) -> pd.DataFrame:
    """One row a year: value, bounds, pupils and status, with the country's value beside."""
    country = {each.year: each.value for each in judged.country}
    rows = [
        {
            "year": each.year,
            "value": each.value,
            "low": each.interval.low if each.interval else None,
            "high": each.interval.high if each.interval else None,
            "pupils": each.pupils,
            "pupils_kind": each.pupils_kind.value,
            "status": each.status.value,
            "compared": each.readable,
            "country": country.get(each.year),
            "kpi": each.kpi,
            "source": each.source,
            "snapshot_id": each.snapshot_id,
        }
        for each in judged.series
    ]
    return pd.DataFrame(rows)


def overview_table(judged: Sequence[Judgement]) -> pd.DataFrame:
    """One row an indicator: latest figure, slope with bounds, verdicts."""
    return pd.DataFrame([_movement(each) for each in judged])


def movements_table(region: RegionalJudgement) -> pd.DataFrame:
    """One row a municipality in code order."""
    rows = [{"municipality": e.municipality.name, **_movement(e)} for e in region.movements]
    return pd.DataFrame(rows)


def _movement(judged: Judgement) -> dict[str, object]:
    trend = judged.trend
    return {
        "indicator": judged.indicator.id,
        "variant": judged.variant.value,
        "sex": judged.sex.value,
        "year": judged.year,
        "value": judged.value,
        "status": judged.status.value,
        "first_year": trend.first_year if trend else None,
        "last_year": trend.last_year if trend else None,
        "slope": trend.slope if trend else None,
        "slope_low": trend.low if trend else None,
        "slope_high": trend.high if trend else None,
        "p_value": trend.p_value if trend else None,
        "adjusted_p": judged.movement.adjusted,
        "verdict": judged.verdict.value,
        "to_watch": judged.to_watch,
        "against_riket": judged.against_riket.verdict.value,
    }
