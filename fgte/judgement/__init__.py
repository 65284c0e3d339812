"""The one composition: indicator, municipality and years in, what can be said out."""

from fgte.judgement.gap import Gap
from fgte.judgement.gates import Gate, Panel, StagePanel
from fgte.judgement.lines import Line, chosen_series, chosen_variant, usual_lines
from fgte.judgement.regional_results import Heterogeneity, Level, RegionalJudgement
from fgte.judgement.regional_study import judge_region, region_study_for
from fgte.judgement.results import (
    Change,
    Figure,
    GapMove,
    Judgement,
    Movement,
    Part,
    Revision,
    SexGap,
    SourceLine,
    Trend,
)
from fgte.judgement.study import judge, study_for
from fgte.judgement.variation import UsualVariation

__all__ = [
    "Change",
    "Figure",
    "Gap",
    "GapMove",
    "Gate",
    "Heterogeneity",
    "Judgement",
    "Level",
    "Line",
    "Movement",
    "Panel",
    "Part",
    "RegionalJudgement",
    "Revision",
    "SexGap",
    "SourceLine",
    "StagePanel",
    "Trend",
    "UsualVariation",
    "chosen_series",
    "chosen_variant",
    "judge",
    "judge_region",
    "region_study_for",
    "study_for",
    "usual_lines",
]
