"""Many questions asked in order, each opened only by the one before it.

First whether a stage moves at all, its series taken together; the stages are one small
family. Only inside a stage that moves is it asked which series do. So a set of series
in which nothing moves seldom gives any answer but that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fgte.analysis.kendall import FloatArray
from fgte.analysis.multiplicity import holm
from fgte.analysis.panel import StageTest, stage_test, step_down

ALPHA = 0.05
"""How often, at most, sets of series in which nothing moves may open."""


@dataclass(frozen=True)
class Block:
    """The series of one stage: years x series, NaN where a series has no usable figure.

    Where a figure is only known as a range `low` and `high` are its ends, else equal.
    """

    low: FloatArray
    high: FloatArray


@dataclass(frozen=True)
class StageGate:
    """What a stage's series say together, and which of them may be spoken of.

    `adjusted` is the stage's p-value among the stages, and `series` each series' own
    inside the stage, never below the stage's. What is at or below `ALPHA` is open.
    """

    test: StageTest
    adjusted: float
    series: tuple[float, ...]

    @property
    def opened(self) -> bool:
        return self.adjusted <= ALPHA


def gatekeep(stages: Sequence[Block], tests: Sequence[StageTest] = ()) -> tuple[StageGate, ...]:
    """Ask first of the stages, and inside those that open of their series.

    Parameters
    ----------
    stages : sequence of Block
        The stages whose series can be asked of, in any fixed order.
    tests : sequence of StageTest
        How each stage was tested, where it was not by `stage_test` of its own series.

    Returns
    -------
    tuple of StageGate
        In the order given. Holm's method (1979) over the stages; Westfall and Young's
        step-down over the series of one.

    Notes
    -----
    Serial gatekeeping (Maurer, Hothorn and Lehmacher 1995; Dmitrienko and Tamhane
    2007): where nothing moves at most one set in twenty opens anything. Where one stage
    does move, the series of that stage and the other stages are a twentieth each.
    """
    found = list(tests) or [_tested(each) for each in stages]
    adjusted = holm([each.p_value for each in found]) if found else ()
    return tuple(
        StageGate(test, float(among), _inside(block, float(among)))
        for block, test, among in zip(stages, found, adjusted, strict=True)
    )


def below(parents: Sequence[float], own: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values of questions asked only where the one above each is open.

    A question is as uncertain as the most uncertain of what it rests on. One whose
    parent is shut was never asked; its number is then its parent's, or 1.
    """
    return tuple(max(parent, each) for parent, each in zip(parents, own, strict=True))


def _tested(block: Block) -> StageTest:
    """The joint test of a stage; of a single series, its own exact one."""
    together = stage_test(block.low, highs=block.high)
    if block.low.shape[1] > 1:
        return together
    return StageTest(together.statistic, float(step_down(block.low, highs=block.high)[0]))


def _inside(block: Block, stage: float) -> tuple[float, ...]:
    """The adjusted p-values of a stage's series; not asked, hence 1, where it is shut."""
    if stage > ALPHA:
        return (1.0,) * int(block.low.shape[1])
    return tuple(max(stage, float(each)) for each in step_down(block.low, highs=block.high))
