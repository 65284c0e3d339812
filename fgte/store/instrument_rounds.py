"""Rounds of instruments that have been taken in: as profiles, and as figures of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from fgte.catalogue.instruments import RatedObject
from fgte.model import Direction, Localised, Status
from fgte.settings import Settings
from fgte.sources.instruments.profile import (
    RoundProfile,
    read_profile,
    read_profiles,
    write_profiles,
)
from fgte.sources.raw import raw_figures
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys.description import (
    Columns,
    Description,
    Layout,
    Level,
    Measure,
    Population,
    Protects,
    Question,
    Round,
    Scale,
)
from fgte.sources.surveys.figures import with_no_school
from fgte.sources.whole_files import write_whole
from fgte.texts import LANGUAGES, text

READER = "instrument"
FILE = "rounds.json"
"""Every round that may be shown, in the store's folder."""

MEAN = "medel"
"""The series of the mean of everything, the headline of a municipality's own indicator."""

LEAST_APART = timedelta(days=90)
"""Rounds closer than this are versions of one: what differs would tell of who came between."""

_DATE_AND_ENDING = len("-MM-DD.json")


def rounds(snapshots: SnapshotStore) -> tuple[RoundProfile, ...]:
    """Every round that has been taken in, of each the newest version, oldest round first."""
    found = [read_kept(snapshots, each) for each in _newest(snapshots).values()]
    return tuple(sorted(found, key=lambda each: (each.series, each.date)))


def write_rounds(settings: Settings) -> None:
    """Put every round beside the store, so that reports need no snapshots; none, no file."""
    path = settings.store / FILE
    found = rounds(SnapshotStore(settings.snapshots))
    if not found:
        path.unlink(missing_ok=True)
        return
    write_whole(path, write_profiles(found))


def rounds_beside(folder: Path) -> tuple[RoundProfile, ...]:
    """The rounds that lie beside a store, by what they are about and then by date.

    Parameters
    ----------
    folder
        The store's own folder.
    """
    path = folder / FILE
    return read_profiles(path.read_bytes(), name=FILE) if path.is_file() else ()


def ids_of_imports(snapshots: SnapshotStore) -> list[str]:
    """The imports that the rounds come from: what the file beside the store depends on."""
    return [each.id for each in _newest(snapshots).values()]


def kept_as(snapshots: SnapshotStore, made: RoundProfile) -> tuple[Import, ...]:
    """Every import of a round, oldest first."""
    return tuple(
        each
        for each in snapshots.imports()
        if each.reader == READER and each.files[0].name == made.name
    )


def read_kept(snapshots: SnapshotStore, record: Import) -> RoundProfile:
    """The round that an import kept."""
    kept = record.files[0]
    return read_profile(snapshots.read(kept.sha256), name=kept.name)


def descriptions(snapshots: SnapshotStore) -> Iterator[Description]:
    """The rounds about municipalities as surveys, so that the catalogue gets their indicators."""
    latest = {
        (*each.series, each.date.year): each
        for each in rounds(snapshots)
        if each.rated.kind is RatedObject.MUNICIPALITY
    }
    yield from map(as_survey, latest.values())


def figures(path: Path, *, snapshot_id: str) -> pd.DataFrame:
    """Raw figures of a round about a municipality; none of a school's or a network's."""
    made = read_profile(path.read_bytes(), name=path.name)
    return with_no_school(raw_figures(list(_rows(made, snapshot_id))))


def year_of(record: Import) -> str | None:
    """What a round about the same in the same year has in common; None for other imports."""
    return record.files[0].name[:-_DATE_AND_ENDING] if record.reader == READER else None


def date_in_year(record: Import) -> str:
    """What puts the rounds of a year in the order they were answered."""
    return record.files[0].name if record.reader == READER else ""


def _newest(snapshots: SnapshotStore) -> dict[str, Import]:
    taken = [each for each in snapshots.imports() if each.reader == READER]
    return {each.files[0].name: each for each in taken}


def _rows(made: RoundProfile, snapshot_id: str) -> Iterator[dict[str, Any]]:
    if made.rated.kind is not RatedObject.MUNICIPALITY:
        return
    everyone, survey = made.everyone, as_survey(made)
    means = {MEAN: everyone.mean, **everyone.parts, **everyone.items}
    for question in survey.questions:
        value = means[question.id]
        yield {
            "source": made.source,
            "kpi": survey.kpi(question),
            "municipality_id": made.rated.id,
            "school_unit": None,
            "year": made.date.year,
            "sex": "T",
            "value": value,
            "pupils": everyone.people,
            "status": (Status.SUPPRESSED if value is None else Status.OK).value,
            "snapshot_id": snapshot_id,
        }


def as_survey(made: RoundProfile) -> Description:
    """A round as the description of a survey: so that one rule says what is comparable."""
    asked = made.instrument
    indicator = f"{asked.id}_{made.rated.id}"
    return Description(
        file=Path(made.name),
        id=indicator,
        instrument=f"{asked.label.sv}, {asked.version}",
        language=asked.language,
        label=marked(made),
        explanation=asked.explanation,
        indicator=indicator,
        measure=Measure.MEAN,
        better=Direction.HIGHER,
        level=Level.MUNICIPALITY,
        protects=Protects.GROUPS,
        municipality=made.rated.id,
        source=made.source,
        licence=made.terms,
        population=Population(made.who, "", (), pupils=asked.pupils),
        round=Round(made.date, made.invited, made.answered),
        columns=_NO_FILE,
        schools={},
        questions=tuple(_questions(made)),
    )


def marked(made: RoundProfile) -> Localised:
    """What the instrument is called; what is made up is marked so wherever it is shown."""
    if not made.example:
        return made.instrument.label
    said = {
        lang: text("instruments.example", lang, label=made.instrument.label[lang])
        for lang in LANGUAGES
    }
    return Localised(**said)


def _questions(made: RoundProfile) -> Iterator[Question]:
    asked = made.instrument
    labels = asked.scale.labels if asked.scale else ()
    low = asked.scale.low if asked.scale else 1
    words, english = (tuple(each[lang] for each in labels) for lang in ("sv", "en"))
    scale = Scale(low, low + len(labels) - 1, words, (), (), (), english)
    mean = Localised(text("instruments.mean", "sv"), text("instruments.mean", "en"))
    yield Question(MEAN, mean, MEAN, scale, is_open=False, of_many=True)
    for each in asked.parts:
        yield Question(each.id, each.label, each.id, scale, is_open=False, of_many=True)
    for item in asked.scaled:
        yield Question(item.id, item.text, item.id, scale, is_open=False)


_NO_FILE = Columns(Layout.WIDE, None, None, None, None, None, None, (), (), ())
