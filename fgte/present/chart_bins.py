"""Schools as heaps: how many lie in each step of the scale, never which."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from fgte.present.axis import Window

Bin = tuple[float, float, int]
"""From, to and how many."""

_A_TICK = 5


def bins(values: Iterable[float], window: Window) -> tuple[Bin, ...]:
    """The values in steps of a fifth of a tick, from low to high; empty steps are left out."""
    width = window.step / _A_TICK
    last = math.ceil(round(window.high / width, 9)) - 1
    counted = Counter(min(math.floor(round(value / width, 9)), last) for value in values)
    return tuple((i * width, (i + 1) * width, counted[i]) for i in sorted(counted))
