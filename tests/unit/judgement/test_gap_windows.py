"""What each window on the gap shows, and what it says where there is nothing to show."""

from dataclasses import replace
from math import sqrt

import pytest
from scipy.stats import t as student

from fgte.catalogue import open_catalogue
from fgte.catalogue.national import open_national
from fgte.judgement import Figure
from fgte.judgement.cohort_path import cohort_path, cohort_paths
from fgte.judgement.expected_value import expected_values
from fgte.judgement.figures import figures_of
from fgte.judgement.lacks import Lack, lack_of_figure, status_of
from fgte.judgement.published_deviation import DEVIATIONS, published_deviation
from fgte.model import Interval, Sex, Status, Variant
from fgte.sources.raw import raw_figures
from fgte.store.tables import open_table, write_table
from fgte.store.tidy import tidy


@pytest.fixture
def book(settings):
    return open_catalogue(settings)


@pytest.fixture
def national(settings):
    return open_national(settings)


@pytest.fixture
def stored(book, tmp_path):
    """A store of these figures: (KPI, municipality, year, value)."""

    def make(*figures):
        same = {"source": "Kolada", "snapshot_id": "made", "sex": "T"}
        names = ("kpi", "municipality_id", "year", "value")
        rows = [same | dict(zip(names, each, strict=True)) for each in figures]
        write_table(tmp_path, tidy(raw_figures(rows), book), fingerprint="made", origins=[])
        return open_table(tmp_path)

    return make


def expected(store, national, book, id, place="1384", **options):
    indicator = book.indicators[id]
    series = next(each for each in indicator.series if each.id == indicator.default_series)
    at = {"variant": Variant.KOMMUNAL, "municipality_id": place, "sex": Sex.ALL}
    figures = figures_of(store, indicator, series, **at)
    municipality = book.municipality(place)
    return expected_values(store, national, indicator, municipality, figures, **options)


def deviation(store, book, id, place="1384", **options):
    return published_deviation(
        store, book, book.indicators[id], book.municipality(place), **options
    )


@pytest.mark.parametrize("id", DEVIATIONS)
def test_a_deviation_is_shown_as_it_was_published(store, book, id):
    found = deviation(store, book, id)
    measure = store.observations(DEVIATIONS[id], "1384")
    assert [each.value for each in found.figures] == measure["value"].tolist()
    assert found.latest.year == measure["year"].max()
    assert found.status is Status.OK
    assert len(found.caveats) == 2


@pytest.mark.parametrize(
    ("id", "first"), [("alla_amnen_slutbetyg", 2017), ("meritvarde", 2017), ("betygspoang", 2022)]
)
def test_deviations_of_another_model_are_not_compared(store, book, id, first):
    found = deviation(store, book, id, "1380")
    assert found.comparable[0].year == first
    assert first in [each.year for each in found.records]


@pytest.mark.parametrize(
    ("id", "place", "options", "lack"),
    [
        ("nationella_prov_ak3", "1384", {}, Lack.NOT_MADE_FOR_INDICATOR),
        ("meritvarde", "1384", {"sex": Sex.GIRLS}, Lack.ONLY_WHOLE_GROUP),
        ("examen_3ar", "1315", {"variant": Variant.HEMKOMMUN}, Lack.ONLY_MUNICIPAL_SCHOOLS),
        ("meritvarde", "0000", {}, Lack.NOT_FOR_COUNTRY),
    ],
)
def test_where_no_deviation_is_made_the_reason_is_said(store, book, id, place, options, lack):
    found = deviation(store, book, id, place, **options)
    assert (found.status, found.lack) == (Status.NOT_APPLICABLE, lack)
    assert found.figures == ()


@pytest.mark.parametrize(
    ("id", "place", "options", "lack"),
    [
        ("examen_3ar", "1384", {}, Lack.NO_PUPIL_BACKGROUND),
        ("meritvarde", "1384", {"sex": Sex.GIRLS}, Lack.ONLY_WHOLE_GROUP),
        ("meritvarde", "1384", {"variant": Variant.HEMKOMMUN}, Lack.ONLY_MUNICIPAL_SCHOOLS),
        ("meritvarde", "0000", {}, Lack.NOT_FOR_COUNTRY),
        ("alla_amnen_ak6", "1384", {}, Lack.NOT_FETCHED),
    ],
)
def test_where_nothing_is_expected_the_reason_is_said(
    store, national, book, id, place, options, lack
):
    found = expected(store, national, book, id, place, **options)
    assert (found.lack, found.latest) == (lack, None)


