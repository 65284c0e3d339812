"""What stands in an edition, said in words: places, indicators, figures, reports and days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date

from fgte.catalogue import Catalogue
from fgte.model import Status, Unit, Variant, Verdict
from fgte.present.labels import status_label, variant_label, verdict_label
from fgte.present.numbers import decimal, places
from fgte.reports.kinds import KINDS, REGION, About, Kind
from fgte.reports.publishing.said import FigureKey
from fgte.texts import text

USUAL_SEX = "T"
NONE = "–"


@dataclass(frozen=True)
class Words:
    """What stands in the catalogue, said in a language."""

    book: Catalogue
    lang: str

    def place(self, id: str) -> str:
        """A municipality by its name; the collaboration as the reports call it."""
        if id == REGION:
            return text("reports.region.place", self.lang)
        return self.book.municipality(id).name

    def report(self, stem: str) -> str:
        """A report by its name as the index has it; one of no kind that is known, by its file.

        Parameters
        ----------
        stem
            The name of its files.
        """
        return self._reports().get(stem, stem)

    def indicator(self, id: str, sex: str) -> str:
        """An indicator by its short label, with the sex where it is not all pupils."""
        known = self.book.indicators.get(id)
        label = known.short[self.lang] if known else id
        if sex == USUAL_SEX:
            return label
        return f"{label}, {text(f'labels.sex.{sex}', self.lang)}"

    def figure_of(self, key: FigureKey) -> str:
        """Which figure it is: the indicator, and the part and the schools where not the usual."""
        _, indicator, series, variant, sex, _ = key
        return " · ".join(
            [self.indicator(indicator, sex), *self._series(indicator, series), *self._of(variant)]
        )

    def figure(self, indicator: str, said: Sequence[str] | None) -> str:
        """Status, value and bounds of a figure as a reader meets them."""
        if said is None:
            return NONE
        status, value, low, high = said
        if not value and not low:
            return status_label(Status(status), self.lang)
        known = self.book.indicators.get(indicator)
        n = places(known.unit if known else Unit.PERCENT)
        if value:
            return decimal(float(value), n, self.lang)
        return f"{decimal(float(low), n, self.lang)}–{decimal(float(high), n, self.lang)}"

    def verdict(self, said: str | None) -> str:
        """A verdict in words."""
        return NONE if said is None else verdict_label(Verdict(said), self.lang)

    def form(self, form: str) -> str:
        """A form by its name."""
        return text(f"forms.name.{form}", self.lang)

    def day(self, when: str) -> str:
        """The day of a moment."""
        return format_date(datetime.fromisoformat(when), "d MMMM y", locale=self.lang)

    def _reports(self) -> dict[str, str]:
        found = {REGION: self.place(REGION)}
        for kind in KINDS.values():
            for each in self.book.members if kind.about is About.MUNICIPALITY else ():
                found[kind.stem(each.slug)] = self._name(kind, each.name)
        return found

    def _name(self, kind: Kind, place: str) -> str:
        return place if kind.unasked else text(f"reports.{kind.id}.name", self.lang, place=place)

    def _series(self, indicator: str, series: str) -> list[str]:
        """The part that a figure is of, where an indicator has more than one."""
        known = self.book.indicators.get(indicator)
        parts = known.series if known else ()
        return [each.label[self.lang] for each in parts if each.id == series and len(parts) > 1]

    def _of(self, variant: str) -> list[str]:
        """Whose pupils, where it is not the municipality's own schools."""
        usual = variant in ("", Variant.KOMMUNAL)
        return [] if usual else [variant_label(Variant(variant), self.lang)]
