"""Indices of uneven spread as printed by those who make the reference programs, or by hand."""

import math

import numpy as np
import pytest

from fgte.analysis.dispersion import tau2_interval
from fgte.analysis.equity import (
    dissimilarity,
    dissimilarity_by_chance,
    mutual_information,
    mutual_information_by_chance,
    segregation,
    theil_h,
)


@pytest.mark.parametrize(
    ("group_a", "group_b", "printed"),
    [
        ([100, 100, 100], [100, 100, 100], 0),
        ([100, 60, 40, 0], [0, 40, 60, 100], 0.6),
        ([80, 80, 20, 20], [20, 20, 80, 80], 0.6),
        ([100, 100, 0, 0], [0, 0, 100, 100], 1),
    ],
)
def test_dissimilarity_as_in_the_tests_of_the_r_package_segregation(group_a, group_b, printed):
    assert dissimilarity(group_a, group_b) == pytest.approx(printed)


def test_mutual_information_at_its_top_as_in_the_tests_of_the_r_package_segregation():
    counts = np.array([[40, 0], [0, 40]])
    assert mutual_information(counts) == pytest.approx(math.log(2))
    assert theil_h(counts) == pytest.approx(1)


def test_a_table_worked_by_hand():
    """Elbers' matrix(c(10, 20, 30, 30, 20, 10), nrow = 3): entropies ln 2, h(1/4), ln 2, h(1/4)."""
    quarter = -(0.25 * math.log(0.25) + 0.75 * math.log(0.75))
    by_hand = math.log(2) - (2 * quarter + math.log(2)) / 3
    counts = [[10, 30], [20, 20], [30, 10]]
    assert mutual_information(counts) == pytest.approx(by_hand)
    assert theil_h(counts) == pytest.approx(by_hand / math.log(2))


# The contingency table of scikit-learn's own test of expected mutual information, with the
# figures that Vinh's Matlab program prints for it: MI 0.41022, expected 0.15042.
VINH = [[5, 1, 0], [1, 4, 1], [0, 2, 3]]


def test_mutual_information_and_what_chance_gives_as_vinhs_program_prints_them():
    assert mutual_information(VINH) == pytest.approx(0.41022, abs=0.000005)
    assert mutual_information_by_chance(VINH) == pytest.approx(0.15042, abs=0.000005)


def test_two_schools_of_two_pupils_by_hand():
    """Two of each group by lot: mixed in 4 cases of 6 (D = 0), apart in 2 (D = 1)."""
    assert dissimilarity_by_chance([1, 1], [1, 1]) == pytest.approx(1 / 3)
    apart = segregation([[2, 0], [0, 2]], "D")
    assert (apart.index, apart.corrected) == (1, 1)
    assert segregation([[1, 1], [1, 1]], "D").corrected == pytest.approx(-0.5)


def test_the_interval_of_a_variance_between_units_as_metafor_prints_it():
    """Log odds ratios of the 13 BCG trials: metafor-project.org, van Houwelingen et al. (2002)."""
    cells = np.array(
        [
            (4, 119, 11, 128),
            (6, 300, 29, 274),
            (3, 228, 11, 209),
            (62, 13536, 248, 12619),
            (33, 5036, 47, 5761),
            (180, 1361, 372, 1079),
            (8, 2537, 10, 619),
            (505, 87886, 499, 87892),
            (29, 7470, 45, 7232),
            (17, 1699, 65, 1600),
            (186, 50448, 141, 27197),
            (5, 2493, 3, 2338),
            (27, 16886, 29, 17825),
        ],
        dtype=float,
    )
    ratio = np.log(cells[:, 0] * cells[:, 3] / cells[:, 1] / cells[:, 2])
    found = tau2_interval(ratio, (1 / cells).sum(axis=1))
    printed = pytest.approx((0.1302, 1.1812), abs=0.0001)  # metafor's search stops at 0.0001
    assert (found.low, found.high) == printed
