"""``fgte import``: take in files that a user brings, each read whole before it is kept."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.cli.instrument_forms import told_of_round
from fgte.cli.ledger import tell_summary
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.model import Localised
from fgte.settings import Settings
from fgte.sources.instruments import read_round
from fgte.sources.instruments.profile import write_profile
from fgte.sources.skolverket import SchoolUnit, read_skolverket
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys import read_survey, write_summary
from fgte.store import instrument_rounds, round_release
from fgte.store.batches import PLANNED, SIRIS, units_of
from fgte.store.survey_catalogue import (
    READER,
    imports_of_round,
    require_fitting,
    round_name,
    write_survey_definitions,
)
from fgte.texts import LANGUAGES, text


@dataclass(frozen=True)
class Wish:
    """What is to be taken in: files, and what must be known to read them."""

    files: tuple[Path, ...]
    survey: Path | None = None
    units: tuple[Path, ...] = ()
    replacing: bool = False
    instrument: Path | None = None


@dataclass(frozen=True)
class Read:
    """A file that could be read: what is kept of it, how it is read again, what was said of it."""

    path: Path
    content: bytes
    name: str
    reader: str
    source: str
    terms: Localised
    title: Localised
    said: tuple[str, ...]
    figures: int
    companions: tuple[Path, ...] = ()
    replaces: tuple[Import, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> list[str]:
        """What makes it the same as one taken in before: its bytes, and those that go with it."""
        return [_hash(each) for each in (self.content, *(p.read_bytes() for p in self.companions))]


def import_files(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Read every file first; when all could be read, keep them, build, and tell what changed."""
    from fgte.store.ledger_table import read_summaries

    snapshots = SnapshotStore(settings.snapshots)
    read = _all_read(wish, settings)
    kept = _taken_in(read, settings, snapshots)
    changes = {each["snapshot_id"]: each for each in read_summaries(settings.store)}
    both = list(zip(read, kept, strict=True))
    if as_json:
        print_json([{"file": r.path, "said": r.said, "changes": changes.get(i)} for r, i in both])
        return 0
    for each, id in both:
        _tell(each, id, changes, settings.lang)
    return 0


def _taken_in(
    read: Sequence[Read], settings: Settings, snapshots: SnapshotStore
) -> list[str | None]:
    """Keep what was read and build; if the store cannot be built of it, take it back."""
    from fgte.store import build

    before, kept = {each.id for each in snapshots.imports()}, list[Import | None]()
    try:
        for each in read:
            kept.append(_kept(each, snapshots))
        build(settings)
    except BaseException:
        for new in (each for each in kept if each is not None and each.id not in before):
            snapshots.forget(new)
        write_survey_definitions(settings)
        raise
    for replaced in (old for each in read for old in each.replaces):
        snapshots.forget(replaced)
    return [None if each is None else each.id for each in kept]


def _all_read(wish: Wish, settings: Settings) -> list[Read]:
    """Every file, read by what it is; an option that none of them has a use for is refused."""
    for path in (*wish.files, *wish.units, *filter(None, (wish.survey, wish.instrument))):
        _require(path)
    if wish.replacing and wish.survey is None and wish.instrument is None:
        raise RequestError("replaces_only_surveys")
    if wish.instrument is not None:
        if len(wish.files) != 1 or wish.survey is not None:
            raise RequestError("instrument_needs_files", found=len(wish.files))
        read = [_round(wish.files[0], wish.instrument, settings, replacing=wish.replacing)]
    elif wish.survey is not None:
        if len(wish.files) != 1:
            raise RequestError("one_survey_at_a_time", found=len(wish.files))
        read = [_survey(wish.files[0], wish.survey, settings, replacing=wish.replacing)]
    else:
        units = units_of(wish.units)
        read = [_skolverket(path, units, wish.units, settings) for path in wish.files]
    if wish.units and not any(each.reader == PLANNED for each in read):
        raise RequestError("units_not_needed", file=wish.units[0])
    return read


