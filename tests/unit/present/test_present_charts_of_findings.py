"""Findings as charts: each line carries its own figures, and every mark stands at its own year."""

import re
from dataclasses import replace

import pytest

import fgte
from fgte.catalogue import indicators
from fgte.model import RecordKind, Status
from fgte.present.chart import LineRole, Point, PointMark, Runs
from fgte.present.charts import (
    expected_chart,
    movements_chart,
    run_chart,
    series_chart,
    sexes_chart,
    sexes_gap_chart,
    small_multiples,
    stage_charts,
)
from fgte.present.svg import render

PLACES = ["1315", "1380", "1381", "1383", "1384"]
OWN = [237.0, 240.6, 228.8, 239.8, 238.0, 245.7, 239.2, 237.0]
RIKET = [220.3, 224.8, 217.7, 223.3, 224.5, 225.9, 226.8, 224.2]
GIRLS = [250.4, 254.6, 248.1, 253.3, 250.7, 255.2, 247.5, 246.6]
BOYS = [223.7, 229.4, 213.2, 226.6, 225.4, 237.0, 232.0, 227.3]
"""Meritvärde 2015–2022 as Kolada published it for Kungsbacka (N15505)."""


@pytest.fixture(scope="module")
def merit(store):
    return fgte.assess("meritvarde", "1384", store=store)


def values(line):
    return [point.value for point in line.points]


def test_the_own_line_and_rikets_each_carry_their_own_figures(merit):
    own, country = series_chart(merit).lines
    assert (own.role, own.label, values(own)) == (LineRole.OWN, "Kungsbacka", OWN)
    assert (country.role, country.label, values(country)) == (LineRole.COUNTRY, "Riket", RIKET)
    assert [point.year for point in own.points] == list(range(2015, 2023))


def test_the_girls_line_has_the_girls_figures_and_the_boys_theirs(merit):
    girls, boys = sexes_chart(merit).lines
    assert (girls.role, girls.label, values(girls)) == (LineRole.GIRLS, "Flickor", GIRLS)
    assert (boys.role, boys.label, values(boys)) == (LineRole.BOYS, "Pojkar", BOYS)


@pytest.mark.parametrize("place", PLACES)
def test_every_line_of_every_chart_is_that_of_its_name(store, place):
    for finding in fgte.assess_all(place, sexes=("T",), store=store):
        lines = {line.role: values(line) for line in series_chart(finding).lines}
        lines |= {line.role: values(line) for line in sexes_chart(finding).lines}
        gap = finding.gap.sexes
        theirs = (finding.series, finding.country, gap.girls, gap.boys)
        roles = (LineRole.OWN, LineRole.COUNTRY, LineRole.GIRLS, LineRole.BOYS)
        assert lines.keys() <= set(roles)
        for role, figures in zip(roles, theirs, strict=True):
            assert lines.get(role, []) == [each.value for each in figures]


def test_only_the_own_line_has_room_for_chance(merit):
    own, country = series_chart(merit).lines
    assert own.points[-1].interval == (merit.low, merit.high)
    assert {point.interval for point in country.points} == {None}
    both = sexes_chart(merit).lines
    assert {point.interval for line in both for point in line.points} == {None}


def test_without_riket_there_is_one_line(store):
    finding = fgte.assess("betygspoang_yrkesprogram", "1384", store=store)
    assert [line.role for line in series_chart(finding).lines] == [LineRole.OWN]


@pytest.mark.parametrize(
    ("indicator", "place", "breaks"),
    [
        ("meritvarde_utan_nyinvandrade", "1384", [2023]),
        ("betygspoang", "1384", [2023]),
        ("nationella_prov_ak3", "1315", [2016]),
        ("meritvarde", "1384", []),
        ("examen_3ar", "1384", []),
    ],
)
def test_a_break_stands_at_the_first_year_of_what_is_new(store, indicator, place, breaks):
    finding = fgte.assess(indicator, place, store=store)
    told = {r.year: r.text.sv for r in finding.records if r.kind is RecordKind.BREAK}
    for chart in (series_chart(finding), sexes_chart(finding)):
        assert [mark.year for mark in chart.breaks] == breaks
        assert [mark.label for mark in chart.breaks] == [told[year] for year in breaks]


