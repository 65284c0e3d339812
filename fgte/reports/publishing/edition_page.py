"""The index of an edition: its reports, who stands by them, and what is another than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date

from fgte.catalogue import Catalogue, open_catalogue
from fgte.model import Status, Unit, Verdict
from fgte.present.labels import status_label, verdict_label
from fgte.present.numbers import decimal, places
from fgte.reports.kinds import REGION
from fgte.reports.pages import render
from fgte.reports.publishing.changes import Changes, FigureChange, VerdictChange
from fgte.settings import Settings
from fgte.texts import text

USUAL_SEX = "T"


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

    def indicator(self, id: str, sex: str) -> str:
        """An indicator by its short label, with the sex where it is not all pupils."""
        known = self.book.indicators.get(id)
        label = known.short[self.lang] if known else id
        if sex == USUAL_SEX:
            return label
        return f"{label}, {text(f'labels.sex.{sex}', self.lang)}"

    def figure(self, indicator: str, said: Sequence[str] | None) -> str:
        """Status, value and bounds of a figure as a reader meets them."""
        if said is None:
            return "–"
        status, value, low, high = said
        if not value and not low:
            return status_label(Status(status), self.lang)
        known = self.book.indicators.get(indicator)
        n = places(known.unit if known else Unit.PERCENT)
        if value:
            return decimal(float(value), n, self.lang)
        return f"{decimal(float(low), n, self.lang)}–{decimal(float(high), n, self.lang)}"

    def day(self, when: str) -> str:
        """The day of a moment."""
        return format_date(datetime.fromisoformat(when), "d MMMM y", locale=self.lang)


def edition_page(about: Mapping[str, Any], changes: Changes | None, settings: Settings) -> str:
    """The page that leads to everything in an edition.

    Parameters
    ----------
    about
        What ``edition.json`` says.
    changes
        Against the edition before; None for the first.
    settings
        Templates and catalogue.
    """
    lang = str(about["lang"])
    words = Words(open_catalogue(settings), lang)
    by_slug = {each.slug: each.name for each in words.book.members}
    return render(
        "edition.html.j2",
        lang,
        settings,
        tell=lambda key, **given: text(f"publishing.{key}", lang, **given),
        about=about,
        words=words,
        reports=[(stem, by_slug.get(stem) or words.place(REGION)) for stem in about["reports"]],
        absent=[words.place(id) for id in about["not_signed"]],
        changes=changes,
        figures=[_figure(each, words) for each in changes.figures] if changes else [],
        verdicts=[_verdict(each, words) for each in changes.verdicts] if changes else [],
        report_name=lambda stem: by_slug.get(stem) or words.place(REGION),
    )


def _figure(change: FigureChange, words: Words) -> Mapping[str, str]:
    municipality, indicator, series, variant, sex, year = change.figure
    parts = [words.indicator(indicator, sex), *(e for e in (series, variant) if e)]
    return {
        "place": words.place(municipality),
        "indicator": " · ".join(dict.fromkeys(parts)),
        "year": year,
        "kind": text(f"publishing.kind.{change.kind}", words.lang),
        "old": words.figure(indicator, change.old),
        "new": words.figure(indicator, change.new),
    }


def _verdict(change: VerdictChange, words: Words) -> Mapping[str, str]:
    old, new = (_label(each, words.lang) for each in (change.old, change.new))
    return {
        "place": words.place(change.place),
        "indicator": words.indicator(change.indicator, change.sex),
        "old": old,
        "new": new,
    }


def _label(verdict: str | None, lang: str) -> str:
    return "–" if verdict is None else verdict_label(Verdict(verdict), lang)
