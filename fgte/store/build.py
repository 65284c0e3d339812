"""From raw files to the store: read, make tidy, check, put in place."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from filelock import FileLock, Timeout

from fgte import version
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError, WorkError
from fgte.settings import PACKAGE, Settings
from fgte.store import schema
from fgte.store.batches import OFFICIAL, gathered, taken_in
from fgte.store.instrument_rounds import write_rounds
from fgte.store.ledger import Summary, account
from fgte.store.ledger_table import read_summaries, write_ledger
from fgte.store.mark import require_not_newer
from fgte.store.standing import Batch
from fgte.store.survey_catalogue import write_survey_definitions
from fgte.store.tables import open_table, write_table
from fgte.store.taking_back import taken_back
from fgte.store.tidy import tidy


@dataclass(frozen=True)
class BuildResult:
    """What a build made: where, how many observations, of which statuses, from which sets."""

    path: Path
    raw_figures: int
    observations: int
    statuses: Mapping[str, int]
    summaries: tuple[Summary, ...]


PATIENCE = 600.0
"""Seconds that a build waits for one that is under way."""


def build(settings: Settings) -> BuildResult:
    """Make the store of every set of figures. The old one stands until the new is whole.

    Two at once wait for one another: otherwise the one that gathered first could put a store in
    place that lacks what the other has just taken in.
    """
    with _alone(settings):
        return _build(settings)


def _build(settings: Settings) -> BuildResult:
    require_not_newer(settings.store)
    write_survey_definitions(settings)
    mark, book = fingerprint(settings), open_catalogue(settings)
    batches = gathered(settings)
    kept = account(batches, book)
    table = tidy(kept.standing, book)
    origins = [batch.origin for batch in batches]
    write_ledger(settings.store, kept, taken_back(settings))
    write_rounds(settings)
    names = school_names(batches, set(table["school_unit"].dropna()))
    path = write_table(settings.store, table, fingerprint=mark, origins=origins, school_names=names)
    statuses = {str(k): int(v) for k, v in table["status"].value_counts().sort_index().items()}
    return BuildResult(path, len(kept.standing), len(table), statuses, kept.summaries)


def school_names(batches: Sequence[Batch], units: Container[str]) -> dict[str, str]:
    """What the school units that have figures are called, in code order; the newest name stands."""
    every = {unit: name for batch in batches for unit, name in batch.school_names.items()}
    return {unit: every[unit] for unit in sorted(every) if unit in units}


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """Nobody else builds in this home meanwhile; the system lets go when a process is killed."""
    path = settings.home / ".build.lock"
    lock = FileLock(path, timeout=PATIENCE)
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise WorkError("build_under_way", place=settings.home) from error
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise WorkError("snapshot_not_written", file=path, cause=cause) from error
    try:
        yield
    finally:
        lock.release()


def is_current(settings: Settings) -> bool:
    """Whether the store was made from the figures and definitions that lie there now.

    The ledger belongs to it: a figure that was revised would else be shown without a word.
    """
    try:
        whole = bool(read_summaries(settings.store))
        return whole and open_table(settings.store).fingerprint == fingerprint(settings)
    except FgteError:
        return False


def fingerprint(settings: Settings) -> str:
    """A hash over everything a build depends on: sets of figures, definitions, versions."""
    digest = hashlib.sha256(f"{schema.VERSION}:{version.VERSION}".encode())
    digest.update("\n".join(taken_in(settings)).encode())
    for path in _inputs(settings):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()


def _inputs(settings: Settings) -> list[Path]:
    shipped = Path(str(resources.files("fgte.catalogue") / "definitions"))
    program = [p for name in ("store", "sources") for p in sorted((PACKAGE / name).rglob("*.py"))]
    own = sorted(settings.user_catalogue.glob("*.toml"))
    official = settings.official / OFFICIAL
    return [
        *program,
        *sorted(shipped.glob("*.toml")),
        *own,
        official,
        official.with_suffix(".origin.toml"),
    ]
