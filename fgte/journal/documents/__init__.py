"""What the journal's documents hold: a frozen model for each kind, checked when written."""

from fgte.journal.documents.exchange import Exchange, MunicipalityCode, SoftValue, Visit
from fgte.journal.documents.factor import Criteria, Criterion, Standing, SuccessFactor, Support
from fgte.journal.documents.fields import LINE, PROSE, Body
from fgte.journal.documents.followed import follow_up_of
from fgte.journal.documents.inquiry import Activity, Arena, Illeris, Inquiry
from fgte.journal.documents.kinds import MODELS, Kind, kind_of
from fgte.journal.documents.learning import (
    CompetenceJourney,
    Evaluation,
    LearningNetwork,
    Segregation,
)
from fgte.journal.documents.organising import (
    Assignment,
    CalendarEntry,
    Communication,
    Group,
    Proposal,
    Rebasing,
    Step,
)
from fgte.journal.documents.reading import (
    BodyError,
    Problem,
    StoredError,
    as_held,
    plain,
    read_body,
    stored_body,
)
from fgte.journal.documents.research import Formed, Known, LaidAside, ResearchQuestion
from fgte.journal.documents.traces import Expected, ExpectedTrace, Trace

__all__ = [
    "LINE",
    "MODELS",
    "PROSE",
    "Activity",
    "Arena",
    "Assignment",
    "Body",
    "BodyError",
    "CalendarEntry",
    "Communication",
    "CompetenceJourney",
    "Criteria",
    "Criterion",
    "Evaluation",
    "Exchange",
    "Expected",
    "ExpectedTrace",
    "Formed",
    "Group",
    "Illeris",
    "Inquiry",
    "Kind",
    "Known",
    "LaidAside",
    "LearningNetwork",
    "MunicipalityCode",
    "Problem",
    "Proposal",
    "Rebasing",
    "ResearchQuestion",
    "Segregation",
    "SoftValue",
    "Standing",
    "Step",
    "StoredError",
    "SuccessFactor",
    "Support",
    "Trace",
    "Visit",
    "as_held",
    "follow_up_of",
    "kind_of",
    "plain",
    "read_body",
    "stored_body",
]
