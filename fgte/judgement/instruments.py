"""What the rounds of an instrument say: level, profile, agreement, and what has changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from fgte.analysis.rounds import Moments, RoundChange, change_between, mean_of_round
from fgte.catalogue.instruments import Instrument, Level, RatedObject
from fgte.errors import DataError
from fgte.model import Interval, Localised
from fgte.sources.instruments.profile import Rated, RoundProfile
from fgte.sources.surveys.comparability import comparable, response_caveats
from fgte.store.instrument_rounds import as_survey


@dataclass(frozen=True)
class LevelReading:
    """The level of a mean, and the lowest and highest level its interval reaches."""

    level: Level
    lowest: Level
    highest: Level

    @property
    def sure(self) -> bool:
        """Whether the whole interval lies in one level."""
        return self.lowest == self.highest


@dataclass(frozen=True)
class PartsBeside:
    """How far the first part lies above the second, with its interval (None: not known)."""

    difference: float
    interval: Interval | None


@dataclass(frozen=True)
class Step:
    """From one round to the next: whether they are comparable, and how the mean moved.

    ``change`` is None where the rounds are not comparable (``reasons`` says why), or where a
    figure may not be known. ``parts`` are the changes of the parts that are known, by id.
    """

    first: date
    second: date
    reasons: tuple[Localised, ...]
    caveats: tuple[Localised, ...]
    change: RoundChange | None
    parts: dict[str, RoundChange]


@dataclass(frozen=True)
class RatedRounds:
    """Every round about one municipality, network or school, oldest first.

    Attributes
    ----------
    interval : Interval or None
        Between which means another group of that size would place itself.
    reading : LevelReading or None
        None where the mean may not be known, or the instrument has no levels.
    beside : PartsBeside or None
        None with other than two parts, or where one may not be known.
    steps : tuple of Step
        From each round to the next.
    caveats : tuple of Localised
        What to mind of who answered the latest round.
    """

    rounds: tuple[RoundProfile, ...]
    interval: Interval | None
    reading: LevelReading | None
    beside: PartsBeside | None
    steps: tuple[Step, ...]
    caveats: tuple[Localised, ...]

    @property
    def latest(self) -> RoundProfile:
        """The round that the level and the profile are of."""
        return self.rounds[-1]

    @property
    def rated(self) -> Rated:
        """What the rounds are about, as the latest names it."""
        return self.latest.rated

    @property
    def instrument(self) -> Instrument:
        """What was asked in the latest round."""
        return self.latest.instrument


def judge_rounds(found: Sequence[RoundProfile]) -> tuple[RatedRounds, ...]:
    """Read the rounds of one instrument, each rated object by itself.

    Nothing is compared between objects. They come in a fixed order: municipalities, networks,
    schools, each by id and never by result.

    Parameters
    ----------
    found : sequence of RoundProfile
        Rounds of one instrument.

    Raises
    ------
    DataError
        Two rounds about the same were answered on one day.
    """
    ordered = sorted(found, key=_order)
    return tuple(_judged(tuple(of)) for _, of in groupby(ordered, key=lambda each: each.series))


def _order(made: RoundProfile) -> tuple[int, str, date]:
    return list(RatedObject).index(made.rated.kind), made.rated.id, made.date


def _judged(rounds: tuple[RoundProfile, ...]) -> RatedRounds:
    for one, other in pairwise(rounds):
        if one.date == other.date:
            raise DataError("instrument_same_day", name=one.rated.name, date=one.date)
    latest = rounds[-1]
    interval = _interval(latest)
    return RatedRounds(
        rounds=rounds,
        interval=interval,
        reading=_reading(latest, interval),
        beside=_beside(latest),
        steps=tuple(_step(one, other) for one, other in pairwise(rounds)),
        caveats=response_caveats(as_survey(latest)),
    )


def _interval(made: RoundProfile) -> Interval | None:
    if made.moments is None or made.instrument.scale is None:
        return None
    scale = made.instrument.scale
    return mean_of_round(made.moments, within=(scale.low, scale.high))


def _reading(made: RoundProfile, interval: Interval | None) -> LevelReading | None:
    mean = made.everyone.mean
    level = None if mean is None else made.instrument.level_of(mean)
    if level is None:
        return None
    if interval is None:
        return LevelReading(level, level, level)
    ends = [made.instrument.level_of(end) or level for end in (interval.low, interval.high)]
    return LevelReading(level, *ends)


def _beside(made: RoundProfile) -> PartsBeside | None:
    means = list(made.everyone.parts.values())
    if len(means) != 2 or means[0] is None or means[1] is None:
        return None
    difference = means[0] - means[1]
    spread, people = made.spread, made.answered
    if spread is None or spread.difference is None or people is None:
        return PartsBeside(difference, None)
    interval = mean_of_round(Moments(people, difference, spread.difference))
    return PartsBeside(difference, None if math.isnan(interval.low) else interval)


def _step(one: RoundProfile, other: RoundProfile) -> Step:
    found = comparable(as_survey(one), as_survey(other))
    known = found.comparable and one.moments is not None and other.moments is not None
    return Step(
        first=one.date,
        second=other.date,
        reasons=found.reasons,
        caveats=found.caveats,
        change=change_between(one.moments, other.moments)
        if known and one.moments and other.moments
        else None,
        parts=dict(_part_changes(one, other)) if known else {},
    )


def _part_changes(one: RoundProfile, other: RoundProfile) -> Iterator[tuple[str, RoundChange]]:
    for part in other.instrument.parts:
        first, second = _part_moments(one, part.id), _part_moments(other, part.id)
        if first is not None and second is not None:
            yield part.id, change_between(first, second)


def _part_moments(made: RoundProfile, part: str) -> Moments | None:
    mean = made.everyone.parts.get(part)
    if made.answered is None or made.spread is None or mean is None:
        return None
    spread = made.spread.parts.get(part)
    return None if spread is None else Moments(made.answered, mean, spread)