def test_a_store_without_deviations_says_how_to_get_them(stored, book):
    store = stored(("N15505", "1384", 2022, 237.0))
    assert deviation(store, book, "meritvarde").lack is Lack.NOT_FETCHED


def test_a_clean_clone_has_an_own_expected_value_with_its_room(store, national, book):
    found = expected(store, national, book, "alla_amnen_slutbetyg")
    now = found.latest
    assert (now.year, now.figure.value) == (2022, 82.0)
    assert now.deviation == pytest.approx(82.0 - now.expected)
    assert now.room.low < now.deviation < now.room.high
    assert now.usual.low < now.expected < now.usual.high
    assert 0 < now.shrunken < now.deviation
    assert not now.own_background
    assert found.mark.sv == "Egen beräkning på underlag från Kolada"


def test_years_without_a_line_say_so(store, national, book):
    odd = {each.year: each for each in expected(store, national, book, "meritvarde").years}
    assert odd[2016].lack is Lack.ODD_YEAR
    id = "meritvarde_utan_nyinvandrade"
    later = {each.year: each for each in expected(store, national, book, id).years}
    assert later[2024].lack is Lack.NO_MODEL_YEAR
    assert later[2024].expected is None


def test_the_background_in_the_store_goes_before_the_figures_that_ship(stored, national, book):
    store = stored(
        ("N15567", "1384", 2022, 240.0),
        ("N15820", "1384", 2021, 60.0),
        ("N15820", "1384", 2022, 1.0),
    )
    now = expected(store, national, book, "meritvarde_utan_nyinvandrade").latest
    level, parents = national.models["meritvarde_utan_nyinvandrade", 2022].coefficients
    assert now.own_background
    assert now.expected == pytest.approx(level + 60 * parents)


def test_the_shipped_value_is_what_the_line_gives_for_the_same_background(national):
    for (id, place, year), figure in national.expected.items():
        model = national.models[id, year]
        assert figure.standard_error < model.sd_between
        assert place in ("1315", "1380", "1381", "1383", "1384")


def test_without_a_number_of_pupils_there_is_no_room_and_nothing_drawn_in(stored, national, book):
    store = stored(("N15567", "1384", 2022, 240.0))
    now = expected(store, national, book, "meritvarde_utan_nyinvandrade").latest
    assert now.deviation is not None
    assert (now.room, now.usual, now.shrunken, now.shrunken_se) == (None,) * 4


def test_a_replaced_figure_leaves_a_range_and_no_deviation(stored, national, book):
    store = stored(("N15436", "1384", 2022, 95.0), ("N15809", "1384", 2021, 9000.0))
    now = expected(store, national, book, "behorig_yrkesprogram").latest
    assert now.deviation is None
    assert now.room == Interval(
        now.figure.interval.low - now.expected, now.figure.interval.high - now.expected
    )


def test_a_year_group_is_linked_three_six_and_nine_years_later(store, book):
    path = cohort_path(store, book, book.municipality("1315"), 2013)
    assert [each.year for each in path.steps] == [2013, 2016, 2019, 2022, 2023]


def test_a_position_has_its_interval_and_the_country_is_zero(store, book):
    step = cohort_path(store, book, book.municipality("1384"), 2016).readable[0]
    assert step.figure.value > step.country.value
    assert 0 < step.position.low < step.position.value < step.position.high


def test_missing_links_are_said_with_their_reason(store, book):
    laholm = book.municipality("1381")
    lacks = {each.indicator.id: each.lack for each in cohort_path(store, book, laholm, 2020).steps}
    assert lacks["nationella_prov_ak3"] is Lack.NEVER_PUBLISHED
    assert lacks["alla_amnen_ak6"] is Lack.NOT_FETCHED
    assert lacks["alla_amnen_slutbetyg"] is Lack.NOT_YET
    odd = cohort_path(store, book, laholm, 2010).steps[2]
    assert (odd.year, odd.lack, odd.position) == (2016, Lack.ODD_YEAR, None)


def test_in_gymnasiet_those_who_live_there_are_the_year_group_with_an_approximate_number(
    store, book
):
    step = cohort_path(store, book, book.municipality("1315"), 2013).steps[3]
    assert step.variant is Variant.HEMKOMMUN
    assert step.figure.pupils_kind == "approximate"
    assert step.position.low < step.position.value < step.position.high


def test_hyltes_zeros_are_never_a_position(store, book):
    for path in cohort_paths(store, book, book.municipality("1315")):
        assert all(each.figure.value != 0 for each in path.readable)


