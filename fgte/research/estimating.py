"""The estimate of a design whose gate stood open, with what it would have been otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fgte.analysis.design_power import ALPHA
from fgte.analysis.differences import EventStudy, difference_of_panel, event_study
from fgte.analysis.estimates import Estimate
from fgte.analysis.segmented import Segmented, design_of, interrupted_time_series
from fgte.analysis.synthetic import Synthetic, synthetic_of_panel
from fgte.analysis.synthetic_checks import effect_range, leave_one_out
from fgte.analysis.unit_panel import UnitPanel
from fgte.research.gate import HANG_TOGETHER, own_values
from fgte.research.material import Material
from fgte.research.study_file import Design

ALL_THAT_FIT, WITHOUT_DONOR, SIMILAR = "all_that_fit", "without_donor", "similar"
ALIKE, TOGETHER = "alike_in_size", "hang_together"
"""The checks that a claim must pass as well, where they can be made."""


@dataclass(frozen=True)
class Variation:
    """The same estimate after another choice; None where that choice leaves too little.

    ``key`` names the choice and ``about`` what it was made for, such as a donor's code.
    """

    key: str
    estimate: Estimate | None
    about: str = ""

    @property
    def bare(self) -> bool:
        """Whether it is a value alone, that no interval belongs to."""
        return self.key in (WITHOUT_DONOR, SIMILAR)

    @property
    def tested(self) -> bool:
        """Whether it has a p-value; the range of all mixtures that fit as well has none."""
        return not self.bare and self.key != ALL_THAT_FIT


@dataclass(frozen=True)
class Estimated:
    """What the design answered.

    ``observed`` and ``expected`` are the treated units' figures and what the design would have
    expected without anything tried, by year. ``details`` is the design's own result, ``donors``
    who was compared with and ``left_out`` the donors that lacked a figure.
    """

    estimate: Estimate
    observed: Mapping[int, float]
    expected: Mapping[int, float]
    details: Segmented | EventStudy | Synthetic
    variations: tuple[Variation, ...]
    donors: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Estimate, ...]:
        """What a claim must hold in: the estimate, and it again where chance may be larger.

        That is beside donors alike in size, or with neighbouring years that hang together.
        """
        also = (each.estimate for each in self.variations if each.key in (ALIKE, TOGETHER))
        return (self.estimate, *(each for each in also if each is not None))

    @property
    def one_way(self) -> bool:
        """Whether all mixtures that fit as well differ the same way; true where there are none."""
        ends = (each.estimate for each in self.variations if each.key == ALL_THAT_FIT)
        return all(each.low > 0 or each.high < 0 for each in ends if each is not None)


def estimated(material: Material) -> Estimated:
    """Estimate, and estimate again after each choice that could have been made otherwise."""
    if material.study.file.design is Design.SERIES:
        return _of_series(material)
    panel = material.panel()
    mixed = material.study.file.design is Design.SYNTHETIC
    return _of_mixture(material, panel) if mixed else _of_differences(material, panel)


def _of_series(material: Material) -> Estimated:
    start, values = material.study.start, own_values(material)
    found = interrupted_time_series(list(values), list(values.values()), start)
    years = np.array(sorted(values), dtype=float)
    outcome = np.array([values[int(year)] for year in years])
    line = np.linalg.lstsq(design_of(years, start), outcome)[0][:2]
    drawn_on = {int(y): float(line[0] + line[1] * (y - start)) for y in years}
    return Estimated(
        found.level_change, values, drawn_on, found, tuple(_series_checks(material, values))
    )


def _series_checks(material: Material, values: Mapping[int, float]) -> Iterator[Variation]:
    start = material.study.start

    def level(years: Mapping[int, float], *, alike: float = 0.0) -> Estimate | None:
        try:
            figures = list(years.values())
            found = interrupted_time_series(list(years), figures, start, autocorrelation=alike)
        except ValueError:
            return None
        return found.level_change

    for alike in HANG_TOGETHER:
        yield Variation(TOGETHER, level(values, alike=alike), str(alike))
    if material.pandemic:
        kept = {year: value for year, value in values.items() if year not in material.pandemic}
        yield Variation("without_pandemic", level(kept))
    for year in (min(values), max(values)):
        kept = {each: value for each, value in values.items() if each != year}
        yield Variation("without_year", level(kept), str(year))
    yield _similar_check(material)


def _of_differences(material: Material, panel: UnitPanel) -> Estimated:
    rest = panel.values[~panel.treated].mean(axis=0)
    own = panel.values[panel.treated].mean(axis=0)
    expected = rest + (own - rest)[panel.before].mean()
    checks = [*_panel_checks(material, difference_of_panel), _similar_check(material)]
    return Estimated(
        difference_of_panel(panel),
        _by_year(panel, own),
        _by_year(panel, expected),
        event_study(panel),
        tuple(checks),
        *_who(panel),
    )


def _of_mixture(material: Material, panel: UnitPanel) -> Estimated:
    found = synthetic_of_panel(panel)
    checks = [
        *_panel_checks(material, lambda each: as_estimate(synthetic_of_panel(each))),
        *(
            Variation(WITHOUT_DONOR, _bare(effect), str(donor))
            for donor, effect in leave_one_out(panel, found).items()
        ),
        Variation(ALL_THAT_FIT, _bounds(panel, found)),
        Variation("plain_mean", difference_of_panel(panel)),
        _similar_check(material),
    ]
    return Estimated(
        as_estimate(found),
        _by_year(panel, found.observed),
        _by_year(panel, found.mixed),
        found,
        tuple(checks),
        *_who(panel),
    )


def as_estimate(found: Synthetic) -> Estimate:
    """The effect beside the mixture, with the placebos' p-value of its ratio.

    Parameters
    ----------
    found
        The synthetic control.
    """
    n = len(found.placebo_effects) + 1
    return Estimate(
        found.effect, found.low, found.high, found.placebo_p, found.smallest_p, assignments=n
    )


def _panel_checks(material: Material, make: Callable[[UnitPanel], Estimate]) -> Iterator[Variation]:
    start = material.study.start
    later = [year for year in material.years if year > start]

    def again(*, without: Sequence[int], begin: int | None = None) -> Estimate | None:
        try:
            return make(material.panel(without_years=without, start=begin))
        except ValueError:
            return None

    if material.study.file.donors != "size":
        yield Variation(ALIKE, _beside_alike(material, make), str(len(material.alike_in_size)))
    if material.pandemic:
        yield Variation("without_pandemic", again(without=material.pandemic))
    if later:
        yield Variation("one_year_later", again(without=[start], begin=later[0]), str(start))
    first = min(material.years)
    yield Variation("without_year", again(without=[first]), str(first))


def _beside_alike(material: Material, make: Callable[[UnitPanel], Estimate]) -> Estimate | None:
    """Beside those alike in size alone; None where they are too few to show anything."""
    try:
        found = make(material.panel(only=material.alike_in_size))
    except ValueError:
        return None
    return found if (found.smallest_p or 0.0) <= ALPHA else None


def _similar_check(material: Material) -> Variation:
    """Beside the municipalities most alike in background: no test, they are too few."""
    try:
        panel = material.panel(only=material.similar)
    except ValueError:
        return Variation(SIMILAR, None)
    n = int((~panel.treated).sum())
    return Variation(SIMILAR, _bare(difference_of_panel(panel).value), str(n))


def _bare(value: float) -> Estimate:
    """A value that no interval belongs to."""
    return Estimate(value, value, value, 1.0)


def _bounds(panel: UnitPanel, found: Synthetic) -> Estimate:
    ends = effect_range(panel, found)
    return Estimate(found.effect, ends.low, ends.high, 1.0)


def _by_year(panel: UnitPanel, values: np.ndarray) -> dict[int, float]:
    return {year: float(value) for year, value in zip(panel.years, values, strict=True)}


def _who(panel: UnitPanel) -> tuple[tuple[str, ...], tuple[str, ...]]:
    donors = [str(u) for u, mark in zip(panel.units, panel.treated, strict=True) if not mark]
    return tuple(donors), tuple(str(each) for each in panel.left_out)
