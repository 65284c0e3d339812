"""What ``import fgte`` gives: open the store, assess, and findings that show themselves."""

from fgte.api.assessing import (
    assess,
    assess_all,
    assess_collaboration,
    assess_region,
    open_store,
)
from fgte.api.findings import Finding, Findings, RegionFinding, RegionFindings

__all__ = [
    "Finding",
    "Findings",
    "RegionFinding",
    "RegionFindings",
    "assess",
    "assess_all",
    "assess_collaboration",
    "assess_region",
    "open_store",
]
