"""Kolada's interface, version 3: fetching from it, and reading what has been fetched.

``fetch`` asks over the network and keeps every answer as it came; ``read_fetch`` turns the kept
answers into raw figures and needs no network.
"""

from fgte.sources.kolada.fetching import fetch
from fgte.sources.kolada.groups import SimilarGroup, similar_groups
from fgte.sources.kolada.metadata import Metadata, read_metadata
from fgte.sources.kolada.patience import Patience
from fgte.sources.kolada.reading import read_fetch, withdrawn_figures
from fgte.sources.kolada.results import FetchResult, Progress, remarks

__all__ = [
    "FetchResult",
    "Metadata",
    "Patience",
    "Progress",
    "SimilarGroup",
    "fetch",
    "read_fetch",
    "read_metadata",
    "remarks",
    "similar_groups",
    "withdrawn_figures",
]
