"""What is said of the municipalities together, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from fgte.judgement.gates import Gate
from fgte.judgement.region_pattern import RegionPattern
from fgte.judgement.results import Judgement, Movement
from fgte.model import Indicator, Municipality, Sex, Verdict


@dataclass(frozen=True)
class Heterogeneity:
    """Whether the municipalities have moved in different ways, beyond chance.

    ``adjusted`` is the p-value among the indicators (Holm); ``differs`` follows it.
    """

    statistic: float
    p_value: float
    differs: bool
    adjusted: float | None = None


@dataclass(frozen=True)
class Level:
    """Where the municipalities are together, one year; an own calculation."""

    year: int
    value: float
    weighted_by_pupils: bool


@dataclass(frozen=True)
class RegionalJudgement:
    """One indicator in all the municipalities: each one's movement, and what is common.

    ``movements`` are in code order, never by result. ``included`` are the
    municipalities behind what is said in common; ``left_out`` those that could not be.
    ``pattern`` sees the movements as a few of many: with the variation that the country's
    municipalities have. No verdict rests on it.
    """

    indicator: Indicator
    sex: Sex
    movements: tuple[Judgement, ...]
    included: tuple[Municipality, ...]
    left_out: tuple[Municipality, ...]
    common: Movement
    common_against_riket: Movement
    heterogeneity: Heterogeneity | None
    level: Level | None
    pattern: RegionPattern
    gate: Gate | None = None

    @property
    def verdict(self) -> Verdict:
        return self.common.verdict

    @property
    def to_watch(self) -> bool:
        """Whether the common movement is a signal that the panel does not let stand."""
        return self.common.to_watch
