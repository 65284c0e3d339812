"""Where things stand in a drawing: at their own year, their own value, and nowhere else."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from fgte.model import Unit
from fgte.present.alt_text import alt_text
from fgte.present.axis import change_window
from fgte.present.chart import Limits, LineRole, PointMark, WorkMark, YearMark
from fgte.present.svg import render
from fgte.present.theme import BAND_OPACITY, BLUE, GREY, RULE
from tests.unit.present import chart_types

SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart):
    return ElementTree.fromstring(render(chart))


def year_places(root):
    """Where each labelled year stands along the axis."""
    texts = ((list(each.itertext())[-1], each) for each in root.iter(f"{SVG}text"))
    return {int(w): float(e.get("x")) for w, e in texts if re.fullmatch(r"20\d\d", w)}


def corners(d):
    """The points of a path."""
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def test_ends_of_a_window_fall_on_even_steps_also_when_the_reach_does_not():
    assert change_window(Unit.PERCENT, (2.3,)).high == 3


def test_a_band_goes_out_along_the_upper_bounds_and_back_along_the_lower(series):
    [band] = parsed(series(84, 85, 86)).findall(f"{SVG}path[@fill-opacity='{BAND_OPACITY}']")
    years = [x for x, _ in corners(band.get("d"))]
    assert years == sorted(years[:3]) + sorted(years[3:], reverse=True)


def test_the_sign_of_a_missing_year_stands_by_the_axis_at_its_year(series):
    root = parsed(series(84, PointMark.MISSING, 86))
    [sign] = root.findall(f"{SVG}g[@fill='{GREY}']/{SVG}path")
    base = max(y for y in map(_level, root.iter(f"{SVG}line")) if y is not None)
    (x, y), *_ = corners(sign.get("d"))
    assert x == pytest.approx(year_places(root)[2016], abs=5)
    assert 0 < base - y < 20


def _level(drawn):
    """The height of a level line."""
    return float(drawn.get("y1")) if drawn.get("y1") == drawn.get("y2") else None


def test_only_the_charts_own_line_has_signs_for_absent_years(series, line):
    girls = line(80, PointMark.SUPPRESSED, 82, role=LineRole.GIRLS, label="Flickor")
    assert "Flickor 2016" not in "".join(parsed(series(84, 85, 86, others=(girls,))).itertext())


def test_limits_reach_over_their_own_years_only():
    late = Limits(2017, 2018, centre=84.0, lower=80.0, upper=88.0, points=2)
    root = parsed(chart_types.series(limits=(late,)))
    [level, _] = root.findall(f"{SVG}g[@stroke='{RULE}'][@stroke-dasharray]/{SVG}line")[:2]
    places = year_places(root)
    assert places[2016] < float(level.get("x1")) < places[2017]
    assert places[2018] < float(level.get("x2")) < places[2019]


def test_the_bar_of_an_expected_trace_covers_its_own_years():
    work = WorkMark("läsarbetet", date(2015, 8, 1), (2017, 2018))
    root = parsed(chart_types.series(work=(work,)))
    [bar] = root.findall(f"{SVG}line[@stroke-width='4']")
    places = year_places(root)
    assert places[2016] < float(bar.get("x1")) < places[2017]
    assert places[2018] < float(bar.get("x2")) < places[2019]


def test_the_interval_of_a_movement_reaches_to_both_sides_of_its_dot(movements):
    [dot] = parsed(movements((1.0,))).findall(f"{SVG}g[@stroke='{BLUE}'][{SVG}circle]")[:1]
    reach, mark = dot.find(f"{SVG}line"), dot.find(f"{SVG}circle")
    before = float(mark.get("cx")) - float(reach.get("x1"))
    assert before == pytest.approx(float(reach.get("x2")) - float(mark.get("cx")), abs=0.2)
    assert before > 5


def test_the_lowest_and_the_highest_are_said_with_their_years(series):
    said = alt_text(series(84, 82, 88, 85)).replace("\u00a0", " ")
    assert "lägst 82,0 % (2016), högst 88,0 % (2017)" in said


def test_a_break_outside_the_years_shown_is_not_said(series):
    assert "tidsseriebrott" not in alt_text(series(84, 85, breaks=(YearMark(2014, "nytt"),)))


def test_what_the_country_lacks_is_not_told_beside_the_own_line(series, line):
    country = line(70, PointMark.MISSING, 71, role=LineRole.COUNTRY, label="Riket")
    assert "uppgift saknas" not in alt_text(series(84, 85, 86, others=(country,)))


def test_a_small_series_is_headed_by_its_latest_figure():
    said = [list(e.itertext())[-1] for e in parsed(chart_types.multiples()).iter(f"{SVG}text")]
    latest = chart_types.multiples().charts[0].lines[0].points[-1]
    assert f"{latest.value},0 % ({latest.year})" in " | ".join(said).replace("\u00a0", " ")


def test_the_field_of_chance_of_a_spread_lies_between_its_two_bounds():
    chart = chart_types.spread()
    [field] = parsed(chart).findall(f"{SVG}rect[@fill='{BLUE}']")[:1]
    root, year = parsed(chart), next(each for each in chart.years if each.interval)
    levels = {list(e.itertext())[-1]: float(e.get("y")) - 5 for e in root.iter(f"{SVG}text")}
    a_point = (levels["70"] - levels["90"]) / 20
    low, high = year.interval
    assert float(field.get("height")) == pytest.approx((high - low) * a_point, abs=0.3)
    assert float(field.get("y")) == pytest.approx(levels["90"] + (90 - high) * a_point, abs=0.3)
