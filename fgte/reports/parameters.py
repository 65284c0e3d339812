"""What a report can be asked for: typed, so that a misspelt or ill-typed wish is an error.

papermill itself only warns about a parameter that a notebook does not have, and
then makes the report as if nothing had been asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from fgte import catalogue
from fgte.errors import DataError, RequestError, closest

FIRST_POSSIBLE_YEAR = 1998
LAST_POSSIBLE_YEAR = 2100


def _code(given: object) -> object:
    """A municipality as its four-digit code, whether written as text, number or name."""
    if isinstance(given, int) and not isinstance(given, bool):
        return f"{given:04d}"
    if isinstance(given, str) and not (len(given) == 4 and given.isdigit()):
        return catalogue.municipality(given).id
    return given


Code = Annotated[str, BeforeValidator(_code), Field(pattern=r"^\d{4}$")]
Year = Annotated[int, Field(ge=FIRST_POSSIBLE_YEAR, le=LAST_POSSIBLE_YEAR)]


class RegionParameters(BaseModel):
    """What the regional report can be asked for: which years, in which language.

    ``home`` is the place of the store (``FGTE_HOME``), so that the notebook's
    own process reads the same figures as the one that asked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    first_year: Year | None = None
    last_year: Year | None = None
    lang: Literal["sv", "en"] = "sv"
    home: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first_year and self.last_year and self.first_year > self.last_year:
            raise PydanticCustomError("years_reversed", "first year after last year")
        return self


class MunicipalParameters(RegionParameters):
    """What a municipal report can be asked for: also which municipality, by its code."""

    municipality: Code


class SchoolParameters(RegionParameters):
    """What a head teacher's report can be asked for: also which school unit, by its code."""

    school: Annotated[str, Field(pattern=r"^\d{8}$")]


class ExchangeParameters(RegionParameters):
    """What an exchange's report can be asked for: also which exchange, by its id."""

    exchange: Annotated[str, Field(pattern=r"^u-[0-9a-f]{8}$")]


class YearParameters(RegionParameters):
    """What a year's compilation can be asked for: also which, by the year its school year ends."""

    year: Year


class ResearchParameters(BaseModel):
    """What every page of research can be asked for: its language and its home."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    lang: Literal["sv", "en"] = "sv"
    home: str | None = None


class QuestionsParameters(ResearchParameters):
    """What the register of research questions can be asked for: also where it lies.

    ``reports`` is the folder of the page, so that it leads to the studies' reports beside it.
    """

    reports: str | None = None


class StudyParameters(ResearchParameters):
    """What the report of a study can be asked for: its file says all the rest."""

    study: str | None = None


MODELS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "kommun": MunicipalParameters,
        "region": RegionParameters,
        "sammanfattning": RegionParameters,
        "namnd": MunicipalParameters,
        "likvardighet": MunicipalParameters,
        "arskull": MunicipalParameters,
        "mjuka_varden": MunicipalParameters,
        "mjukt_till_hart": MunicipalParameters,
        "kollegialt_larande": MunicipalParameters,
        "larande_natverk": MunicipalParameters,
        "skolsegregation": MunicipalParameters,
        "kompetensresa": MunicipalParameters,
        "skola": SchoolParameters,
        "utbyte": ExchangeParameters,
        "erfarenhetsutbyte": YearParameters,
        "forskningsfragor": QuestionsParameters,
        "foljeforskning": StudyParameters,
    }
)


def validated(report: str, given: Mapping[str, object]) -> dict[str, Any]:
    """The parameters of a report, complete and of the right types.

    Parameters
    ----------
    report
        The name of its notebook, such as "kommun", "region", "utbyte" or "foljeforskning".
    given
        Parameter names and values. A municipality may be "1384", 1384 or "Kungsbacka".

    Raises
    ------
    RequestError
        For a name the report does not have, or a value it cannot use.
    """
    model = _model(report)
    try:
        return model.model_validate(dict(given)).model_dump()
    except ValidationError as error:
        raise _request_error(report, error.errors()) from error


def require_agreement(report: str, notebook: Path) -> None:
    """Stop if a notebook declares other parameters than the report is asked with."""
    from papermill import inspect_notebook

    if not notebook.is_file():
        raise DataError("no_notebook", file=notebook)
    declared = set(inspect_notebook(literal_path(notebook)))
    modelled = set(_model(report).model_fields)
    if declared != modelled:
        raise RequestError(
            "parameters_disagree",
            notebook=notebook.name,
            found=_listed(declared),
            expected=_listed(modelled),
        )


def literal_path(path: Path) -> str:
    """A path as papermill must be given it: it reads braces as parameters to fill in."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _model(report: str) -> type[BaseModel]:
    if report not in MODELS:
        raise RequestError("unknown_report", found=report, closest=closest(report, MODELS))
    return MODELS[report]


def _request_error(report: str, found: Iterable[ErrorDetails]) -> RequestError:
    """The first fault as a message; a name that does not exist comes before a bad value."""
    fault = min(found, key=lambda each: each["type"] != "extra_forbidden")
    name = str(fault["loc"][0]) if fault["loc"] else "years"
    if fault["type"] == "extra_forbidden":
        names = list(MODELS[report].model_fields)
        near = closest(name, names)
        return RequestError(
            "unknown_parameter", report=report, found=name, closest=near, known=_listed(names)
        )
    if fault["type"] == "missing":
        return RequestError("missing_parameter", report=report, name=name)
    return RequestError(f"faulty_parameter_{name}", report=report, found=_shown(fault["input"]))


def _shown(value: object) -> str:
    """A faulty value as it was given, with its type; years in the wrong order as the pair."""
    if isinstance(value, Mapping):
        return f"{value.get('first_year')}–{value.get('last_year')}"
    return f"{value!r} ({type(value).__name__})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "–"
