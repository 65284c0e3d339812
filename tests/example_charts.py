"""One small chart of every type and one of every special sign, made by hand to be looked at.

The golden pictures in ``tests/golden`` are drawn from these, and the tests of accessibility hold
for each of them. The figures are invented; each chart is as small as shows its point.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fgte.model import Unit
from fgte.present.chart import (
    Chart,
    CohortChart,
    CohortStep,
    Deviation,
    DeviationsChart,
    Limits,
    Line,
    LineRole,
    Movement,
    MovementsChart,
    Point,
    PointMark,
    Runs,
    SeriesChart,
    SmallMultiples,
    SpreadChart,
    SpreadYear,
    StageGroup,
    WorkMark,
    YearMark,
    ZeroLine,
)

FIRST = 2015


def point(year: int, given: float | Point | PointMark, reach: float = 3) -> Point:
    """A number is a figure with its interval, a mark is a year without one."""
    if isinstance(given, Point):
        return replace(given, year=year)
    if isinstance(given, PointMark):
        return Point(year, None, None, None, given)
    return Point(year, given, given - reach, given + reach, PointMark.FIGURE)


def line(label: str, role: LineRole, *given: float | Point | PointMark, reach: float = 3) -> Line:
    points = tuple(point(FIRST + i, each, reach) for i, each in enumerate(given))
    if role is not LineRole.OWN:
        points = tuple(
            replace(e, low=None, high=None) if e.mark is PointMark.FIGURE else e for e in points
        )
    return Line(label, role, points)


def own(*given: float | Point | PointMark) -> SeriesChart:
    """One line of a municipality, from 2015 on."""
    lines = (line("Hylte", LineRole.OWN, *given),)
    title = "Examen inom tre år, Hylte"
    return SeriesChart("examen", title, "Andelen med examen.", Unit.PERCENT, lines)


def absent(mark: PointMark, note: str) -> Point:
    return Point(FIRST, None, None, None, mark, note)


def indicator_series() -> Chart:
    chart = own(71, 74, 73, 76, 78, 77)
    country = line("Riket", LineRole.COUNTRY, 69, 69, 70, 70)
    return replace(chart, lines=(*chart.lines, country))


def girls_and_boys() -> Chart:
    girls = line("Flickor", LineRole.GIRLS, 82, 81, 83, 84)
    boys = line("Pojkar", LineRole.BOYS, 70, 73, 72, 75)
    return replace(own(), lines=(girls, boys), title="Flickor och pojkar, Hylte")


def gap_between_girls_and_boys() -> Chart:
    zero = ZeroLine("ingen skillnad", "flickorna högre", "pojkarna högre")
    gap = line("Flickor minus pojkar", LineRole.OWN, 12, 8, 11, 9)
    unit = Unit.PERCENTAGE_POINTS
    return replace(own(), lines=(gap,), zero=zero, unit=unit, title="Skillnad, Hylte")


def small_multiples() -> Chart:
    sixth = replace(own(91, 90, 92, 91), id="ak6", title="Åk 6")
    ninth = replace(own(80, 83, 82, 84), id="ak9", title="Behöriga")
    merit = replace(own(221, 224, 219, 226), id="merit", title="Meritvärde", unit=Unit.MERIT_POINTS)
    groups = (StageGroup("Årskurs 6", (sixth,)), StageGroup("Årskurs 9", (ninth, merit)))
    words = "Tre indikatorer i två stadier."
    return SmallMultiples("stadier", "Alla stadier, Hylte", words, groups)


def cohort_path() -> Chart:
    steps = (
        CohortStep("åk 3", 2016, "nationella prov", 0.4, -0.1, 0.9),
        CohortStep(
            "åk 6", 2019, "alla ämnen", None, mark=PointMark.SUPPRESSED, note="under fem elever"
        ),
        CohortStep("åk 9", 2022, "meritvärde", -0.1, -0.5, 0.3),
    )
    title = "Årskullen född 2006, Hylte"
    return CohortChart("kull", title, "Årskullens väg.", "Årskullen född 2006", steps)


def movements() -> Chart:
    rows = (
        Movement("Hylte", "", 1.2, -0.2, 2.6),
        Movement("Halmstad", "", 0.3, -0.2, 0.8),
        Movement("Laholm", "för få jämförbara år", None, None, None),
        Movement("Varberg", "", -0.4, -0.9, 0.1),
        Movement("Kungsbacka", "", 0.0, -0.4, 0.4),
    )
    title = "Förändring i de fem kommunerna"
    return MovementsChart("rorelser", title, "Fem rörelser.", Unit.PERCENT, rows, 0.5)


def expected_and_actual() -> Chart:
    rows = (
        Deviation("Meritvärde", Unit.MERIT_POINTS, 6, -4, 16, 231, 225),
        Deviation("Behöriga", Unit.PERCENT, -1.5, -5, 2, 83.5, 85),
        Deviation("Examen", Unit.PERCENT, None, note="modellvärde saknas"),
    )
    title = "Utfall mot modellberäknat värde, Hylte"
    return DeviationsChart("modell", title, "Tre avvikelser.", rows)


def expected_and_actual_over_time() -> Chart:
    actual = line("Hylte", LineRole.OWN, 71, 74, 73, 76)
    bare = replace(actual, points=tuple(replace(e, low=None, high=None) for e in actual.points))
    model = line("Modellberäknat värde", LineRole.EXPECTED, 73, 73, 74, 74)
    return replace(own(), lines=(bare, model), title="Utfall och modellberäknat värde, Hylte")


def spread_between_schools() -> Chart:
    years = (
        SpreadYear(2021, (62, 70, 71, 83), 72, 60, 84),
        SpreadYear(2022, (66, 69, 74), 71, 59, 83, hidden=1),
    )
    title = "Skolornas spridning, Hylte"
    return SpreadChart("skolor", title, "Spridningen.", Unit.PERCENT, "Hylte", years)


def run_chart() -> Chart:
    runs = Runs(74, 8, 4, 1, 6, 2)
    return replace(own(71, 72, 70, 73, 75, 76, 78, 77), runs=runs)


def a_break() -> Chart:
    return replace(own(71, 72, 80, 81), breaks=(YearMark(2017, "nytt betygssystem"),))


def an_odd_year() -> Chart:
    odd = Point(FIRST, 60, None, None, PointMark.ODD_YEAR, "okänd bakgrund räknades bort")
    return own(71, odd, 73, 74)


def a_missing_year() -> Chart:
    return own(71, 72, absent(PointMark.MISSING, "inga nationella prov"), 73, 74)


def a_suppressed_figure() -> Chart:
    return own(71, 72, absent(PointMark.SUPPRESSED, ""), 73)


def a_censored_figure() -> Chart:
    return own(91, Point(FIRST, None, 94.1, 98.5, PointMark.CENSORED), 93, 92)


def limits_of_usual_variation() -> Chart:
    limits = Limits(2015, 2020, 74, 66, 82, 6)
    return replace(own(71, 74, 73, 76, 78, 72), limits=(limits,))


def a_start_of_change_work() -> Chart:
    work = WorkMark("läsarbetet", date(2017, 8, 1), (2019, 2020))
    return replace(own(71, 74, 73, 76), work=(work,))


def nothing_at_all() -> Chart:
    return own()


EXAMPLES: dict[str, Callable[[], Chart]] = {
    make.__name__: make
    for make in (
        indicator_series, girls_and_boys, gap_between_girls_and_boys, small_multiples, cohort_path,
        movements, expected_and_actual, expected_and_actual_over_time, spread_between_schools,
        run_chart, a_break, an_odd_year,
        a_missing_year, a_suppressed_figure, a_censored_figure, limits_of_usual_variation,
        a_start_of_change_work, nothing_at_all,
    )
}  # fmt: skip
"""Every example by its name, each with an id of its own so that all can stand on one page."""


def example(name: str) -> Chart:
    """One chart, its id made from its name."""
    return replace(EXAMPLES[name](), id=name.replace("_", "-"))
