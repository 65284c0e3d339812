"""Every type of chart can be heard, read in grey, and read by those who see colours otherwise.

Contrast is WCAG's (1.4.3: text 4.5:1, 1.4.11: marks 3:1); how the three kinds of colour blindness
are simulated, and in what the distance between colours is measured, stands in
``tests/colour_vision.py``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import combinations

import pytest

from fgte.present.chart import Chart, SeriesChart, SmallMultiples, all_years
from fgte.present.data_table import data_table
from fgte.present.runs import figures_of
from fgte.present.svg import render
from fgte.present.theme import (
    BAND_OPACITY,
    BLUE,
    GRID,
    LINE_STYLES,
    PALETTE,
    SHADE_OPACITY,
    WHITE,
    contrast,
)
from tests.colour_vision import VISIONS, distance, lightness, over, seen
from tests.example_charts import EXAMPLES, example

SVG = "{http://www.w3.org/2000/svg}"
APART = 10
"""CIEDE2000 that two colours keep to be told apart as thin lines."""
SERIES = [name for name in EXAMPLES if isinstance(example(name), SeriesChart)]
DRAWN = [name for name in EXAMPLES if name != "nothing_at_all"]


def parsed(name):
    return ElementTree.fromstring(render(example(name)))


def shown(name):
    """Every element with the fill, stroke and opacity it is drawn with."""

    def walk(element, above):
        here = {key: element.get(key, above.get(key)) for key in ("fill", "stroke")}
        yield element, here
        for each in element:
            yield from walk(each, here)

    return list(walk(parsed(name), {}))


def grounds(name):
    """White, and each shade that something else in the chart may stand on."""
    shades = {
        over(look["fill"], float(element.get("fill-opacity")), WHITE)
        for element, look in shown(name)
        if element.get("fill-opacity")
    }
    return {WHITE, *shades}


def line_pairs():
    """The roles of lines that are drawn in one chart."""
    found = set()
    for name in EXAMPLES:
        for chart in charts_in(example(name)):
            roles = sorted({line.role for line in chart.lines})
            found |= set(combinations(roles, 2))
    return sorted(found)


def charts_in(chart: Chart):
    if isinstance(chart, SmallMultiples):
        return chart.charts
    return [chart] if isinstance(chart, SeriesChart) else []


def differences(first, second):
    """In which ways that a grey print keeps two styles of line differ."""
    one, two = LINE_STYLES[first], LINE_STYLES[second]
    ways = {
        "dash": one.dash != two.dash,
        "shape": one.shape != two.shape,
        "width": max(one.width, two.width) >= 1.5 * min(one.width, two.width),
        "lightness": abs(lightness(one.colour) - lightness(two.colour)) >= 20,
    }
    return {way for way, differs in ways.items() if differs}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_chart_is_an_image_with_a_title_and_a_description(name, lang):
    chart = replace(example(name), lang=lang)
    root = ElementTree.fromstring(render(chart))
    named = {each.get("id"): each.text for each in (root[0], root[1])}
    title, description = (named[part] for part in root.get("aria-labelledby").split())
    assert (root.get("role"), root.get("lang"), root[0].tag) == ("img", lang, f"{SVG}title")
    assert title == chart.title
    assert description.startswith(chart.description)


def test_ids_are_unique_on_a_page_that_holds_every_chart():
    page = "".join(render(example(name)) for name in EXAMPLES)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) >= 3 * len(EXAMPLES)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", [name for name in SERIES if name != "nothing_at_all"])
def test_the_description_of_lines_says_where_each_begins_and_ends(name):
    said, chart = parsed(name).findtext(f"{SVG}desc"), example(name)
    span = all_years(chart)
    assert f"{span[0]}–{span[-1]}" in said
    for line in chart.lines:
        first, *_, last = figures_of(line)
        assert line.label in said
        for point in (first, last):
            written = f"{point.value:.1f}".replace(".", ",")
            assert re.search(rf"{re.escape(written)}\s*\S* \({point.year}\)", said)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a_break", ["tidsseriebrott 2017"]),
        ("an_odd_year", ["avvikande år", "2016"]),
        ("a_missing_year", ["uppgift saknas", "2017"]),
        ("a_suppressed_figure", ["dold uppgift", "2017"]),
        ("a_censored_figure", ["avrundat av källan", "2016"]),
        ("limits_of_usual_variation", ["vanlig variation", "66,0–82,0"]),
        ("a_start_of_change_work", ["augusti 2017", "inte effekt"]),
        ("run_chart", ["median"]),
        ("movements", ["Hylte: +1,2 procentenheter per år", "Laholm: för få jämförbara år"]),
        ("expected_and_actual", ["Meritvärde", "modellvärde saknas"]),
        ("cohort_path", ["åk 3", "dold uppgift"]),
        ("spread_between_schools", ["4 skolor", "utan namn"]),
        ("small_multiples", ["Årskurs 6", "Behöriga", "84,0"]),
    ],
)
def test_the_description_says_what_the_eye_would_see(name, words):
    said = parsed(name).findtext(f"{SVG}desc").lower()
    assert [each for each in words if each.lower() not in said] == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_description_is_made_of_whole_sentences(name):
    said = parsed(name).findtext(f"{SVG}desc")
    assert said.endswith(".")
    assert re.findall(r"[.?!] [a-zåäö]", re.sub(r"\b(åk|t\.ex)\b.*?[.:]", "", said)) == []


@pytest.mark.parametrize("name", DRAWN)
def test_every_chart_has_a_table_with_a_name_for_each_column(name):
    table = data_table(example(name))
    assert table.rows
    assert all(table.headers)
    assert {len(row) for row in table.rows} == {len(table.headers)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_text_can_be_read_wherever_it_stands(name):
    colours = {look["fill"] for element, look in shown(name) if element.tag == f"{SVG}text"}
    assert colours
    for colour in colours:
        assert min(contrast(colour, ground) for ground in grounds(name)) >= 4.5


@pytest.mark.parametrize("name", DRAWN)
def test_marks_are_seen_against_white_and_against_every_shade_of_their_chart(name):
    shapes = [
        (element, look)
        for element, look in shown(name)
        if element.tag != f"{SVG}text" and not element.get("fill-opacity")
    ]
    used = {look[key] for _, look in shapes for key in ("fill", "stroke")}
    faint = {
        (colour, ground)
        for colour in used & {*PALETTE, "#6B6B6B"}
        for ground in grounds(name)
        if contrast(colour, ground) < 3
    }
    assert used - {*PALETTE, "#6B6B6B", GRID, WHITE, "none", "#1A1A1A", None} == set()
    assert faint == set()


def test_the_line_of_the_whole_group_is_seen_on_its_own_interval():
    for ground in (
        over(BLUE, float(BAND_OPACITY), WHITE),
        over("#3D3D3D", float(SHADE_OPACITY), WHITE),
    ):
        assert contrast(BLUE, ground) >= 4.5


@pytest.mark.parametrize("pair", line_pairs(), ids=" and ".join)
def test_lines_of_one_chart_differ_in_two_ways_on_a_grey_print(pair):
    assert len(differences(*pair)) >= 2


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("pair", line_pairs(), ids=" and ".join)
def test_lines_of_one_chart_are_told_apart_by_every_eye(pair, vision):
    first, second = (seen(LINE_STYLES[role].colour, vision) for role in pair)
    close = distance(first, second) < APART
    assert not close or {"dash", "shape"} <= differences(*pair)


@pytest.mark.parametrize("vision", VISIONS)
def test_girls_and_boys_have_colours_that_every_eye_tells_apart(vision):
    girls, boys = (seen(LINE_STYLES[role].colour, vision) for role in ("girls", "boys"))
    assert distance(girls, boys) >= 2 * APART


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ],
)
def test_the_distance_is_that_of_the_published_pairs(first, second, published):
    assert distance(first, second) == pytest.approx(published, abs=1e-4)


@pytest.mark.parametrize("vision", VISIONS)
def test_white_stays_white_and_grey_stays_grey_for_every_eye(vision):
    for colour in (WHITE, "#777777"):
        assert distance(seen(colour, vision), seen(colour, "normal")) < 0.5


def test_red_and_green_come_close_without_red_or_green_cones():
    red, green = "#C00000", "#4A6A00"
    apart = {v: distance(seen(red, v), seen(green, v)) for v in ("normal", "deuteranopia")}
    assert apart["deuteranopia"] < apart["normal"] / 2
