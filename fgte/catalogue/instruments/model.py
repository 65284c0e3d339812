"""What an instrument is: frozen values that a form, a file or a page can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fgte.model import Localised


class RatedObject(StrEnum):
    """What the answers are about."""

    MUNICIPALITY = "municipality"
    NETWORK = "network"
    SCHOOL = "school"


@dataclass(frozen=True)
class AnswerScale:
    """The steps that can be answered, from the lowest, with a label for each."""

    low: int
    labels: tuple[Localised, ...]

    @property
    def high(self) -> int:
        """The highest step."""
        return self.low + len(self.labels) - 1

    @property
    def steps(self) -> range:
        """Every step, lowest first."""
        return range(self.low, self.high + 1)


@dataclass(frozen=True)
class Item:
    """One question or statement: answered on the scale, or in own words where it is open."""

    id: str
    text: Localised
    open: bool = False
    help: Localised | None = None


@dataclass(frozen=True)
class Part:
    """Questions that are read together, beside those of other parts."""

    id: str
    label: Localised
    items: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """What a mean is called from ``low`` up to where the next level begins."""

    step: int
    label: Localised
    low: float


@dataclass(frozen=True)
class Instrument:
    """Questions, how they are answered, and how the answers are read.

    Attributes
    ----------
    version : str
        Another version is another instrument: its answers are not joined in a series.
    language : str
        In which language the questions are asked.
    source, terms : Localised
        Where the questions come from, and on what terms they may be used.
    cut_offs : Localised or None
        Who chose where one level ends and the next begins, and how.
    scale : AnswerScale or None
        None where every question is answered in own words.
    objects : tuple of RatedObject
        What may be rated with it; each object's answers are read by themselves.
    pupils : bool
        Whether pupils answer it, and not teachers, leaders or parents.
    """

    id: str
    version: str
    language: str
    label: Localised
    explanation: Localised
    source: Localised
    terms: Localised
    cut_offs: Localised | None
    scale: AnswerScale | None
    items: tuple[Item, ...]
    parts: tuple[Part, ...]
    levels: tuple[Level, ...]
    objects: tuple[RatedObject, ...]
    pupils: bool = False

    @property
    def scaled(self) -> tuple[Item, ...]:
        """The questions that are answered on the scale."""
        return tuple(each for each in self.items if not each.open)

    @property
    def talked_of(self) -> tuple[Item, ...]:
        """The questions in own words: for the analysis day, never answered in a form."""
        return tuple(each for each in self.items if each.open)

    def level_of(self, mean: float) -> Level | None:
        """The level that a mean falls in; None for an instrument without levels."""
        reached = [each for each in self.levels if mean >= each.low]
        return reached[-1] if reached else None