def test_a_break_is_drawn_between_the_year_before_and_its_own(store):
    drawn = render(series_chart(fgte.assess("meritvarde_utan_nyinvandrade", "1384", store=store)))
    (rule,) = re.findall(r'<line x1="([1-9][\d.]*)"[^>]*stroke-dasharray="2 3"', drawn)
    before, after = (
        float(re.search(rf'<circle cx="([\d.]+)"[^>]*><title>Kungsbacka {year}:', drawn)[1])
        for year in (2022, 2023)
    )
    assert float(rule) == pytest.approx((before + after) / 2, abs=0.1)


def test_years_are_marked_as_what_they_are(store, merit):
    marks = {point.year: point.mark for point in series_chart(merit).lines[0].points}
    assert marks.pop(2016) is PointMark.ODD_YEAR
    assert set(marks.values()) == {PointMark.FIGURE}
    tests = series_chart(fgte.assess("nationella_prov_ak3", "1384", store=store)).lines[0].points
    missing = {point.year: point.note for point in tests if point.mark is PointMark.MISSING}
    assert sorted(missing) == [2020, 2021]
    assert all(missing.values())


SMALLEST = {"percent": 0.5, "merit_points": 1.0, "grade_points": 0.04}


def test_the_smallest_relevant_change_goes_to_the_chart_as_it_is(store):
    for region in fgte.assess_collaboration(store=store):
        assert movements_chart(region).smallest_relevant == SMALLEST[region.indicator.unit]
    assert {each.smallest_relevant_change for each in indicators()} == set(SMALLEST.values())


def test_the_grey_band_is_as_wide_as_the_smallest_relevant_change_to_both_sides(store):
    """In the scale of the chart itself, from two dots whose values are known."""
    chart = movements_chart(fgte.assess_region("examen_3ar", store=store))
    drawn = render(chart)
    dots = [float(x) for x in re.findall(r'<circle[^>]*? cx="([\d.]+)"', drawn)]
    (a, *_, b), slopes = dots[: len(chart.movements)], [each.value for each in chart.movements]
    unit = (b - a) / (slopes[-1] - slopes[0])
    band = re.search(r'<rect (?=[^>]*fill-opacity)[^>]*? width="([\d.]+)"', drawn)
    assert float(band[1]) == pytest.approx(2 * 0.5 * unit, abs=0.5)


def test_each_row_is_the_municipalitys_own_movement_in_code_order(store):
    region = fgte.assess_region("meritvarde", store=store)
    rows = movements_chart(region).movements
    assert [row.label for row in rows] == ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"]
    for row, judged in zip(rows, region.movements, strict=True):
        assert (row.value, *row.interval) == (
            judged.trend.slope,
            judged.trend.low,
            judged.trend.high,
        )
        assert row.note == ""


def test_a_row_that_is_not_part_of_the_common_says_what_it_is(store):
    hylte, *others = movements_chart(fgte.assess_region("examen_3ar", store=store)).movements
    assert hylte.value is not None
    assert hylte.note == "elever som bor i kommunen"
    assert {row.note for row in others} == {""}


def test_a_row_without_a_judged_movement_says_why(store):
    hylte, *others = movements_chart(fgte.assess_region("betygspoang", store=store)).movements
    assert (hylte.value, hylte.note) == (None, "uppgift saknas")
    assert all(row.value is not None for row in others)


def test_no_two_charts_of_a_page_have_the_same_id(store):
    findings = fgte.assess_all("1384", store=store).found.values()
    ids = [chart(each).id for each in findings for chart in (series_chart, sexes_chart)]
    assert len(set(ids)) == len(ids)


def test_english_charts_name_the_country_and_the_sexes_in_english(merit):
    own, country = series_chart(merit, "en").lines
    assert (own.label, country.label) == ("Kungsbacka", "The country")
    assert [(line.role, values(line)) for line in sexes_chart(merit, "en").lines] == [
        (LineRole.GIRLS, GIRLS),
        (LineRole.BOYS, BOYS),
    ]


def test_a_chart_of_a_part_is_another_chart(store, merit):
    part = replace(merit, series_id="na_te")
    assert series_chart(part).id != series_chart(merit).id


def test_the_gap_is_girls_minus_boys_with_the_interval_of_the_judgement(merit):
    chart = sexes_gap_chart(merit)
    [line] = chart.lines
    assert values(line) == pytest.approx([g - b for g, b in zip(GIRLS, BOYS, strict=True)])
    last = line.points[-1]
    assert last.value == pytest.approx(merit.gap.sexes.difference)
    assert last.interval == (merit.gap.sexes.interval.low, merit.gap.sexes.interval.high)
    assert {point.year for point in line.points if point.mark is PointMark.ODD_YEAR} == {2016}


