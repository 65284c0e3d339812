"""From raw files to the store: read, make tidy, check, put in place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from fgte import version
from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
from fgte.model import Origin
from fgte.settings import Settings
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store import schema
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

OFFICIAL = "fgte_figures.csv"


@dataclass(frozen=True)
class BuildResult:
    """What a build made: where, how many observations, of which statuses, from what."""

    path: Path
    raw_figures: int
    observations: int
    statuses: Mapping[str, int]
    origins: tuple[Origin, ...]


def build(settings: Settings) -> BuildResult:
    """Make the store from the figures that ship. The old one stands until the new is whole."""
    file = settings.official / OFFICIAL
    origin = read_origin(file)
    raw = read_official(file, snapshot_id=origin.snapshot_id)
    table = tidy(raw, open_catalogue(settings))
    mark = fingerprint(settings)
    path = write_table(settings.store, table, fingerprint=mark, origins=[origin])
    statuses = {str(k): int(v) for k, v in table["status"].value_counts().sort_index().items()}
    return BuildResult(path, len(raw), len(table), statuses, (origin,))


def is_current(settings: Settings) -> bool:
    """Whether the store was made from the figures and definitions that lie there now."""
    try:
        return open_table(settings.store).fingerprint == fingerprint(settings)
    except FgteError:
        return False


def fingerprint(settings: Settings) -> str:
    """A hash over everything a build depends on: figures, definitions, versions."""
    digest = hashlib.sha256(f"{schema.VERSION}:{version.VERSION}".encode())
    for path in _inputs(settings):
        digest.update(path.name.encode())
        digest.update(path.read_bytes() if path.is_file() else b"-")
    return digest.hexdigest()


def _inputs(settings: Settings) -> list[Path]:
    shipped = Path(str(resources.files("fgte.catalogue") / "definitions"))
    own = sorted(settings.user_catalogue.glob("*.toml"))
    official = settings.official / OFFICIAL
    return [*sorted(shipped.glob("*.toml")), *own, official, official.with_suffix(".origin.toml")]
