"""Usual variation: which figures are as a series usually is, and which stand out."""

from fgte.analysis.spc.attributes import ControlChart, laney_p_chart, p_chart
from fgte.analysis.spc.rebasing import Rebasing, Stretch, limits_by_stretch
from fgte.analysis.spc.rules import directions, outside_limits, special_causes
from fgte.analysis.spc.runs import RunChart, run_chart
from fgte.analysis.spc.xmr import FEWEST_FOR_LASTING, XmrLimits, xmr_limits

__all__ = [
    "FEWEST_FOR_LASTING",
    "ControlChart",
    "Rebasing",
    "RunChart",
    "Stretch",
    "XmrLimits",
    "directions",
    "laney_p_chart",
    "limits_by_stretch",
    "outside_limits",
    "p_chart",
    "run_chart",
    "special_causes",
    "xmr_limits",
]
