"""Studies for följeforskning: designs that fit few units and short series, and their packages.

``open_study`` gives the report of a study file piece by piece; ``fgte study`` runs it as a
notebook, ``fgte export --study`` packs it so that another researcher can remake it.
"""

from fgte.research.opening import open_study
from fgte.research.pages import StudyPage
from fgte.research.studying import StudyResult, carry_out, freeze_study, read_study

__all__ = [
    "StudyPage",
    "StudyResult",
    "carry_out",
    "freeze_study",
    "open_study",
    "read_study",
]
