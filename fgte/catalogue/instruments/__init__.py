"""Instruments: questions that people answer about a municipality, a network or a school."""

from fgte.catalogue.instruments.loading import (
    instrument,
    instruments,
    read_instrument,
    shared_instruments,
)
from fgte.catalogue.instruments.model import (
    AnswerScale,
    Instrument,
    Item,
    Level,
    Part,
    RatedObject,
)

__all__ = [
    "AnswerScale",
    "Instrument",
    "Item",
    "Level",
    "Part",
    "RatedObject",
    "instrument",
    "instruments",
    "read_instrument",
    "shared_instruments",
]
