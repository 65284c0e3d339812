"""FGTE Analysverkstad: progression, trends and patterns in the municipalities' own change work.

>>> import fgte
>>> store = fgte.open_store()  # doctest: +SKIP
>>> finding = fgte.assess("meritvarde", "Kungsbacka", store=store)  # doctest: +SKIP
>>> finding.sentence()  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fgte.version import VERSION

if TYPE_CHECKING:
    from fgte import catalogue, dashboards
    from fgte.api import (
        ChangeWork,
        ExchangeFinding,
        Finding,
        Findings,
        InstrumentFinding,
        LearningWork,
        RegionFinding,
        RegionFindings,
        SchoolFindings,
        SharedExperienceFinding,
        SoftToHard,
        SoftValues,
        assess,
        assess_all,
        assess_collaboration,
        assess_instrument,
        assess_region,
        assess_school,
        change_work,
        exchange,
        learning_work,
        open_store,
        shared_experience,
        soft_to_hard,
        soft_values,
    )

__version__ = VERSION

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
    "__version__",
    "assess",
    "assess_all",
    "assess_collaboration",
    "assess_instrument",
    "assess_region",
    "assess_school",
    "catalogue",
    "change_work",
    "dashboards",
    "exchange",
    "learning_work",
    "open_store",
    "shared_experience",
    "soft_to_hard",
    "soft_values",
]


def __getattr__(name: str) -> Any:
    """Load a public name the first time it is asked for, so that importing stays cheap."""
    from importlib import import_module

    if name in ("catalogue", "dashboards"):
        return import_module(f"fgte.{name}")
    if name in __all__:
        return getattr(import_module("fgte.api"), name)
    raise AttributeError(f"module 'fgte' has no attribute {name!r}")
