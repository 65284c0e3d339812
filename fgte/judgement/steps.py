"""How far two years lie apart, and how much room chance and ordinary years leave for that."""

from __future__ import annotations

import math

from fgte.analysis.uncertainty import mean_difference_interval, newcombe_interval
from fgte.judgement.results import Figure
from fgte.model import Indicator, Interval, Unit

REACH = 1.959963984540054
"""Standard deviations on each side of an interval that holds in 95 cases of 100."""

STEP_OF_SD = 1.1283791670955126
"""The mean step between two values drawn alike, in their standard deviations (2/√π)."""


def difference_interval(a: Figure, b: Figure, indicator: Indicator) -> Interval | None:
    """The room chance leaves for a − b, two groups with no pupil in common.

    None where a figure or its number of pupils is not known.
    """
    if a.value is None or b.value is None or not a.pupils or not b.pupils:
        return None
    if indicator.unit is Unit.PERCENT:
        x1, x2 = a.value / 100 * a.pupils, b.value / 100 * b.pupils
        room = newcombe_interval(x1, a.pupils, x2, b.pupils)
        return Interval(100 * room.low, 100 * room.high)
    if indicator.pupil_sd is None:
        return None
    return mean_difference_interval(a.value, a.pupils, b.value, b.pupils, sd=indicator.pupil_sd)


def usual_interval(
    before: Figure, now: Figure, indicator: Indicator, usual_step: float | None
) -> Interval | None:
    """The room that chance among pupils and ordinary differences between years leave together.

    The wider of two: chance among pupils with what year groups of the indicator usually differ
    beyond it, and what the unit's own steps say of two years. None where neither is known.

    Parameters
    ----------
    usual_step
        The mean step between neighbouring years of the unit's own series; None where it is too
        short to say.

    Notes
    -----
    The parts are joined by squaring and adding the distances to each limit (Zou and Donner
    2008, Statistics in Medicine 27, 1693-1702).
    """
    if before.value is None or now.value is None:
        return None
    change = now.value - before.value
    pupils, noise = difference_interval(now, before, indicator), indicator.between_year_sd
    reaches = []
    if pupils is not None and noise is not None:
        beyond = REACH * math.sqrt(2) * noise
        ends = change - pupils.low, pupils.high - change
        reaches.append(tuple(math.hypot(end, beyond) for end in ends))
    if usual_step is not None:
        own = REACH * math.sqrt(2) * usual_step / STEP_OF_SD
        reaches.append((own, own))
    if not reaches:
        return None
    down, up = (max(ends) for ends in zip(*reaches, strict=True))
    return Interval(change - down, change + up)
