"""What the product shows equals what was published, and what it finds was found by hand."""

import pytest

import fgte
from fgte.model import Status, Verdict

MERIT_2022 = {"1384": 237.0, "1383": 229.8, "1380": 219.9, "1381": 204.4, "1315": 203.5}


@pytest.mark.parametrize(("municipality", "value"), MERIT_2022.items())
def test_meritvarde_2022_as_kolada_published_it(store, municipality, value):
    finding = fgte.assess("meritvarde", municipality, store=store)
    assert (finding.year, finding.value) == (2022, value)


def test_kungsbacka_2025_as_skolverket_published_it(store):
    finding = fgte.assess("meritvarde_utan_nyinvandrade", "Kungsbacka", store=store)
    assert (finding.year, finding.value, finding.pupils) == (2025, 233.2, 1074)
    assert finding.pupils_kind == "exact"


def test_the_interval_of_a_share_is_wilsons(store):
    """74.6 % of 1 002 pupils, by hand: p̂ = 0.746, z = 1.96."""
    finding = fgte.assess("examen_3ar", "1384", store=store)
    assert finding.year == 2025
    assert (finding.low, finding.high) == pytest.approx((71.8, 77.2), abs=0.05)


def test_the_interval_of_a_mean_of_parts_is_the_mean_of_theirs(store):
    whole = fgte.assess("nationella_prov_ak3", "1384", store=store)
    parts = [
        fgte.assess("nationella_prov_ak3", "1384", series=part, store=store)
        for part in ("svenska", "matematik")
    ]
    assert whole.value == pytest.approx((69.6 + 70.1) / 2)
    assert whole.low == pytest.approx(sum(each.low for each in parts) / 2)


@pytest.mark.parametrize(
    ("indicator", "municipality", "verdict"),
    [
        ("betygspoang", "1383", Verdict.IMPROVING),
        ("examen_3ar_hogskoleforberedande", "1383", Verdict.IMPROVING),
        ("examen_3ar", "1383", Verdict.CANNOT_BE_DECIDED),
        ("betygspoang", "1380", Verdict.CANNOT_BE_DECIDED),
        ("examen_3ar_hogskoleforberedande", "1384", Verdict.CANNOT_BE_DECIDED),
        ("meritvarde", "1384", Verdict.CANNOT_BE_DECIDED),
        ("betygspoang_yrkesprogram", "1384", Verdict.TOO_SHORT),
        ("alla_amnen_ak6", "1384", Verdict.MISSING),
    ],
)
def test_verdicts_on_the_shipped_figures(store, indicator, municipality, verdict):
    assert fgte.assess(indicator, municipality, store=store).verdict is verdict


@pytest.mark.parametrize(
    ("indicator", "municipality"),
    [
        ("examen_3ar", "1383"),
        ("betygspoang", "1380"),
        ("examen_3ar_hogskoleforberedande", "1384"),
    ],
)
def test_signals_that_their_panels_do_not_let_stand_are_to_be_watched(
    store, indicator, municipality
):
    finding = fgte.assess(indicator, municipality, store=store)
    assert finding.trend.p_value <= 0.05
    assert finding.trend.detected
    assert finding.to_watch


def test_2016_is_left_out_where_unknown_background_was(store):
    trend = fgte.assess("meritvarde", "1384", store=store).trend
    assert 2016 not in trend.years
    assert 2016 in fgte.assess("meritvarde_utan_nyinvandrade", "1384", store=store).trend.years


def test_hylte_is_read_by_home_municipality(store):
    finding = fgte.assess("examen_3ar", "Hylte", store=store)
    assert (finding.variant, finding.value) == ("hemkommun", 61.24)
    assert finding.variant_reason is not None


def test_hyltes_noughts_are_no_result(store):
    finding = fgte.assess("examen_3ar", "Hylte", variant="kommunal", store=store)
    assert finding.status is Status.NOT_APPLICABLE
    assert finding.value is None
    assert "0,0" not in finding.sentence()


def test_hylte_is_never_inside_a_regional_value_of_upper_secondary(store):
    region = fgte.assess_region("examen_3ar", store=store)
    assert [each.name for each in region.left_out] == ["Hylte"]
    assert region.level.value > 60


def test_eligible_for_at_least_one_is_never_below_the_other_groups(store):
    """ES can be reached by any nine further subjects, so it is the widest."""
    table = store.observations("behorig_hogskoleforberedande", variant="kommunal", sex="T")
    wide = table.pivot(index=["municipality_id", "year"], columns="series", values="value")
    assert (wide["es"] >= wide[["na_te", "ek_hu_sa"]].max(axis=1)).all()
