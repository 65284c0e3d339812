"""Many indicators asked of in order: stages of school, their indicators, what lies below.

What a series says alone is worked out elsewhere; here is decided what may be said of
it, when all that is asked at the same time is taken into account.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from fgte.analysis.gatekeeping import ALPHA, StageGate, below, gatekeep
from fgte.analysis.multiplicity import holm
from fgte.analysis.panel import StageTest, step_down
from fgte.judgement.evidence import Column, block_of, chance_of_signal
from fgte.judgement.gates import Gate, Panel, StagePanel
from fgte.judgement.results import GapMove, Movement, SexGap
from fgte.model import Stage, Verdict

NOT_ASKED = 1.0
"""The adjusted p-value of a question whose gate is shut."""

MOVED = (Verdict.IMPROVING, Verdict.WORSENING)
GAP_MOVED = (GapMove.NARROWED, GapMove.WIDENED)

Name = TypeVar("Name", bound=Hashable)


@dataclass(frozen=True)
class Asked:
    """One indicator as it is asked of: its own years, and those of what lies below it."""

    id: str
    stage: Stage | None
    own: Column
    against: Column
    gap: Column


@dataclass(frozen=True)
class Answers:
    """What opened: a gate for each indicator with years to judge, and the whole panel."""

    gates: Mapping[str, Gate]
    panel: Panel


def ask(asked: Sequence[Asked], tests: Mapping[Stage | None, StageTest] | None = None) -> Answers:
    """Ask of the stages as one small family, and inside those that open of the indicators.

    Parameters
    ----------
    asked
        The indicators in the collaboration's order; one without years is not asked of.
    tests
        How each stage was tested, where it was not by its indicators' own years.
    """
    by_stage = {stage: [e for e in asked if e.stage is stage and e.own] for stage in _order(asked)}
    tested = {stage: members for stage, members in by_stage.items() if members}
    found = gatekeep(
        [block_of([each.own for each in members]) for members in tested.values()],
        [tests[stage] for stage in tested] if tests is not None else (),
    )
    opened = dict(zip(tested, found, strict=True))
    stages = {stage: _stage(stage, by_stage[stage], opened.get(stage)) for stage in by_stage}
    gates = {
        each.id: Gate(stages[stage], adjusted, opened=adjusted <= ALPHA)
        for stage, gate in opened.items()
        for each, adjusted in zip(tested[stage], gate.series, strict=True)
    }
    return Answers(gates, _panel(asked, tuple(stages.values())))


def beneath(gates: Mapping[str, Gate], columns: Mapping[str, Column]) -> dict[str, float]:
    """Adjusted p-values of a further question, put to all of a stage at once where any is open.

    It is put also to the indicators that are shut, though nothing may be said of those:
    which ones opened is partly chance, and the family must not be chosen by it.
    """
    found = dict.fromkeys(columns, NOT_ASKED)
    for stage in dict.fromkeys(gate.stage for gate in gates.values()):
        ids = [id for id, gate in gates.items() if gate.stage is stage and columns.get(id)]
        if any(gates[id].opened for id in ids):
            block = block_of([columns[id] for id in ids])
            own = [float(each) for each in step_down(block.low, highs=block.high)]
            together = below([gates[id].adjusted for id in ids], own)
            found |= {i: p for i, p in zip(ids, together, strict=True) if gates[i].opened}
    return found


def family_beneath(parent: float, p_values: Mapping[Name, float]) -> dict[Name, float]:
    """Adjusted p-values of a small family below one indicator, by Holm; not asked if it is shut."""
    if parent > ALPHA or not p_values:
        return dict.fromkeys(p_values, NOT_ASKED)
    own = [float(each) for each in holm(list(p_values.values()))]
    return dict(zip(p_values, below([parent] * len(own), own), strict=True))


def gated(movement: Movement, adjusted: float) -> Movement:
    """The movement with the verdict that its gate allows; a shut one leaves a signal to watch."""
    if movement.trend is None:
        return movement
    if movement.verdict not in MOVED or adjusted <= ALPHA:
        return replace(movement, adjusted=adjusted)
    verdict = Verdict.CANNOT_BE_DECIDED
    return replace(movement, verdict=verdict, adjusted=adjusted, to_watch=True)


def gated_gap(gap: SexGap, adjusted: float) -> SexGap:
    """The distance between girls and boys with what its gate allows to be said of it."""
    if gap.trend is None:
        return gap
    if gap.move not in GAP_MOVED or adjusted <= ALPHA:
        return replace(gap, adjusted=adjusted)
    return replace(gap, move=GapMove.CANNOT_BE_DECIDED, adjusted=adjusted, signal=gap.move)


def _order(asked: Sequence[Asked]) -> list[Stage | None]:
    """The stages of school, and last those of no stage where there are any."""
    without: list[Stage | None] = [None] if any(each.stage is None for each in asked) else []
    return [*Stage, *without]


def _stage(stage: Stage | None, members: Sequence[Asked], gate: StageGate | None) -> StagePanel:
    if gate is None:
        return StagePanel(stage, 0, None, None, opened=False)
    return StagePanel(stage, len(members), gate.test.p_value, gate.adjusted, gate.opened)


def _panel(asked: Sequence[Asked], stages: tuple[StagePanel, ...]) -> Panel:
    columns = [column for e in asked for column in (e.own, e.against, e.gap) if column]
    expected = sum(chance_of_signal(column) for column in columns)
    return Panel(stages, sum(each.tested for each in stages), len(columns), expected)