def test_a_gap_of_percentages_is_in_percentage_points(store):
    share = fgte.assess("alla_amnen_slutbetyg", "1384", store=store)
    assert sexes_gap_chart(share).unit == "percentage_points"
    assert "Procentenheter" in render(sexes_gap_chart(share))


def test_a_year_where_one_sex_is_hidden_has_no_gap_and_says_why(merit):
    girls, boys = merit.gap.sexes.girls, merit.gap.sexes.boys
    hidden = replace(boys[-1], value=None, interval=None, status=Status.SUPPRESSED)
    sexes = replace(merit.gap.sexes, girls=girls, boys=(*boys[:-1], hidden))
    [line] = sexes_gap_chart(replace(merit, gap=replace(merit.gap, sexes=sexes))).lines
    assert (line.points[-1].value, line.points[-1].mark) == (None, PointMark.SUPPRESSED)


def test_a_run_chart_is_the_own_line_alone_about_its_median(merit):
    chart = run_chart(merit, Runs(238.0, 6, 3, 3, 5, 2))
    assert [line.role for line in chart.lines] == [LineRole.OWN]
    assert chart.runs.median == 238


def test_expected_figures_stand_beside_the_own_ones_without_their_interval(merit):
    given = tuple(Point(year, 236.0, 230, 242, PointMark.FIGURE) for year in range(2015, 2023))
    own, model = expected_chart(merit, given).lines
    assert (values(own), {point.interval for point in own.points}) == (OWN, {None})
    assert (model.role, model.points) == (LineRole.EXPECTED, given)


def test_small_series_stand_by_stage_in_the_order_of_the_indicators(store):
    findings = list(fgte.assess_all("1384", sexes=("T",), store=store).found.values())
    chart = small_multiples(findings)
    assert [group.heading for group in chart.groups] == [
        "Årskurs 3",
        "Årskurs 6",
        "Årskurs 9",
        "Gymnasiet",
    ]
    order = [each.indicator.short.sv for each in findings]
    assert [each.title for each in chart.charts] == order


def test_every_chart_of_a_finding_has_an_id_of_its_own(merit):
    made = (series_chart, sexes_chart, sexes_gap_chart)
    ids = [chart(merit).id for chart in made]
    ids += [run_chart(merit, Runs(238.0, 6, 3, 3)).id, expected_chart(merit, ()).id]
    assert len(set(ids)) == len(ids)


def test_the_series_chart_carries_the_usual_variation_of_the_finding(merit):
    [limits] = series_chart(merit).limits
    usual = merit.variation
    assert (limits.lower, limits.centre, limits.upper) == (usual.lower, usual.center, usual.upper)
    assert (limits.first_year, limits.last_year, limits.points) == (2015, 2022, 7)
    assert limits.provisional


@pytest.mark.parametrize("place", PLACES)
def test_limits_are_called_provisional_where_the_finding_says_so(store, place):
    judged = [each for each in fgte.assess_all(place, store=store) if each.variation]
    assert judged
    for each in judged:
        assert series_chart(each).limits[0].provisional == each.variation.provisional


def test_charts_of_another_question_carry_no_limits(store, merit):
    small = [each for part in small_multiples([merit]).groups for each in part.charts]
    others = (*small, run_chart(merit, Runs(238, 7, 3, 2)), expected_chart(merit, ()))
    assert all(chart.limits == () for chart in (*others, sexes_chart(merit)))


def test_each_stage_is_a_chart_of_its_own_with_the_same_series(store):
    findings = fgte.assess_all("Kungsbacka", store=store)
    stages, whole = stage_charts(findings), small_multiples(findings)
    assert tuple(each.groups[0] for each in stages) == whole.groups
    assert len({each.id for each in stages}) == len(stages)
    assert stages[0].title == "Årskurs 3 i Kungsbacka"
    assert stage_charts([]) == ()


def test_a_gap_is_an_odd_year_where_either_sex_has_one(merit):
    """Boys alone can be counted otherwise: the difference is then not compared either."""
    sexes = merit.gap.sexes
    girls = tuple(replace(each, odd=False) for each in sexes.girls)
    gap = replace(merit.gap, sexes=replace(sexes, girls=girls))
    [line] = sexes_gap_chart(replace(merit, gap=gap)).lines
    assert {p.year for p in line.points if p.mark is PointMark.ODD_YEAR} == {2016}
