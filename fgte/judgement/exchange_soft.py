"""The soft values of an exchange: with which instrument, and whether they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from fgte.journal.documents import Exchange, SoftValue
from fgte.model import Localised, Municipality
from fgte.sources.surveys import Comparability, Description, comparable


class Said(StrEnum):
    """What can be said of comparing a soft value between the municipalities.

    ``no_instrument``: none is written. ``nothing_taken_in``: no survey with it. ``some_only``:
    fewer than two municipalities have taken one in. ``same`` and ``other``: the rounds are
    asked in the same way, or not.
    """

    NO_INSTRUMENT = "no_instrument"
    NOTHING_TAKEN_IN = "nothing_taken_in"
    SOME_ONLY = "some_only"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class Asked:
    """A municipality and the latest round in which it has asked of a soft value, if any."""

    place: Municipality
    round: Description | None


@dataclass(frozen=True)
class SoftBasis:
    """A soft value with how each municipality has asked of it, never what they answered.

    ``reasons`` says why rounds differ, ``caveats`` what makes one careful although they
    are asked alike. ``lag`` is the number of years from the exchange's own to the first
    year whose figures should show its trace; None where no trace is expected.
    """

    value: SoftValue
    said: Said
    asked: tuple[Asked, ...]
    reasons: tuple[Localised, ...] = ()
    caveats: tuple[Localised, ...] = ()
    lag: int | None = None


def soft_basis(
    body: Exchange, places: Sequence[Municipality], rounds: Sequence[Description]
) -> tuple[SoftBasis, ...]:
    """Each soft value of an exchange, in the order in which they were chosen."""
    return tuple(_basis(each, body.year, places, rounds) for each in body.soft_values)


def _basis(
    value: SoftValue, year: int, places: Sequence[Municipality], rounds: Sequence[Description]
) -> SoftBasis:
    of = [each for each in rounds if _measures(each, value)]
    asked = tuple(Asked(place, _latest(of, place)) for place in places)
    known = [each.round for each in asked if each.round is not None]
    found = [_beside(one, other) for one, other in combinations(known, 2)]
    return SoftBasis(
        value=value,
        said=_said(value, known, len(places), found),
        asked=asked,
        reasons=_once(reason for each in found for reason in each.reasons),
        caveats=_once(caveat for each in found for caveat in each.caveats),
        lag=value.expected.first_year - year if value.expected else None,
    )


def _measures(description: Description, value: SoftValue) -> bool:
    """Whether a survey is the one that a soft value names: by its id, or by its instrument."""
    named = _plain(description.instrument) == _plain(value.instrument or "")
    return named or value.id in (description.id, description.indicator)


def _latest(rounds: Sequence[Description], place: Municipality) -> Description | None:
    own = [each for each in rounds if each.municipality == place.id]
    return max(own, key=lambda each: each.round.date, default=None)


def _beside(one: Description, other: Description) -> Comparability:
    """Whether two municipalities' rounds are asked alike: another municipality is no reason."""
    return comparable(one, replace(other, municipality=one.municipality))


def _said(
    value: SoftValue, known: Sequence[Description], places: int, found: Sequence[Comparability]
) -> Said:
    if not known:
        return Said.NOTHING_TAKEN_IN if value.instrument else Said.NO_INSTRUMENT
    if len(known) < places:
        return Said.SOME_ONLY
    return Said.SAME if all(each.comparable for each in found) else Said.OTHER


def _once(words: Iterable[Localised]) -> tuple[Localised, ...]:
    return tuple(dict.fromkeys(words))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
