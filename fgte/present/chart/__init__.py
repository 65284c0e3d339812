"""What a chart shows, as frozen values: every renderer and every table starts from these."""

from __future__ import annotations

from fgte.present.chart.parts import (
    PROVISIONAL_BELOW,
    Limits,
    Line,
    LineRole,
    Point,
    PointMark,
    Runs,
    WorkMark,
    YearMark,
    ZeroLine,
)
from fgte.present.chart.rows import Deviation, DeviationsChart, Movement, MovementsChart
from fgte.present.chart.series import SeriesChart, all_years, axis_years
from fgte.present.chart.spread import SpreadChart, SpreadYear
from fgte.present.chart.stages import CohortChart, CohortStep, SmallMultiples, StageGroup

Chart = SeriesChart | MovementsChart | DeviationsChart | SmallMultiples | CohortChart | SpreadChart

__all__ = [
    "PROVISIONAL_BELOW",
    "Chart",
    "CohortChart",
    "CohortStep",
    "Deviation",
    "DeviationsChart",
    "Limits",
    "Line",
    "LineRole",
    "Movement",
    "MovementsChart",
    "Point",
    "PointMark",
    "Runs",
    "SeriesChart",
    "SmallMultiples",
    "SpreadChart",
    "SpreadYear",
    "StageGroup",
    "WorkMark",
    "YearMark",
    "ZeroLine",
    "all_years",
    "axis_years",
]
