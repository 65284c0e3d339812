"""Findings worked out again from the published figures, without the product's own statistics:
pandas and scipy straight on data/official, and the formulas of Wilson and Newcombe written out."""

from itertools import combinations, permutations
from math import hypot, sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd
import pytest
from scipy.stats import theilslopes

import fgte

Z = 1.959963985
TO_2022 = list(range(2015, 2023))
TO_2025 = list(range(2015, 2026))
NOT_2016 = [2015, *range(2017, 2023)]
FOUR = ["1380", "1381", "1383", "1384"]
FIVE = ["1315", *FOUR]


@pytest.fixture(scope="module")
def published(repo):
    """Values by year as the sources published them."""
    rows = pd.read_csv(repo / "data/official/fgte_figures.csv", dtype={"municipality_id": str})

    def series(kpi, place, sex="T", column="value"):
        asked = rows["kpi"].eq(kpi) & rows["municipality_id"].eq(place) & rows["sex"].eq(sex)
        return rows[asked].set_index("year")[column].sort_index()

    return series


def theil_sen(series):
    slope, _, low, high = theilslopes(series.to_numpy(), series.index.to_numpy(), alpha=0.95)
    return slope, low, high


def chance(share, n, share_before, n_before):
    """How often chance gives such a step: the normal approximation, near the exact count."""
    level = (share * n + share_before * n_before) / (n + n_before)
    error = sqrt(level * (1 - level) * (1 / n + 1 / n_before))
    return 2 * NormalDist().cdf(-abs(share - share_before) / error)


def ends(trend):
    return trend.slope, trend.low, trend.high


def wilson(share, n):
    middle, room = share + Z**2 / (2 * n), Z * sqrt(share * (1 - share) / n + Z**2 / (4 * n * n))
    return (middle - room) / (1 + Z**2 / n), (middle + room) / (1 + Z**2 / n)


def newcombe(a, n_a, b, n_b):
    """Ends of a − b in percentage points, both given in percent."""
    a, b = a / 100, b / 100
    (low_a, high_a), (low_b, high_b) = wilson(a, n_a), wilson(b, n_b)
    below, above = hypot(a - low_a, high_b - b), hypot(high_a - a, b - low_b)
    return 100 * (a - b - below), 100 * (a - b + above)


JUDGED = [
    ("meritvarde", "1384", "N15505", NOT_2016),
    ("meritvarde", "1315", "N15505", NOT_2016),
    ("meritvarde_utan_nyinvandrade", "1384", "N15567", TO_2022),
    ("meritvarde_utan_nyinvandrade", "1380", "N15567", TO_2022),
    ("alla_amnen_slutbetyg", "1383", "N15419", NOT_2016),
    ("behorig_hogskoleforberedande", "1380", "N15435", NOT_2016),
    ("behorig_yrkesprogram", "1384", "N15436", NOT_2016),
    ("betygspoang", "1384", "N17691", TO_2022),
    ("betygspoang", "1380", "N17691", TO_2022),
    ("examen_3ar", "1384", "N17451", TO_2025),
    ("examen_3ar", "1383", "N17451", TO_2022),
    ("examen_3ar", "1315", "N17445", TO_2022),
    ("examen_3ar_hogskoleforberedande", "1383", "N17452", TO_2022),
]
"""Indicator, municipality, the KPI behind it, and the years that can be compared."""


@pytest.mark.parametrize(("indicator", "place", "kpi", "years"), JUDGED)
def test_the_movement_is_scipys_over_the_comparable_years(
    store, published, indicator, place, kpi, years
):
    trend = fgte.assess(indicator, place, store=store).trend
    assert trend.years == tuple(years)
    assert ends(trend) == pytest.approx(theil_sen(published(kpi, place)[years]))


@pytest.mark.parametrize(("indicator", "place", "kpi", "years"), JUDGED)
def test_beside_riket_is_the_distance_to_the_same_kpi_in_the_country(
    store, published, indicator, place, kpi, years
):
    trend = fgte.assess(indicator, place, store=store).against_riket.trend
    distance = (published(kpi, place) - published(kpi, "0000")).dropna()[: max(years)]
    distance = distance[[year for year in years if year in distance.index]]
    assert trend.years == tuple(distance.index)
    assert ends(trend) == pytest.approx(theil_sen(distance.round(9)))


