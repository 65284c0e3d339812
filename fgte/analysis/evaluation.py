"""Designs for asking whether something that was tried can be seen in the figures.

None of them shows a cause. Each compares what came with what would have been expected from the
own past, from other units, or from a mixture of other units, and says how far chance reaches.
"""

from __future__ import annotations

from fgte.analysis.differences import (
    EventStudy,
    difference_in_differences,
    difference_of_panel,
    event_study,
)
from fgte.analysis.estimates import Estimate
from fgte.analysis.segmented import Segmented, interrupted_time_series
from fgte.analysis.synthetic import Synthetic, synthetic_control, synthetic_of_panel
from fgte.analysis.unit_panel import UnitPanel, unit_panel

__all__ = [
    "Estimate",
    "EventStudy",
    "Segmented",
    "Synthetic",
    "UnitPanel",
    "difference_in_differences",
    "difference_of_panel",
    "event_study",
    "interrupted_time_series",
    "synthetic_control",
    "synthetic_of_panel",
    "unit_panel",
]
