"""What the choices of a form are made from: enums, the catalogue, the journal's own entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from babel.dates import get_month_names

from fgte.catalogue import Catalogue
from fgte.dashboards.change_work.words import kind_label, say_in
from fgte.journal.documents import Arena, Expected, Group, Illeris, Segregation, Standing
from fgte.journal.entries import Entry
from fgte.journal.form_words import choice_label
from fgte.model import Sex, Variant

Options = tuple[tuple[str, str], ...]
"""Values with the words that a reader chooses by."""

ENUMS: Mapping[str, type[StrEnum]] = {
    each.__name__: each
    for each in (Arena, Expected, Group, Illeris, Segregation, Standing, Sex, Variant)
}


@dataclass(frozen=True)
class Lists:
    """What can be chosen in a form: by the catalogue, and by the entries that one may read."""

    book: Catalogue
    entries: tuple[Entry, ...]
    lang: str

    def options(self, source: str, typed: Mapping[str, Any]) -> Options:
        """The choices of a list.

        Parameters
        ----------
        source
            The name of the list, as the form's field has it.
        typed
            The whole form as it stands: expected traces and goals are chosen from it.
        """
        if source in ENUMS:
            return tuple((str(v), choice_label(source, v, self.lang)) for v in ENUMS[source])
        made = {
            "indicator": self._indicators,
            "series": self._series,
            "place": self._places,
            "entry": self._entries,
            "month": self._months,
        }
        if source in made:
            return made[source]()
        return self._goals(typed) if source == "goal" else self._expected(typed)

    def _indicators(self) -> Options:
        return tuple((each.id, each.label[self.lang]) for each in self.book.followed)

    def _series(self) -> Options:
        several = [each for each in self.book.followed if len(each.series) > 1]
        return tuple(
            (part.id, f"{each.short[self.lang]}: {part.label[self.lang]}")
            for each in several
            for part in each.series
        )

    def _places(self) -> Options:
        return tuple((each.id, each.name) for each in self.book.members)

    def _entries(self) -> Options:
        return tuple(
            (each.id, f"{each.title} ({kind_label(each.kind, self.lang).lower()}, {each.id})")
            for each in self.entries
        )

    def _months(self) -> Options:
        names = get_month_names("wide", locale=self.lang)
        return tuple((str(number), str(names[number])) for number in range(1, 13))

    def _expected(self, typed: Mapping[str, Any]) -> Options:
        """The expected traces of the same form, each by what it is about."""
        return tuple(
            (row["id"], self.trace_label(row)) for row in typed.get("expected", []) if row.get("id")
        )

    def _goals(self, typed: Mapping[str, Any]) -> Options:
        """The goals of the same form, each in its own words."""
        return tuple(
            (row["id"], str(row.get("text") or row["id"]))
            for row in typed.get("goals") or []
            if row.get("id")
        )

    def trace_label(self, trace: Mapping[str, Any]) -> str:
        """An expected trace in a few words: ``Meritvärde: högre från 2028``."""
        known = self.book.indicators.get(str(trace.get("indicator") or ""))
        subject = known.label[self.lang] if known else str(trace.get("soft_value") or "–")
        direction = str(trace.get("direction") or "")
        way = choice_label("Expected", direction, self.lang) if direction in list(Expected) else ""
        year = str(trace.get("first_year") or "")
        since = say_in(self.lang)("form.since", year=year) if year else ""
        return ": ".join(filter(None, [subject, " ".join(filter(None, [way, since]))]))
