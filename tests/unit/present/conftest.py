"""Small charts to look at: a number is a figure, a mark is a year without one."""

import pytest

from fgte.model import Unit
from fgte.present.chart import (
    Line,
    LineRole,
    Movement,
    MovementsChart,
    Point,
    PointMark,
    SeriesChart,
)


def _point(year, given):
    if isinstance(given, Point):
        return given
    if isinstance(given, PointMark):
        return Point(year, None, None, None, given)
    return Point(year, given, given - 3, given + 3, PointMark.FIGURE)


@pytest.fixture
def line():
    def build(*values, first=2015, role=LineRole.OWN, label="Halmstad"):
        points = tuple(_point(first + i, given) for i, given in enumerate(values))
        return Line(label, role, points)

    return build


@pytest.fixture
def series(line):
    def build(*values, others=(), unit=Unit.PERCENT, breaks=(), lang="sv", label="Halmstad"):
        lines = (line(*values, label=label), *others)
        return SeriesChart("examen", "Examen", "Andelen med examen.", unit, lines, breaks, lang)

    return build


@pytest.fixture
def odd():
    return lambda year, value: Point(year, value, None, None, PointMark.ODD_YEAR)


@pytest.fixture
def movements():
    def build(values, unit=Unit.PERCENT, smallest=0.5, lang="sv", note="för få jämförbara år"):
        names = ("Falkenberg", "Halmstad", "Hylte", "Kungsbacka", "Laholm")
        rows = tuple(
            Movement(name, note, None, None, None)
            if value is None
            else Movement(name, "", value, value - 0.6, value + 0.6)
            for name, value in zip(names, values, strict=False)
        )
        return MovementsChart("rorelser", "Rörelser", "Fem.", unit, rows, smallest, lang)

    return build
