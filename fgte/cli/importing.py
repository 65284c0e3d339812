"""``fgte import``: take in files that a user brings, each read whole before it is kept."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.cli.ledger import tell_summary
from fgte.cli.output import console, print_json
from fgte.errors import FgteError, RequestError
from fgte.model import Localised
from fgte.settings import Settings
from fgte.sources.skolverket import read_skolverket
from fgte.sources.snapshot_records import Import
from fgte.sources.snapshots import SnapshotStore
from fgte.sources.surveys import read_survey, write_summary
from fgte.store.survey_catalogue import (
    READER,
    imports_of_round,
    require_fitting,
    round_name,
    write_survey_definitions,
)
from fgte.texts import LANGUAGES, text


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


def import_files(
    files: Sequence[Path],
    settings: Settings,
    *,
    survey: Path | None,
    replacing: bool,
    as_json: bool,
) -> int:
    """Read every file first; when all could be read, keep them, build, and tell what changed."""
    from fgte.store.ledger_table import read_summaries

    snapshots = SnapshotStore(settings.snapshots)
    if survey is not None and len(files) != 1:
        raise RequestError("one_survey_at_a_time", found=len(files))
    if replacing and survey is None:
        raise RequestError("replaces_only_surveys")
    read = [
        _survey(p, survey, settings, replacing=replacing) if survey else _read(p, settings)
        for p in files
    ]
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
    except FgteError:
        for new in (each for each in kept if each is not None and each.id not in before):
            snapshots.forget(new)
        write_survey_definitions(settings)
        raise
    for replaced in (old for each in read for old in each.replaces):
        snapshots.forget(replaced)
    return [None if each is None else each.id for each in kept]


def _read(path: Path, settings: Settings) -> Read:
    """A file of Skolverket's, kept as it came."""
    _require(path)
    found = read_skolverket(path, snapshot_id="import", book=open_catalogue(settings))
    return Read(
        path=path,
        content=path.read_bytes(),
        name=path.name,
        reader="skolverket",
        source="Skolverket",
        terms=Localised(*(text("cli.importing.terms", lang) for lang in LANGUAGES)),
        title=Localised(path.name, path.name),
        said=found.said(settings.lang),
        figures=len(found.figures),
    )


def _survey(path: Path, description: Path, settings: Settings, *, replacing: bool) -> Read:
    """A survey: only its figures are kept, never anyone's answers."""
    _require(path)
    _require(description)
    few = settings.small_group
    found = read_survey(description, path, snapshot_id="import", threshold=few)
    about, content = found.description, write_summary(found)
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


def _require(path: Path) -> None:
    if not path.is_file():
        raise RequestError("no_such_file", file=path)


def _kept(read: Read, snapshots: SnapshotStore) -> Import | None:
    """What the figures are kept under; None where there are none, and nothing is kept."""
    if not read.figures:
        return None
    same = [_hash(read.content), *(_hash(each.read_bytes()) for each in read.companions)]
    for earlier in snapshots.imports():
        if earlier not in read.replaces and [file.sha256 for file in earlier.files] == same:
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
    else:
        tell_summary(changes[id], lang)
