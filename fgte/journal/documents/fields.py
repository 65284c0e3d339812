"""The fields that documents are made of, and what a text that people type may hold."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from fgte.privacy import identifier_in

LINE, PROSE, MANY = 200, 8000, 100
"""Longest line and longest prose in characters, and the most things in a list."""

FIRST_YEAR, LAST_YEAR = 1990, 2100

STORED = {"stored": True}
"""Said when what is read was checked when it was written: a later, stricter door keeps nobody
from reading what is there.
"""

_TURNS_THE_LINE = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_NOT_TEXT = {"Cc", "Cs", "Co", "Cn"}


class Body(BaseModel):
    """A frozen document, or part of one: unknown fields are refused, texts kept as typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _line_ends(value: Any) -> Any:
    """Browsers send a line's end as two characters; here it is one."""
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


def _clean(value: str, info: ValidationInfo) -> str:
    if info.context == STORED:
        return value
    for place, character in enumerate(value):
        if character in "\n\t":
            continue
        if unicodedata.category(character) in _NOT_TEXT or _TURNS_THE_LINE.match(character):
            code = f"U+{ord(character):04X}"
            raise PydanticCustomError("control", "{code}", {"code": code, "place": place + 1})
    kind = identifier_in(value)
    if kind is not None:
        raise PydanticCustomError("identifier", "{kind}", {"kind": str(kind)})
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise PydanticCustomError("one_line", "one line")
    return value


def _said(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty", "empty")
    return value


def _at_most(longest: int) -> AfterValidator:
    def check(value: str, info: ValidationInfo) -> str:
        if len(value) > longest and info.context != STORED:
            found = {"found": len(value), "longest": longest}
            raise PydanticCustomError("too_long", "{found} > {longest}", found)
        return value

    return AfterValidator(check)


def _whole_day(value: Any) -> Any:
    """A day as TOML, JSON or a spreadsheet gives it; never a number of seconds."""
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        with suppress(ValueError):
            return date.fromisoformat(value.strip())
    raise PydanticCustomError("day", "day")


def _near(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise PydanticCustomError("day", "day")
    return value


Prose = Annotated[str, BeforeValidator(_line_ends), _at_most(PROSE), AfterValidator(_clean)]
"""A text of several lines, as it was typed."""

Line = Annotated[
    str,
    BeforeValidator(_line_ends),
    _at_most(LINE),
    AfterValidator(_one_line),
    AfterValidator(_clean),
]
"""A text of one line. Roles are written so: *förstelärare*, never a name."""

Said = Annotated[Prose, AfterValidator(_said)]
"""A text that must hold something."""

Title = Annotated[Line, AfterValidator(_said)]
"""A line that must hold something."""

Day = Annotated[date, BeforeValidator(_whole_day), AfterValidator(_near)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
"""A short name of a part within its document: small letters, digits, hyphen."""

EntryId = Annotated[str, Field(pattern=r"^[a-z]{1,3}-[0-9a-f]{8}$")]
"""The id of another entry of the journal."""
