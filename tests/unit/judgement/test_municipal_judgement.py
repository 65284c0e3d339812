"""One indicator in one municipality: what is cut, left out, told, set beside it and named."""

from itertools import count

import pytest

import fgte
from fgte.catalogue import open_catalogue
from fgte.judgement import GapMove
from fgte.model import Status, Verdict
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy

RISING = (70.0, 71.2, 71.9, 73.3, 74.0, 75.2, 76.1, 77.0)
MERIT = (210.0, 211.2, 213.9, 214.3, 216.0, 218.2, 219.1, 221.0)
PLACE, RIKET = "1384", "0000"


@pytest.fixture
def stored(settings, tmp_path):
    """A store of nothing but these lines: (KPI, municipality, sex) to values from a first year."""
    numbers = count()

    def make(lines, first=2015):
        table = tidy(raw_figures(rows_of(lines, first)), open_catalogue(settings))
        folder = tmp_path / f"store{next(numbers)}"
        write_table(folder, table, fingerprint="made", origins=[])
        return open_table(folder)

    return make


def rows_of(lines, first):
    same = {"source": "Kolada", "snapshot_id": "made"}
    for (kpi, place, sex), values in lines.items():
        own = same | {"kpi": kpi, "municipality_id": place, "sex": sex}
        yield from (own | {"year": first + i, "value": value} for i, value in enumerate(values))


def ids(finding):
    return [record.id for record in finding.records]


GRADES = [
    ("meritvarde", "N15505"),
    ("meritvarde_utan_nyinvandrade", "N15567"),
    ("betygspoang", "N17691"),
    ("betygspoang_hogskoleforberedande", "N17694"),
    ("betygspoang_yrkesprogram", "N17697"),
]


@pytest.mark.parametrize(("indicator", "kpi"), GRADES)
def test_grades_of_2023_are_not_compared_with_earlier_ones(stored, indicator, kpi):
    """The grades A–D are set otherwise from 1 July 2022."""
    scale = 1 if indicator.startswith("meritvarde") else 20  # grade points go to 20
    values = [value / scale for value in (*MERIT[:6], 300.0)]
    store = stored({(kpi, PLACE, "T"): values}, first=2017)
    finding = fgte.assess(indicator, PLACE, store=store)
    assert finding.trend.years == tuple(range(2017, 2023))
    assert (finding.year, finding.change) == (2023, None)
    assert "betygskriterier_2022" in ids(finding)


def test_shares_with_at_least_e_go_on_over_2023(stored):
    store = stored({("N17451", PLACE, "T"): RISING}, first=2018)
    finding = fgte.assess("examen_3ar", PLACE, store=store)
    assert finding.trend.years == tuple(range(2018, 2026))
    assert finding.change.first_year == 2024


@pytest.mark.parametrize(
    ("indicator", "kpi", "first", "cut"),
    [
        ("alla_amnen_slutbetyg", "N15419", 2010, 2013),
        ("behorig_yrkesprogram", "N15436", 2010, 2013),
        ("alla_amnen_ak6", "N15540", 2011, 2013),
        ("meritvarde_utan_nyinvandrade", "N15567", 2012, 2015),
        ("examen_3ar", "N17451", 2012, 2014),
    ],
)
def test_years_before_a_break_are_not_judged_with_those_after(stored, indicator, kpi, first, cut):
    store = stored({(kpi, PLACE, "T"): (30.0, *RISING)}, first=first)
    trend = fgte.assess(indicator, PLACE, store=store).trend
    assert trend.first_year == cut


def test_a_series_cut_too_short_is_not_comparable_and_says_until_when(stored):
    store = stored({("N15567", PLACE, "T"): MERIT[:6]}, first=2020)
    finding = fgte.assess("meritvarde_utan_nyinvandrade", PLACE, store=store)
    assert finding.verdict is Verdict.NOT_COMPARABLE
    assert finding.movement.judged_at == 2027


