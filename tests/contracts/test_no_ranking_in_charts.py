"""No ranking in any type of chart: the values of municipalities change places, and with the
figures taken out every chart, detail view and table stays as it was: order, colours, emphasis."""

import json
import re
from dataclasses import replace
from itertools import permutations

import pytest

from fgte.present.chart import Chart, SpreadYear
from fgte.present.data_table import data_table
from fgte.present.detail import plotly_figure
from fgte.present.svg import render
from tests.unit.present import chart_types

NAMES = chart_types.NAMES
EMPHASIS = (
    r"#[0-9A-Fa-f]{6}|rgba\([^)]*\)"
    r'|(?:stroke-width|stroke-dasharray|fill-opacity|font-weight|font-size| r)="[^"]*"'
    r'|"(?:width|size|thickness|opacity)": [\d.]+'
)
FIGURE = r"[+−-]?\d+(?:[.,]\d+)?(?:e-\d+)?(?: till |–)?"
EITHER = re.compile(f"({EMPHASIS})|{FIGURE}")

SERIES = ((84, 85, 83, 86, 87), (81, 80, 82, 79, 83), (88, 86, 87, 89, 85), (84,) * 5, (90,) * 5)
GAPS = ((4, 3, -2, 1, 0.5), (9, 8, 7, 6, 5), (-3, -2, -1, 1, 2), (1,) * 5, (-6,) * 5)
PATHS = ((0.6, 0.2, 0.4, -0.1), (-0.5, -0.6, -0.4, -0.2), (0.1,) * 4, (0.7,) * 4, (-0.3,) * 4)

BY_MUNICIPALITY = {
    chart_types.series: SERIES,
    chart_types.with_limits: SERIES,
    chart_types.with_work: SERIES,
    chart_types.run_chart: SERIES,
    chart_types.expected: SERIES,
    chart_types.multiples: SERIES,
    chart_types.gap: GAPS,
    chart_types.cohort: PATHS,
}
"""Types that show one municipality, each with the values of five."""

ROWS = (chart_types.movements, chart_types.deviations)
"""Types with a row for each municipality."""

CHANGES = (1.4, -0.9, 0.2, 0.0, -2.2)
SOME = list(permutations(range(5)))[::13]


def without_figures(words: str) -> str:
    """The words with every figure as ``#``; colours, widths, sizes and opacities stay."""
    return EITHER.sub(lambda found: found[1] or "#", words)


def looks(chart: Chart) -> list[str]:
    """A chart in its three forms, without the figures."""
    table = data_table(chart)
    cells = [table.headers, *table.rows]
    return [without_figures(str(form)) for form in (render(chart), drawn(chart), cells)]


def drawn(chart: Chart) -> str:
    """The detail view as text."""
    return json.dumps(json.loads(plotly_figure(chart).to_json()), ensure_ascii=False)


@pytest.mark.parametrize("build", BY_MUNICIPALITY, ids=lambda build: build.__name__)
def test_a_municipalitys_chart_looks_the_same_with_anothers_values(build):
    values = BY_MUNICIPALITY[build]
    expected = [looks(replace(build(values[0]), title=name)) for name in NAMES]
    for order in SOME:
        moved = [
            looks(replace(build(values[i]), title=n)) for i, n in zip(order, NAMES, strict=True)
        ]
        assert moved == expected


@pytest.mark.parametrize("build", ROWS, ids=lambda build: build.__name__)
def test_rows_keep_their_order_and_look_whatever_their_values(build):
    expected = looks(build(CHANGES))
    for order in SOME:
        chart = build(tuple(CHANGES[i] for i in order))
        assert looks(chart) == expected
        assert [row[0] for row in data_table(chart).rows] == list(NAMES)


@pytest.mark.parametrize("build", ROWS, ids=lambda build: build.__name__)
def test_rows_stand_as_given_also_in_another_order_than_any(build):
    backwards = NAMES[::-1]
    chart = build(names=backwards)
    assert [row[0] for row in data_table(chart).rows] == list(backwards)
    written = [render(chart).index(f">{name}</text>") for name in backwards]
    assert written == sorted(written)


def test_every_type_of_chart_is_tried():
    assert {*BY_MUNICIPALITY, *ROWS, chart_types.spread} == set(chart_types.EVERY)


def test_schools_may_change_figures_with_one_another_and_nothing_changes():
    values = (78, 84, 85, 85, 91)
    first = chart_types.spread(values)
    for order in SOME:
        moved = chart_types.spread(tuple(values[i] for i in order))
        assert render(moved) == render(first)
        assert data_table(moved) == data_table(first)
        assert drawn(moved) == drawn(first)


def test_every_school_of_every_municipality_is_drawn_alike():
    own = chart_types.spread()
    heaps = ((78, 84, 85, 85, 91), (60, 61, 62), (99,) * 9, ())
    for values in heaps:
        chart = replace(own, years=(SpreadYear(2022, values, 85),))
        heaps = re.findall(r'<path d="[^"]*h0"([^>]*)>', render(chart))
        assert len(heaps) == 1 + bool(values)
        assert {heap.rstrip("/") for heap in heaps} == {
            ' stroke="#3D3D3D" stroke-width="6" stroke-linecap="round"'
        }
