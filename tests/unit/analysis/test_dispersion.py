"""What is promised of the differences between schools' results."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.dispersion import dispersion_of_means, dispersion_of_shares

SCHOOLS = st.lists(st.tuples(st.floats(0, 1), st.integers(10, 300)), min_size=3, max_size=15).map(
    np.array
)


@given(schools=SCHOOLS)
def test_the_spread_lies_in_its_interval_or_at_its_edge_and_shares_stay_shares(schools):
    found = dispersion_of_shares(*schools.T)
    assert 0 <= found.interval.low <= found.interval.high
    assert 0 <= found.chance_share <= 1
    assert ((found.shrunken >= -1e-9) & (found.shrunken <= 1 + 1e-9)).all()


def test_schools_that_differ_by_chance_alone_are_said_to():
    rng = np.random.default_rng(2)
    pupils = rng.integers(20, 80, size=200)
    found = dispersion_of_shares(rng.binomial(pupils, 0.8) / pupils, pupils)
    assert found.chance_share > 0.9
    assert found.sd_between < 0.03


def test_schools_that_truly_differ_are_found_as_different_as_they_are():
    rng = np.random.default_rng(3)
    truth, pupils = rng.normal(230, 20, size=300), np.full(300, 60)
    found = dispersion_of_means(rng.normal(truth, 65 / np.sqrt(60)), pupils, sd=65)
    assert found.sd_between == pytest.approx(20, rel=0.15)
    assert found.interval.low < 20 < found.interval.high


def test_hidden_unknown_and_small_groups_are_left_out_and_counted():
    shares, pupils = [0.8, 0.7, 0.9, math.nan, 0.5, 0.2], [40, 50, 60, 30, math.nan, 9]
    found = dispersion_of_shares(shares, pupils)
    assert (found.units, found.left_out) == (3, 3)
    assert np.isnan(found.shrunken[3:]).all()


def test_two_schools_have_no_spread_to_speak_of():
    assert dispersion_of_shares([0.8, 0.7], [40, 50]) is None
    assert dispersion_of_means([230, 240], [40, 50], sd=65) is None


def test_schools_where_all_pass_still_get_room_for_chance():
    found = dispersion_of_shares([1, 1, 1], [30, 40, 50])
    assert found.sd_between == 0
    assert (found.shrunken_se > 0).all()


def test_a_small_school_is_drawn_in_more_than_a_large_one():
    found = dispersion_of_shares([0.5, 0.5, 0.9, 0.9, 0.7], [12, 200, 200, 200, 200])
    assert found.shrunken[0] > found.shrunken[1]


def test_what_has_no_spread_between_pupils_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        dispersion_of_means([1, 2, 3], [20, 20, 20], sd=0)
