"""What the national table that ships holds, and what is said when one cannot be read."""

import tomllib

import pytest

from fgte.catalogue import indicators, municipalities
from fgte.catalogue.national import RECIPES, SHIPPED, open_national
from fgte.errors import DataError
from fgte.settings import read_settings


@pytest.fixture
def shipped(tmp_path):
    return open_national(read_settings({}, home=tmp_path))


def test_a_clean_clone_has_expected_values_for_all_five_to_2022(shipped):
    for municipality in municipalities():
        figure = shipped.expected["meritvarde", municipality.id, 2022]
        assert 190 < figure.expected < 250
        assert 0 < figure.standard_error < 5


def test_every_line_explains_less_of_what_it_has_not_seen(shipped):
    for model in shipped.models.values():
        assert 0 < model.out_of_sample_r2 < model.r2 < 1
        assert model.n >= 100


def test_years_that_are_not_compared_have_no_line(shipped):
    assert ("meritvarde", 2016) not in shipped.models
    assert ("nationella_prov_ak3", 2020) not in shipped.models


def test_more_newcomers_and_less_educated_parents_go_with_lower_figures(shipped):
    for model in shipped.models.values():
        parents, *newcomers = model.coefficients[1:]
        assert parents > 0
        assert all(each < 0 for each in newcomers)


def test_beyond_chance_municipalities_differ_less_than_is_seen(shipped):
    for spread in shipped.spreads.values():
        assert 0 < spread.sd_between < spread.sd_seen


def test_slopes_are_of_five_years_or_more(shipped):
    assert all(each.last_year - each.first_year >= 4 for each in shipped.slopes.values())
    assert {id for id, _ in shipped.slopes} <= {each.id for each in indicators()}


def test_each_of_the_five_has_seven_like_it_in_code_order(shipped):
    for municipality in municipalities():
        like = shipped.similar[municipality.id]
        assert len(like) == 7
        assert list(like) == sorted(like)
        assert municipality.id not in like


def test_the_table_says_that_it_is_an_own_calculation_and_how_it_was_made(shipped):
    origin = tomllib.loads((SHIPPED / "origin.toml").read_text(encoding="utf-8"))
    assert shipped.mark.sv == "Egen beräkning på underlag från Kolada"
    assert set(origin["background"]) == set(RECIPES)
    assert origin["recipe"]["models"]


def test_a_table_that_cannot_be_read_is_said_to_and_how_to_mend_it(tmp_path):
    settings = read_settings({}, home=tmp_path)
    settings.national.mkdir()
    (settings.national / "origin.toml").write_text("years = [2015]", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        open_national(settings)
    assert "national" in str(caught.value)
