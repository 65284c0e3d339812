"""*Likvärdighet*: girls and boys, and the background that the figures are read against."""

from __future__ import annotations

from markupsafe import Markup

from fgte.api import Finding
from fgte.dashboards.choices import Choices, Lists
from fgte.dashboards.findings import municipal_findings
from fgte.dashboards.markup import fill
from fgte.dashboards.tiles import named
from fgte.judgement import GapMove
from fgte.model import COUNTRY, Indicator, Kind, Status
from fgte.present.cards import drawn
from fgte.present.charts import sexes_chart
from fgte.present.labels import listed, mid_sentence
from fgte.present.numbers import with_unit
from fgte.present.sexes import sexes_sentence
from fgte.present.tabular import DataTable
from fgte.store import Store


def equity_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """Where girls and boys have moved apart or together, then each, then the background."""
    found = municipal_findings(choices, choices.municipality, store, known.book)
    shown = [each for each in found if each.gap.sexes.status is Status.OK]
    absent = [mid_sentence(e.indicator.short[lang]) for e in found if e not in shown]
    return fill(
        "equity",
        lang,
        moved=[_line(e, lang) for e in shown if e.gap.sexes.move in _MOVED],
        still=sum(e.gap.sexes.move is GapMove.UNCHANGED for e in shown),
        unknown=sum(e.gap.sexes.move in _UNKNOWN for e in shown),
        gaps=[{"line": _line(e, lang), "chart": drawn(sexes_chart(e, lang), lang)} for e in shown],
        absent=named("equity.absent", lang, labels=listed(absent, lang)) if absent else "",
        background=_background(choices, store, known, lang),
    )


_MOVED = (GapMove.NARROWED, GapMove.WIDENED)
_UNKNOWN = (GapMove.CANNOT_BE_DECIDED, GapMove.TOO_SHORT)


def _line(found: Finding, lang: str) -> dict[str, str]:
    return {
        "id": found.indicator.id,
        "label": found.indicator.label[lang],
        "sentence": sexes_sentence(found, lang),
        "move": named(f"gap.{found.gap.sexes.move}", lang),
    }


def _background(choices: Choices, store: Store, known: Lists, lang: str) -> DataTable:
    """The latest published background figures, with the country's for the same year."""
    book = known.book
    context = [each for each in book.indicators.values() if each.kind is Kind.CONTEXT]
    rows = [_background_row(each, choices, store, lang) for each in context]
    heads = tuple(named(f"equity.head_{key}", lang) for key in ("what", "own", "country"))
    return DataTable(heads, tuple(row for row in rows if row))


def _background_row(
    indicator: Indicator, choices: Choices, store: Store, lang: str
) -> tuple[str, ...]:
    own = _published(indicator, choices.municipality, choices, store)
    if not own:
        return ()
    year = max(own)
    beside = _published(indicator, COUNTRY, choices, store).get(year)
    value = with_unit(own[year], indicator.unit, lang)
    country = with_unit(beside, indicator.unit, lang) if beside is not None else "–"
    return indicator.label[lang], f"{value} ({year})", country


def _published(
    indicator: Indicator, place: str, choices: Choices, store: Store
) -> dict[int, float]:
    """The published values of the headline series, all pupils, by year."""
    first, last = choices.first_year or 0, choices.last_year or 9999
    return {
        row.year: row.value
        for (id, series, _, sex, unit), rows in store.lines_of(place).items()
        if id == indicator.id and series == indicator.default_series and sex == "T" and not unit
        for row in rows
        if row.value is not None and first <= row.year <= last
    }
