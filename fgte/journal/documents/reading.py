"""From what was written to a checked document: every fault told at once, by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fgte.errors import DataError, RequestError, closest
from fgte.journal.documents.fields import STORED, Body
from fgte.journal.documents.kinds import MODELS, Kind
from fgte.texts import text

OWN = {
    "too_long",
    "control",
    "identifier",
    "one_line",
    "empty",
    "day",
    "one_of",
    "order",
    "twice",
    "criteria",
    "unsupported",
    "says_how",
    "unprepared",
    "no_goal",
    "no_ground",
    "not_both",
}
"""What the models themselves find fault with; the rest is pydantic's."""

GENERAL = {
    "missing": "missing",
    "enum": "choice",
    "string_pattern_mismatch": "pattern",
    "too_short": "too_few",
    "greater_than_equal": "at_least",
    "less_than_equal": "at_most",
}
LONGEST_LIST = 200
LISTS = {"tuple_type", "list_type"}
NUMBERS = {"int_type", "int_parsing", "int_from_float"}


@dataclass(frozen=True)
class Problem:
    """One fault: in which field, of what sort, and what makes the message whole.

    What was typed is never repeated: it may be what must not be kept.
    """

    field: str
    sort: str
    details: Mapping[str, object]

    def said(self, lang: str = "sv") -> str:
        details = {**self.details, "field": self.field}
        if self.sort == "identifier":
            details["kind"] = text(f"surveys.identifier.{self.details['kind']}", lang)
        if "standing" in details:
            details["standing"] = text(f"journal.standing.{details['standing']}", lang)
        if "lacking" in details:
            names = str(details["lacking"]).split()
            details["lacking"] = ", ".join(text(f"journal.criterion.{n}", lang) for n in names)
        return text(f"journal.problem.{self.sort}", lang, **details)


class BodyError(RequestError):
    """A document is not what it must be; nothing was saved. ``problems`` has each fault."""

    def __init__(self, kind: Kind, problems: tuple[Problem, ...]) -> None:
        super().__init__("journal_body", kind=kind, problems=problems)
        self.kind, self.problems = kind, problems

    def message(self, lang: str = "sv") -> str:
        """Every fault on a line of its own, and what to do."""
        lines = "\n".join(f"  - {each.said(lang)}" for each in self.problems)
        name = text(f"journal.kind.{self.kind}", lang)
        return text("errors.journal_body", lang, kind=name, problems=lines)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.kind, self.problems)


class StoredError(DataError):
    """An entry that the journal holds cannot be read by this version; nothing was changed."""

    def __init__(self, kind: Kind, fields: str) -> None:
        super().__init__("journal_newer_entry", kind=kind, fields=fields)
        self.kind, self.fields = kind, fields

    def message(self, lang: str = "sv") -> str:
        """What sort of entry it is, and which of its fields are not known."""
        name = text(f"journal.kind.{self.kind}", lang)
        return text("errors.journal_newer_entry", lang, kind=name, fields=self.fields)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.kind, self.fields)


def read_body(kind: Kind, content: Mapping[str, Any]) -> Body:
    """The document of a kind that the content holds; a :class:`BodyError` says every fault."""
    model = MODELS[kind]
    try:
        return model.model_validate(dict(content))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise BodyError(kind, tuple(_problem(each, model) for each in found)) from None


def stored_body(kind: Kind, content: Mapping[str, Any]) -> Body:
    """The document that the journal holds: it was checked when it was written.

    What cannot be read was written by a newer version, which knows more fields or words.
    """
    try:
        return MODELS[kind].model_validate(dict(content), context=STORED)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        fields = ", ".join(path_of(each["loc"]) or "?" for each in found[:5])
        raise StoredError(kind, fields[:LONGEST_LIST]) from None


def as_held(body: Body) -> dict[str, Any]:
    """The document with the fields that it was written with: none that have come since."""
    return body.model_dump(mode="json", exclude_none=True, exclude_unset=True)


def plain(body: Body) -> dict[str, Any]:
    """The document as JSON holds it. What is missing is left out; what is empty stays empty."""
    return body.model_dump(mode="json", exclude_none=True)


def path_of(location: tuple[int | str, ...]) -> str:
    """Where in a document: ``activities[2].start``, counted from one as people do."""
    path = ""
    for part in location:
        path += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _problem(error: ErrorDetails, model: type[Body]) -> Problem:
    sort, details = error["type"], dict(error.get("ctx", {}))
    field = path_of(error["loc"]) or str(details.get("fields") or details.get("field") or "")
    if "max_length" in details:
        return Problem(field, "too_many", details)
    if sort in OWN:
        return Problem(field, sort, details)
    if sort == "extra_forbidden":
        near = closest(error["loc"][-1], _fields_at(model, error["loc"][:-1]))
        return Problem(field, "unknown", {"closest": near})
    limit = details.get("ge", details.get("le", details.get("min_length", "")))
    expected = str(details.get("expected", "")).replace(" or ", ", ")
    kind = "list" if sort in LISTS else "number" if sort in NUMBERS else "sort"
    return Problem(field, GENERAL.get(sort, kind), {"expected": expected, "limit": limit})


def _fields_at(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The fields that may stand where an unknown one stood."""
    for part in location:
        if isinstance(part, int) or part not in model.model_fields:
            continue
        inner = _models_in(model.model_fields[part].annotation)
        model = inner[0] if inner else model
    return list(model.model_fields)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [each for part in getattr(annotation, "__args__", ()) for each in _models_in(part)]
