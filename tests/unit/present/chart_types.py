"""One small chart of every type, for what must hold of them all."""

from __future__ import annotations

from datetime import date

from fgte.model import Unit
from fgte.present.chart import (
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

READING = WorkMark("läsarbetet", date(2021, 8, 16), (2024, 2026))
USUAL = Limits(2015, 2022, centre=84.0, lower=80.0, upper=88.0, points=8)
ALIKE = ZeroLine("flickor och pojkar lika", "flickor högre", "pojkar högre")
NAMES = ("Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka")


def own_line(values, label="Halmstad", first=2015):
    points = (
        Point(first + i, value, value - 3, value + 3, PointMark.FIGURE)
        for i, value in enumerate(values)
    )
    return Line(label, LineRole.OWN, tuple(points))


def series(values=(84, 85, 83, 86, 87), **more):
    given = {"id": "serie", "title": "Serie", "description": "", "unit": Unit.PERCENT}
    return SeriesChart(**(given | {"lines": (own_line(values),)} | more))


def with_limits(values=(84, 85, 83, 86, 87)):
    return series(values, id="granser", limits=(USUAL,))


def with_work(values=(84, 85, 83, 86, 87)):
    return series(values, id="arbete", work=(READING,))


def run_chart(values=(84, 85, 83, 86, 87)):
    return series(values, id="foljder", runs=Runs(85.0, 4, 2, 3, 5, 2))


def gap(values=(4, 3, -2, 1, 0.5)):
    return series(values, id="skillnad", unit=Unit.PERCENTAGE_POINTS, zero=ALIKE)


def expected(values=(84, 85, 83, 86, 87)):
    model = Line("Modellberäknat", LineRole.EXPECTED, own_line((83, 84, 84, 85, 85)).points)
    return series(id="modell", lines=(own_line(values), model))


def movements(values=(1.4, -0.9, 0.2, 0.0, -2.2), names=NAMES):
    rows = (Movement(n, "", v, v - 0.6, v + 0.6) for n, v in zip(names, values, strict=True))
    return MovementsChart("rorelser", "Rörelser", "", Unit.PERCENT, tuple(rows), 0.5)


def deviations(values=(2.3, -1.9, 0.4, 1.1, -0.2), names=NAMES):
    rows = (
        Deviation(name, Unit.PERCENT, value, value - 2, value + 2, 80 + value, 80)
        for name, value in zip(names, values, strict=True)
    )
    return DeviationsChart("avvikelser", "Avvikelser", "", tuple(rows))


def multiples(values=(84, 85, 83, 86, 87)):
    merit = series(
        (230, 231, 229, 232, 233), id="merit", title="Meritvärde", unit=Unit.MERIT_POINTS
    )
    cut = series(values, id="andel", title="Andel", breaks=(YearMark(2018, "nytt"),))
    ninth = StageGroup("Årskurs 9", (cut, merit))
    third = StageGroup("Årskurs 3", (series((76, 77, 75, 74, 76), id="prov", title="Prov"),))
    return SmallMultiples("stadier", "Stadier", "", (third, ninth))


def cohort(values=(0.6, None, 0.4, -0.1)):
    stages = ("Årskurs 3", "Årskurs 6", "Årskurs 9", "Gymnasiet")
    steps = (
        CohortStep(stage, year, "mått", None, mark=PointMark.MISSING, note="ingen uppgift ännu")
        if value is None
        else CohortStep(stage, year, "mått", value, value - 0.3, value + 0.3)
        for stage, year, value in zip(stages, (2013, 2016, 2019, 2022), values, strict=True)
    )
    return CohortChart("arskull", "Årskull", "", "Årskullen i åk 3 2013", tuple(steps))


def spread(values=(78, 84, 85, 85, 91)):
    years = (
        SpreadYear(2021, tuple(values), 84.5, 79, 90),
        SpreadYear(2022, tuple(value + 1 for value in values), 85.5, 80, 91, hidden=2),
    )
    return SpreadChart("skolor", "Skolor", "", Unit.PERCENT, "Halmstad", years)


EVERY = (
    series,
    with_limits,
    with_work,
    run_chart,
    gap,
    expected,
    movements,
    deviations,
    multiples,
    cohort,
    spread,
)
