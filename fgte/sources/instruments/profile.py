"""What is kept of a round: figures that may be shown, and what was asked. Never an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from fgte.analysis.rounds import Moments
from fgte.catalogue.instruments import Instrument, RatedObject
from fgte.errors import DataError
from fgte.model import Localised

FORMAT = 1


@dataclass(frozen=True)
class Rated:
    """What was rated: a municipality by its code, a school by its unit, a network by its id."""

    kind: RatedObject
    id: str
    name: str
    municipality: str | None = None


@dataclass(frozen=True)
class GroupFigures:
    """The means of everyone, or of one group; what may not be known is None.

    ``people`` is how many answered every question. ``parts`` and ``items`` are by id.
    """

    group: str | None
    people: int | None
    mean: float | None
    parts: Mapping[str, float | None]
    items: Mapping[str, float | None]


@dataclass(frozen=True)
class Spread:
    """How the people's own means spread, and how the scale held together; only of everyone.

    ``difference`` is the spread of what each person's first part has above the second, None with
    other than two parts. The figures of alpha and agreement are None where nothing can be said.
    """

    whole: float
    parts: Mapping[str, float]
    difference: float | None
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    average_deviation: float | None
    r_wg: float | None


@dataclass(frozen=True)
class RoundProfile:
    """One round: what was asked, of whom, about what, and the figures that may be shown.

    Attributes
    ----------
    instrument : Instrument
        As it was when it was answered.
    invited : int or None
        How many were asked, when that is known.
    incomplete : int
        How many left a question out, and so do not count.
    figures : tuple of GroupFigures
        Of everyone first, then of each group.
    spread : Spread or None
        None where it would tell too much, or where hardly anyone differs.
    threshold : int
        Fewer people than this were hidden.
    example : bool
        Whether it is made up, to be marked so wherever it is shown.
    """

    instrument: Instrument
    rated: Rated
    date: date
    who: Localised
    source: str
    terms: str
    invited: int | None
    incomplete: int
    figures: tuple[GroupFigures, ...]
    spread: Spread | None
    threshold: int
    example: bool = False
    format: int = FORMAT

    @property
    def everyone(self) -> GroupFigures:
        """The figures of all who answered."""
        return self.figures[0]

    @property
    def answered(self) -> int | None:
        """How many answered every question; None where that may not be known."""
        return self.everyone.people

    @property
    def response_rate(self) -> float | None:
        """Answered of invited, 0–1; None where either is not known."""
        if not self.invited or self.answered is None:
            return None
        return min((self.answered + self.incomplete) / self.invited, 1.0)

    @property
    def moments(self) -> Moments | None:
        """What the next round is compared with; None where it may not be known."""
        if self.answered is None or self.everyone.mean is None or self.spread is None:
            return None
        return Moments(self.answered, self.everyone.mean, self.spread.whole)

    @property
    def name(self) -> str:
        """What the round is kept as; the same for every import of it."""
        return f"{self.instrument.id}-{self.rated.kind}-{self.rated.id}-{self.date}.json"

    @property
    def series(self) -> tuple[str, str, str]:
        """What makes rounds belong together: instrument, kind of object and which one."""
        return self.instrument.id, str(self.rated.kind), self.rated.id


def write_profile(made: RoundProfile) -> bytes:
    """The round as bytes; the same round gives the same bytes."""
    return msgspec.json.format(msgspec.json.encode(made, order="sorted"), indent=1) + b"\n"


def write_profiles(made: tuple[RoundProfile, ...]) -> bytes:
    """Several rounds as bytes, in the order given."""
    return msgspec.json.format(msgspec.json.encode(made, order="sorted"), indent=1) + b"\n"


def read_profile(content: bytes, *, name: str) -> RoundProfile:
    """A round from its bytes.

    Raises
    ------
    DataError
        They are no round, or one of another format.
    """
    [found] = read_profiles(b"[" + content + b"]", name=name)
    return found


def read_profiles(content: bytes, *, name: str) -> tuple[RoundProfile, ...]:
    """Several rounds from their bytes.

    Raises
    ------
    DataError
        They are no rounds, or of another format.
    """
    try:
        found = msgspec.json.decode(content, type=tuple[RoundProfile, ...])
    except msgspec.DecodeError as error:
        raise DataError("instrument_round_unreadable", file=name, cause=str(error)) from error
    for each in found:
        if each.format > FORMAT:
            told = {"found": each.format, "known": FORMAT}
            raise DataError("instrument_round_newer", file=name, **told)
        if each.format != FORMAT or not each.figures:
            raise DataError("instrument_round_unreadable", file=name, cause=f"format {each.format}")
    return found
