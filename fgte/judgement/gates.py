"""What a panel of indicators lets be said: frozen values beside the judgements themselves."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.model import Stage


@dataclass(frozen=True)
class StagePanel:
    """One stage of school: whether its indicators, taken together, move over the years.

    ``tested`` counts the indicators with a stretch to judge. ``p_value`` is the joint
    one of the stage, ``adjusted`` the same among the stages; None where none was tested.
    ``stage`` is None for a municipality's own indicators that belong to no stage.
    """

    stage: Stage | None
    tested: int
    p_value: float | None
    adjusted: float | None
    opened: bool


@dataclass(frozen=True)
class Gate:
    """How the panel came to let one indicator's movement be said, or not.

    ``adjusted`` is the indicator's own p-value inside its stage, never below the
    stage's; ``opened`` that it is at most 0.05, so that a verdict may be given.
    """

    stage: StagePanel
    adjusted: float
    opened: bool


@dataclass(frozen=True)
class Panel:
    """What was asked of one municipality, or of the region, and what opened.

    ``stages`` are in the order of school. ``tested`` counts the indicators with a
    stretch to judge; ``questions`` also those beside the country and between girls and
    boys. ``expected_by_chance`` is how many of the questions would give a signal of
    their own if nothing moved at all.
    """

    stages: tuple[StagePanel, ...]
    tested: int
    questions: int
    expected_by_chance: float

    @property
    def opened(self) -> tuple[StagePanel, ...]:
        """The stages that move."""
        return tuple(each for each in self.stages if each.opened)
