"""Dashboards: the same findings, cards and charts as in the reports, steered by choices.

>>> import fgte
>>> fgte.dashboards.municipality("1384")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fgte.dashboards.boards import equity, municipality, overview, region

__all__ = ["equity", "municipality", "overview", "region"]


def __getattr__(name: str) -> Any:
    """Load the widgets the first time one is asked for: a server of pages needs none."""
    from importlib import import_module

    if name in __all__:
        return getattr(import_module("fgte.dashboards.boards"), name)
    raise AttributeError(f"module 'fgte.dashboards' has no attribute {name!r}")
