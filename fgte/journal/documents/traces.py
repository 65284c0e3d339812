"""What is expected to be seen, and what was seen."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from fgte.journal.documents.fields import Body, Day, Line, Prose, Slug, Title, Year
from fgte.model import Sex, Variant


class Expected(StrEnum):
    """Which way a trace is expected to move."""

    HIGHER = "higher"
    LOWER = "lower"


class ExpectedTrace(Body):
    """What should be seen if the hypothesis holds (förväntat spår): said before the result.

    Either an ``indicator`` of the catalogue or a ``soft_value`` with its
    ``instrument``; ``first_year`` is the first year whose figures should show it.
    When it was registered is no field: that is the time of the revision that
    first said it as it stands.
    """

    id: Slug
    indicator: Slug | None = None
    soft_value: Line | None = None
    instrument: Line | None = None
    series: Slug | None = None
    variant: Variant | None = None
    sex: Sex = Sex.ALL
    direction: Expected
    first_year: Year
    last_year: Year | None = None
    because: Prose | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> ExpectedTrace:
        if (self.indicator is None) == (self.soft_value is None):
            raise PydanticCustomError("one_of", "one", {"fields": "indicator, soft_value"})
        if self.last_year is not None and self.last_year < self.first_year:
            raise PydanticCustomError("order", "order", {"fields": "first_year, last_year"})
        return self


class Trace(Body):
    """Something that was seen and where it can be read (spår och bevis)."""

    what: Title
    day: Day | None = None
    expected: Slug | None = None
    evidence: Prose | None = None


def distinct(ids: list[str], field: str) -> None:
    """Parts of a document that are named must have a name each."""
    twice = sorted({id for id in ids if ids.count(id) > 1})
    if twice:
        raise PydanticCustomError("twice", "twice", {"field": field, "found": ", ".join(twice)})
