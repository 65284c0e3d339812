"""Studies for följeforskning: designs that fit few units and short series, and their packages.

``open_study`` gives the report of a study file piece by piece; ``fgte study`` runs it as a
notebook, ``fgte export --study`` packs it so that another researcher can remake it.
``research_questions`` is the register of what was asked together and how far it has come.
"""

from fgte.research.opening import open_study, own_study, question_page, research_questions
from fgte.research.pages import StudyPage
from fgte.research.question_page import QuestionPage
from fgte.research.question_status import QuestionStatus
from fgte.research.questions import QuestionRegister, StandingQuestion
from fgte.research.studying import StudyResult, carry_out, freeze_study, read_study

__all__ = [
    "QuestionPage",
    "QuestionRegister",
    "QuestionStatus",
    "StandingQuestion",
    "StudyPage",
    "StudyResult",
    "carry_out",
    "freeze_study",
    "open_study",
    "own_study",
    "question_page",
    "read_study",
    "research_questions",
]
