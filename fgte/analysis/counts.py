"""What a number of pupils, of successes, and a spread between pupils must be."""

from __future__ import annotations

import math


def require_pupils(total: float) -> None:
    """Refuse a number of pupils that is not above 0."""
    if not 0 < total < math.inf:
        raise ValueError(f"the number of pupils must be above 0, but is {total}")


def bounded_count(successes: float, total: float) -> float:
    """Return the successes within 0 and the total, mended for rounding; refuse others."""
    require_pupils(total)
    rounding = 1e-9 * total
    if not -rounding <= successes <= total + rounding:
        raise ValueError(f"successes must be between 0 and the total {total}, but are {successes}")
    return min(max(successes, 0.0), total)


def spread_between_pupils(sd: float) -> float:
    """Return a standard deviation; refuse one below 0 or without bound."""
    if not 0 <= sd < math.inf:
        raise ValueError(f"the standard deviation must be 0 or more, but is {sd}")
    return sd
