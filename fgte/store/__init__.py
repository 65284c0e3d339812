"""One tidy table of observations, built from raw files and read by everything else."""

from fgte.store.build import BuildResult, build, is_current
from fgte.store.tables import Store, open_table

__all__ = ["BuildResult", "Store", "build", "is_current", "open_table"]
