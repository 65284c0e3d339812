import json

import pytest

from fgte.present.axis import group_windows
from fgte.present.chart import LineRole, Point, PointMark, YearMark
from fgte.present.detail import CONFIG, plotly_figure
from tests.unit.present import chart_types


def named(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_the_figure_has_the_values_of_the_chart(series, line):
    girls = line(80, 81.5, role=LineRole.GIRLS, label="Flickor")
    figure = plotly_figure(series(84, 85.5, others=(girls,)))
    assert named(figure, "Halmstad").y == (84, 85.5)
    assert named(figure, "Flickor").y == (80, 81.5)
    assert named(figure, "Flickor").x == (2015, 2016)


def test_a_break_and_a_missing_year_lift_the_pen(series):
    chart = series(84, 85, PointMark.MISSING, 86, breaks=(YearMark(2016, "nytt"),))
    assert named(plotly_figure(chart), "Halmstad").y == (84, None, 85, None, 86)


def test_an_odd_year_is_beside_the_line_and_in_the_figure(series, odd):
    figure = plotly_figure(series(84, odd(2016, 70), 86))
    assert named(figure, "Halmstad").y == (84, 86)
    assert [(trace.x, trace.y) for trace in figure.data if trace.mode == "markers"] == [
        ((2016,), (70,))
    ]


def test_a_censored_figure_is_its_range(series):
    censored = Point(2016, None, 94.1, 98.5, PointMark.CENSORED)
    figure = plotly_figure(series(90, censored))
    assert figure.data[-1].y == (94.1, 98.5)


def test_hovering_says_the_same_as_the_drawing(series):
    [said] = named(plotly_figure(series(84.5)), "Halmstad").hovertext
    assert said == "Halmstad 2015: 84,5\u00a0% (81,5–87,5)"


def test_both_views_have_the_same_axis(series):
    figure = plotly_figure(series(98, 99))
    assert figure.layout.yaxis.range == (60, 100)


@pytest.mark.parametrize(("lang", "separators"), [("sv", ",\u00a0"), ("en", ".,")])
def test_numbers_are_separated_as_the_language_does(series, lang, separators):
    assert plotly_figure(series(84, lang=lang)).layout.separators == separators


def test_movements_keep_their_order_and_intervals(movements):
    [dots] = plotly_figure(movements((1.4, None, -0.9))).data
    assert (dots.x, dots.y) == ((1.4, -0.9), (0, 2))
    assert dots.error_x.array == pytest.approx((0.6, 0.6))
    assert dots.marker.color == "#12436D"


def test_a_movement_without_value_is_said(movements):
    said = [note.text for note in plotly_figure(movements((None,))).layout.annotations]
    assert "för få jämförbara år" in said


def test_markup_is_shown_as_text(series, movements):
    figures = (
        plotly_figure(series(84, label="<b>x</b>")),
        plotly_figure(movements((None,), note="<i>")),
    )
    assert not any("<b>" in figure.to_json() or "<i>" in figure.to_json() for figure in figures)


def test_nothing_offers_to_upload_the_chart():
    assert CONFIG["showSendToCloud"] is False
    assert CONFIG["plotlyServerURL"] == ""
    assert json.loads(json.dumps(CONFIG)) == CONFIG


@pytest.mark.parametrize("values", [(), (PointMark.MISSING,), (84,)])
def test_next_to_nothing_is_still_a_figure(series, values):
    assert plotly_figure(series(*values)).layout.title.text == "Examen"


def test_the_long_words_of_a_break_are_met_by_pointing_at_it(series):
    long = "Från 2016 räknas 17 ämnen i stället för 16 i meritvärdet."
    [note] = plotly_figure(series(84, 85, breaks=(YearMark(2016, long),))).layout.annotations
    assert (note.text, note.hovertext) == ("tidsseriebrott", long)


def test_small_series_say_in_the_detail_view_too_where_the_scale_is_shared():
    notes = [note.text for note in plotly_figure(chart_types.multiples()).layout.annotations]
    assert any("Skalan är gemensam inom varje enhet" in words for words in notes)


def test_limits_and_change_work_are_in_the_detail_view_with_their_words():
    limited = plotly_figure(chart_types.with_limits())
    assert any("provisoriska gränser" in trace.name for trace in limited.data if trace.name)
    assert {shape.y0 for shape in limited.layout.shapes} == {80, 84, 88}
    [note] = plotly_figure(chart_types.with_work()).layout.annotations
    assert (note.text, note.hovertext) == (
        "läsarbetet",
        "här började läsarbetet (augusti 2021); förväntat spår 2024–2026",
    )


def test_a_missing_link_lifts_the_pen_in_the_detail_view():
    [path] = plotly_figure(chart_types.cohort()).data
    assert path.y == (0.6, None, 0.4, -0.1)


def test_every_school_is_a_dot_in_the_detail_view_and_none_has_a_name():
    dots = plotly_figure(chart_types.spread()).data[0]
    assert len(dots.x) == 10
    assert set(dots.hovertext) >= {"2021: 1 skola 78,0–80,0\u00a0%"}


def test_the_sides_of_zero_are_named_in_the_detail_view_as_in_the_drawing(movements):
    said = {n.text: n.xanchor for n in plotly_figure(movements((1.4,))).layout.annotations}
    assert said == {"minskning": "left", "ingen förändring": "center", "ökning": "right"}


def test_each_panel_of_deviations_names_its_own_zero_and_sides():
    notes = plotly_figure(chart_types.deviations()).layout.annotations
    places = [note.yref for note in notes if note.text == "modellberäknat"]
    assert len(places) == len(set(places)) == len(chart_types.deviations().units)


def test_the_stages_of_a_year_group_say_what_was_measured():
    names = plotly_figure(chart_types.cohort()).layout.xaxis.ticktext
    measures = [step.measure for step in chart_types.cohort().steps]
    assert [name.partition("<br>")[2] for name in names] == measures


def test_the_median_is_a_sentence_of_its_own_in_the_legend():
    names = [trace.name for trace in plotly_figure(chart_types.run_chart()).data if trace.name]
    assert any(name.replace("<br>", " ").startswith("median: 85,0") for name in names)
    assert any("%. Längsta" in name.replace("<br>", " ") for name in names)


def test_the_sign_of_a_missing_year_stands_by_the_foot_of_the_detail_view(series):
    figure = plotly_figure(series(84, PointMark.MISSING, 86))
    [sign] = [trace for trace in figure.data if trace.mode == "markers"]
    low, high = figure.layout.yaxis.range
    assert sign.x == (2016,)
    assert 0 < (sign.y[0] - low) / (high - low) < 0.1


def test_a_break_stands_between_two_years_in_the_detail_view(series):
    figure = plotly_figure(series(84, 85, breaks=(YearMark(2016, "nytt"),)))
    assert [shape.x0 for shape in figure.layout.shapes] == [2015.5]


def test_intervals_reach_below_as_well_as_above_in_the_detail_view(movements):
    [dots] = plotly_figure(movements((1.4,))).data
    assert dots.error_x.arrayminus == pytest.approx((0.6,))
    [path] = plotly_figure(chart_types.cohort()).data
    first = chart_types.cohort().steps[0]
    assert path.error_y.arrayminus[0] == pytest.approx(first.value - first.low)


def test_the_shade_of_what_is_too_small_lies_on_both_sides_in_the_detail_view(movements):
    shade, *_ = plotly_figure(movements((1.4,))).layout.shapes
    assert (shade.x0, shade.x1) == (-0.5, 0.5)


def test_small_series_have_the_shared_window_in_the_detail_view_too():
    chart = chart_types.multiples()
    windows = [group_windows(group)[each.unit] for group in chart.groups for each in group.charts]
    layout = plotly_figure(chart).layout
    axes = [layout[f"yaxis{i or ''}"].range for i in (0, *range(2, len(windows) + 1))]
    assert axes == [(window.low, window.high) for window in windows]
