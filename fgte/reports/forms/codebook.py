"""The columns of the Excel form and the words in them: what each means, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from fgte.model import Status, Verdict
from fgte.texts import text

DATA = (
    "municipality_id",
    "municipality",
    "indicator_id",
    "indicator",
    "series",
    "headline",
    "sex",
    "variant",
    "year",
    "value",
    "unit",
    "shown",
    "status",
    "low",
    "high",
    "bounds",
    "pupils",
    "pupils_kind",
    "compared",
    "country",
    "country_shown",
    "source",
    "kpi",
    "snapshot",
)
"""The columns of the tidy table: one row a figure."""

NUMBERS = ("year", "value", "low", "high", "pupils", "country")
"""The columns that hold numbers; an empty cell there has its reason in a word beside it."""

Row = tuple[str, ...]
LANGS = ("sv", "en")


def header(column: str, lang: str) -> str:
    """The name of a column as it stands in the table."""
    return text(f"workbook.columns.{column}", lang)


def column_rows() -> Iterator[Row]:
    """Each column with its meaning, Swedish beside English."""
    for column in DATA:
        names = (header(column, lang) for lang in ("sv", "en"))
        yield (*names, *(text(f"workbook.meaning.{column}", lang) for lang in ("sv", "en")))


def word_rows() -> Iterator[Row]:
    """Each status and verdict: the word in Swedish and English, and what it means in both.

    Last the second tier, which stands beside a verdict.
    """
    for kind, words in (("status", Status), ("verdict", Verdict)):
        for each in words:
            names = (text(f"labels.{kind}.{each}", lang) for lang in LANGS)
            yield (*names, *(text(f"workbook.{kind}.{each}", lang) for lang in LANGS))
    yield tuple(text(f"workbook.watch.{key}", lang) for key in ("word", "means") for lang in LANGS)