def test_the_national_tests_begin_again_2016_and_lack_two_years(store):
    finding = fgte.assess("nationella_prov_ak3", PLACE, store=store)
    assert finding.trend.years == (2016, 2017, 2018, 2019, 2022)
    missing = {each.year: each for each in finding.series if each.status is Status.MISSING}
    assert sorted(missing) == [2020, 2021]
    assert all(each.reason for each in missing.values())


@pytest.mark.parametrize(
    ("indicator", "place", "shown"),
    [
        ("meritvarde", "1380", ["okand_bakgrund_2016", "installda_prov", "sekretess_2020"]),
        (
            "meritvarde_utan_nyinvandrade",
            "1384",
            ["installda_prov", "sekretess_2020", "betygskriterier_2022"],
        ),
        ("betygspoang", "1380", ["installda_prov", "sekretess_2020"]),
        ("examen_3ar", "1383", ["ib_2021"]),
        ("examen_3ar_yrkesprogram", "1383", []),
        ("nationella_prov_ak3", "1381", ["prov_deltagare"]),
        ("betygspoang_yrkesprogram", "1384", ["betygskriterier_2022"]),
    ],
)
def test_what_has_happened_within_the_years_shown_is_told(store, indicator, place, shown):
    assert ids(fgte.assess(indicator, place, store=store)) == shown


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        ((2015, 2019), ["okand_bakgrund_2016"]),
        ((2017, 2019), []),
        ((2017, 2020), ["installda_prov", "sekretess_2020"]),
        ((2020, 2022), ["installda_prov", "sekretess_2020"]),
        ((2021, 2022), ["installda_prov"]),
        ((2022, 2022), []),
    ],
)
def test_what_happened_outside_the_years_shown_is_not_told(store, years, shown):
    assert ids(fgte.assess("meritvarde", "1384", years=years, store=store)) == shown


def test_a_break_at_the_first_year_shown_cuts_nothing_and_is_not_told(stored):
    store = stored({("N17451", PLACE, "T"): RISING}, first=2014)
    assert "gy11" not in ids(fgte.assess("examen_3ar", PLACE, store=store))
    store = stored({("N17451", PLACE, "T"): RISING}, first=2013)
    assert "gy11" in ids(fgte.assess("examen_3ar", PLACE, store=store))


def test_2016_is_odd_where_unknown_background_was_left_out_that_year_only(store):
    finding = fgte.assess("meritvarde", "1384", store=store)
    assert [each.year for each in finding.series if each.odd] == [2016]
    assert finding.trend.years == (2015, *range(2017, 2023))
    other = fgte.assess("meritvarde", RIKET, variant="hemkommun", store=store)
    assert not any(each.odd for each in other.series)


def test_the_other_series_of_an_indicator_are_its_parts(store):
    finding = fgte.assess("behorig_hogskoleforberedande", "1380", store=store)
    assert [part.series.id for part in finding.parts] == ["ek_hu_sa", "na_te"]
    for part in finding.parts:
        alone = fgte.assess(finding.indicator.id, "1380", series=part.series.id, store=store)
        assert part.figures == alone.series
        assert part.movement == alone.movement
        assert part.movement.trend != finding.trend


def test_a_part_asked_for_has_the_headline_among_its_parts(store):
    finding = fgte.assess("nationella_prov_ak3", "1380", series="matematik", store=store)
    assert finding.series_id == "matematik"
    assert [part.series.id for part in finding.parts] == ["medel", "svenska"]


def test_each_publisher_is_named_with_its_own_years(store):
    finding = fgte.assess("meritvarde_utan_nyinvandrade", "1384", store=store)
    kolada, skolverket = finding.sources
    assert (kolada.source, kolada.kpis) == ("Kolada", ("N15567",))
    assert (kolada.first_year, kolada.last_year) == (2015, 2022)
    assert (skolverket.source, skolverket.kpis) == ("Skolverket", ("N15567",))
    assert (skolverket.first_year, skolverket.last_year) == (2023, 2025)


