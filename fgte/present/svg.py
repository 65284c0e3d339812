"""The one renderer: a chart as accessible SVG, readable on a phone, in print and in grey."""

from __future__ import annotations

from fgte.present.chart import (
    Chart,
    CohortChart,
    DeviationsChart,
    MovementsChart,
    SeriesChart,
    SmallMultiples,
)
from fgte.present.svg_cohort import render_cohort
from fgte.present.svg_movements import render_deviations, render_movements
from fgte.present.svg_multiples import render_multiples
from fgte.present.svg_series import render_series
from fgte.present.svg_spread import render_spread


def render(chart: Chart) -> str:
    """The chart as one ``<svg>`` element, the same bytes for the same chart."""
    if isinstance(chart, SeriesChart):
        return render_series(chart)
    if isinstance(chart, MovementsChart):
        return render_movements(chart)
    if isinstance(chart, DeviationsChart):
        return render_deviations(chart)
    if isinstance(chart, SmallMultiples):
        return render_multiples(chart)
    return render_cohort(chart) if isinstance(chart, CohortChart) else render_spread(chart)
