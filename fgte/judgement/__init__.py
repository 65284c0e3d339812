"""The one composition: indicator, municipality and years in, what can be said out."""

from fgte.judgement.municipal import Line, chosen_variant, judge
from fgte.judgement.regional import judge_region
from fgte.judgement.results import (
    Change,
    Figure,
    Gap,
    GapMove,
    Heterogeneity,
    Judgement,
    Level,
    Movement,
    Part,
    RegionalJudgement,
    Revision,
    SexGap,
    SourceLine,
    Trend,
)
from fgte.judgement.variation import UsualVariation

__all__ = [
    "Change",
    "Figure",
    "Gap",
    "GapMove",
    "Heterogeneity",
    "Judgement",
    "Level",
    "Line",
    "Movement",
    "Part",
    "RegionalJudgement",
    "Revision",
    "SexGap",
    "SourceLine",
    "Trend",
    "UsualVariation",
    "chosen_variant",
    "judge",
    "judge_region",
]
