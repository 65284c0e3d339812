"""Every set of figures there is: those that ship and those that were taken in since."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from fgte.catalogue import Catalogue, open_catalogue
from fgte.errors import DataError
from fgte.settings import Settings
from fgte.sources.kolada import read_fetch, withdrawn_figures
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.sources.skolverket import SchoolUnit, read_skolverket, read_units
from fgte.sources.snapshot_records import Fetch, Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys import read_summary
from fgte.store import instrument_rounds
from fgte.store.acceptance import accepted
from fgte.store.standing import Batch, Coverage
from fgte.store.survey_catalogue import READER, standing_imports

OFFICIAL = "fgte_figures.csv"
"""The file of the figures that ship, in ``data/official``."""

SIRIS, PLANNED = "skolverket", "planned_educations"
"""Names under which a file of Skolverket's is kept: an export, or an answer with its units."""


def gathered(settings: Settings) -> list[Batch]:
    """The sets of figures, oldest first; the figures that ship come before all others."""
    snapshots, book = SnapshotStore(settings.snapshots), open_catalogue(settings)
    agreed = accepted(settings)
    taken = [
        (e.completed or e.started, _fetched(snapshots, e, agreed)) for e in snapshots.fetches()
    ]
    taken += [
        (e.imported, _imported(snapshots, e, book, agreed)) for e in standing_imports(snapshots)
    ]
    in_time = sorted(taken, key=lambda each: each[0])
    return [_official(settings), *(batch for _, batch in in_time)]


def taken_in(settings: Settings) -> list[str]:
    """The ids of everything taken in, and of what has been accepted: what a build depends on."""
    snapshots = SnapshotStore(settings.snapshots)
    imports = {each.id for each in standing_imports(snapshots)}
    imports.update(instrument_rounds.ids_of_imports(snapshots))
    sets = [*(each.id for each in snapshots.fetches()), *imports]
    back = [f"taken_back:{each.id}" for each, _ in snapshots.taken_back()]
    return [*sorted(sets), *sorted(f"accepted:{each}" for each in accepted(settings)), *back]


def _official(settings: Settings) -> Batch:
    file = settings.official / OFFICIAL
    origin = read_origin(file)
    return Batch(origin, read_official(file, snapshot_id=origin.snapshot_id))


def _fetched(snapshots: SnapshotStore, fetch: Fetch, agreed: frozenset[str]) -> Batch:
    """A fetch of everything says by its silence that a figure is gone; one of changes does not."""
    asked = fetch.asked
    coverage = Coverage(
        source=fetch.source,
        kpis=frozenset(asked.kpis),
        municipalities=frozenset(fetch.municipalities),
        first_year=asked.first_year or 0,
        last_year=asked.last_year or 9999,
    )
    deleted = any(page.withdrawn for page in fetch.pages.values())
    return Batch(
        origin=fetch.origin,
        figures=read_fetch(snapshots, fetch),
        coverage=coverage if asked.since is None else None,
        accepted=fetch.id in agreed,
        title_changes=fetch.title_changes,
        deleted=withdrawn_figures(snapshots, fetch) if deleted else None,
    )


def _imported(
    snapshots: SnapshotStore, record: Import, book: Catalogue, agreed: frozenset[str]
) -> Batch:
    """A file that a user brought, read again from its snapshot under its own name."""
    with tempfile.TemporaryDirectory(prefix="fgte-import-") as folder:
        paths = [Path(folder) / str(n) / each.name for n, each in enumerate(record.files)]
        for path, kept in zip(paths, record.files, strict=True):
            path.parent.mkdir()
            path.write_bytes(snapshots.read(kept.sha256))
        figures, names = read_import(paths, record.reader, snapshot_id=record.id, book=book)
    return Batch(
        record.origin,
        figures,
        accepted=record.id in agreed,
        channel=PLANNED if record.reader == PLANNED else "",
        school_names=names,
    )


def read_import(
    paths: list[Path], reader: str, *, snapshot_id: str, book: Catalogue
) -> tuple[pd.DataFrame, Mapping[str, str]]:
    """The figures of imported files and their schools' names, by the reader for them."""
    if reader in (SIRIS, PLANNED):
        units = units_of(paths[1:])
        found = read_skolverket(paths[0], snapshot_id=snapshot_id, book=book, units=units)
        return found.figures, found.school_names
    if reader == READER:
        return read_summary(paths[1], paths[0], snapshot_id=snapshot_id).figures, {}
    if reader == instrument_rounds.READER:
        return instrument_rounds.figures(paths[0], snapshot_id=snapshot_id), {}
    raise DataError("import_newer", id=snapshot_id, found=reader)


def units_of(paths: Iterable[Path]) -> dict[str, SchoolUnit]:
    """School units of one or more answers that say where they lie; of two, the last one given."""
    return {code: unit for path in paths for code, unit in read_units(path).items()}
