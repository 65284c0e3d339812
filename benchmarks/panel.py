"""How often the gated panel says that something moves when nothing does, and how often it sees it.

Panels are simulated with the shape of the real ones: each municipality's own indicators, judged
years, levels and year groups, read from the store. Every year group gets the chance of its
pupils, the indicator's between-year spread, half of both in common with its stage, the sources'
rounding and their replacement of shares with one to four pupils short by a range. The whole
procedure (`fgte.judgement.panel`) is run on each, beside its peers on the same series: each
p-value on its own at 0.05, and one flat Benjamini–Hochberg over every series of the five, sexes
included. A verdict here is an open indicator, so rates are upper bounds: some of those opened
would be called practically unchanged.

    .venv/bin/python benchmarks/panel.py [RUNS] [--stages squares|directed|least]
"""

from __future__ import annotations

import argparse
import platform
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

import fgte
from fgte.analysis.gatekeeping import ALPHA
from fgte.analysis.multiplicity import benjamini_hochberg
from fgte.analysis.panel import StageTest, stage_test, step_down
from fgte.analysis.trend import mann_kendall
from fgte.analysis.uncertainty import wilson_interval
from fgte.judgement.evidence import Column, block_of
from fgte.judgement.panel import Asked, ask, beneath
from fgte.model import Indicator, Stage, Unit

SHARED = 0.5
"""How much of the noise of a year the indicators of a stage have in common (a correlation)."""

FAR = 2.0
"""A true movement is so many smallest relevant changes a year."""

UNKNOWN_COHORT = 150


@dataclass(frozen=True)
class Shape:
    """One indicator of one municipality as it really is: years, level and pupils a year."""

    indicator: Indicator
    years: tuple[int, ...]
    level: float
    pupils: int


@dataclass(frozen=True)
class Scenario:
    """What truly moves: which stage (or one indicator of it), in how many municipalities."""

    name: str
    stage: str = ""
    only_one: bool = False
    country_too: bool = False
    leaning: float = 0.0
    """How much of one year's noise is left in the next."""


@dataclass
class Count:
    """How often each way of deciding spoke: falsely, truly, and of which that move."""

    panels: int = 0
    moving: int = 0
    against: int = 0
    false: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, way: str, said: set[str], moving: set[str]) -> None:
        """Count one panel's verdicts by one way of deciding."""
        self.false[way] += bool(said - moving)
        self.true[way] += bool(said & moving)
        self.found[way] += len(said & moving)


SCENARIOS = (
    Scenario("nothing moves"),
    Scenario("nothing moves, years lean on the year before (0.3)", leaning=0.3),
    Scenario("upper secondary moves in every indicator", stage="gy"),
    Scenario("upper secondary moves, and the country as much", stage="gy", country_too=True),
    Scenario("one indicator of year 9 moves", stage="ak9", only_one=True),
    Scenario("year 9 moves in every indicator", stage="ak9"),
)


def shapes() -> dict[str, list[Shape]]:
    """The judged stretches of the real panels, municipality by municipality."""
    store = fgte.open_store()
    found: dict[str, list[Shape]] = {}
    for place in fgte.catalogue.municipalities():
        for each in fgte.assess_all(place.id, sexes=("T",), store=store):
            if each.trend is not None:
                known = [f.value for f in each.series if f.value is not None]
                pupils = each.movement.cohort or UNKNOWN_COHORT
                shape = Shape(each.indicator, each.trend.years, median(known), pupils)
                found.setdefault(place.id, []).append(shape)
    return found


def moves(shape: Shape, scenario: Scenario, members: Sequence[Shape]) -> bool:
    """Whether this indicator truly moves in the scenario."""
    if not scenario.stage or shape.indicator.stage != scenario.stage:
        return False
    same = [each for each in members if each.indicator.stage == scenario.stage]
    return not scenario.only_one or shape is same[0]


class Years:
    """The noise of one panel's years, half of it in common to the indicators of a stage."""

    def __init__(self, rng: np.random.Generator, members: Sequence[Shape], leaning: float) -> None:
        self.rng, self.leaning = rng, leaning
        self.years = sorted({year for each in members for year in each.years})
        self.common: dict[tuple[str, str], np.ndarray] = {}

    def of(self, shape: Shape, kind: str) -> np.ndarray:
        """Standard noise of one kind (of the year, or of a sex's pupils) in the judged years."""
        key = (str(shape.indicator.stage), kind)
        if key not in self.common:
            self.common[key] = self._drawn()
        both = np.sqrt(SHARED) * self.common[key] + np.sqrt(1 - SHARED) * self._drawn()
        return both[np.isin(self.years, shape.years)]

    def _drawn(self) -> np.ndarray:
        drawn = self.rng.standard_normal(len(self.years))
        for year in range(1, len(drawn)):
            rest = np.sqrt(1 - self.leaning**2) * drawn[year]
            drawn[year] = self.leaning * drawn[year - 1] + rest
        return drawn


def pupil_sd(indicator: Indicator, level: float) -> float:
    """How much pupils differ, in the indicator's unit."""
    if indicator.unit is Unit.PERCENT:
        return float(np.sqrt(level * (100 - level)))
    return indicator.pupil_sd or 0.0


def published(shape: Shape, values: np.ndarray, pupils: float) -> Column:
    """The figures as the sources give them: rounded, and a range where 1–4 pupils fell short."""
    rounded = np.round(values, 1).tolist()
    hides = shape.indicator.censored_at is not None and pupils >= 40
    hidden = (100 - 400 / pupils, 100 - 100 / pupils)
    if shape.indicator.unit is Unit.PERCENT:
        rounded = [min(max(value, 0.0), 100.0) for value in rounded]
    return {
        year: hidden if hides and 100 - value <= 400 / pupils else (value, value)
        for year, value in zip(shape.years, rounded, strict=True)
    }