def test_hylte_is_set_against_the_country_by_home_municipality(store, published):
    finding = fgte.assess("examen_3ar", "Hylte", store=store)
    shown = {each.year: each.value for each in finding.country}
    assert shown == published("N17445", "0000").to_dict()
    assert shown[2022] != published("N17451", "0000")[2022]
    assert finding.against_riket.trend.slope == pytest.approx(-1.158, abs=0.001)


COHORTS = [
    ("alla_amnen_slutbetyg", "1384", "N15809", 2021, 9),
    ("meritvarde", "1380", "N15809", 2021, 9),
    ("meritvarde_utan_nyinvandrade", "1383", "N15809", 2021, 9),
    ("behorig_yrkesprogram", "1315", "N15809", 2021, 9),
    ("nationella_prov_ak3", "1381", "N15809", 2021, 9),
    ("betygspoang", "1380", "N17820", 2021, 3),
    ("betygspoang", "1383", "N17820", 2021, 3),
    ("betygspoang", "1381", "N17820", 2021, 3),
    ("examen_3ar", "1380", "N17820", 2019, 3),
    ("examen_3ar", "1383", "N17820", 2019, 3),
]
"""Figures of 2022: the count of pupils, the October it was taken and the year groups in it."""


@pytest.mark.parametrize(("indicator", "place", "kpi", "october", "groups"), COHORTS)
def test_a_year_group_is_its_share_of_the_right_octobers_pupils(
    store, published, indicator, place, kpi, october, groups
):
    finding = fgte.assess(indicator, place, store=store)
    counts = published(kpi, place)
    assert (finding.year, finding.pupils_kind) == (2022, "approximate")
    assert finding.pupils == round(counts[october] / groups)
    assert finding.pupils != round(counts[october + 1] / groups)


@pytest.mark.parametrize(
    ("indicator", "place", "sd", "pupils"),
    [
        ("meritvarde", "1384", 65, 1015),
        ("meritvarde", "1315", 65, 138),
        ("meritvarde_utan_nyinvandrade", "1384", 62, 1074),
        ("betygspoang", "1384", 2.7, 861),
        ("betygspoang", "1380", 2.7, 1108),
    ],
)
def test_the_interval_of_a_mean_is_1_96_standard_errors(store, indicator, place, sd, pupils):
    finding = fgte.assess(indicator, place, store=store)
    room = Z * sd / sqrt(pupils)
    assert finding.pupils == pupils
    assert finding.low == pytest.approx(finding.value - room)
    assert finding.high == pytest.approx(finding.value + room)


@pytest.mark.parametrize(
    ("indicator", "place", "kpi", "before", "now"),
    [
        ("alla_amnen_slutbetyg", "1384", "N15419", (2021, 1069), (2022, 1015)),
        ("behorig_yrkesprogram", "1315", "N15436", (2021, 140), (2022, 138)),
        ("examen_3ar", "1384", "N17451", (2024, 955), (2025, 1002)),
        ("examen_3ar_hogskoleforberedande", "1384", "N17452", (2024, 615), (2025, 608)),
    ],
)
def test_the_latest_step_of_a_share_is_now_minus_before_with_newcombes_interval(
    store, published, indicator, place, kpi, before, now
):
    change, values = fgte.assess(indicator, place, store=store).change, published(kpi, place)
    (year, n), (year_before, n_before) = now, before
    assert (change.first_year, change.last_year) == (year_before, year)
    assert change.difference == pytest.approx(values[year] - values[year_before])
    room = newcombe(values[year], n, values[year_before], n_before)
    assert (change.interval.low, change.interval.high) == pytest.approx(room)
    assert change.chance == pytest.approx(
        chance(values[year] / 100, n, values[year_before] / 100, n_before), abs=0.03
    )


