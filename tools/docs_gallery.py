"""The pictures of the page on charts, drawn from the shipped figures each time the docs are built.

``<!-- made at build: picture series -->`` becomes the chart that the function ``series`` gives,
with its source under it and its figures as a table. What the shipped figures have no example of is
drawn from invented ones, of a municipality that does not exist, and says so.
"""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from html import escape
from pathlib import Path

import fgte
from fgte.api import Finding
from fgte.catalogue import indicator
from fgte.model import Unit
from fgte.present.cards import publishers, source_text
from fgte.present.chart import (
    Chart,
    CohortChart,
    CohortStep,
    Deviation,
    DeviationsChart,
    Limits,
    Line,
    LineRole,
    Point,
    PointMark,
    Runs,
    SeriesChart,
    SpreadChart,
    SpreadYear,
    WorkMark,
)
from fgte.present.charts import (
    movements_chart,
    series_chart,
    sexes_chart,
    sexes_gap_chart,
    small_multiples,
)
from fgte.present.data_table import data_table
from fgte.present.labels import listed
from fgte.present.svg import render
from fgte.present.svg_marks import slug
from fgte.settings import read_settings
from fgte.store import Store, build, open_table
from fgte.texts import text

INVENTED = "Påhittade siffror: de som följer med har inget sådant exempel."
NOWHERE = "Exempelkommun"
DEVIATIONS = ("alla_amnen_slutbetyg", "meritvarde", "behorig_yrkesprogram", "betygspoang")


@dataclass(frozen=True)
class Shown:
    """A chart, and where its figures come from."""

    chart: Chart
    source: str = INVENTED


def picture(name: str) -> str:
    """A chart with its source under it and its figures as a table, as a piece of a page."""
    shown = PICTURES[name]()
    chart, table = shown.chart, data_table(shown.chart)
    id = f"{slug(chart.id)}-data"
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.headers)
    rows = "".join(_row(row) for row in table.rows)
    return (
        "```{raw} html\n"
        f'<figure class="chart" aria-details="{id}">{render(chart)}'
        f"<figcaption>{escape(chart.title)}. {escape(shown.source)}</figcaption></figure>\n"
        f'<details class="chart-data" id="{id}"><summary>Visa siffrorna som tabell</summary>'
        f'<div class="table-wrapper" role="region" tabindex="0" aria-label="{escape(chart.title)}">'
        f'<table class="docutils"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        "</div></details>\n```"
    )


def series() -> Shown:
    """One indicator over time."""
    return _of(_finding("meritvarde", "1384"), series_chart)


def series_break() -> Shown:
    """A break, and two years that were never published."""
    return _of(_finding("nationella_prov_ak3", "1383"), series_chart)


def censored() -> Shown:
    """A figure that the source has written as 95."""
    rounded = Point(2020, None, 94.1, 98.5, PointMark.CENSORED)
    return Shown(_invented("censored", 96.1, 97.0, rounded, 95.6, 96.4))


def suppressed() -> Shown:
    """A figure that is hidden since the group is small."""
    hidden = Point(2020, None, None, None, PointMark.SUPPRESSED)
    return Shown(_invented("suppressed", 81, 84, hidden, 79, 83))


def stages() -> Shown:
    """Every indicator of a municipality, stage by stage."""
    found = tuple(each for each in fgte.assess_all("1384", store=_store()) if each.series)
    names = listed(dict.fromkeys(name for each in found for name in publishers(each)), "sv")
    source = f"Källa: {names}; värdet i årskurs 3 är en egen beräkning."
    return Shown(
        small_multiples(found), f"{source} {text('labels.source.analysis', 'sv', names=names)}"
    )


def sexes() -> Shown:
    """Girls and boys as two lines."""
    return _of(_finding("examen_3ar", "1383"), sexes_chart)


def gap() -> Shown:
    """Girls minus boys."""
    return _of(_finding("examen_3ar", "1383"), sexes_gap_chart)


def cohort() -> Shown:
    """A year group through the stages."""
    steps = (
        CohortStep("Åk 3", 2016, "nationella prov", 0.35, -0.1, 0.8),
        CohortStep("Åk 6", 2019, "alla ämnen", 0.1, -0.3, 0.5),
        CohortStep("Åk 9", 2022, "meritvärde", -0.05, -0.4, 0.3),
        CohortStep(
            "Gymnasiet", 2025, "betygspoäng", None, mark=PointMark.MISSING, note="publiceras senare"
        ),
    )
    name = "Årskullen född 2006"
    title = f"{name}, {NOWHERE}"
    return Shown(CohortChart("gallery-cohort", title, f"{name} mot riket.", name, steps))


