"""What holds of every type of chart: an image, a name, words, a table, a detail view, a rule."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import fields, is_dataclass, replace

import pytest

from fgte.model import Unit
from fgte.present.alt_text import alt_text, seen
from fgte.present.chart import (
    CohortStep,
    Deviation,
    Limits,
    Movement,
    Point,
    PointMark,
    Runs,
    SpreadYear,
)
from fgte.present.data_table import data_table
from fgte.present.detail import plotly_figure
from fgte.present.svg import render
from fgte.present.theme import PALETTE, STRONG_TEXT, TEXT
from tests.unit.present import chart_types

SVG = "{http://www.w3.org/2000/svg}"
every = pytest.mark.parametrize("build", chart_types.EVERY, ids=lambda build: build.__name__)


@every
def test_it_is_an_image_with_a_name_and_what_the_eye_would_see(build):
    chart = replace(build(), description="Först meningen.")
    root = ElementTree.fromstring(render(chart))
    named = {part.get("id"): part.text for part in root[:2]}
    assert (root.get("role"), root.get("lang")) == ("img", "sv")
    spoken = [named[part] for part in root.get("aria-labelledby").split()]
    assert spoken == [chart.title, alt_text(chart)]
    assert spoken[1].startswith("Först meningen. ")
    assert len(seen(chart)) > 60


@every
def test_the_same_chart_gives_the_same_bytes_and_few_of_them(build):
    assert render(build()) == render(build())
    assert len(render(build()).encode()) < 12_000


@every
def test_every_mark_that_is_explained_to_a_pointer_is_escaped(build):
    drawn = render(replace(build(), title="<script>", description='"><script>'))
    assert "<script" not in drawn


@every
def test_text_is_dark_and_every_colour_is_one_of_the_theme(build):
    drawn = render(build())
    root = ElementTree.fromstring(drawn)
    assert {each.get("fill", TEXT) for each in root.iter(f"{SVG}text")} <= {TEXT, STRONG_TEXT}
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn))
    assert colours <= {*PALETTE, TEXT, STRONG_TEXT, "#FFFFFF", "#E3E3E3", "#6B6B6B"}


@every
def test_nothing_is_drawn_outside_the_picture(build):
    root = ElementTree.fromstring(render(build()))
    _, _, width, height = (float(n) for n in root.get("viewBox").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x")) <= width
        assert 0 <= float(text.get("y")) <= height


@every
def test_the_table_has_a_cell_for_every_header(build):
    table = data_table(build())
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.headers)}


@every
def test_the_detail_view_has_the_same_title_and_writes_numbers_in_swedish(build):
    layout = plotly_figure(build()).layout
    assert layout.title.text == build().title
    assert layout.separators == ",\u00a0"


@every
def test_it_speaks_english_when_asked(build):
    chart = replace(build(), lang="en")
    assert ElementTree.fromstring(render(chart)).get("lang") == "en"
    assert plotly_figure(chart).layout.separators == ".,"
    assert data_table(chart).headers != data_table(build()).headers
    assert seen(chart) != seen(build())


EMPTY = {
    "series": {"lines": ()},
    "movements": {"movements": ()},
    "deviations": {"deviations": ()},
    "multiples": {"groups": ()},
    "cohort": {"steps": ()},
    "spread": {"years": ()},
}


@pytest.mark.parametrize("name", EMPTY)
def test_without_anything_to_show_it_is_still_a_chart(name):
    chart = replace(getattr(chart_types, name)(), **EMPTY[name])
    assert ElementTree.fromstring(render(chart)).get("role") == "img"
    assert data_table(chart).rows == ()
    assert plotly_figure(chart).layout.title.text == chart.title


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_can_be_a_deviation_a_spread_and_a_difference(unit):
    rows = tuple(replace(each, unit=unit) for each in chart_types.deviations().deviations)
    charts = (
        replace(chart_types.deviations(), deviations=rows),
        replace(chart_types.spread(), unit=unit),
        replace(chart_types.gap(), unit=unit),
    )
    for chart in charts:
        ElementTree.fromstring(render(chart))


def marked_up(part):
    """The same chart with markup in every text that a person may have written."""
    if isinstance(part, tuple):
        return tuple(marked_up(each) for each in part)
    if not is_dataclass(part):
        return part
    given = {field.name: getattr(part, field.name) for field in fields(part)}
    kept = ("id", "lang")
    return replace(
        part,
        **{
            name: f"<script>{value}</script>&"
            if type(value) is str and name not in kept
            else marked_up(value)
            for name, value in given.items()
        },
    )


@every
def test_markup_in_any_text_is_shown_as_text(build):
    chart = marked_up(build())
    assert ElementTree.fromstring(render(chart)) is not None
    assert "<script" not in render(chart)
    assert "<script" not in plotly_figure(chart).to_json().replace("\\u003c", "<")


NAN = float("nan")


@pytest.mark.parametrize(
    "make",
    [
        lambda: Limits(2015, 2022, NAN, 80, 88, 8),
        lambda: Runs(NAN, 4, 2, 3),
        lambda: Movement("Hylte", "", NAN, None, None),
        lambda: Deviation("Hylte", Unit.PERCENT, 1.0, float("-inf"), 2.0),
        lambda: CohortStep("Årskurs 3", 2016, "", NAN),
        lambda: SpreadYear(2022, (84.0, NAN)),
        lambda: Point(2022, 84.0, NAN, 90, PointMark.FIGURE),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_the_advice_is_to_say_why(make):
    with pytest.raises(ValueError, match=r"finite|needs a value"):
        make()
