"""What each type of chart shows, and what it must not be read as."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from fgte.model import Unit
from fgte.present.alt_text import alt_text
from fgte.present.axis import chart_window, deviation_windows, group_windows, value_window
from fgte.present.chart import (
    Deviation,
    Limits,
    PointMark,
    Runs,
    SpreadYear,
    StageGroup,
    WorkMark,
    all_years,
    axis_years,
)
from fgte.present.data_table import data_table
from fgte.present.svg import render
from tests.unit.present import chart_types

SVG = "{http://www.w3.org/2000/svg}"


def words(chart):
    parts = ElementTree.fromstring(render(chart)).iter(f"{SVG}text")
    return " ".join(list(part.itertext())[-1] for part in parts)


def test_limits_are_drawn_named_and_called_provisional_below_twelve_points():
    assert "vanlig variation 2015–2022: 80,0–88,0\u00a0%" in words(chart_types.with_limits())
    assert "(provisoriska gränser: bara 8 år)" in words(chart_types.with_limits())
    held = replace(chart_types.with_limits(), limits=(replace(chart_types.USUAL, points=12),))
    assert "provisoriska" not in words(held)
    assert render(held).count("14 5") == 0 < render(chart_types.with_limits()).count("14 5")


def test_limits_are_part_of_what_the_axis_holds():
    wide = Limits(2015, 2022, 84, 20, 99, 12)
    window = chart_window(chart_types.series(limits=(wide,)))
    assert window.low <= 20
    assert window.high >= 99


def test_change_work_says_its_start_what_is_expected_and_that_it_shows_no_effect():
    said = words(chart_types.with_work())
    assert "A här började läsarbetet (augusti 2021); förväntat spår 2024–2026" in said
    assert "Markeringen visar start, inte effekt." in said


def test_the_axis_reaches_the_years_where_a_trace_is_expected_but_the_table_does_not():
    chart = chart_types.with_work()
    assert axis_years(chart) == tuple(range(2015, 2027))
    assert [row[0] for row in data_table(chart).rows] == [str(year) for year in all_years(chart)]


def test_work_that_begins_in_august_stands_after_the_figures_of_that_spring():
    assert 2021 < chart_types.READING.place < 2022
    assert WorkMark("x", date(2021, 1, 10)).place < 2021


def test_overlapping_windows_are_one_shade_so_that_neither_stands_out():
    later = WorkMark("kollegialt lärande", date(2022, 1, 10), (2025, 2026))
    drawn = render(chart_types.series(work=(chart_types.READING, later)))
    assert drawn.count('fill-opacity="0.12"') == 1


def test_why_years_are_missing_is_said_once_with_the_years():
    chart = chart_types.series()
    points = [
        replace(point, value=None, low=None, high=None, mark=PointMark.MISSING, note="pandemin")
        if point.year in (2016, 2017)
        else point
        for point in chart.lines[0].points
    ]
    line = replace(chart.lines[0], points=tuple(points))
    assert "uppgift saknas 2016–2017: pandemin" in words(replace(chart, lines=(line,)))


def test_a_run_chart_says_its_runs_and_crossings_in_words():
    said = words(chart_types.run_chart())
    assert "median: 85,0\u00a0%" in said
    assert "Längsta följd på samma sida av medianen: 2 år (slumpen ger sällan fler än 5)." in said
    assert "Linjen korsar medianen 3 gånger (slumpen ger sällan färre än 2)." in said


def test_a_run_chart_with_too_few_years_says_that_no_more_can_be_said():
    few = replace(chart_types.run_chart(), runs=Runs(85, 3, 2, 1))
    assert "Med 3 år utanför medianen kan inte mer sägas." in words(few)


def test_a_gap_is_read_against_none_in_the_middle_of_an_axis_as_tall_as_the_figures():
    chart = chart_types.gap()
    window = chart_window(chart)
    assert window.low == -window.high
    assert window.high - window.low >= 40
    assert "flickor och pojkar lika" in words(chart)
    assert {"+20", "0", "−20"} <= set(words(chart).split())


def test_the_words_over_and_under_no_difference_keep_out_of_the_way_of_the_line():
    assert "↑ flickor högre" in words(chart_types.gap())
    assert "↑ flickor högre" not in words(chart_types.gap((19, 19, 19, 19, 19)))


def test_expected_figures_have_whiskers_and_a_mark_of_their_own():
    drawn = render(chart_types.expected())
    assert "modellberäknat värde med osäkerhetsintervall" in words(chart_types.expected())
    assert drawn.count('stroke="#A285D1"') >= 2


def test_deviations_stand_in_the_order_given_each_with_its_two_figures():
    chart = chart_types.deviations()
    assert [row[0] for row in data_table(chart).rows] == list(chart_types.NAMES)
    assert data_table(chart).rows[0][1:4] == ("82,3\u00a0%", "80,0\u00a0%", "+2,3 procentenheter")
    assert "modellberäknat" in words(chart)
    assert "Avvikelsen säger inte hur bra en skola är" in words(chart)


def test_deviations_in_two_units_have_two_scales_and_say_so():
    merit = Deviation("Meritvärde", Unit.MERIT_POINTS, -1.9)
    both = replace(chart_types.deviations(), deviations=(*_rows(), merit))
    assert {unit: w.high for unit, w in deviation_windows(both).items()} == {
        Unit.PERCENT: 10,
        Unit.MERIT_POINTS: 20,
    }
    assert "Varje enhet har en egen skala." in words(both)
    assert "Varje enhet" not in words(chart_types.deviations())


def _rows():
    return chart_types.deviations().deviations


def test_a_deviation_that_is_not_published_says_why():
    absent = Deviation("Examen", Unit.PERCENT, None, note="modellen finns inte för 2025")
    chart = replace(chart_types.deviations(), deviations=(absent,))
    assert "modellen finns inte för 2025" in words(chart)
    assert "<circle" not in render(chart).split("avvikelse")[0]


def test_small_series_of_a_stage_share_a_scale_within_each_unit_and_it_is_said():
    chart = chart_types.multiples()
    assert "Skalan är gemensam inom varje enhet: procent och poäng." in words(chart)
    third, ninth = chart.groups
    assert set(group_windows(ninth)) == {Unit.PERCENT, Unit.MERIT_POINTS}
    same = StageGroup("Gymnasiet", (third.charts[0], ninth.charts[0]))
    shared = group_windows(same)[Unit.PERCENT]
    assert shared == value_window(Unit.PERCENT, [71, 90])
    assert "Diagrammen har samma skala." in words(replace(chart, groups=(same,)))


def test_small_series_are_all_over_the_same_years():
    late = replace(
        chart_types.series(id="sen"), lines=(chart_types.own_line((80, 81), first=2021),)
    )
    chart = replace(
        chart_types.multiples(), groups=(StageGroup("Åk 9", (chart_types.series(), late)),)
    )
    assert chart.years == tuple(range(2015, 2023))
    assert words(chart).split().count("2015") == words(chart).split().count("2022") == 2


def test_a_small_series_without_figures_says_so():
    empty = chart_types.series(id="tom", title="Alla ämnen", lines=())
    chart = replace(chart_types.multiples(), groups=(StageGroup("Åk 6", (empty,)),))
    assert "Alla ämnen uppgift saknas" in words(chart)


def test_a_year_group_is_linked_only_where_both_stages_are_known():
    drawn = ElementTree.fromstring(render(chart_types.cohort()))
    [link] = [path for path in drawn.iter(f"{SVG}path") if path.get("stroke-width") == "3"]
    assert link.get("d").count("M") == 1
    assert "Årskurs 6 2016: uppgift saknas – ingen uppgift ännu" in words(chart_types.cohort())
    assert "samma årskull, inte exakt samma elever" in words(chart_types.cohort())


def test_a_year_group_stands_against_the_country_in_the_middle():
    window = chart_window(chart_types.cohort((0.1, 0.2, 0.0, -0.1)))
    assert (window.low, window.high) == (-1, 1)
    assert "Riket" in words(chart_types.cohort())


def test_every_school_is_a_dot_and_all_dots_are_alike():
    drawn = ElementTree.fromstring(render(chart_types.spread()))
    heaps = [path for path in drawn.iter(f"{SVG}path") if path.get("stroke-linecap") == "round"]
    [title, *_] = [path.find(f"{SVG}title") for path in heaps]
    assert [path.get("d").count("h0") for path in heaps] == [5, 5, 1]
    assert len({tuple((k, v) for k, v in path.items() if k != "d") for path in heaps}) == 1
    assert title.text == "2021: 5 skolor mellan 78,0–92,0\u00a0%; Halmstad 84,5\u00a0%"


def test_a_year_without_schools_says_so():
    empty = SpreadYear(2020, (), 84.5, note="sekretess")
    chart = replace(chart_types.spread(), years=(empty, *chart_types.spread().years))
    assert "Uppgift saknas 2020: sekretess." in words(chart)
    assert "2020: inga skolor visas." in alt_text(chart)


def test_which_school_has_which_figure_cannot_be_read_out_of_a_chart():
    values = (91, 78, 85, 84, 85)
    assert chart_types.spread(values) == chart_types.spread(tuple(sorted(values)))
    assert SpreadYear(2022, (3, 1, 2)).values == (1, 2, 3)


def test_schools_that_are_not_shown_are_counted():
    assert "Skolor som inte visas (små grupper): 2022: 2." in words(chart_types.spread())


def test_the_table_of_a_spread_says_how_many_schools_lie_where():
    first, _ = data_table(chart_types.spread()).rows
    assert first[:3] == ("2021", "84,5\u00a0%", "5")
    assert first[3].split("; ")[-2:] == ["3 skolor 84,0–86,0\u00a0%", "1 skola 90,0–92,0\u00a0%"]


@pytest.mark.parametrize("value", [0, 100])
def test_a_school_at_the_edge_of_what_is_possible_is_drawn_within_it(value):
    chart = replace(chart_types.spread(), years=(SpreadYear(2022, (value, 50)),))
    [row] = data_table(chart).rows
    assert "102" not in row[2]
    assert "-2" not in row[2]


def test_level_lines_of_small_series_lie_at_least_a_line_of_text_apart():
    group = chart_types.multiples().groups[0]
    drawn = render(replace(chart_types.multiples(), groups=(group,)))
    block = re.search(r'<g text-anchor="end">(.*?)</g>', drawn)[1]
    heights = sorted(float(y) for y in re.findall(r' y="([\d.]+)"', block))
    assert min(b - a for a, b in pairwise(heights)) >= 14


def test_one_crossing_is_said_in_the_singular():
    once = replace(chart_types.run_chart(), runs=Runs(85, 8, 4, 1, 6, 2))
    assert "Linjen korsar medianen en gång (slumpen ger sällan färre än 2)." in words(once)


def test_a_difference_says_its_sign_at_the_line_end():
    assert "+0,5" in words(chart_types.gap()).split()
