"""Answers to instruments: from a file with a row a person to figures that may be shown."""

from fgte.sources.instruments.codes import CodeList, new_codes, read_codes
from fgte.sources.instruments.profile import GroupFigures, Rated, RoundProfile, Spread
from fgte.sources.instruments.reading import read_round
from fgte.sources.instruments.round_file import RoundFile, read_round_file
from fgte.sources.instruments.template import round_form, workbook

__all__ = [
    "CodeList",
    "GroupFigures",
    "Rated",
    "RoundFile",
    "RoundProfile",
    "Spread",
    "new_codes",
    "read_codes",
    "read_round",
    "read_round_file",
    "round_form",
    "workbook",
]
