"""Definition files (TOML) turned into the frozen objects of ``fgte.model``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from fgte.errors import DataError
from fgte.model import (
    AnswerSteps,
    CohortSize,
    DatedRecord,
    Direction,
    Fallback,
    Indicator,
    Kind,
    Localised,
    Municipality,
    RecordKind,
    Scope,
    Series,
    Stage,
    Unit,
    Unpublished,
    Variant,
)

Table = Mapping[str, Any]
_W = TypeVar("_W", bound=StrEnum)


def read_definitions(files: Iterable[Path]) -> dict[str, list[tuple[Path, Table]]]:
    """Every table of the definition files, by its kind, with the file it stood in."""
    found: dict[str, list[tuple[Path, Table]]] = {"indicator": [], "municipality": [], "record": []}
    for path in files:
        for kind, tables in _parse(path).items():
            if kind in found and not _are_tables(tables):
                raise DataError("not_a_table", file=path, found=kind)
            if kind not in found:
                known = ", ".join(found)
                raise DataError("unknown_definition", file=path, found=kind, known=known)
            found[kind].extend((path, table) for table in tables)
    return found


def _are_tables(tables: object) -> bool:
    return isinstance(tables, list) and all(isinstance(each, dict) for each in tables)


def _parse(path: Path) -> dict[str, list[Table]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError("unreadable_definition", file=path, cause=error) from error
    except OSError as error:
        raise DataError("unreadable_definition", file=path, cause=error.strerror) from error


def indicator_from(
    path: Path, table: Table, records: Iterable[tuple[Table, DatedRecord]]
) -> Indicator:
    """One indicator, with the dated records that apply to it."""
    own = tuple(record for raw, record in records if table.get("id") in raw["applies"])
    try:
        return _indicator(table, tuple(sorted(own, key=lambda record: (record.year, record.id))))
    except (KeyError, TypeError, ValueError) as error:
        raise _fault(path, table, error) from error


def record_from(path: Path, table: Table) -> DatedRecord:
    """One dated record of what happened to a series."""
    try:
        list(table["applies"])
        return DatedRecord(
            id=table["id"],
            kind=_word(RecordKind, table, "kind"),
            year=table["year"],
            last_year=table.get("last_year"),
            text=_localised(table["text"]),
            source=table["source"],
            variants=tuple(Variant(name) for name in table.get("variants", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _fault(path, table, error) from error


def municipality_from(path: Path, table: Table) -> Municipality:
    """One municipality with the indicators that are read in another variant there."""
    try:
        return Municipality(
            id=table["id"],
            name=table["name"],
            slug=table["slug"],
            member=table.get("member", True),
            fallbacks=tuple(_fallback(each) for each in table.get("fallback", ())),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _fault(path, table, error) from error


def _indicator(table: Table, records: tuple[DatedRecord, ...]) -> Indicator:
    return Indicator(
        id=table["id"],
        number=table.get("number"),
        label=_localised(table["label"]),
        short=_localised(table.get("short", table["label"])),
        subject=_localised(table.get("subject", table["label"])),
        explanation=_localised(table["explanation"]),
        unit=_word(Unit, table, "unit"),
        better=_word(Direction, table, "better"),
        stage=_word(Stage, table, "stage") if "stage" in table else None,
        kind=_word(Kind, table, "kind"),
        scope=_word(Scope, table, "scope"),
        series=tuple(_series(each) for each in table["series"]),
        default_series=table["default_series"],
        source=table["source"],
        publication_month=table.get("publication_month"),
        smallest_relevant_change=table.get("smallest_relevant_change"),
        pupil_sd=table.get("pupil_sd"),
        between_year_sd=table.get("between_year_sd"),
        cohorts={Variant(k): CohortSize(**v) for k, v in table.get("cohorts", {}).items()},
        censored_at=table.get("censored_at"),
        zero_is_not_applicable=table.get("zero_is_not_applicable", False),
        widest_series=table.get("widest_series"),
        records=records,
        unpublished=tuple(_unpublished(each) for each in table.get("unpublished", ())),
        caveats=tuple(_localised(each) for each in table.get("caveats", ())),
        by_pupils=table.get("by_pupils", False),
    )


def _series(table: Table) -> Series:
    kpis = {Variant(name): tuple(ids) for name, ids in table["kpis"].items()}
    return Series(
        id=table["id"],
        label=_localised(table["label"]),
        kpis=kpis,
        steps=_steps(table["steps"]) if "steps" in table else None,
        of_many=table.get("of_many", False),
    )


def _steps(table: Table) -> AnswerSteps:
    words = tuple(_localised(each) for each in table.get("words", ()))
    return AnswerSteps(table["low"], table["high"], (words[0], words[1]) if words else None)


def _unpublished(table: Table) -> Unpublished:
    return Unpublished(tuple(table["years"]), _localised(table["text"]), table["source"])


def _fallback(table: Table) -> Fallback:
    ids = tuple(table["indicators"])
    return Fallback(ids, _word(Variant, table, "variant"), _localised(table["text"]))


def _localised(table: Table) -> Localised:
    return Localised(sv=table["sv"], en=table["en"])


class _UnknownWordError(ValueError):
    """A word that is none of those a field may hold."""

    def __init__(self, name: str, found: object, known: Iterable[str]) -> None:
        super().__init__(name)
        self.name, self.found, self.known = name, found, ", ".join(known)


def _word(kind: type[_W], table: Table, name: str) -> _W:
    try:
        return kind(table[name])
    except ValueError as error:
        raise _UnknownWordError(name, table[name], kind) from error


def _fault(path: Path, table: Table, error: Exception) -> DataError:
    about = {"file": path, "id": table.get("id", "?")}
    if isinstance(error, KeyError):
        return DataError("definition_lacks", **about, name=error.args[0])
    if isinstance(error, _UnknownWordError):
        word = {"name": error.name, "found": error.found, "known": error.known}
        return DataError("definition_word", **about, **word)
    return DataError("faulty_definition", **about, cause=error)
