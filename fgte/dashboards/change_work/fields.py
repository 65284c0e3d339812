"""What a form asks for, read from the journal's own models: a field with its sort and limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from fgte.journal.documents import LINE, PROSE
from fgte.journal.documents.fields import Day, Line


class Sort(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    PROSE = "prose"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    CHECKS = "checks"
    CHECK = "check"
    HIDDEN = "hidden"
    GROUP = "group"
    MANY = "many"


@dataclass(frozen=True)
class Field:
    """One field: which model it belongs to, how it is filled in and between which limits.

    ``inner`` are the fields of a group, ``each`` is what a repeating part repeats, and
    ``source`` names the list that a choice is made from.
    """

    model: str
    name: str
    sort: Sort
    required: bool = False
    source: str = ""
    usual: str = ""
    least: int | None = None
    most: int | None = None
    inner: tuple[Field, ...] = ()
    each: Field | None = None


POINTERS = {
    "id": "",
    "indicator": "indicator",
    "indicators": "indicator",
    "series": "series",
    "links": "entry",
    "entry": "entry",
    "municipality": "place",
    "municipalities": "place",
    "host": "place",
    "guests": "place",
    "expected": "expected",
    "goal": "goal",
    "month": "month",
}
"""Fields that name something else: the list that it is chosen from."""

IN_ROWS = {"links"}
"""Lists of choices that may be long: a row each, rather than a box to tick for all there is."""


@cache
def form_of(model: type[BaseModel]) -> tuple[Field, ...]:
    """The fields of a model, in its own order."""
    return tuple(_field(model, name, info) for name, info in model.model_fields.items())


def _field(model: type[BaseModel], name: str, info: FieldInfo) -> Field:
    core, marks, optional = _core(info.annotation)
    marks = (*marks, *info.metadata)
    bare = Field(model.__name__, name, Sort.LINE, info.is_required() and not optional)
    return replace(_sorted_out(bare, core, marks), usual=_usual(info))


def _sorted_out(bare: Field, core: Any, marks: tuple[Any, ...]) -> Field:
    if get_origin(core) is tuple:
        return _several(bare, get_args(core)[0], marks)
    if isinstance(core, type) and issubclass(core, BaseModel):
        return replace(bare, sort=Sort.GROUP, inner=form_of(core))
    return _leaf(bare, core, marks)


def _several(bare: Field, inside: Any, marks: tuple[Any, ...]) -> Field:
    core, inner_marks, _ = _core(inside)
    each = _sorted_out(replace(bare, required=False), core, inner_marks)
    if each.sort is Sort.CHOICE and bare.name not in IN_ROWS:
        return replace(bare, sort=Sort.CHECKS, source=each.source)
    most = next((each.max_length for each in marks if isinstance(each, MaxLen)), None)
    return replace(bare, sort=Sort.MANY, each=each, most=most)


def _leaf(bare: Field, core: Any, marks: tuple[Any, ...]) -> Field:
    if bare.name in POINTERS:
        source = POINTERS[bare.name]
        return replace(bare, sort=Sort.CHOICE if source else Sort.HIDDEN, source=source)
    if core is bool:
        return replace(bare, sort=Sort.CHECK)
    if isinstance(core, type) and issubclass(core, StrEnum):
        return replace(bare, sort=Sort.CHOICE, source=core.__name__)
    if core is int:
        least = next((int(str(each.ge)) for each in marks if isinstance(each, Ge)), None)
        most = next((int(str(each.le)) for each in marks if isinstance(each, Le)), None)
        return replace(bare, sort=Sort.NUMBER, least=least, most=most)
    if _holds(marks, Day):
        return replace(bare, sort=Sort.DAY)
    one_line = _holds(marks, Line)
    return replace(
        bare, sort=Sort.LINE if one_line else Sort.PROSE, most=LINE if one_line else PROSE
    )


def _holds(marks: tuple[Any, ...], alias: Any) -> bool:
    """Whether the checks of a field include all of those that an alias stands for."""
    return all(any(each == mark for mark in marks) for each in alias.__metadata__)


def _core(annotation: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """The type itself, what is said about it, and whether it may be left out."""
    marks: tuple[Any, ...] = ()
    optional = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *said = get_args(annotation)
            marks = (*marks, *(_plain(each) for each in said))
            marks = tuple(part for each in marks for part in (each if _is_many(each) else (each,)))
        elif get_origin(annotation) in (Union, UnionType):
            optional = True
            annotation = next(each for each in get_args(annotation) if each is not NoneType)
        else:
            return annotation, marks, optional


def _plain(said: Any) -> Any:
    return tuple(said.metadata) if isinstance(said, FieldInfo) else said


def _is_many(said: Any) -> bool:
    return isinstance(said, tuple)


def _usual(info: FieldInfo) -> str:
    """What stands in a field from the start."""
    usual = info.default
    return str(usual) if isinstance(usual, StrEnum) else ""
