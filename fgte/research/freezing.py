"""Pre-registration: the design frozen with a digest and a date, before its outcome is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from fgte.errors import DataError
from fgte.reports.files import write_whole
from fgte.research.study_file import Study
from fgte.settings import Settings


@dataclass(frozen=True)
class Frozen:
    """A design as it was frozen: its digest, the day, the store and which outcomes it had.

    ``outcomes`` are the years from the start on that the store already had a figure of, for any
    of the treated municipalities.
    """

    digest: str
    day: date
    store: str
    outcomes: tuple[int, ...]


def place_of(study: Study, settings: Settings) -> Path:
    """The file that holds what has been frozen of a study."""
    return settings.studies / f"{study.name}.frozen.json"


def freeze(
    study: Study, settings: Settings, *, store: str, outcomes: Iterable[int], today: date
) -> Frozen:
    """Freeze a design; one that is frozen already stays as it was.

    Parameters
    ----------
    study
        The design.
    settings
        Where it is kept.
    store
        The store's fingerprint.
    outcomes
        Years from the start on that the store has a figure of.
    today
        The machine's own date.
    """
    there = all_frozen(study, settings)
    for each in there:
        if study.known_as(each.digest):
            return each
    frozen = Frozen(study.digest, today, store, tuple(sorted(outcomes)))
    lines = [{**asdict(each), "day": each.day.isoformat()} for each in (*there, frozen)]
    place = place_of(study, settings)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, json.dumps(lines, indent=1) + "\n")
    return frozen


def all_frozen(study: Study, settings: Settings) -> tuple[Frozen, ...]:
    """Every design that was frozen under the study's name, oldest first.

    Raises
    ------
    DataError
        If the file cannot be read: it is what tells beforehand from afterwards.
    """
    place = place_of(study, settings)
    if not place.is_file():
        return ()
    try:
        lines = json.loads(place.read_text(encoding="utf-8"))
        return tuple(
            Frozen(
                str(each["digest"]),
                date.fromisoformat(each["day"]),
                str(each["store"]),
                tuple(int(year) for year in each["outcomes"]),
            )
            for each in lines
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError("study_frozen_unreadable", place=place, cause=error) from error
