"""What Kolada answers: the forms that are expected, and how a page becomes figures.

An answer of another form is refused whole, with the place in it and what stood there, so that a
change at the source is seen at once and never turns into figures that are lost or invented.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

from fgte.errors import DataError
from fgte.model import Status

PAGE = 5000
"""Entries in a page, at most."""

SEGMENT = 25
"""Ids in one part of a path, at most."""

STATUSES: Mapping[str | None, Status] = {
    "": Status.OK,
    None: Status.OK,
    "Missing": Status.MISSING,
    "Privacy": Status.SUPPRESSED,
    "Not applicable": Status.NOT_APPLICABLE,
}
"""Kolada's word for why there is no figure, and ours."""


class Value(msgspec.Struct, gc=False):
    """One sex of an entry."""

    gender: Literal["T", "K", "M"]
    value: float | None
    status: Literal["", "Missing", "Privacy", "Not applicable"] | None
    isdeleted: bool = False


class Entry(msgspec.Struct, gc=False):
    """One KPI in one municipality and year."""

    kpi: str
    municipality: str
    period: int
    values: list[Value]


class Kpi(msgspec.Struct, frozen=True):
    """What Kolada says of a KPI."""

    id: str
    title: str
    publication_date: str | None = None
    prel_publication_date: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A municipality (type K), a region or the country (type L)."""

    id: str
    title: str
    type: str


class Member(msgspec.Struct, frozen=True):
    """One municipality of a group."""

    member_id: str | None = None


class Group(msgspec.Struct, frozen=True):
    """A group of municipalities that Kolada has put together, such as those it calls similar."""

    id: str
    title: str
    members: list[Member] = []


class DataPage(msgspec.Struct):
    """A page of figures."""

    values: list[Entry]
    next_url: str | None


class KpiPage(msgspec.Struct):
    """A page of KPIs."""

    values: list[Kpi]
    next_url: str | None


class PlacePage(msgspec.Struct):
    """A page of municipalities."""

    values: list[Place]
    next_url: str | None


class GroupPage(msgspec.Struct):
    """A page of groups of municipalities."""

    values: list[Group]
    next_url: str | None


AnyPage = DataPage | KpiPage | PlacePage | GroupPage
Form = TypeVar("Form", bound=AnyPage)
FORMS: Mapping[str, type[AnyPage]] = {
    "data": DataPage,
    "kpi": KpiPage,
    "municipality": PlacePage,
    "municipality_groups": GroupPage,
}
"""The form of an answer, by the first word of the path that was asked."""

_PLACE = re.compile(r"^(?P<said>.*?)(?: - at `\$?(?P<path>.*)`)?$", re.DOTALL)
_POSITIONS = re.compile(r"\[(\d+)\]")


class NoJsonError(ValueError):
    """The bytes are no JSON, or only the beginning of it: worth asking again."""


def read_page(content: bytes, form: type[Form], *, where: object) -> Form:
    """A page in the form that was expected.

    Raises
    ------
    NoJsonError
        It is no JSON at all, or has been cut.
    DataError
        It is JSON of another form, or says of a figure neither its value nor why there is none.
    """
    try:
        page = msgspec.json.decode(content, type=form)
    except msgspec.ValidationError as error:
        raise _unexpected(content, str(error), where) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoJsonError(str(error)) from error
    if isinstance(page, DataPage):
        _require_value_or_reason(page, where)
    return page


def _require_value_or_reason(page: DataPage, where: object) -> None:
    """Each figure is a number, or has a status that says why it is none, or is deleted."""
    for entry in page.values:
        for each in entry.values:
            if each.value is None and not each.status and not each.isdeleted:
                raise DataError("kolada_no_reason", where=where, **_named(entry, each.gender))


def _named(entry: Entry, sex: str) -> dict[str, object]:
    about = {"kpi": entry.kpi, "municipality": entry.municipality, "year": entry.period}
    return {**about, "sex": sex}


def _unexpected(content: bytes, said: str, where: object) -> DataError:
    """What stood where in the answer, as exactly as it can be said."""
    answer = _any_json(content)
    match = _PLACE.match(said)
    assert match  # the pattern fits any text
    path = match["path"] or ""
    entry, value = _held_at(answer, [int(n) for n in _POSITIONS.findall(path)])
    names = (entry.get(key) for key in ("kpi", "municipality", "period"))
    at = " ".join(str(each) for each in (*names, value.get("gender")) if each is not None)
    if path.endswith(".status"):
        known = ", ".join(word for word in STATUSES if word)
        found = value.get("status")
        return DataError("kolada_unknown_status", where=where, found=found, known=known, at=at)
    return DataError("kolada_unexpected", where=where, cause=match["said"], path=path, at=at or "-")


def _any_json(content: bytes) -> Any:
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoJsonError(str(error)) from error


def _held_at(answer: Any, positions: list[int]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The entry and the value at these positions in an answer; empty where there is none."""
    found: list[dict[str, Any]] = []
    for at in positions[:2]:
        held = answer["values"][at]
        answer = held if isinstance(held, dict) else {}
        found.append(answer)
    return (*found, {}, {})[:2]  # type: ignore[return-value]
