"""What a blank form asks for, read from the documents' own models: a row for each value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from fgte.journal.documents import MODELS, Kind
from fgte.journal.documents.fields import Day, Prose


class Sort(StrEnum):
    """How a value is written."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    GROUP = "group"
    LIST = "list"


ROWS: Mapping[str, int] = MappingProxyType(
    {
        "municipalities": 5,
        "whys": 5,
        "indicators": 4,
        "activities": 3,
        "expected": 2,
        "traces": 2,
        "participants": 4,
        "soft_values": 2,
        "visits": 2,
        "guests": 4,
        "observations": 3,
        "efforts": 3,
        "support": 3,
        "illeris": 3,
        "links": 3,
        "prepared_answers": 13,
        "members": 4,
        "meetings": 3,
        "carried_home": 3,
        "purposes": 3,
        "goals": 3,
        "evaluations": 3,
        "voices": 3,
        "groups": 4,
        "studies": 2,
    }
)
"""How many empty rows a blank form has for what may be several."""

CHOSEN: Mapping[str, str] = MappingProxyType(
    {
        "municipalities": "place",
        "municipality": "place",
        "host": "place",
        "guests": "place",
        "indicator": "indicator",
        "indicators": "indicator",
    }
)
"""Fields that are chosen from the catalogue, and from which list."""

NAMED: Mapping[str, str] = MappingProxyType(
    {"activities": "aktivitet", "expected": "spar", "soft_values": "mjukt", "goals": "mal"}
)
"""What a part is called when whoever filled in the form gave it no short name."""

_FEWEST = 2
"""How many a list that must be filled in needs: an exchange is between two at least."""


@dataclass(frozen=True)
class Field:
    """One field of a model: ``inner`` are the fields of a group, ``each`` what a list repeats."""

    model: str
    name: str
    sort: Sort
    required: bool = False
    source: str = ""
    choices: tuple[str, ...] = ()
    inner: tuple[Field, ...] = ()
    each: Field | None = None

    @property
    def is_table(self) -> bool:
        return self.sort is Sort.GROUP or (self.each is not None and self.each.sort is Sort.GROUP)


@dataclass(frozen=True)
class Row:
    """One value of a form: where in the document it stands, its field, and what is there now."""

    path: str
    field: Field
    value: str = ""


@cache
def fields_of(kind: Kind) -> tuple[Field, ...]:
    """The fields of a kind, in its model's order."""
    return _fields(MODELS[kind])


def rows_of(kind: Kind, content: Mapping[str, Any] | None = None) -> tuple[Row, ...]:
    """A row for each value that a form can hold, with room for more in what may be several."""
    return tuple(_rows(fields_of(kind), content or {}, ""))


def field_at(kind: Kind, path: Sequence[str | int]) -> Field | None:
    """The field that a path leads to; None where there is none such."""
    way = fields_to(kind, path)
    return way[-1] if way and len(way) == len(path) else None


def fields_to(kind: Kind, path: Sequence[str | int]) -> tuple[Field, ...]:
    """The field of every step of a path, as far as there are such fields."""
    fields, way = fields_of(kind), list[Field]()
    for step in path:
        if isinstance(step, int):
            found = way[-1].each if way else None
        else:
            found = next((each for each in fields if each.name == step), None)
        if found is None:
            break
        way.append(found)
        fields = found.inner
    return tuple(way)


def _rows(fields: Sequence[Field], content: Mapping[str, Any], before: str) -> Iterator[Row]:
    for each in fields:
        yield from _row(each, content.get(each.name), before + each.name)


def _row(field: Field, value: Any, path: str) -> Iterator[Row]:
    if field.sort is Sort.GROUP:
        yield from _rows(field.inner, value or {}, f"{path}.")
    elif field.sort is Sort.LIST and field.each is not None:
        held = list(value or [])
        for place in range(max(ROWS.get(field.name, 1), len(held))):
            inner = held[place] if place < len(held) else None
            needed = field.required and place < _FEWEST
            each = replace(field.each, required=True) if needed else field.each
            yield from _row(each, inner, f"{path}[{place + 1}]")
    else:
        yield Row(path, field, _written(value))


def _written(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _fields(model: type[BaseModel]) -> tuple[Field, ...]:
    return tuple(
        _field(model.__name__, name, info.annotation, (*info.metadata,), info.is_required())
        for name, info in model.model_fields.items()
    )


def _field(
    model: str, name: str, annotation: Any, marks: tuple[Any, ...], required: bool = False
) -> Field:
    core, marks = _core(annotation, marks)
    bare = Field(model, name, Sort.LINE, required)
    if get_origin(core) is tuple:
        return replace(bare, sort=Sort.LIST, each=_field(model, name, get_args(core)[0], ()))
    if isinstance(core, type) and issubclass(core, BaseModel):
        return replace(bare, sort=Sort.GROUP, inner=_fields(core))
    if isinstance(core, type) and issubclass(core, StrEnum):
        return replace(bare, sort=Sort.CHOICE, source=core.__name__, choices=tuple(core))
    if name in CHOSEN:
        return replace(bare, sort=Sort.CHOICE, source=CHOSEN[name])
    return replace(bare, sort=_sort(core, marks))


def _sort(core: Any, marks: tuple[Any, ...]) -> Sort:
    if core is bool:
        return Sort.YES_NO
    if core is int:
        return Sort.NUMBER
    if _holds(marks, Day):
        return Sort.DAY
    return Sort.PROSE if _holds(marks, Prose) else Sort.LINE


def _holds(marks: tuple[Any, ...], kind: Any) -> bool:
    """Whether a field has every mark of a kind of text or day."""
    return all(any(mark is one for mark in marks) for one in kind.__metadata__)


def _core(annotation: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """A field's own type, without its marks and whether it may be left out."""
    if get_origin(annotation) is Annotated:
        core, *more = get_args(annotation)
        return _core(core, (*marks, *more))
    inside = [each for each in get_args(annotation) if each is not NoneType]
    if NoneType in get_args(annotation) and len(inside) == 1:
        return _core(inside[0], marks)
    return annotation, marks
