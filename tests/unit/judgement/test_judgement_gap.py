"""The four windows of a finding: side by side, each a result or a status with its reason."""

from dataclasses import fields

import pytest

import fgte
from fgte.judgement import Gap
from fgte.judgement.gap import YEARS_AFTER
from fgte.judgement.lacks import Lack, status_of
from fgte.model import Status


def test_there_are_four_windows_and_nothing_that_adds_them_up():
    names = [each.name for each in fields(Gap)]
    assert names == ["published_deviation", "expected", "cohort", "sexes"]


def test_every_window_of_every_finding_is_a_result_or_says_why_not(store):
    for finding in fgte.assess_all("1383", store=store).found.values():
        gap = finding.gap
        for window in (gap.published_deviation, gap.expected, gap.cohort):
            assert window.status is status_of(window.lack)
            assert (window.status is Status.OK) == (window.lack is None)
        assert (gap.published_deviation.latest is not None) or gap.published_deviation.lack
        assert (gap.expected.latest is not None) or gap.expected.lack


def test_a_finding_has_its_windows_filled(store):
    gap = fgte.assess("alla_amnen_slutbetyg", "Varberg", store=store).gap
    assert gap.published_deviation.latest.value == pytest.approx(4.43)
    assert gap.expected.latest.year == 2022
    assert gap.sexes.status is not None
    assert [each.year for each in gap.cohort.readable] == [2016, 2022]


def test_the_way_is_that_of_the_year_group_behind_the_latest_figure(store):
    for finding in fgte.assess_all("1384", sexes=("T",), store=store):
        if finding.gap.cohort.start is not None:
            at = finding.series[-1].year - YEARS_AFTER[finding.indicator.stage]
            assert finding.gap.cohort.start == at


def test_a_year_group_met_at_one_station_only_has_no_way_yet(store):
    way = fgte.assess("nationella_prov_ak3", "Varberg", store=store).gap.cohort
    assert (way.status, way.lack) == (Status.MISSING, Lack.ONE_STATION)
    assert len(way.readable) == 1


def test_a_part_and_a_school_are_not_seen_through_the_municipalitys_windows(store):
    part = fgte.assess("behorig_hogskoleforberedande", "1380", series="na_te", store=store).gap
    school = fgte.assess("meritvarde", "1380", school_unit="12345678", store=store).gap
    assert {part.expected.lack, part.cohort.lack} == {Lack.ONLY_WHOLE_INDICATOR}
    assert {school.expected.lack, school.published_deviation.lack} == {Lack.ONLY_MUNICIPALITY}


def test_chosen_years_are_the_windows_years_too(store):
    gap = fgte.assess("meritvarde", "Laholm", years=(2015, 2020), store=store).gap
    assert gap.published_deviation.latest.year == gap.expected.latest.year == 2020


def test_a_finding_is_plain_values_with_its_windows(store):
    plain = fgte.assess("meritvarde", "Laholm", store=store).to_dict()["gap"]
    assert plain["published_deviation"]["latest"]["value"] == pytest.approx(-10.9, abs=0.05)
    assert plain["expected"]["mark"]["sv"] == "Egen beräkning på underlag från Kolada"
    assert set(plain) == {"published_deviation", "expected", "cohort", "sexes"}


def test_all_three_models_of_year_9_changed_in_2017(store):
    for id in ("alla_amnen_slutbetyg", "meritvarde", "behorig_yrkesprogram"):
        found = fgte.assess(id, "1380", store=store).gap.published_deviation
        assert found.comparable[0].year == 2017


@pytest.mark.parametrize(
    ("id", "start"), [("nationella_prov_ak3", 2022), ("meritvarde", 2016), ("examen_3ar", 2013)]
)
def test_a_figure_of_2022_concerns_the_year_group_that_was_in_ak_3_so_many_years_before(
    store, id, start
):
    years = (2015, 2022)
    assert fgte.assess(id, "Varberg", years=years, store=store).gap.cohort.start == start


def test_a_way_met_at_two_stations_is_a_way(store):
    way = fgte.assess("alla_amnen_slutbetyg", "Varberg", store=store).gap.cohort
    assert (way.status, way.lack, len(way.moves)) == (Status.OK, None, 1)