def difference(own: Column, other: Column) -> Column:
    """One line less another, in the years where neither is a range."""
    pairs = {year: (*own[year], *other[year]) for year in own if year in other}
    known = {year: round(a - c, 1) for year, (a, b, c, d) in pairs.items() if a == b and c == d}
    return {year: (value, value) for year, value in known.items()}


def simulated(
    rng: np.random.Generator, members: Sequence[Shape], scenario: Scenario
) -> tuple[list[Asked], dict[tuple[str, str], Column], set[str]]:
    """One municipality's panel as asked of, its sexes, and which indicators truly move."""
    years = Years(rng, members, scenario.leaning)
    asked, sexes, moving = [], {}, set()
    for shape in members:
        indicator, moved = shape.indicator, moves(shape, scenario, members)
        step = FAR * (indicator.smallest_relevant_change or 0) if moved else 0.0
        drift = step * (np.array(shape.years) - shape.years[0])
        base = shape.level + drift + (indicator.between_year_sd or 0) * years.of(shape, "year")
        spread = pupil_sd(indicator, shape.level) / np.sqrt(shape.pupils / 2)
        girls, boys = (base + spread * years.of(shape, sex) for sex in "KM")
        own = published(shape, (girls + boys) / 2, shape.pupils)
        for sex, values in (("K", girls), ("M", boys)):
            sexes[indicator.id, sex] = published(shape, values, shape.pupils / 2)
        rise = drift if scenario.country_too else 0 * drift
        country = {y: (v, v) for y, v in zip(shape.years, (60 + rise).tolist(), strict=True)}
        gap = difference(sexes[indicator.id, "K"], sexes[indicator.id, "M"])
        asked.append(Asked(indicator.id, indicator.stage, own, difference(own, country), gap))
        moving |= {indicator.id} if moved else set()
    return asked, sexes, moving


def alone(column: Column) -> float:
    """The exact p-value of a series on its own, ranges taken at their middles."""
    return mann_kendall([(low + high) / 2 for low, high in column.values()]).p_value


def stage_tests(asked: Sequence[Asked], how: str) -> dict[Stage | None, StageTest] | None:
    """How the stages are asked: as in the product, one way together, or by their least p-value."""
    if how == "squares":
        return None
    stages = dict.fromkeys(each.stage for each in asked)
    blocks = {s: block_of([each.own for each in asked if each.stage is s]) for s in stages}
    if how == "directed":
        return {s: stage_test(b.low, highs=b.high, directed=True) for s, b in blocks.items()}
    return {s: StageTest(0.0, min(step_down(b.low, highs=b.high))) for s, b in blocks.items()}


def run(panels: Mapping[str, list[Shape]], scenario: Scenario, runs: int, how: str) -> Count:
    """Simulate the five together so many times, and count what each way of deciding says."""
    rng, count = np.random.default_rng(20261121), Count()
    for _ in range(runs):
        drawn = {place: simulated(rng, members, scenario) for place, members in panels.items()}
        raw = {
            (place, *key): alone(column)
            for place, (asked, sexes, _) in drawn.items()
            for key, column in {**{(e.id, "T"): e.own for e in asked}, **sexes}.items()
        }
        flat = dict(zip(raw, benjamini_hochberg(list(raw.values())), strict=True))
        for place, (asked, _, moving) in drawn.items():
            gates = ask(asked, stage_tests(asked, how)).gates
            gated = {id for id, gate in gates.items() if gate.opened}
            count.add("gated", gated, moving)
            for way, p_values in (("flat", flat), ("alone", raw)):
                hits = {key[1] for key, p in p_values.items() if key[0] == place and p <= ALPHA}
                count.add(way, hits, moving)
            below = beneath(gates, {each.id: each.against for each in asked})
            count.against += any(p <= ALPHA for p in below.values())
            count.panels, count.moving = count.panels + 1, count.moving + len(moving)
    return count


def share(hits: int, of: int) -> str:
    """A rate with the interval that so many simulations leave (95 %, Wilson)."""
    room = wilson_interval(hits, of)
    return f"{100 * hits / of:5.1f} % ({100 * room.low:.1f}–{100 * room.high:.1f})"


def report(scenario: Scenario, count: Count) -> None:
    """One scenario: false alarms by panel, and found among those that move."""
    print(f"\n{scenario.name}: {count.panels} panels")
    for way in ("gated", "flat", "alone"):
        said = f"  {way:6} panels with any false verdict {share(count.false[way], count.panels)}"
        if count.moving:
            said += f"; panels with a true one {share(count.true[way], count.panels)}"
            said += f"; moving indicators found {share(count.found[way], count.moving)}"
        print(said)
    if count.moving:
        beside = share(count.against, count.panels)
        print(f"  gated  panels with a verdict beside the country {beside}")


def main() -> None:
    """Every scenario, with the machine and the time it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", nargs="?", type=int, default=300, help="times the five are drawn")
    ways = ("squares", "directed", "least")
    parser.add_argument("--stages", choices=ways, default="squares", help="how stages are asked")
    chosen, began = parser.parse_args(), time.process_time()
    panels = shapes()
    series = 3 * sum(map(len, panels.values()))
    print(f"{len(panels)} municipalities, {series} series with sexes; {platform.platform()}")
    for scenario in SCENARIOS:
        report(scenario, run(panels, scenario, chosen.runs, chosen.stages))
    print(f"\n{time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
