"""What an evaluation answers with: an estimate, its interval and how often chance gives as much."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """An estimate, what it may as well have been, and how often chance gives one as large.

    ``low`` and ``high`` are infinite where the design cannot bound the estimate. ``smallest_p``
    is the least p-value that the design could have given at all: above 0.05 it could never have
    shown anything. ``assignments`` is how many ways of choosing the units were compared, and
    ``p_error`` the standard error of a p-value that was drawn rather than counted. The last
    three are None, or 0, where the p-value rests on a t-distribution.
    """

    value: float
    low: float
    high: float
    p_value: float
    smallest_p: float | None = None
    assignments: int | None = None
    p_error: float = 0.0
