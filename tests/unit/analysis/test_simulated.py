"""Series made by chance are as the questions about them take for granted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.simulated import simulated_shares


@given(level=st.floats(0, 1), cohort=st.integers(1, 500), seed=st.integers(0, 99))
def test_shares_stay_within_0_and_1_and_a_draw_is_the_same_every_time(level, cohort, seed):
    asked = {"cohort": cohort, "n_years": 8, "slope": 0.05, "between_year_sd": 0.1, "seed": seed}
    drawn = simulated_shares(level, **asked)
    assert drawn.shape == (1, 8)
    assert ((drawn >= 0) & (drawn <= 1)).all()
    assert (drawn == simulated_shares(level, **asked)).all()


def test_years_differ_by_the_chance_of_their_pupils_and_truly():
    asked = {"cohort": 300, "n_years": 8, "series": 4000}
    by_pupils = np.sqrt(0.8 * 0.2 / 300)
    assert simulated_shares(0.8, **asked).std() == pytest.approx(by_pupils, rel=0.02)
    truly = simulated_shares(0.8, between_year_sd=0.02, **asked).std()
    assert truly == pytest.approx(np.hypot(by_pupils, 0.02), rel=0.02)


def test_the_true_movement_is_as_asked_around_the_level():
    drawn = simulated_shares(0.7, cohort=10**6, n_years=5, slope=0.01)
    assert drawn[0] == pytest.approx([0.68, 0.69, 0.70, 0.71, 0.72], abs=0.003)


@pytest.mark.parametrize(("level", "cohort"), [(1.1, 30), (0.5, 0)])
def test_what_cannot_be_drawn_is_refused(level, cohort):
    with pytest.raises(ValueError, match="level must be 0 to 1"):
        simulated_shares(level, cohort=cohort, n_years=8)
