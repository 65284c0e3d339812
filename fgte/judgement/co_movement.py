"""Which indicators move together across the municipalities, with the honesty so few demand.

Counted, never correlated: five municipalities carry no correlation. Even where all five agree,
chance alone does as much in one pair of sixteen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from fgte.judgement.regional_results import RegionalJudgement
from fgte.model import Indicator

PAIRS = (
    ("alla_amnen_slutbetyg", "meritvarde"),
    ("alla_amnen_slutbetyg", "behorig_yrkesprogram"),
    ("nationella_prov_ak3", "alla_amnen_slutbetyg"),
    ("betygspoang", "examen_3ar"),
    ("betygspoang_hogskoleforberedande", "examen_3ar_hogskoleforberedande"),
    ("betygspoang_yrkesprogram", "examen_3ar_yrkesprogram"),
)
"""Which pairs are looked at, chosen before any result: breadth beside height of the same grades,
those who got a diploma beside all who began, and the two ends of compulsory school."""

FEWEST = 2


@dataclass(frozen=True)
class CoMovement:
    """Two indicators in the municipalities that have a judged movement in both.

    ``same`` and ``opposite`` count municipalities in which the two slopes point one way or two
    (a slope of nothing counts as neither). ``by_chance`` is how often chance alone gives
    as uneven a count, 0 to 1; None where there are too few to count.
    """

    first: Indicator
    second: Indicator
    same: int
    opposite: int
    municipalities: int
    by_chance: float | None


def co_movements(judged: Sequence[RegionalJudgement]) -> tuple[CoMovement, ...]:
    """Count every chosen pair, in fixed order; a pair that is not judged here is left out."""
    known = {each.indicator.id: each for each in judged}
    return tuple(
        _counted(known[first], known[second])
        for first, second in PAIRS
        if first in known and second in known
    )


def _counted(first: RegionalJudgement, second: RegionalJudgement) -> CoMovement:
    one, other = _slopes(first), _slopes(second)
    products = [one[place] * other[place] for place in one if place in other]
    same, opposite = sum(e > 0 for e in products), sum(e < 0 for e in products)
    n = same + opposite
    return CoMovement(
        first=first.indicator,
        second=second.indicator,
        same=same,
        opposite=opposite,
        municipalities=len(products),
        by_chance=_by_chance(max(same, opposite), n) if n >= FEWEST else None,
    )


def _slopes(region: RegionalJudgement) -> Mapping[str, float]:
    """The slopes of those behind what is said in common, so that no stand-in is counted."""
    return {
        each.municipality.id: each.trend.slope
        for each in region.movements
        if each.municipality in region.included and each.trend is not None
    }


def _by_chance(most: int, n: int) -> float:
    """How often so many or more of n coins fall on one and the same side."""
    ways = sum(comb(n, k) for k in range(most, n + 1))
    return min(1.0, 2 * ways / float(2**n))
