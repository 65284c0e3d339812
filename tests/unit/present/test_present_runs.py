import pytest

from fgte.present.chart import Point, PointMark, YearMark
from fgte.present.runs import bands, runs


def years_of(stretches):
    return [[point.year for point in run] for run in stretches]


def test_figures_year_after_year_are_one_run(line):
    assert years_of(runs(line(84, 85, 86))) == [[2015, 2016, 2017]]


def test_a_break_cuts_between_its_year_and_the_year_before(line):
    cut = runs(line(84, 85, 86, 87), [YearMark(2017, "nytt")])
    assert years_of(cut) == [[2015, 2016], [2017, 2018]]


def test_an_odd_year_does_not_cut_the_line_goes_past_it(line, odd):
    assert years_of(runs(line(84, odd(2016, 70), 86))) == [[2015, 2017]]


def test_a_break_at_an_odd_year_still_cuts(line, odd):
    cut = runs(line(84, odd(2016, 70), 86), [YearMark(2016, "nytt")])
    assert years_of(cut) == [[2015], [2017]]


@pytest.mark.parametrize("mark", sorted(set(PointMark) - {PointMark.FIGURE, PointMark.ODD_YEAR}))
def test_a_year_without_a_figure_leaves_a_gap(line, mark):
    assert years_of(runs(line(84, mark, 86))) == [[2015], [2017]]


def test_a_year_that_is_not_there_at_all_leaves_a_gap(line):
    points = line(84, Point(2018, 85, None, None, PointMark.FIGURE))
    assert years_of(runs(points)) == [[2015], [2018]]


def test_an_interval_is_a_band_only_where_neighbours_have_one(line):
    bare = Point(2017, 86, None, None, PointMark.FIGURE)
    [run] = runs(line(84, 85, bare, 87))
    assert years_of(bands(run)) == [[2015, 2016], [2018]]


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_figure_without_value_is_refused(value):
    with pytest.raises(ValueError, match="2019: a figure needs a value"):
        Point(2019, value, None, None, PointMark.FIGURE)
