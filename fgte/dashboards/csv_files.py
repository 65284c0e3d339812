"""The figures behind an opened card, as a file that a spreadsheet opens."""

from __future__ import annotations

import csv
import io

from fgte.dashboards.choices import MUNICIPAL, PATTERNS, read_choices, words_of
from fgte.dashboards.findings import municipal_findings, regional_findings
from fgte.dashboards.rendering import Rendering, known_lists
from fgte.dashboards.tiles import named
from fgte.present.chart import Chart
from fgte.present.charts import movements_chart, series_chart
from fgte.present.data_table import data_table

DANGEROUS = ("=", "+", "@", "\t", "\r")


def csv_of(rendering: Rendering, view: str, query: str) -> tuple[str, bytes] | None:
    """The name and content of a file; None where no indicator is opened.

    Semicolons and decimal commas, as a Swedish spreadsheet reads them; the last
    lines say what the figures are and where they come from.

    Parameters
    ----------
    rendering
        The views of the store.
    view
        One of the dashboards.
    query
        The words of an address.
    """
    store, lang = rendering.store, rendering.lang
    known = known_lists(store)
    choices, _ = read_choices(view, words_of(query), known)
    if not choices.opened or view not in (MUNICIPAL, PATTERNS):
        return None
    if view == MUNICIPAL:
        place = known.book.municipalities[choices.municipality]
        found = municipal_findings(choices.closed, place.id, store, known.book)
        one = found[choices.opened, choices.sex.value]
        chart: Chart = series_chart(one, lang)
        name = f"{place.slug}-{choices.opened}.csv"
    else:
        region = regional_findings(choices.closed, store)
        chart, name = movements_chart(region[choices.opened], lang), f"region-{choices.opened}.csv"
    table = data_table(chart)
    lines = [table.headers, *table.rows, (), (chart.title,), (named("page.own", lang),)]
    return name, _written(lines)


def _written(lines: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_harmless(cell) for cell in line] for line in lines])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
