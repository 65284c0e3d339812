"""What several municipalities' movements share, and that no one is placed by result."""

from dataclasses import replace
from itertools import permutations
from math import pi

import pytest
from scipy.stats import chi2

from fgte.catalogue import indicator, municipalities, municipality
from fgte.catalogue.national import open_national
from fgte.judgement import Figure
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack
from fgte.judgement.region_pattern import Shared, region_pattern
from fgte.model import Direction, Sex, Status, Variant

EXAM = indicator("examen_3ar")


@pytest.fixture
def slopes(settings):
    return open_national(settings).slopes["examen_3ar", "T"]


def line(slope, *, start=70.0, pupils=500, years=range(2015, 2023)):
    return [Figure(year, Status.OK, start + slope * (year - 2015), pupils=pupils) for year in years]


def pattern(slopes, *changes, country=0.0, **options):
    figures = dict(zip(municipalities(), (line(e, **options) for e in changes), strict=False))
    return region_pattern(EXAM, figures, line(country), national=slopes)


def test_a_movement_that_all_share_is_said_to_be_common(slopes):
    found = pattern(slopes, 2.0, 2.2, 1.8, 2.1, 1.9, pupils=4000)
    assert found.shared is Shared.COMMON_IMPROVEMENT
    assert found.interval.low < found.mean < found.interval.high
    assert not found.unlike


def test_a_national_drift_is_not_taken_for_the_regions_own(slopes):
    found = pattern(slopes, 2.0, 2.2, 1.8, 2.1, 1.9, country=2.0)
    assert found.beyond_country.low < 0 < found.beyond_country.high
    assert found.country_slope == pytest.approx(2)


def test_opposite_movements_are_unlike_and_nothing_is_common(slopes):
    found = pattern(slopes, 6.0, -6.0, 6.0, -6.0, 0.0)
    assert found.unlike
    assert found.shared is Shared.NO_COMMON_SHOWN


def test_each_is_drawn_towards_the_common_by_what_chance_may_have_made(slopes):
    small, large = (pattern(slopes, 0.0, 3.0, pupils=n).members[1] for n in (50, 5000))
    assert small.slope == pytest.approx(large.slope) == pytest.approx(3)
    assert small.shrunken < large.shrunken < 3
    assert large.standard_error < small.standard_error


def test_the_order_is_by_code_whoever_rises_most(slopes):
    codes = [each.id for each in municipalities()]
    for changes in permutations([0.0, 1.0, 2.0, -1.0, 3.0]):
        found = pattern(slopes, *changes)
        assert [each.municipality.id for each in found.members] == codes
        assert found.mean == pytest.approx(1.0, abs=0.1)


def test_how_much_slopes_vary_is_borrowed_from_the_country(slopes):
    assert pattern(slopes, 1.0, 1.0, 1.0).tau2 == slopes.tau2
    alone = pattern(None, 1.0, 1.0, 1.0)
    assert (alone.borrowed, alone.unlike_p) == (None, None)


def test_one_without_enough_figures_is_left_out_and_named(slopes):
    figures = {each: line(1.0) for each in municipalities()}
    figures[municipality("Hylte")] = [Figure(2019, Status.NOT_APPLICABLE)]
    found = region_pattern(EXAM, figures, line(0.5), national=slopes)
    assert [each.name for each in found.left_out] == ["Hylte"]
    assert len(found.members) == 4


def test_too_few_common_years_is_an_answer(slopes):
    first, second = municipalities()[:2]
    figures = {first: line(1.0), second: line(1.0, years=range(2020, 2025))}
    found = region_pattern(EXAM, figures, line(0.5), national=slopes)
    assert (found.status, found.lack, found.mean) == (Status.MISSING, Lack.NO_FIGURE, None)


def test_a_country_without_figures_leaves_only_that_empty(slopes):
    figures = {each: line(1.0) for each in municipalities()}
    found = region_pattern(EXAM, figures, [], national=slopes)
    assert (found.country_slope, found.beyond_country) == (None, None)
    assert found.status is Status.OK


def test_hyltes_zeros_are_never_inside(store, slopes):
    series = EXAM.series[0]
    figures = {
        each: figures_of(
            store, EXAM, series, variant=Variant.KOMMUNAL, municipality_id=each.id, sex=Sex.ALL
        )
        for each in municipalities()
    }
    found = region_pattern(EXAM, figures, [], national=slopes)
    assert "Hylte" in [each.name for each in found.left_out]


def test_a_year_without_a_known_number_of_pupils_still_counts(slopes):
    figures = {each: line(1.0) for each in municipalities()}
    unknown = [replace(each, pupils=None) for each in figures[municipality("Laholm")]]
    figures[municipality("Laholm")] = [*unknown[:4], *figures[municipality("Laholm")][4:]]
    assert region_pattern(EXAM, figures, [], national=slopes).years == tuple(range(2015, 2023))
    figures[municipality("Laholm")] = unknown
    left_out = region_pattern(EXAM, figures, [], national=slopes).left_out
    assert [each.name for each in left_out] == ["Laholm"]


def test_how_unlike_is_cochrans_q_with_the_borrowed_variance(slopes):
    found = pattern(slopes, 1.0, 3.0, -2.0, 0.0, 4.0)
    variances = [each.standard_error**2 + found.tau2 for each in found.members]
    weights = [1 / each for each in variances]
    mean = sum(w * e.slope for w, e in zip(weights, found.members, strict=True)) / sum(weights)
    q = sum(w * (e.slope - mean) ** 2 for w, e in zip(weights, found.members, strict=True))
    assert found.mean == pytest.approx(mean)
    assert found.unlike_p == pytest.approx(chi2.sf(q, 4))


def test_a_slopes_chance_holds_pupils_and_what_years_differ_beyond_them(slopes):
    (first, *_) = pattern(slopes, 0.0, 0.0, 0.0, pupils=500).members
    noise = 70 * 30 / 500 + EXAM.between_year_sd**2
    around = sum((year - 2018.5) ** 2 for year in range(2015, 2023))
    assert first.standard_error**2 == pytest.approx(pi / 3 * noise / around)


@pytest.mark.parametrize(
    ("better", "change", "shared"),
    [
        (Direction.HIGHER, 2.0, Shared.COMMON_IMPROVEMENT),
        (Direction.HIGHER, -2.0, Shared.COMMON_WORSENING),
        (Direction.LOWER, 2.0, Shared.COMMON_WORSENING),
        (Direction.LOWER, -2.0, Shared.COMMON_IMPROVEMENT),
    ],
)
def test_what_is_an_improvement_follows_from_which_way_is_better(slopes, better, change, shared):
    figures = {each: line(change, pupils=4000) for each in municipalities()}
    measure = replace(EXAM, better=better)
    assert region_pattern(measure, figures, [], national=slopes).shared is shared
