"""One school's figures against its own years, with the municipality's as context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from fgte.api.assessing import Years, open_store
from fgte.api.findings import Finding
from fgte.catalogue import Catalogue, open_catalogue
from fgte.judgement import Figure, Line, judge, usual_lines
from fgte.model import Municipality, Variant
from fgte.present.school_page import SchoolPage
from fgte.store import Store
from fgte.store.tables import checked_years


@dataclass(frozen=True)
class SchoolFindings(Sequence[Finding]):
    """One school's findings, in the collaboration's order; never beside another school's."""

    unit: str
    found: tuple[Finding, ...]
    around: Mapping[str, tuple[Figure, ...]]
    store: Store

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)

    def __getitem__(self, key: Any) -> Any:
        return self.found[key]

    def page(self, lang: str = "sv") -> SchoolPage:
        """The pieces of the head teacher's page."""
        name = self.store.school_names.get(self.unit, "")
        origins = self.store.origins
        return SchoolPage(self.unit, self.found, self.around, origins, lang, name)


def assess_school(
    school_unit: str | int, *, years: Years = None, store: Store | None = None
) -> SchoolFindings:
    """Judge every indicator that one school has figures of, against its own years.

    Parameters
    ----------
    school_unit
        The school unit's code, eight digits.
    years
        First and last year, both included; None leaves an end open.
    store
        An open store; the one in ``FGTE_HOME`` where none is given.

    Returns
    -------
    SchoolFindings
        With no findings where the store has no figures of the school; its page says so.
    """
    store, unit = store or open_store(), str(school_unit)
    book = open_catalogue(store.settings)
    whose, ends = whose_school(unit, store, book), checked_years(years)
    if whose is None:
        return SchoolFindings(unit, (), {}, store)
    place, variant = whose
    usual = usual_lines(store, book.followed, place, years=ends, school_unit=unit)
    lines = [replace(each, variant=variant, variant_reason=None) for each in usual]
    known = [each for each in lines if each.figures()]
    return SchoolFindings(
        unit=unit,
        found=tuple(_finding(each, lines) for each in known),
        around={e.indicator.id: replace(e, school_unit=None).figures() for e in known},
        store=store,
    )


def whose_school(unit: str, store: Store, book: Catalogue) -> tuple[Municipality, Variant] | None:
    """The municipality a school's figures stand under, and in which variant they were counted."""
    table = store.table
    rows = table[table["school_unit"].eq(unit)]
    if rows.empty:
        return None
    followed = {each.id for each in book.followed}
    told = rows[rows["indicator"].isin(followed)]
    first = (rows if told.empty else told).iloc[0]
    return book.municipality(str(first["municipality_id"])), Variant(str(first["variant"]))


def _finding(line: Line, usual: Sequence[Line]) -> Finding:
    judged = judge(line, usual)
    return Finding(**{each.name: getattr(judged, each.name) for each in fields(judged)})
