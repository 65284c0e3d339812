"""All the municipalities together: who is part of it, what is common and where they differ."""

from dataclasses import replace

import pytest

import fgte
from fgte.catalogue import open_catalogue
from fgte.judgement.region_pattern import Shared, gated_pattern
from fgte.model import Verdict
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

CODES = ["1315", "1380", "1381", "1383", "1384"]
FLAT = (70.0, 70.6, 69.8, 70.4, 70.1, 69.7, 70.2)
ONWARD = (0.0, 1.1, 2.3, 2.9, 4.2, 5.0, 6.1)


@pytest.fixture
def region(settings, tmp_path):
    """The share with a diploma 2016–2022 from nothing but these values by municipality."""

    def make(lines, *, extra=(), **asked):
        given = [*(("N17451", *line) for line in lines.items()), *extra]
        table = tidy(raw_figures(rows_of(given)), open_catalogue(settings))
        write_table(tmp_path / "store", table, fingerprint="made", origins=[])
        return fgte.assess_region("examen_3ar", store=open_table(tmp_path / "store"), **asked)

    return make


def rows_of(lines, first=2016):
    same = {"source": "Kolada", "sex": "T", "snapshot_id": "made"}
    for kpi, place, values in lines:
        own = same | {"kpi": kpi, "municipality_id": place}
        known = ((first + i, value) for i, value in enumerate(values) if value is not None)
        yield from (own | {"year": year, "value": value} for year, value in known)


def names(places):
    return [each.name for each in places]


def test_the_movement_in_common_is_that_of_the_plain_mean_of_each_year(region):
    """One municipality of three moves by 3 a year: the mean moves by 1, the median not at all."""
    moving = tuple(40.0 + 3 * i for i in range(7))
    found = region({"1380": (70.0,) * 7, "1381": (60.0,) * 7, "1383": moving})
    assert found.common.trend.slope == pytest.approx(1.0)
    assert found.common.trend.first_value == pytest.approx((70 + 60 + 40) / 3)


def test_a_municipality_read_otherwise_is_shown_and_left_out(region):
    own = dict.fromkeys(CODES[1:], FLAT)
    found = region(own, extra=[("N17445", "1315", (10.0,) * 7)])
    assert names(found.left_out) == ["Hylte"]
    assert names(found.included) == ["Halmstad", "Laholm", "Varberg", "Kungsbacka"]
    assert found.movements[0].trend is not None
    assert found.common.trend.first_value == pytest.approx(70.0)


def test_a_municipality_with_too_few_years_is_left_out(region):
    found = region({"1380": FLAT, "1381": FLAT[:4], "1383": FLAT})
    assert names(found.included) == ["Halmstad", "Varberg"]
    assert names(found.left_out) == ["Hylte", "Laholm", "Kungsbacka"]
    assert found.common.trend.years == tuple(range(2016, 2023))


def test_only_the_years_that_all_have_are_common(region):
    found = region({"1380": FLAT, "1383": FLAT[:6], "1384": FLAT})
    assert found.common.trend.years == tuple(range(2016, 2022))
    assert found.level.year == 2021


def test_one_municipality_alone_has_nothing_in_common(region):
    found = region({"1380": FLAT})
    assert found.verdict is Verdict.MISSING
    assert (found.heterogeneity, found.level) == (None, None)
    assert found.common_against_riket.verdict is Verdict.MISSING


def test_the_municipalities_stand_in_code_order_however_asked_for(region):
    asked = ["Kungsbacka", "1380", "Varberg"]
    found = region(dict.fromkeys(CODES, FLAT), municipalities=asked)
    assert [each.municipality.id for each in found.movements] == ["1380", "1383", "1384"]


def test_the_same_rise_in_riket_leaves_nothing_beside_it(region):
    rising = tuple(60 + each for each in ONWARD)
    found = region({"1380": rising, "1383": rising, "0000": tuple(v + 7 for v in rising)})
    assert found.verdict is Verdict.IMPROVING
    assert found.common_against_riket.trend.slope == pytest.approx(0, abs=1e-9)
    assert found.common_against_riket.verdict is Verdict.PRACTICALLY_UNCHANGED


def test_beside_a_country_that_stands_still_the_whole_movement_is_left(region):
    rising = tuple(60 + each for each in ONWARD)
    found = region({"1380": rising, "1383": rising, "0000": (70.0,) * 7})
    assert found.common_against_riket.trend.slope == pytest.approx(found.common.trend.slope)


def test_without_riket_nothing_is_said_beside_it(region):
    found = region({"1380": FLAT, "1383": FLAT})
    assert found.common_against_riket.verdict is Verdict.MISSING
    assert found.common_against_riket.trend is None


