"""``fgte import``: take in files that a user brings, each read whole before it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fgte.catalogue import open_catalogue
from fgte.cli.ledger import tell_summary
from fgte.cli.output import console, print_json
from fgte.errors import RequestError
from fgte.model import Localised
from fgte.settings import Settings
from fgte.sources.skolverket import read_skolverket
from fgte.sources.snapshots import SnapshotStore
from fgte.texts import LANGUAGES, text


@dataclass(frozen=True)
class Read:
    """A file that could be read: what was said of it, and how it is kept."""

    path: Path
    reader: str
    source: str
    said: tuple[str, ...]
    figures: int


def import_files(files: Sequence[Path], settings: Settings, *, as_json: bool) -> int:
    """Read every file first; when all could be read, keep them, build, and tell what changed."""
    from fgte.store import build
    from fgte.store.ledger_table import read_summaries

    snapshots = SnapshotStore(settings.snapshots)
    read = [_read(path, settings) for path in files]
    kept = [_kept(each, snapshots) for each in read]
    build(settings)
    changes = {each["snapshot_id"]: each for each in read_summaries(settings.store)}
    if as_json:
        print_json([{"file": r.path, "said": r.said, "changes": changes.get(i)}
                    for r, i in zip(read, kept, strict=True)])  # fmt: skip
        return 0
    for each, id in zip(read, kept, strict=True):
        _tell(each, id, changes, settings.lang)
    return 0


def _read(path: Path, settings: Settings) -> Read:
    if not path.is_file():
        raise RequestError("no_such_file", file=path)
    found = read_skolverket(path, snapshot_id="import", book=open_catalogue(settings))
    said = found.said(settings.lang)
    return Read(path, "skolverket", "Skolverket", said, len(found.figures))


def _kept(read: Read, snapshots: SnapshotStore) -> str | None:
    """The id the file is kept under; None for one without figures, which is not kept."""
    if not read.figures:
        return None
    digest = hashlib.sha256(read.path.read_bytes()).hexdigest()
    for earlier in snapshots.imports():
        if earlier.files[0].sha256 == digest:
            return earlier.id
    terms = Localised(*(text("cli.importing.terms", lang) for lang in LANGUAGES))
    return snapshots.keep_file(read.path, source=read.source, reader=read.reader, terms=terms).id


def _tell(read: Read, id: str | None, changes: dict[str, dict[str, object]], lang: str) -> None:
    out = console()
    out.print(text("cli.importing.file", lang, file=read.path.name))
    for line in read.said:
        out.print("  " + line)
    if id is None:
        out.print("  " + text("cli.importing.nothing", lang))
    else:
        tell_summary(changes[id], lang)
