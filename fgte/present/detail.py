"""The detail view of a chart in plotly, where figures can be pointed at and zoomed.

The figure is one plain dictionary handed to ``go.Figure`` once, which is about
ten times faster than adding trace by trace.
"""

from __future__ import annotations

import plotly.graph_objects as go
import plotly.io as pio

from fgte.present.chart import (
    Chart,
    CohortChart,
    DeviationsChart,
    MovementsChart,
    SeriesChart,
    SmallMultiples,
)
from fgte.present.detail_movements import deviations_figure, movements_figure
from fgte.present.detail_parts import CONFIG, Trace, config_in
from fgte.present.detail_series import series_figure
from fgte.present.detail_spread import spread_figure
from fgte.present.detail_stages import cohort_figure, multiples_figure

__all__ = ["CONFIG", "config_in", "plotly_figure"]


def plotly_figure(chart: Chart) -> go.Figure:
    """The same chart as a plotly figure, with the same figures, breaks and words.

    Where a notebook shows it, it has the buttons of ``CONFIG``, in the chart's
    language: none of them sends anything.
    """
    pio.renderers["plotly_mimetype"].config = config_in(chart.lang)
    return go.Figure(_figure(chart))


def _figure(chart: Chart) -> Trace:
    if isinstance(chart, SeriesChart):
        return series_figure(chart)
    if isinstance(chart, MovementsChart):
        return movements_figure(chart)
    if isinstance(chart, DeviationsChart):
        return deviations_figure(chart)
    if isinstance(chart, SmallMultiples):
        return multiples_figure(chart)
    return cohort_figure(chart) if isinstance(chart, CohortChart) else spread_figure(chart)
