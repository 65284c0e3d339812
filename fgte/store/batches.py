"""Every set of figures there is: those that ship and those that were taken in since."""

from __future__ import annotations

from fgte.settings import Settings
from fgte.sources.official import read_official
from fgte.sources.origins import read_origin
from fgte.store.standing import Batch

OFFICIAL = "fgte_figures.csv"
"""The file of the figures that ship, in ``data/official``."""


def gathered(settings: Settings) -> list[Batch]:
    """The sets of figures, oldest first."""
    return [_official(settings)]


def _official(settings: Settings) -> Batch:
    file = settings.official / OFFICIAL
    origin = read_origin(file)
    return Batch(origin, read_official(file, snapshot_id=origin.snapshot_id))
