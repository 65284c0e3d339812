"""Which claim an estimate and its checks allow, and what the gate of a series counts with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fgte.analysis.estimates import Estimate
from fgte.research import carry_out, read_study
from fgte.research import gate as gates
from fgte.research.estimating import Variation
from fgte.research.studying import Claim
from tests.unit.research.country import country, study_file

SERIES = '"interrupted_time_series"'


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    """A study that asks for a difference of ten."""
    place = tmp_path_factory.mktemp("claims")
    settings = country(place / "home", municipalities=30)
    return carry_out(read_study(study_file(place, effect=10), settings), settings)


def claim_of(result, low, high, p_value, *, alike=None, mixtures=None):
    def checked(key, ends):
        return [] if ends is None else [Variation(key, Estimate(0.0, *ends))]

    checks = (*checked("alike_in_size", alike), *checked("all_that_fit", mixtures))
    estimate = Estimate((low + high) / 2, low, high, p_value)
    return replace(result, found=replace(result.found, estimate=estimate, variations=checks)).claim


RARE, COMMON = 0.01, 0.4


@pytest.mark.parametrize(
    ("ends", "checks", "claim"),
    [
        ((1, 9, RARE), {}, Claim.DIFFERS),
        ((-9, -1, 0.05), {}, Claim.DIFFERS),
        ((1, 9, 0.051), {}, Claim.RULED_OUT),
        ((1, 19, 0.2), {}, Claim.UNDECIDED),
        ((0, 19, RARE), {}, Claim.UNDECIDED),
        ((1, 9, RARE), {"alike": (1, 9, RARE)}, Claim.DIFFERS),
        ((1, 9, RARE), {"alike": (-1, 9, COMMON)}, Claim.FRAGILE),
        ((1, 9, RARE), {"mixtures": (1, 30, 1.0)}, Claim.DIFFERS),
        ((1, 9, RARE), {"mixtures": (-1, 30, 1.0)}, Claim.FRAGILE),
        ((-9, 9, COMMON), {}, Claim.RULED_OUT),
        ((-10, 9, COMMON), {}, Claim.UNDECIDED),
        ((-9, 10, COMMON), {}, Claim.UNDECIDED),
        ((-9, 9, COMMON), {"alike": (-9, 11, COMMON)}, Claim.UNDECIDED),
    ],
)
def test_a_claim_is_never_more_than_every_check_bears(result, ends, checks, claim):
    assert claim_of(result, *ends, **checks) is claim


def of_series(folder, **said):
    settings = country(folder / "home", municipalities=2, **said)
    study = read_study(study_file(folder, design=SERIES, effect=50), settings)
    return carry_out(study, settings).gate.detectable


def test_the_gate_of_a_series_counts_with_years_that_hang_together(tmp_path, monkeypatch):
    seen = of_series(tmp_path, noise=3.0)
    monkeypatch.setattr(gates, "HANG_TOGETHER", ())
    assert of_series(tmp_path, noise=3.0) < seen


def test_years_that_happened_to_lie_on_a_line_do_not_open_the_gate(tmp_path):
    assert of_series(tmp_path, noise=0.0) > 2