def test_municipalities_that_all_rise_alike_do_not_differ(region):
    found = region({c: tuple(50 + 5 * i + v for v in ONWARD) for i, c in enumerate(CODES[1:])})
    assert found.verdict is Verdict.IMPROVING
    assert not found.heterogeneity.differs
    assert found.heterogeneity.p_value == 1


def test_municipalities_that_go_different_ways_differ(region):
    up, down = (tuple(70 + way * v for v in ONWARD) for way in (1, -1))
    found = region({"1380": up, "1381": down, "1383": up, "1384": down})
    assert found.common.trend.slope == pytest.approx(0, abs=1e-9)
    assert found.heterogeneity.differs
    assert found.heterogeneity.p_value == pytest.approx(2 / 5040)


@pytest.mark.parametrize(("years", "asked"), [(5, True), (4, False)])
def test_five_common_years_are_asked_whether_municipalities_differ(region, years, asked):
    """Each has five years of its own; those of the last one begin a year later where asked."""
    up, down = (tuple(70 + way * v for v in ONWARD[:5]) for way in (1, -1))
    late = down if years == 5 else (None, *down[1:], 65.0)
    found = region({"1380": up, "1381": down, "1384": late})
    assert len(found.included) == 3
    assert (found.heterogeneity is not None) is asked


def test_the_level_is_weighted_by_the_pupils_of_each(region):
    """600 pupils in Halmstad and 300 in Varberg began three years before 2022."""
    counts = [("N17820", "1380", (1800.0,) * 7), ("N17820", "1383", (900.0,) * 7)]
    found = region({"1380": (60.0,) * 7, "1383": (90.0,) * 7}, extra=counts)
    assert found.level.value == pytest.approx((600 * 60 + 300 * 90) / 900)
    assert found.level.weighted_by_pupils


def test_where_one_number_of_pupils_is_not_known_nothing_is_weighted(region):
    found = region(
        {"1380": (60.0,) * 7, "1383": (90.0,) * 7}, extra=[("N17820", "1380", (1800.0,) * 7)]
    )
    assert found.level.value == pytest.approx(75.0)
    assert not found.level.weighted_by_pupils


@pytest.mark.parametrize("again", ["1380", "Halmstad", 1380])
def test_a_municipality_named_twice_counts_once(region, again):
    found = region(dict.fromkeys(CODES, FLAT), municipalities=["1380", again, "1383"])
    assert [each.municipality.id for each in found.movements] == ["1380", "1383"]


def test_that_municipalities_differ_is_said_only_among_all_the_indicators(store):
    tested = [e.heterogeneity for e in fgte.assess_collaboration(store=store) if e.heterogeneity]
    alone = [each for each in tested if each.p_value <= 0.05]
    assert alone
    assert not [each for each in alone if each.differs]
    assert all(each.adjusted > 0.05 for each in alone)


@pytest.mark.parametrize("sex", ["K", "M"])
def test_beside_the_country_a_sex_is_no_surer_than_its_own_movement(store, sex):
    movements = [
        (each.common, each.common_against_riket)
        for each in fgte.assess_collaboration(sex=sex, store=store)
        if each.common_against_riket.trend
    ]
    assert movements
    for own, beside in movements:
        assert beside.adjusted >= own.adjusted
        assert beside.adjusted == 1 or own.adjusted <= 0.05


@pytest.mark.parametrize("sex", ["T", "K"])
@pytest.mark.parametrize("years", [(None, None), (None, 2022), (2016, None)])
def test_the_pattern_says_no_more_than_the_panel_lets_be_said(store, sex, years):
    """A common movement needs its gate, and unlike is asked among all the indicators."""
    found = fgte.assess_collaboration(sex=sex, years=years, store=store)
    patterns = [(each, each.pattern) for each in found if each.pattern and each.pattern.shared]
    assert patterns
    for each, pattern in patterns:
        moved = pattern.shared in (Shared.COMMON_IMPROVEMENT, Shared.COMMON_WORSENING)
        assert not moved or each.gate.opened
        if pattern.unlike_p is not None:
            assert pattern.adjusted >= pattern.unlike_p
            assert pattern.unlike == (pattern.adjusted <= 0.05)


def test_a_common_movement_of_the_pattern_meets_the_gate(store):
    pattern = fgte.assess_region("betygspoang", years=(None, 2022), store=store).pattern
    moved = replace(pattern, shared=Shared.COMMON_IMPROVEMENT)
    assert gated_pattern(moved, 0.05).shared is Shared.COMMON_IMPROVEMENT
    assert gated_pattern(moved, 0.051).shared is Shared.NO_COMMON_SHOWN


def test_unlike_is_said_by_the_adjusted_p_value_once_there_is_one(store):
    pattern = fgte.assess_region("betygspoang", store=store).pattern
    assert replace(pattern, unlike_p=0.01, adjusted=None).unlike
    assert not replace(pattern, unlike_p=0.01, adjusted=0.13).unlike
