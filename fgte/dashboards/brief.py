"""The top of *Översikt*: what moves, what is new, which trace is due, what cannot be decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from babel.dates import format_date

from fgte.api import Finding, Findings
from fgte.dashboards.tiles import named
from fgte.model import Municipality, Origin, Stage, Verdict
from fgte.present.gate_words import municipal_signals
from fgte.present.labels import listed, stage_label
from fgte.present.movement_words import MOVED
from fgte.present.numbers import years
from fgte.texts import text

MOST = 4
"""Movements that are named at the top; the others are counted, with the way to them."""
UNDECIDED = (Verdict.CANNOT_BE_DECIDED,)
UNCHANGED = (Verdict.PRACTICALLY_UNCHANGED,)

Known = Sequence[tuple[Municipality, Findings]]
"""Each municipality with its findings, in code order."""


@dataclass(frozen=True)
class Line:
    """One thing to know: whose, with the verdict it rests on and the way to the whole of it."""

    sentence: str
    verdict: str = ""
    link: str = ""
    place: str = ""


@dataclass(frozen=True)
class Brief:
    """What a leader is told first, each part as lines."""

    moving: tuple[Line, ...]
    more: int
    still: tuple[str, ...]
    new: tuple[str, ...]
    undecided: str
    rest: tuple[str, ...]


def brief(
    known: Known,
    moves: Mapping[str, Sequence[Line]],
    revised: Iterable[str],
    origins: Iterable[Origin],
    lang: str,
) -> Brief:
    """The four answers at the top of *Översikt*.

    Parameters
    ----------
    known
        The municipalities with their findings, in code order.
    moves
        For each municipality's id, the movements that can be said of it.
    revised
        What has been revised, as sentences that name the municipality.
    origins
        The sets of figures that the store was built of.
    lang
        "sv" or "en".
    """
    moving = [each for place, _ in known for each in moves[place.id]]
    return Brief(
        moving=tuple(islice(moving, MOST)),
        more=max(0, len(moving) - MOST),
        still=_still(known, moves, lang),
        new=(*_newest(known, lang), *_revised(revised, lang), *_received(origins, lang)),
        undecided=_undecided(known, lang),
        rest=_rest(known, lang),
    )


def _still(known: Known, moves: Mapping[str, Sequence[Line]], lang: str) -> tuple[str, ...]:
    """Where no movement can be shown, and how strict that is."""
    those = [place.name for place, _ in known if not moves[place.id]]
    if len(those) == len(known):
        said = [named("overview.still_everywhere", lang)]
    elif those:
        said = [named("overview.still", lang, places=listed(those, lang))]
    else:
        said = []
    return (*said, text("sentences.gate.held", lang))


def _newest(known: Known, lang: str) -> list[str]:
    """How far the figures go; municipalities with the same years share a line."""
    shared: dict[str, list[str]] = {}
    for place, found in known:
        shared.setdefault(newest(found, lang), []).append(place.name)
    return [
        named("overview.newest", lang, places=listed(names, lang), stages=said)
        for said, names in shared.items()
        if said
    ]


def newest(found: Findings, lang: str) -> str:
    """How far each stage's figures go, on one line."""
    said = []
    for stage in Stage:
        ends = sorted({e.year for e in found if e.indicator.stage is stage and e.year})
        if ends:
            when = years(ends[0], ends[-1])
            said.append(named("overview.stage", lang, stage=stage_label(stage, lang), years=when))
    return " · ".join(said)


def _revised(lines: Iterable[str], lang: str) -> list[str]:
    return list(lines) or [named("overview.revised_none", lang)]


def _received(origins: Iterable[Origin], lang: str) -> list[str]:
    """When the latest set of figures was taken in."""
    days = [each.retrieved for each in origins]
    if not days:
        return []
    day = format_date(max(days), format="d MMMM y", locale=lang)
    return [named("overview.received", lang, day=day)]


def _undecided(known: Known, lang: str) -> str:
    """The one count: of all that was judged, how much the figures cannot decide."""
    found = _all(known)
    unsure = [each for each in found if each.verdict in UNDECIDED]
    return named("overview.undecided", lang, n=len(unsure), all=len(found))


def _rest(known: Known, lang: str) -> tuple[str, ...]:
    """What is neither a movement nor undecided, as counts."""
    found = _all(known)
    decided = (*MOVED, *UNCHANGED, *UNDECIDED)
    counts = {
        "watched_among": sum(len(municipal_signals(found, lang)) for _, found in known),
        "unjudged": sum(each.verdict not in decided for each in found),
        "unchanged": sum(each.verdict in UNCHANGED for each in found),
    }
    return tuple(named(f"overview.{key}", lang, n=n) for key, n in counts.items() if n)


def _all(known: Known) -> list[Finding]:
    return [each for _, found in known for each in found]
