"""*Likvärdighet*: the windows on the gap, one by one, and the background they are read against."""

from __future__ import annotations

from markupsafe import Markup

from fgte.dashboards.choices import Choices, Lists
from fgte.dashboards.findings import municipal_findings
from fgte.dashboards.markup import fill
from fgte.dashboards.tiles import named
from fgte.model import COUNTRY, Indicator, Kind
from fgte.present.numbers import with_unit
from fgte.present.tabular import DataTable
from fgte.store import Store

WINDOWS = ("sexes", "newcomers", "expected", "schools")


def equity_view(choices: Choices, store: Store, known: Lists, lang: str) -> Markup:
    """What each window shows, then each in full; nothing is added up to one measure."""
    found = municipal_findings(choices, choices.municipality, store, known.book)
    page = found.equity_page(lang)
    windows = [{"id": name, "html": getattr(page, name)()} for name in WINDOWS]
    return fill(
        "equity",
        lang,
        summary=page.summary(),
        windows=windows,
        background=_background(choices, store, known, lang),
    )


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