def test_the_way_from_station_to_station_is_a_change_with_room_for_both(store, book):
    (move,) = cohort_path(store, book, book.municipality("1384"), 2016).moves
    gained = move.last.position.value - move.first.position.value
    assert move.change.value == pytest.approx(gained)
    assert move.change.high - move.change.low > move.last.position.high - move.last.position.low


def test_only_year_groups_that_can_be_followed_are_listed_oldest_first(store, book):
    starts = [each.start for each in cohort_paths(store, book, book.municipality("1383"))]
    assert starts == sorted(starts)
    assert 2020 not in starts


def test_the_country_has_no_way_beside_itself(store, book):
    path = cohort_path(store, book, book.municipality("0000"), 2016)
    assert (path.status, path.lack) == (Status.NOT_APPLICABLE, Lack.NOT_FOR_COUNTRY)


@pytest.mark.parametrize(
    ("status", "lack", "said"),
    [
        (Status.OK, None, Status.OK),
        (Status.CENSORED, None, Status.OK),
        (Status.SUPPRESSED, Lack.SUPPRESSED, Status.SUPPRESSED),
        (Status.MISSING, Lack.NO_FIGURE, Status.MISSING),
        (Status.NOT_APPLICABLE, Lack.NOT_APPLICABLE, Status.NOT_APPLICABLE),
    ],
)
def test_a_hidden_or_missing_figure_keeps_its_reason(status, lack, said):
    figure = Figure(2022, status)
    assert lack_of_figure(figure) is lack
    assert status_of(lack) is said
    if lack is None:
        assert lack_of_figure(replace(figure, odd=True)) is Lack.ODD_YEAR


DIPLOMAS = (
    ("N17451", "1384", 2022, 76.0),
    ("N17451", "0000", 2022, 70.0),
    ("N17445", "1384", 2022, 80.0),
    ("N17445", "0000", 2022, 72.0),
)


def diploma(store, book):
    path = cohort_path(store, book, book.municipality("Kungsbacka"), 2013)
    return next(each for each in path.steps if each.indicator.id == "examen_3ar")


def test_in_gymnasiet_those_who_live_there_go_before_the_municipalitys_own_pupils(stored, book):
    step = diploma(stored(*DIPLOMAS), book)
    assert step.variant is Variant.HEMKOMMUN
    assert (step.figure.value, step.country.value) == (80.0, 72.0)


def test_without_a_figure_of_those_who_live_there_the_own_pupils_are_read(stored, book):
    step = diploma(stored(*DIPLOMAS[:2]), book)
    assert step.variant is Variant.KOMMUNAL
    assert step.position.value > 0


def test_a_home_year_group_is_a_ninth_of_those_counted_when_it_was_in_the_last_year(stored, book):
    """The October before the spring in which it left åk 9: 2018 for a diploma in 2022."""
    around = [("N15829", "1384", year, 9000.0 + year) for year in (2017, 2019, 2020)]
    step = diploma(stored(*DIPLOMAS, ("N15829", "1384", 2018, 9000.0), *around), book)
    assert step.figure.pupils == 1000
    assert step.figure.pupils_kind == "approximate"
    assert step.position.low < step.position.value < step.position.high


def test_where_the_number_of_pupils_is_not_known_the_position_has_no_interval(stored, book):
    step = diploma(stored(*DIPLOMAS), book)
    assert (step.position.low, step.position.high) == (None, None)


@pytest.mark.parametrize(
    ("id", "place"), [("alla_amnen_slutbetyg", "1383"), ("meritvarde", "1315")]
)
def test_the_room_the_usual_and_what_is_drawn_in_are_worked_out_as_the_docs_say(
    store, national, book, id, place
):
    now = expected(store, national, book, id, place).latest
    line, at = national.models[id, now.year], national.expected[id, place, now.year]
    share, sd = at.expected / 100, book.indicators[id].pupil_sd
    spread = 1e4 * share * (1 - share) if sd is None else sd**2
    chance, between = spread / now.figure.pupils, line.sd_between**2
    assert now.deviation == pytest.approx(now.figure.value - at.expected)
    assert now.shrunken == pytest.approx(now.deviation * between / (between + chance))
    error = at.standard_error**2
    assert (now.room.high - now.room.low) / 2 == pytest.approx(1.959964 * sqrt(chance + error))
    margin = student.ppf(0.975, line.n - len(line.names)) * sqrt(chance + error + between)
    assert now.usual.low == pytest.approx(at.expected - margin)
    assert now.usual.high == pytest.approx(at.expected + margin)