def movements() -> Shown:
    """The municipalities' own movements."""
    region = fgte.assess_region("examen_3ar_yrkesprogram", store=_store())
    return Shown(movements_chart(region), source_text(region.movements[1], "sv"))


def expected() -> Shown:
    """Published deviations from what a model gives."""
    found = [_finding(id, "1384") for id in DEVIATIONS]
    rows = tuple(_deviation(each) for each in found)
    title = "Utfall mot modellberäknat värde 2022, Kungsbacka"
    chart = DeviationsChart("gallery-expected", title, "Publicerade avvikelser.", rows)
    return Shown(chart, "Källa: Kolada.")


def spread() -> Shown:
    """Schools around their municipality."""
    years = (
        SpreadYear(2020, (205, 214, 221, 226, 238, 247), 226, 204, 248),
        SpreadYear(2021, (209, 217, 219, 229, 233, 251), 227, 205, 249),
        SpreadYear(2022, (211, 216, 224, 231, 240), 226, 204, 248, hidden=1),
    )
    title = f"Meritvärde per skola, {NOWHERE}"
    words = "Skolornas spridning kring kommunens värde."
    return Shown(SpreadChart("gallery-spread", title, words, Unit.MERIT_POINTS, NOWHERE, years))


def limits() -> Shown:
    """The usual variation of a line."""
    values = (71, 74, 72, 75, 73, 76, 72, 74)
    chart = _invented("limits", *values)
    reach = Limits(2018, 2025, sum(values) / len(values), 66.2, 80.6, len(values))
    return Shown(replace(chart, limits=(reach,)))


def runs() -> Shown:
    """A line about its median."""
    chart = _invented("runs", 71, 74, 70, 72, 76, 77, 75, 78)
    return Shown(replace(chart, runs=Runs(74.5, 8, 4, 1)))


def work() -> Shown:
    """A start of change work, and where its trace was expected."""
    chart = _invented("work", 71, 74, 72, 73, 75, 74)
    mark = WorkMark("läsarbetet", date(2020, 8, 1), (2022, 2023))
    return Shown(replace(chart, work=(mark,)))


PICTURES: dict[str, Callable[[], Shown]] = {
    "series": series,
    "break": series_break,
    "censored": censored,
    "suppressed": suppressed,
    "stages": stages,
    "sexes": sexes,
    "gap": gap,
    "cohort": cohort,
    "movements": movements,
    "expected": expected,
    "spread": spread,
    "limits": limits,
    "runs": runs,
    "work": work,
}


@cache
def _store() -> Store:
    """The shipped figures, in a home of their own that is gone when the program ends."""
    home = tempfile.TemporaryDirectory()
    atexit.register(home.cleanup)
    settings = read_settings({}, home=Path(home.name))
    build(settings)
    return open_table(settings.store)


def _finding(id: str, municipality: str) -> Finding:
    return fgte.assess(id, municipality, store=_store())


def _of(finding: Finding, chart: Callable[[Finding], Chart]) -> Shown:
    return Shown(chart(finding), source_text(finding, "sv"))


def _invented(id: str, *given: float | Point) -> SeriesChart:
    """A line of a municipality that does not exist, from 2018 on."""
    points = tuple(
        each if isinstance(each, Point) else _figure(2018 + i, each) for i, each in enumerate(given)
    )
    line = Line(NOWHERE, LineRole.OWN, points)
    title = f"Andel elever, {NOWHERE}"
    return SeriesChart(f"gallery-{id}", title, "En påhittad serie.", Unit.PERCENT, (line,))


def _figure(year: int, value: float) -> Point:
    return Point(year, value, value - 3, value + 3, PointMark.FIGURE)


def _deviation(finding: Finding) -> Deviation:
    """The published deviation of 2022, with the published figure."""
    table = _store().observations(f"avvikelse_{finding.indicator.id}", finding.municipality.id)
    value = float(table.loc[table["year"].eq(2022), "value"].item())
    actual = next(each.value for each in finding.series if each.year == 2022)
    model = None if actual is None else actual - value
    about = indicator(finding.indicator.id)
    return Deviation(about.short["sv"], about.unit, value, actual=actual, expected=model)


def _row(cells: Sequence[str]) -> str:
    first, *rest = (escape(each) for each in cells)
    return f'<tr><th scope="row">{first}</th>{"".join(f"<td>{each}</td>" for each in rest)}</tr>'