def test_a_mean_of_two_kpis_is_an_own_calculation_on_both(store):
    (only,) = fgte.assess("nationella_prov_ak3", "1315", store=store).sources
    assert (only.source, only.kpis) == ("own_calculation", ("N15452+N15454",))


@pytest.mark.parametrize(
    ("variant", "kpi"),
    [("kommunal", "N15505"), ("lageskommun", "N15504"), ("hemkommun", "N15507")],
)
def test_riket_is_read_in_the_same_variant_as_the_municipality(stored, variant, kpi):
    country = {"N15505": 1.0, "N15504": 2.0, "N15507": 3.0}
    lines = {(each, RIKET, "T"): [level] * 8 for each, level in country.items()}
    lines[kpi, PLACE, "T"] = MERIT
    finding = fgte.assess("meritvarde", PLACE, variant=variant, store=stored(lines))
    assert {each.value for each in finding.country} == {country[kpi]}
    assert {each.kpi for each in finding.country} == {kpi}


def test_without_the_countrys_variant_nothing_is_said_beside_it(stored):
    lines = {("N15504", PLACE, "T"): MERIT, ("N15505", RIKET, "T"): MERIT}
    finding = fgte.assess("meritvarde", PLACE, variant="lageskommun", store=stored(lines))
    assert finding.country == ()
    assert finding.against_riket.verdict is Verdict.MISSING


def test_the_country_that_rises_as_much_leaves_nothing_beside_it(stored):
    higher = [value + 5 for value in RISING]
    lines = {("N17451", PLACE, "T"): RISING, ("N17451", RIKET, "T"): higher}
    finding = fgte.assess("examen_3ar", PLACE, store=stored(lines))
    assert finding.verdict is Verdict.IMPROVING
    assert finding.against_riket.verdict is Verdict.PRACTICALLY_UNCHANGED


@pytest.mark.parametrize(("girls_up", "ahead"), [(8.0, "girls"), (-8.0, "boys")])
def test_girls_are_girls_and_boys_are_boys(stored, girls_up, ahead):
    girls = [value + girls_up for value in RISING]
    lines = {("N17451", PLACE, sex): RISING for sex in "TM"} | {("N17451", PLACE, "K"): girls}
    gap = fgte.assess("examen_3ar", PLACE, store=stored(lines)).gap.sexes
    assert [each.value for each in gap.girls] == girls
    assert [each.value for each in gap.boys] == list(RISING)
    assert gap.difference == pytest.approx(girls_up)
    assert (gap.difference > 0) == (ahead == "girls")


@pytest.mark.parametrize(("start", "move"), [(16.0, GapMove.NARROWED), (1.0, GapMove.WIDENED)])
def test_the_gap_moves_towards_nought_or_away_and_it_is_the_girls_who_move(stored, start, move):
    way = -1 if move is GapMove.NARROWED else 1
    girls = [70 + start + way * 1.4 * i for i in range(8)]
    lines = {("N17451", PLACE, "T"): RISING, ("N17451", PLACE, "M"): [70.0] * 8}
    lines |= {("N17451", PLACE, "K"): girls}
    gap = fgte.assess("examen_3ar", PLACE, store=stored(lines)).gap.sexes
    assert gap.move is move
    assert gap.girls_trend.slope == pytest.approx(way * 1.4)
    assert gap.boys_trend.slope == 0


def test_the_gap_is_seen_only_from_the_whole_group(store):
    assert fgte.assess("meritvarde", "1384", sex="K", store=store).gap.sexes.girls == ()
    alone = fgte.assess("meritvarde", "1384", sex="K", store=store).gap.sexes.status
    assert alone is Status.NOT_APPLICABLE


def test_figures_without_sexes_have_no_gap(stored):
    gap = fgte.assess("examen_3ar", PLACE, store=stored({("N17451", PLACE, "T"): RISING})).gap
    assert (gap.sexes.status, gap.sexes.difference) == (Status.MISSING, None)
