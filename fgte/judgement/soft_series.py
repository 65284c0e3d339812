"""A unit's own soft value, round by round, and how far it has moved since the first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fgte.analysis.rounds import change_between, mean_of_round
from fgte.catalogue.instruments import RatedObject
from fgte.judgement.instruments import RatedRounds
from fgte.judgement.results import Figure, Judgement
from fgte.judgement.shared_experience import FIRST_MONTH
from fgte.judgement.steps import difference_interval
from fgte.model import Direction, Interval, Localised, RecordKind, Status, Unit
from fgte.sources.instruments.profile import RoundProfile
from fgte.sources.surveys.comparability import comparable
from fgte.store.instrument_rounds import as_survey, marked


@dataclass(frozen=True)
class Moved:
    """A difference and the room that is left for it; None where that is not known."""

    value: float
    interval: Interval | None = None

    @property
    def way(self) -> int:
        """1 up and -1 down where the whole interval lies on that side of none, else 0."""
        if self.interval is None:
            return 0
        return int(self.interval.low > 0) - int(self.interval.high < 0)

    def within(self, reach: float) -> bool:
        """Whether the interval rules out every movement larger than so much."""
        return (
            self.interval is not None
            and -reach <= self.interval.low
            and self.interval.high <= reach
        )


@dataclass(frozen=True)
class SoftRound:
    """One round: the school year by the year in which it ends, and what may be shown of it.

    ``moved`` is how far the value lies from that of the first comparable round; None for that
    round itself, for those before it, and where either may not be known.
    """

    year: int
    value: float | None
    interval: Interval | None = None
    people: int | None = None
    day: date | None = None
    comparable: bool = True
    moved: Moved | None = None


@dataclass(frozen=True)
class SoftUnit:
    """Whose rounds they are: a municipality by its code or a school by its unit."""

    kind: RatedObject
    id: str
    name: str


@dataclass(frozen=True)
class SoftSeries:
    """Every round of a soft value in one unit, oldest first.

    Attributes
    ----------
    indicator : str
        The instrument's id, or that of the municipality's own indicator.
    ends : tuple of float or None
        The ends of the scale; None where the figure is a share.
    rounds : tuple of SoftRound
        Of two rounds in one school year the later.
    reasons : tuple of Localised
        Why the earlier rounds do not compare with the later.
    shared : bool
        Whether it is asked with an instrument that all the municipalities have.
    example : bool
        Whether any round is made up.
    few : int or None
        Fewer people than this were hidden.
    """

    unit: SoftUnit
    indicator: str
    label: Localised
    measure: Unit
    better: Direction
    ends: tuple[float, float] | None
    rounds: tuple[SoftRound, ...]
    reasons: tuple[Localised, ...] = ()
    shared: bool = False
    example: bool = False
    few: int | None = None

    @property
    def comparable(self) -> tuple[SoftRound, ...]:
        """The latest rounds that are asked alike, those that may not be known included."""
        return tuple(each for each in self.rounds if each.comparable)

    @property
    def shown(self) -> tuple[SoftRound, ...]:
        """Those of them whose value may be known."""
        return tuple(each for each in self.comparable if each.value is not None)


def school_year(day: date) -> int:
    """The year in which the school year of a day ends."""
    return day.year + 1 if day.month >= FIRST_MONTH else day.year


def of_instrument(rated: RatedRounds, *, shared: bool) -> SoftSeries:
    """The rounds of an instrument about one municipality or school."""
    last = rated.latest
    yearly = {school_year(each.date): each for each in rated.rounds}
    alike = {year: _alike(each, last) for year, each in yearly.items()}
    since = max((year for year, same in alike.items() if not same), default=0)
    first = _first_known(yearly, since)
    scale = rated.instrument.scale
    return SoftSeries(
        unit=SoftUnit(last.rated.kind, last.rated.id, last.rated.name),
        indicator=rated.instrument.id,
        label=marked(last),
        measure=Unit.RATIO,
        better=Direction.HIGHER,
        ends=(scale.low, scale.high) if scale else None,
        rounds=tuple(_round(year, each, since, first) for year, each in yearly.items()),
        reasons=_reasons(yearly.get(since), last),
        shared=shared,
        example=any(each.example for each in rated.rounds),
        few=last.threshold,
    )


def of_survey(unit: SoftUnit, judged: Judgement, days: Mapping[int, date]) -> SoftSeries:
    """The rounds of a municipality's own survey: its headline question or mean.

    Parameters
    ----------
    days
        When each round was answered, by the year that its figure has in the store.
    """
    cuts = [r for r in judged.indicator.records if r.kind is RecordKind.BREAK]
    since = max((record.year for record in cuts), default=0)
    answered = [each for each in judged.series if each.status is not Status.MISSING]
    rounds = {
        (school_year(days[f.year]) if f.year in days else f.year): (f, f.year >= since)
        for f in answered
    }
    known = [f for f, alike in rounds.values() if alike and f.value is not None]
    return SoftSeries(
        unit=unit,
        indicator=judged.indicator.id,
        label=judged.indicator.label,
        measure=judged.indicator.unit,
        better=judged.indicator.better,
        ends=None,
        rounds=tuple(
            _answered(year, figure, alike, known[:1], judged, days)
            for year, (figure, alike) in rounds.items()
        ),
        reasons=tuple(record.text for record in cuts if record.year == since),
    )


def _alike(one: RoundProfile, other: RoundProfile) -> bool:
    return comparable(as_survey(one), as_survey(other)).comparable


def _reasons(before: RoundProfile | None, last: RoundProfile) -> tuple[Localised, ...]:
    return () if before is None else comparable(as_survey(before), as_survey(last)).reasons


def _first_known(yearly: Mapping[int, RoundProfile], since: int) -> RoundProfile | None:
    known = (e for year, e in yearly.items() if year > since and e.everyone.mean is not None)
    return next(known, None)


def _round(year: int, made: RoundProfile, since: int, first: RoundProfile | None) -> SoftRound:
    found = SoftRound(
        year=year,
        value=made.everyone.mean,
        interval=_interval(made),
        people=made.answered,
        day=made.date,
        comparable=year > since,
    )
    if first is None or made is first or not found.comparable or found.value is None:
        return found
    return replace(found, moved=_since(first, made))


def _since(first: RoundProfile, made: RoundProfile) -> Moved | None:
    if made.everyone.mean is None or first.everyone.mean is None:
        return None
    if first.moments is None or made.moments is None:
        return Moved(made.everyone.mean - first.everyone.mean)
    found = change_between(first.moments, made.moments)
    return Moved(found.change, _bounded(found.low, found.high))


def _interval(made: RoundProfile) -> Interval | None:
    if made.moments is None or made.instrument.scale is None:
        return None
    ends = float(made.instrument.scale.low), float(made.instrument.scale.high)
    found = mean_of_round(made.moments, within=ends)
    return _bounded(found.low, found.high)


def _bounded(low: float, high: float) -> Interval | None:
    """The interval, or None where there is none (NaN)."""
    return Interval(low, high) if low <= high else None


def _answered(
    year: int,
    figure: Figure,
    alike: bool,
    first: Sequence[Figure],
    judged: Judgement,
    days: Mapping[int, date],
) -> SoftRound:
    later = alike and figure.value is not None and figure not in first
    return SoftRound(
        year=year,
        value=figure.value,
        interval=figure.interval if figure.value is not None else None,
        people=figure.pupils if figure.value is not None else None,
        day=days.get(figure.year),
        comparable=alike,
        moved=_moved(first[0], figure, judged) if later and first else None,
    )


def _moved(first: Figure, figure: Figure, judged: Judgement) -> Moved:
    value = (figure.value or 0.0) - (first.value or 0.0)
    return Moved(value, difference_interval(figure, first, judged.indicator))
