"""The page on year groups: how many changes are more than chance, of those that can be judged."""

import pytest

from fgte.analysis.cohort import Position
from fgte.catalogue import indicator, municipality
from fgte.judgement.cohort_path import CohortMove, CohortPath, CohortStep
from fgte.model import Sex, Status
from fgte.present.cohort_page import CohortPage

BEYOND, WITHIN = Position(0.3, 0.1, 0.5), Position(0.1, -0.1, 0.3)
DOWN, UNSURE, RANGED = Position(-0.3, -0.5, -0.1), Position(0.3, None, None), Position(None, 0.1, 1)


def page(*changes):
    """A page of one year group whose position changed so from station to station."""
    first = CohortStep(indicator("nationella_prov_ak3"), 2016, Status.OK, position=WITHIN)
    last = CohortStep(indicator("alla_amnen_slutbetyg"), 2022, Status.OK, position=WITHIN)
    moves = tuple(CohortMove(first, last, each) for each in changes)
    path = CohortPath(municipality("Laholm"), Sex.ALL, 2016, (first, last), moves, Status.OK)
    return CohortPage(paths=[path], others=[], origins={})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([BEYOND, WITHIN, DOWN], "2 av 3 ändringar"),
        ([WITHIN], "0 av 1 ändringar"),
        ([BEYOND, UNSURE], "1 av 1 ändringar"),
    ],
)
def test_it_is_counted_how_many_changes_are_more_than_chance(changes, said):
    summary = page(*changes).summary().source
    assert said in summary
    assert "ungefär en av tjugo" in summary


def test_where_no_change_can_be_judged_none_is_counted():
    assert "ändringar av läget" not in page(UNSURE).summary().source


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (BEYOND, "mer än slumpen brukar ge. Siffrorna visar inte varför."),
        (DOWN, "mer än slumpen brukar ge. Siffrorna visar inte varför."),
        (WITHIN, "vilket ryms inom det som slumpen brukar ge."),
        (UNSURE, "kan inte avgöras: antalet elever bakom en av siffrorna är inte känt."),
        (RANGED, "kan inte avgöras: en av siffrorna är bara känd inom ett spann."),
    ],
)
def test_a_change_is_said_by_its_interval(change, said):
    assert said in page(change).ways().source
