"""Surveys that have been taken in, as definitions in the user's own catalogue folder.

The file is made again from the kept descriptions at every build, so that the catalogue, like
the store, can be rebuilt from snapshots alone.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.errors import DataError
from fgte.model import AnswerSteps, DatedRecord, Indicator, Localised, Series
from fgte.settings import Settings
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys import Description, read_description, survey_indicators
from fgte.sources.whole_files import write_whole
from fgte.store import instrument_rounds

FILE = "enkater.toml"
READER = "survey"


def write_survey_definitions(settings: Settings) -> None:
    """Write the definitions of every survey that has been taken in; none, no file.

    When the last one has been taken back, so is the file.
    """
    snapshots, path = SnapshotStore(settings.snapshots), settings.user_catalogue / FILE
    rounds = [*_rounds(snapshots), *instrument_rounds.descriptions(snapshots)]
    if not rounds:
        path.unlink(missing_ok=True)
        return
    text = "\n".join(line for each in survey_indicators(rounds) for line in _lines(each)) + "\n"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text.encode())


def survey_rounds(settings: Settings) -> tuple[Description, ...]:
    """What each round is that has been taken in: instrument, scale, who, how many.

    Of surveys that are described freely and of instruments that rate a municipality.
    """
    snapshots = SnapshotStore(settings.snapshots)
    return (*_rounds(snapshots), *instrument_rounds.descriptions(snapshots))


def round_name(description: Description) -> str:
    """What the kept figures of a round are called; the same for every import of it."""
    return f"{description.id}-{description.year}.csv"


def standing_imports(snapshots: SnapshotStore) -> tuple[Import, ...]:
    """Everything a user brought that counts, oldest first: of each survey round the last import.

    Two versions of one round side by side would show what the one who came between answered.
    Of an instrument's rounds about the same in one year the latest is the year's figure.
    """
    by_date = sorted(snapshots.imports(), key=instrument_rounds.date_in_year)
    last = {_round_of(e) or instrument_rounds.year_of(e) or e.id: e for e in by_date}
    return tuple(each for each in snapshots.imports() if each in last.values())


def imports_of_round(snapshots: SnapshotStore, description: Description) -> tuple[Import, ...]:
    """The imports of a survey round, oldest first."""
    name = round_name(description)
    return tuple(each for each in snapshots.imports() if _round_of(each) == name)


def require_fitting(settings: Settings, description: Description) -> None:
    """Refuse a round that the catalogue could not hold beside what is there.

    Raises
    ------
    DataError
        Its indicator or its questions belong to something else. Says to what.
    """
    snapshots = SnapshotStore(settings.snapshots)
    kept = [*_rounds(snapshots), *instrument_rounds.descriptions(snapshots)]
    others = [each for each in kept if round_name(each) != round_name(description)]
    taken = set(open_catalogue(settings).indicators) - {each.indicator for each in kept}
    if description.indicator in taken:
        raise DataError("survey_indicator_taken", file=description.file, id=description.indicator)
    owner: dict[str, str] = {}
    for each in survey_indicators([*others, description]):
        for kpi in (kpi for series in each.series for ids in series.kpis.values() for kpi in ids):
            if owner.setdefault(kpi, each.id) != each.id:
                raise DataError("kpi_taken", kpi=kpi, id=each.id, other=owner[kpi])


def _round_of(record: Import) -> str | None:
    return record.files[0].name if record.reader == READER else None


def _rounds(snapshots: SnapshotStore) -> Iterator[Description]:
    """The description of each round, read again from its snapshot under its own name."""
    with tempfile.TemporaryDirectory(prefix="fgte-surveys-") as folder:
        for record in (each for each in standing_imports(snapshots) if _round_of(each)):
            kept = record.files[1]
            path = Path(folder) / kept.name
            path.write_bytes(snapshots.read(kept.sha256))
            yield replace(read_description(path), file=Path(kept.name))


def _lines(indicator: Indicator) -> Iterator[str]:
    """An indicator as a definition file has it."""
    yield "[[indicator]]"
    yield f"id = {_text(indicator.id)}"
    for name in ("unit", "better", "kind", "scope", "source", "default_series"):
        yield f"{name} = {_text(str(getattr(indicator, name)))}"
    for name in ("label", "explanation"):
        yield f"{name} = {_both(getattr(indicator, name))}"
    if indicator.by_pupils:
        yield "by_pupils = true"
    if indicator.caveats:
        yield f"caveats = [{', '.join(_both(each) for each in indicator.caveats)}]"
    for series in indicator.series:
        yield from _series(series)
    for record in indicator.records:
        yield from _record(record, indicator.id)


def _series(series: Series) -> Iterator[str]:
    yield "[[indicator.series]]"
    yield f"id = {_text(series.id)}"
    yield f"label = {_both(series.label)}"
    for variant, kpis in series.kpis.items():
        yield f"kpis.{variant} = [{', '.join(_text(kpi) for kpi in kpis)}]"
    if series.steps is not None:
        yield f"steps = {_steps(series.steps)}"
    if series.of_many:
        yield "of_many = true"


def _steps(steps: AnswerSteps) -> str:
    words = f", words = [{', '.join(map(_both, steps.words))}]" if steps.words else ""
    return f"{{ low = {steps.low}, high = {steps.high}{words} }}"


def _record(record: DatedRecord, indicator: str) -> Iterator[str]:
    yield "[[record]]"
    yield f"id = {_text(record.id)}"
    yield f"kind = {_text(str(record.kind))}"
    yield f"year = {record.year}"
    yield f"applies = [{_text(indicator)}]"
    yield f"source = {_text(record.source)}"
    yield f"text = {_both(record.text)}"


def _both(words: Localised) -> str:
    return f"{{ sv = {_text(words.sv)}, en = {_text(words.en)} }}"


def _text(words: str) -> str:
    """A TOML string: JSON's rules for quoting are among TOML's."""
    return json.dumps(words, ensure_ascii=False)
