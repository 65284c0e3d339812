"""Skolverket's files: Siris exports (CSV, Excel) and answers of planned-educations v4."""

from fgte.sources.skolverket.reading import read_skolverket
from fgte.sources.skolverket.results import LeftOut, Note, ReadFile, Recognised
from fgte.sources.skolverket.units import SchoolUnit, read_units

__all__ = [
    "LeftOut",
    "Note",
    "ReadFile",
    "Recognised",
    "SchoolUnit",
    "read_skolverket",
    "read_units",
]
