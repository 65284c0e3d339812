"""Surveys that the municipalities make themselves: described in a small file, read as figures."""

from fgte.sources.surveys.comparability import Comparability, comparable
from fgte.sources.surveys.description import Description
from fgte.sources.surveys.description_file import read_description
from fgte.sources.surveys.door import IdentifierError
from fgte.sources.surveys.indicators import survey_indicators
from fgte.sources.surveys.reading import ReadSurvey, read_survey
from fgte.sources.surveys.summary import read_summary, write_summary

__all__ = [
    "Comparability",
    "Description",
    "IdentifierError",
    "ReadSurvey",
    "comparable",
    "read_description",
    "read_summary",
    "read_survey",
    "survey_indicators",
    "write_summary",
]
