"""What ``import fgte`` gives: open the store, assess, and findings that show themselves."""

from fgte.api.assessing import (
    assess,
    assess_all,
    assess_collaboration,
    assess_region,
    open_store,
)
from fgte.api.change_work_finding import ChangeWork, change_work
from fgte.api.exchanges import (
    ExchangeFinding,
    SharedExperienceFinding,
    exchange,
    shared_experience,
)
from fgte.api.findings import Finding, Findings, RegionFinding, RegionFindings
from fgte.api.instruments import InstrumentFinding, assess_instrument
from fgte.api.learning_finding import LearningWork, learning_work
from fgte.api.schools import SchoolFindings, assess_school
from fgte.api.soft_finding import SoftValues, soft_values
from fgte.api.soft_hard_finding import SoftToHard, soft_to_hard

__all__ = [
    "ChangeWork",
    "ExchangeFinding",
    "Finding",
    "Findings",
    "InstrumentFinding",
    "LearningWork",
    "RegionFinding",
    "RegionFindings",
    "SchoolFindings",
    "SharedExperienceFinding",
    "SoftToHard",
    "SoftValues",
    "assess",
    "assess_all",
    "assess_collaboration",
    "assess_instrument",
    "assess_region",
    "assess_school",
    "change_work",
    "exchange",
    "learning_work",
    "open_store",
    "shared_experience",
    "soft_to_hard",
    "soft_values",
]
