"""The study file: what is asked, of whom, from when and by which design, all said beforehand."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from fgte.catalogue import Catalogue
from fgte.errors import DataError, RequestError, closest
from fgte.model import Sex, Variant
from fgte.privacy import identifier_in

NO_DESIGN = {"assumptions", "title", "question", "research_question"}
"""What a study file says beside its design."""

NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
LONGEST_FILE = 100_000

Line = Annotated[str, Field(min_length=1, max_length=300)]
Said = Annotated[str, Field(min_length=1, max_length=4000)]
Year = Annotated[int, Field(ge=1998, le=2100)]


class Design(StrEnum):
    """How what came is compared with what would have been expected."""

    SERIES = "interrupted_time_series"
    DIFFERENCES = "difference_in_differences"
    SYNTHETIC = "synthetic_control"


class Holds(StrEnum):
    """What the researcher says of an assumption."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


ASSUMPTIONS: dict[Design, tuple[str, ...]] = {
    Design.SERIES: ("nothing_else", "same_pupils", "same_measure", "straight_line", "not_chosen"),
    Design.DIFFERENCES: (
        "nothing_else",
        "same_pupils",
        "same_measure",
        "alike_movement",
        "no_spillover",
        "not_chosen",
    ),
    Design.SYNTHETIC: (
        "nothing_else",
        "same_pupils",
        "same_measure",
        "good_fit",
        "no_spillover",
        "not_chosen",
    ),
}
"""What must hold for each design: the researcher answers each, the figures cannot."""


class Assumption(BaseModel):
    """The researcher's answer to one assumption, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    holds: Holds
    because: Said


class StudyFile(BaseModel):
    """What a study file may hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Line
    question: Said
    indicator: Line
    municipalities: Annotated[tuple[Line, ...], Field(min_length=1, max_length=20)]
    design: Design
    effect: Annotated[float, Field(gt=0)]
    start: Year | None = None
    inquiry: Annotated[str, Field(pattern=r"^[a-z]{1,3}-[0-9a-f]{8}$")] | None = None
    research_question: Annotated[str, Field(pattern=r"^ff-[0-9a-f]{8}$")] | None = None
    donors: (
        Literal["country", "size", "similar"] | Annotated[tuple[Line, ...], Field(min_length=1)]
    ) = "country"
    sex: Sex = Sex.ALL
    series: Line | None = None
    variant: Variant | None = None
    first_year: Year | None = None
    last_year: Year | None = None
    assumptions: dict[str, Assumption] = {}

    @model_validator(mode="after")
    def _makes_sense(self) -> StudyFile:
        if self.start is None and self.inquiry is None:
            raise PydanticCustomError("no_start", "start")
        ends = [each for each in (self.first_year, self.start, self.last_year) if each]
        if ends != sorted(ends):
            raise PydanticCustomError("years_reversed", "years")
        unknown = set(self.assumptions) - set(ASSUMPTIONS[self.design])
        if unknown:
            raise PydanticCustomError("unknown_assumption", "assumption", {"found": min(unknown)})
        return self


@dataclass(frozen=True)
class Study:
    """A study as it was written, with its municipalities as codes and its start settled.

    ``digest`` is of the design alone: what was chosen, not how the assumptions were argued nor
    which research question it belongs to. Two files with the same digest ask the same of the
    figures.
    """

    name: str
    path: Path
    file: StudyFile
    treated: tuple[str, ...]
    donors: tuple[str, ...] | None
    start: int

    @property
    def digest(self) -> str:
        """The design in one word, whatever the order of its lines."""
        return self._digest(None)

    def known_as(self, digest: str) -> bool:
        """Whether a digest is of this design, also as it was before the prövande was left out."""
        return digest in (self.digest, self._digest(self.file.inquiry))

    def _digest(self, inquiry: str | None) -> str:
        said = self.file.model_dump(mode="json", exclude=NO_DESIGN)
        chosen = {**said, "municipalities": self.treated, "start": self.start, "inquiry": inquiry}
        if self.donors is not None:
            chosen["donors"] = self.donors
        return sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()


def read_file(path: Path) -> StudyFile:
    """The content of a study file, checked.

    Raises
    ------
    RequestError
        If there is no such file.
    DataError
        If it is no TOML, holds a name or number of a person, or breaks the form.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RequestError("study_file", place=path) from error
    if not NAME.fullmatch(path.stem):
        raise RequestError("study_name", found=path.name)
    if len(content) > LONGEST_FILE:
        raise DataError("study_unreadable", place=path.name, cause=f"> {LONGEST_FILE} byte")
    try:
        words = content.decode("utf-8-sig")
        said = tomllib.loads(words)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError("study_unreadable", place=path.name, cause=error) from error
    if identifier_in(words) is not None:
        raise DataError("study_person", place=path.name)
    return _checked(said, path)


def settled(path: Path, file: StudyFile, catalogue: Catalogue, start: int) -> Study:
    """The study with every name looked up.

    Raises
    ------
    RequestError
        If it names an indicator or a municipality that does not exist.
    DataError
        If the start lies outside the years of the study.
    """
    catalogue.indicator(file.indicator)
    treated = tuple(sorted({catalogue.municipality(each).id for each in file.municipalities}))
    donors = None
    if not isinstance(file.donors, str):
        donors = tuple(sorted({catalogue.municipality(each).id for each in file.donors}))
        both = set(donors) & set(treated)
        if both:
            who = catalogue.municipality(min(both)).name
            raise DataError("study_both", place=path.name, who=who)
    if (file.first_year or start) > start or (file.last_year or start) < start:
        raise DataError("study_start", place=path.name, start=start)
    return Study(path.stem, path, file, treated, donors, start)


def _checked(said: dict[str, Any], path: Path) -> StudyFile:
    try:
        return StudyFile.model_validate(said)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in found["loc"]) or "start"
    if found["type"] == "extra_forbidden":
        known = StudyFile.model_fields if len(found["loc"]) == 1 else Assumption.model_fields
        near = closest(found["loc"][-1], known)
        raise DataError("study_fault_unknown", place=path.name, field=field, closest=near)
    if found["type"] == "unknown_assumption":
        unknown = found["ctx"]["found"]
        near = ", ".join(ASSUMPTIONS[Design(said["design"])])
        raise DataError("study_fault_assumption", place=path.name, found=unknown, known=near)
    if found["type"] in PLAIN_FAULTS:
        raise DataError(f"study_fault_{found['type']}", place=path.name, field=field)
    raise DataError("study_fault_other", place=path.name, field=field, cause=found["msg"])


PLAIN_FAULTS = ("missing", "no_start", "years_reversed")