def _skolverket(
    path: Path, units: Mapping[str, SchoolUnit], where: tuple[Path, ...], settings: Settings
) -> Read:
    """A file of Skolverket's, kept as it came; with an answer, also where its school lies."""
    book = open_catalogue(settings)
    found = read_skolverket(path, snapshot_id="import", book=book, units=units)
    planned = found.recognised.export.startswith(PLANNED)
    return Read(
        path=path,
        content=path.read_bytes(),
        name=path.name,
        reader=PLANNED if planned else SIRIS,
        source="Skolverket",
        terms=Localised(*(text("cli.importing.terms", lang) for lang in LANGUAGES)),
        title=Localised(path.name, path.name),
        said=found.said(settings.lang),
        figures=len(found.figures),
        companions=where if planned else (),
    )


def _survey(path: Path, description: Path, settings: Settings, *, replacing: bool) -> Read:
    """A survey: only its figures are kept, never anyone's answers."""
    few = settings.small_group
    found = read_survey(description, path, snapshot_id="import", threshold=few)
    about, content = found.description, write_summary(found)
    _require_answered(about.round.date, description)
    require_fitting(settings, about)
    earlier = imports_of_round(SnapshotStore(settings.snapshots), about)
    same = [_hash(content), _hash(description.read_bytes())]
    stands = bool(earlier) and [file.sha256 for file in earlier[-1].files] == same
    replaced = earlier[:-1] if stands else earlier
    if replaced and not stands and not replacing:
        details = {"id": about.id, "year": about.year, "day": replaced[-1].imported.date()}
        raise RequestError("survey_round_taken", **details)
    return Read(
        path=path,
        content=content,
        name=round_name(about),
        reader=READER,
        source=about.source,
        terms=Localised(about.licence, about.licence),
        title=about.label,
        said=tuple(each[settings.lang] for each in (*found.recognised, *found.left_out)),
        figures=len(found.figures),
        companions=(description,),
        replaces=replaced,
    )


def _round(path: Path, about: Path, settings: Settings, *, replacing: bool) -> Read:
    """A round of an instrument: only its figures are kept, never anyone's answers or code."""
    made = read_round(about, path, settings=settings, threshold=settings.small_group)
    content = write_profile(made)
    snapshots = SnapshotStore(settings.snapshots)
    replaced = round_release.require_releasable(snapshots, made, replacing=replacing)
    stands = any(file.sha256 == _hash(content) for each in replaced for file in each.files)
    return Read(
        path=path,
        content=content,
        name=made.name,
        reader=instrument_rounds.READER,
        source=made.source,
        terms=Localised(made.terms, made.terms),
        title=made.instrument.label,
        said=told_of_round(made, settings.lang, file=path.name),
        figures=1,
        replaces=() if stands else replaced,
        options={} if stands else round_release.memory(snapshots, replaced),
    )


def _require_answered(day: date, description: Path) -> None:
    """A survey that nobody can have answered yet has a slip of the pen in its date."""
    if day > date.today():
        raise RequestError("survey_to_come", file=description, found=day, expected=date.today())


def _require(path: Path) -> None:
    if path.is_dir():
        raise RequestError("folder_for_file", file=path)
    if not path.is_file():
        raise RequestError("no_such_file", file=path)


def _kept(read: Read, snapshots: SnapshotStore) -> Import | None:
    """What the figures are kept under; None where there are none, and nothing is kept."""
    if not read.figures:
        return None
    for earlier in snapshots.imports():
        same = [each.sha256 for each in earlier.files] == read.identity
        if same and earlier not in read.replaces:
            return earlier
    with tempfile.TemporaryDirectory(prefix="fgte-import-") as folder:
        path = Path(folder) / read.name
        path.write_bytes(read.content)
        return snapshots.keep_file(
            path,
            source=read.source,
            reader=read.reader,
            terms=read.terms,
            title=read.title,
            companions=read.companions,
            options=read.options,
        )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _tell(read: Read, id: str | None, changes: dict[str, dict[str, object]], lang: str) -> None:
    out = console()
    out.print(text("cli.importing.file", lang, file=read.path.name))
    for line in read.said:
        out.print("  " + line)
    if id is None:
        out.print("  " + text("cli.importing.nothing", lang))
    elif id not in changes:
        out.print("  " + text("cli.importing.earlier", lang))
    else:
        tell_summary(changes[id], lang)
