"""What a synthetic control would find: asked of the years before, kept when the effect has come."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from fgte.analysis.design_power import detectable_effect
from fgte.analysis.synthetic import synthetic_of_panel
from fgte.analysis.synthetic_checks import detectable_beside_mixture
from fgte.analysis.unit_panel import UnitPanel

YEARS, START, DONORS, SEEDS = 10, 8, 24, range(10)


def drawn(seed, *, below):
    """A unit so far below the donors, with years that swing alike by chance alone."""
    chance = np.random.default_rng(seed)
    levels = np.concatenate([[-below], chance.normal(0, 2, DONORS)])
    values = levels[:, None] + chance.normal(0, 1, (DONORS + 1, YEARS))
    treated, before = np.arange(DONORS + 1) < 1, np.arange(YEARS) < START
    return UnitPanel(tuple(range(DONORS + 1)), tuple(range(YEARS)), values, treated, before)


def earlier(panel):
    """The years before the start, cut two years earlier."""
    kept = replace(panel, years=panel.years[:START], values=panel.values[:, :START])
    return replace(kept, before=np.arange(START) < START - (YEARS - START))


def found(panel, effect):
    values = panel.values + effect * np.outer(panel.treated, ~panel.before)
    return synthetic_of_panel(replace(panel, values=values)).placebo_p <= 0.05


@pytest.mark.parametrize("below", [0.0, 5.0])
def test_an_effect_of_the_size_said_is_mostly_found_also_where_the_mixture_lies_apart(below):
    panels = [drawn(seed, below=below) for seed in SEEDS]
    asked = [found(each, detectable_beside_mixture(earlier(each))) for each in panels]
    assert sum(asked) >= 0.8 * len(panels)


def test_by_the_placebos_effects_alone_too_much_would_be_promised():
    panels = [drawn(seed, below=5.0) for seed in SEEDS]
    effects = [synthetic_of_panel(earlier(each)).placebo_effects.values() for each in panels]
    sizes = [detectable_effect(list(each)) for each in effects]
    told = [found(*each) for each in zip(panels, sizes, strict=True)]
    assert sum(told) < 0.5 * len(panels)
    for panel, size in zip(panels, sizes, strict=True):
        assert detectable_beside_mixture(earlier(panel)) > size


def test_with_too_few_donors_it_is_infinite():
    few = drawn(0, below=0.0)
    kept = replace(few, units=few.units[:9], values=few.values[:9], treated=few.treated[:9])
    assert detectable_beside_mixture(earlier(kept)) == np.inf