@pytest.mark.parametrize(
    ("indicator", "place", "kpi", "sd", "before", "now"),
    [
        ("meritvarde", "1384", "N15505", 65, (2021, 1069), (2022, 1015)),
        ("meritvarde_utan_nyinvandrade", "1384", "N15567", 62, (2024, 972), (2025, 1074)),
        ("meritvarde_utan_nyinvandrade", "1315", "N15567", 62, (2021, 140), (2022, 138)),
        ("betygspoang", "1384", "N17691", 2.7, (2024, 784), (2025, 861)),
    ],
)
def test_the_latest_step_of_a_mean_has_the_room_of_two_year_groups(
    store, published, indicator, place, kpi, sd, before, now
):
    change, values = fgte.assess(indicator, place, store=store).change, published(kpi, place)
    step = values[now[0]] - values[before[0]]
    room = Z * sd * sqrt(1 / now[1] + 1 / before[1])
    assert change.difference == pytest.approx(step)
    assert (change.interval.low, change.interval.high) == pytest.approx((step - room, step + room))
    assert change.chance == pytest.approx(2 * NormalDist().cdf(-abs(step) * Z / room))
    between = {65: 2.9, 62: 2.9, 2.7: 0.12}[sd]
    wider = sqrt((room / Z) ** 2 + 2 * between**2)
    assert change.usual == pytest.approx(2 * NormalDist().cdf(-abs(step) / wider))


def test_laholms_fall_in_2022_is_rare_also_among_years_that_differ_as_usual(store, published):
    """Pooled share p, pupils' variance p(1-p)(1/n1 + 1/n2), and 2.1 points for each year."""
    finding = fgte.assess("examen_3ar", "1381", store=store)
    by_year = {each.year: each for each in finding.series}
    sizes = [by_year[year].pupils for year in (2021, 2022)]
    values = [published("N17451", "1381")[year] for year in (2021, 2022)]
    share = sum(n * v for n, v in zip(sizes, values, strict=True)) / sum(sizes) / 100
    pupils = 100 * sqrt(share * (1 - share) * sum(1 / n for n in sizes))
    z = (values[1] - values[0]) / sqrt(pupils**2 + 2 * 2.1**2)
    assert finding.change.usual == pytest.approx(2 * NormalDist().cdf(-abs(z)))


@pytest.mark.parametrize(
    ("indicator", "place", "kpi", "ahead"),
    [
        ("alla_amnen_slutbetyg", "1315", "N15419", "girls"),
        ("behorig_yrkesprogram", "1380", "N15436", "girls"),
        ("behorig_yrkesprogram", "1381", "N15436", "boys"),
        ("behorig_yrkesprogram", "1384", "N15436", "boys"),
    ],
)
def test_the_difference_between_the_sexes_is_girls_minus_boys(
    store, published, indicator, place, kpi, ahead
):
    gap = fgte.assess(indicator, place, store=store).gap.sexes
    girls, boys = published(kpi, place, "K")[2022], published(kpi, place, "M")[2022]
    half = round(published("N15809", place)[2021] / 18)
    assert gap.difference == pytest.approx(girls - boys)
    assert (gap.difference > 0) == (ahead == "girls")
    room = newcombe(girls, half, boys, half)
    assert (gap.interval.low, gap.interval.high) == pytest.approx(room)


@pytest.mark.parametrize(("place", "sign"), [("1384", 1), ("1315", 1), ("1381", -1)])
def test_the_difference_in_merit_between_the_sexes_has_the_room_of_two_halves(
    store, published, place, sign
):
    gap = fgte.assess("meritvarde", place, store=store).gap.sexes
    step = published("N15505", place, "K")[2022] - published("N15505", place, "M")[2022]
    room = Z * 65 * sqrt(2 / round(published("N15809", place)[2021] / 18))
    assert np.sign(gap.difference) == sign
    assert gap.difference == pytest.approx(step)
    assert (gap.interval.low, gap.interval.high) == pytest.approx((step - room, step + room))


@pytest.mark.parametrize("place", ["1384", "1380", "1381"])
def test_how_the_sexes_have_moved_apart_is_scipys(store, published, place):
    gap = fgte.assess("meritvarde", place, store=store).gap.sexes
    girls, boys = (published("N15505", place, sex)[NOT_2016] for sex in "KM")
    assert ends(gap.trend) == pytest.approx(theil_sen((girls - boys).round(9)))
    assert ends(gap.girls_trend) == pytest.approx(theil_sen(girls))
    assert ends(gap.boys_trend) == pytest.approx(theil_sen(boys))


