"""What pooling promises: the unsure is drawn in, nothing is made up, order means nothing."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.heterogeneity import _likelihood, reml_tau2
from fgte.analysis.pooling import hartung_knapp, partial_pooling

FIGURE, VARIANCE = st.floats(-50, 50), st.floats(0.01, 100)
UNITS = st.lists(st.tuples(FIGURE, VARIANCE), min_size=2, max_size=12).map(np.array)


@given(units=UNITS)
def test_each_shrunken_figure_lies_between_its_own_and_the_mean(units):
    found = partial_pooling(*units.T)
    low, high = np.minimum(units[:, 0], found.mean), np.maximum(units[:, 0], found.mean)
    assert (found.shrunken >= low - 1e-9).all()
    assert (found.shrunken <= high + 1e-9).all()


@given(units=UNITS, data=st.data())
def test_the_order_of_the_units_does_not_matter(units, data):
    order = data.draw(st.permutations(range(len(units))))
    one, other = partial_pooling(*units.T), partial_pooling(*units[order].T)
    assert other.mean == pytest.approx(one.mean, abs=1e-6)
    assert other.shrunken == pytest.approx(one.shrunken[order], abs=1e-5)


@given(units=UNITS, shift=st.floats(-20, 20), scale=st.floats(0.1, 10))
def test_another_unit_of_measurement_gives_the_same_answer_in_it(units, shift, scale):
    one = partial_pooling(*units.T, method="DL")
    other = partial_pooling(scale * units[:, 0] + shift, scale**2 * units[:, 1], method="DL")
    assert other.mean == pytest.approx(scale * one.mean + shift, abs=1e-6)
    assert other.tau2 == pytest.approx(scale**2 * one.tau2, abs=1e-6)


@given(units=UNITS)
def test_no_other_variance_between_units_fits_better_than_the_one_chosen(units):
    y, v = units.T
    level = np.ones((len(y), 1))
    best = _likelihood(reml_tau2(y, level, v), y, level, v)
    others = [_likelihood(tau2, y, level, v) for tau2 in np.linspace(0, 2 * np.var(y) + 1, 200)]
    assert best >= max(others) - 1e-6


@given(units=UNITS)
def test_where_units_do_not_differ_all_get_the_mean(units):
    found = partial_pooling(*units.T, tau2=0)
    assert found.shrunken == pytest.approx(np.full(len(units), found.mean))
    assert found.i2 == 0


def test_a_known_variance_between_units_is_used_as_given():
    found = partial_pooling([0, 4], [1, 3], tau2=1)
    assert found.mean == pytest.approx((0 / 2 + 4 / 4) / (1 / 2 + 1 / 4))
    assert found.shrunken == pytest.approx([found.mean / 2, 1 + 0.75 * found.mean])


def test_a_unit_without_a_figure_stays_without_one():
    found = partial_pooling([1, math.nan, 3], [1, 1, 1])
    assert math.isnan(found.shrunken[1])
    assert math.isnan(found.shrunken_se[1])
    assert found.mean == 2


def test_one_unit_alone_is_enough_when_the_variance_is_known():
    assert partial_pooling([5], [2], tau2=2).shrunken == pytest.approx([5])


@given(units=UNITS)
def test_the_careful_interval_is_never_narrower_than_the_plain_one(units):
    plain = hartung_knapp(*units.T, tau2=1, never_narrower=False)
    careful = hartung_knapp(*units.T, tau2=1)
    assert careful.high - careful.low >= plain.high - plain.low - 1e-9
    assert careful.low <= partial_pooling(*units.T, tau2=1).mean <= careful.high


@pytest.mark.parametrize(
    ("figures", "variances", "options", "told"),
    [
        ([1.0], [1.0], {}, "needs 2 units"),
        ([1.0, 2.0], [1.0, 0.0], {}, "above 0"),
        ([1.0, 2.0], [1.0], {}, "one variance"),
        ([1.0, 2.0], [1.0, 1.0], {"method": "best"}, "REML"),
        ([1.0, 2.0], [1.0, 1.0], {"tau2": -1.0}, "0 or more"),
    ],
)
def test_what_cannot_be_pooled_is_refused(figures, variances, options, told):
    with pytest.raises(ValueError, match=told):
        partial_pooling(figures, variances, **options)
