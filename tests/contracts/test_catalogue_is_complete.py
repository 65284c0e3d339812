"""The catalogue holds what the collaboration follows, and nothing in it lacks words or source."""

import csv
import re

import pytest

from fgte import catalogue
from fgte.catalogue import open_catalogue
from fgte.model import Direction, Indicator, Kind, Localised, RecordKind, Stage, Unit, Variant

IDS = (
    "nationella_prov_ak3",
    "alla_amnen_ak6",
    "alla_amnen_slutbetyg",
    "meritvarde_utan_nyinvandrade",
    "meritvarde",
    "behorig_hogskoleforberedande",
    "behorig_yrkesprogram",
    "betygspoang",
    "betygspoang_hogskoleforberedande",
    "betygspoang_yrkesprogram",
    "examen_3ar",
    "examen_3ar_hogskoleforberedande",
    "examen_3ar_yrkesprogram",
)
EVERYTHING = [*catalogue.indicators(), *catalogue.context_figures()]


def texts(indicator: Indicator) -> list[Localised]:
    """Every localised text of an indicator."""
    own = [indicator.label, indicator.short, indicator.subject, indicator.explanation]
    own += [each.label for each in indicator.series] + list(indicator.caveats)
    return own + [e.text for e in (*indicator.records, *indicator.unpublished)]


def test_the_thirteen_stand_in_the_collaborations_order():
    assert tuple(each.id for each in catalogue.indicators()) == IDS
    assert [each.number for each in catalogue.indicators()] == list(range(1, 14))


def test_the_five_municipalities_stand_in_code_order():
    assert [each.id for each in catalogue.municipalities()] == [
        "1315",
        "1380",
        "1381",
        "1383",
        "1384",
    ]


@pytest.mark.parametrize("indicator", EVERYTHING, ids=lambda each: each.id)
def test_every_text_is_there_in_both_languages(indicator):
    for each in texts(indicator):
        assert each.sv.strip()
        assert each.en.strip()
        assert each.sv != each.en or len(each.sv.split()) < 3


@pytest.mark.parametrize("indicator", EVERYTHING, ids=lambda each: each.id)
def test_every_indicator_has_a_source_and_kpis(indicator):
    assert indicator.source
    assert all(record.source for record in indicator.records)
    assert all(re.fullmatch(r"[NU]\d{5}(-16)?", kpi) for kpi in kpis(indicator))


@pytest.mark.parametrize("indicator", catalogue.indicators(), ids=lambda each: each.id)
def test_every_followed_indicator_can_be_judged(indicator):
    assert indicator.better is Direction.HIGHER
    assert indicator.smallest_relevant_change > 0
    assert isinstance(indicator.stage, Stage)
    assert 1 <= indicator.publication_month <= 12
    assert indicator.kind is Kind.RESULT
    assert (indicator.pupil_sd is None) == (indicator.unit is Unit.PERCENT)


def test_a_kpi_belongs_to_one_series_only():
    alone = [
        ids[0] for e in EVERYTHING for s in e.series for ids in s.kpis.values() if len(ids) == 1
    ]
    assert len(alone) == len(set(alone))


def test_2016_is_odd_only_where_unknown_background_was_left_out():
    def odd(id, variant):
        records = catalogue.indicator(id).records
        return any(r.kind is RecordKind.ODD_YEAR and variant in r.variants for r in records)

    assert odd("meritvarde", Variant.KOMMUNAL)
    assert not odd("meritvarde", Variant.HEMKOMMUN)
    assert not odd("meritvarde_utan_nyinvandrade", Variant.KOMMUNAL)


def test_hylte_is_read_by_home_municipality_in_upper_secondary():
    fallback = catalogue.municipality("Hylte").fallbacks[0]
    assert fallback.indicators == IDS[7:]
    assert fallback.variant is Variant.HEMKOMMUN


def kpis(indicator: Indicator) -> set[str]:
    """Every KPI id of an indicator."""
    return {kpi for series in indicator.series for ids in series.kpis.values() for kpi in ids}


WORDS = {
    Variant.KOMMUNAL: "kommunal",
    Variant.LAGESKOMMUN: "lägeskommun",
    Variant.HEMKOMMUN: "hemkommun",
}


def test_kolada_titles_fit_the_variants(shared):
    with (shared / "data" / "kolada" / "kpi.csv").open(encoding="utf-8") as file:
        titles = {row["id"]: row["title"] for row in csv.DictReader(file)}
    for kpi, (indicator, _, variant) in open_catalogue().by_kpi().items():
        if kpi in titles and indicator.kind is not Kind.CONTEXT:
            assert WORDS[variant] in titles[kpi].lower(), (kpi, titles[kpi])


def test_kolada_knows_every_kpi_of_the_thirteen(shared):
    with (shared / "data" / "kolada" / "kpi.csv").open(encoding="utf-8") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert {kpi for each in catalogue.indicators() for kpi in kpis(each)} <= known