REGION = [
    ("meritvarde", "N15505", FIVE, NOT_2016),
    ("alla_amnen_slutbetyg", "N15419", FIVE, NOT_2016),
    ("meritvarde_utan_nyinvandrade", "N15567", FIVE, TO_2022),
    ("betygspoang", "N17691", FOUR, TO_2022),
    ("examen_3ar", "N17451", FOUR, TO_2022),
]


@pytest.mark.parametrize(("indicator", "kpi", "places", "years"), REGION)
def test_the_movement_in_common_is_that_of_the_plain_mean(
    store, published, indicator, kpi, places, years
):
    region = fgte.assess_region(indicator, store=store)
    mean = sum(published(kpi, place)[years] for place in places) / len(places)
    assert region.common.trend.years == tuple(years)
    assert ends(region.common.trend) == pytest.approx(theil_sen(mean.round(9)))


@pytest.mark.parametrize(("indicator", "kpi", "places", "years"), REGION)
def test_the_region_beside_riket_is_the_distance_of_the_mean_to_the_country(
    store, published, indicator, kpi, places, years
):
    region = fgte.assess_region(indicator, store=store)
    mean = sum(published(kpi, place)[years] for place in places) / len(places)
    distance = mean - published(kpi, "0000")[years]
    assert ends(region.common_against_riket.trend) == pytest.approx(theil_sen(distance.round(9)))


@pytest.mark.parametrize(
    ("indicator", "kpi", "places", "count", "october", "groups"),
    [
        ("meritvarde", "N15505", FIVE, "N15809", 2021, 9),
        ("alla_amnen_slutbetyg", "N15419", FIVE, "N15809", 2021, 9),
        ("examen_3ar", "N17451", FOUR, "N17820", 2019, 3),
    ],
)
def test_the_level_together_weighs_each_pupil_the_same(
    store, published, indicator, kpi, places, count, october, groups
):
    level = fgte.assess_region(indicator, store=store).level
    pupils = [round(published(count, place)[october] / groups) for place in places]
    values = [published(kpi, place)[2022] for place in places]
    assert (level.year, level.weighted_by_pupils) == (2022, True)
    assert level.value == pytest.approx(np.dot(values, pupils) / sum(pupils))
    assert level.value != pytest.approx(np.mean(values), abs=0.05)


def test_without_known_pupils_the_level_is_the_plain_mean(store, published):
    level = fgte.assess_region("examen_3ar_hogskoleforberedande", store=store).level
    values = [published("N17452", place)[2022] for place in FOUR]
    assert (level.value, level.weighted_by_pupils) == (pytest.approx(np.mean(values)), False)


def share_of_orders_as_far_apart(values):
    """Sum of S²/variance over the columns, the years in every order; years x municipalities."""
    orders = values[np.array(list(permutations(range(len(values)))))]
    pairs = combinations(range(len(values)), 2)
    scores = sum(np.sign(orders[:, late] - orders[:, early]) for early, late in pairs)
    apart = (scores**2 / np.mean(scores**2, axis=0)).sum(axis=1)
    return float(np.mean(apart >= apart[0] * (1 - 1e-9)))


@pytest.mark.parametrize(("indicator", "kpi", "places", "years"), REGION)
def test_whether_they_move_differently_is_a_permutation_of_the_distances_to_their_mean(
    store, published, indicator, kpi, places, years
):
    tested = fgte.assess_region(indicator, store=store).heterogeneity
    wide = pd.concat([published(kpi, place)[years] for place in places], axis=1).to_numpy()
    centred = (wide - wide.mean(axis=1, keepdims=True)).round(9)
    drawn = 0.0 if len(years) < 8 else 0.015  # of 8! orders the product draws 9 999
    assert tested.p_value == pytest.approx(share_of_orders_as_far_apart(centred), abs=drawn + 1e-9)
    assert tested.differs == (tested.adjusted <= 0.05)
    assert tested.adjusted >= tested.p_value
