"""What moves together is counted in municipalities: a question, never a correlation."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from fgte.catalogue import indicator, municipalities
from fgte.judgement.co_movement import PAIRS, co_movements
from fgte.present.pattern_words import together_table, together_words

FIRST, SECOND = PAIRS[0]


def region(id, *slopes, left_out=()):
    """An indicator whose municipalities, in code order, have these slopes; None has no trend."""
    movements = [
        SimpleNamespace(
            municipality=place, trend=None if slope is None else SimpleNamespace(slope=slope)
        )
        for place, slope in zip(municipalities(), slopes, strict=False)
    ]
    included = [e.municipality for i, e in enumerate(movements) if i not in left_out]
    return SimpleNamespace(indicator=indicator(id), movements=movements, included=included)


def counted(one, other, **options):
    found = co_movements([region(FIRST, *one, **options), region(SECOND, *other)])
    return next(each for each in found if each.first.id == FIRST and each.second.id == SECOND)


def test_one_way_or_two_are_counted_and_a_slope_of_nothing_is_neither():
    found = counted((1, -1, 1, 0, 2), (2, -3, -1, 1, 1))
    assert (found.same, found.opposite, found.municipalities) == (3, 1, 5)


@pytest.mark.parametrize(
    ("one", "other", "by_chance"),
    [
        ((1,) * 5, (1,) * 5, 1 / 16),
        ((1,) * 5, (-1,) * 5, 1 / 16),
        ((1,) * 4, (1, 1, 1, -1), 5 / 8),
        ((1, 1), (1, -1), 1.0),
        ((1,), (1,), None),
        ((0, 0, 1), (1, 1, 1), None),
    ],
)
def test_how_often_chance_gives_as_uneven_a_count(one, other, by_chance):
    assert counted(one, other).by_chance == by_chance


def test_a_municipality_read_otherwise_is_not_counted():
    assert counted((1, 1, 1), (1, 1, 1), left_out=(0,)).municipalities == 2


def test_one_without_a_trend_in_either_is_not_counted():
    assert counted((1, None, 1), (1, 1, None)).municipalities == 1


def test_pairs_come_in_their_own_order_whatever_the_results():
    judged = [region(id, 1, 1) for id in dict.fromkeys(e for pair in PAIRS for e in pair)]
    found = co_movements(list(reversed(judged)))
    assert [(each.first.id, each.second.id) for each in found] == list(PAIRS)


@pytest.mark.parametrize("other", [(1,) * 5, (-1,) * 5])
def test_a_pair_that_agrees_throughout_is_counted_whichever_way(other):
    apart = counted((1,) * 5, (1, 1, 1, 1, -1))
    lead, honest = together_words([counted((1,) * 5, other), apart])
    assert "I ett av de två par som går att läsa" in lead
    assert together_words([apart, apart])[0].startswith("I inget av de två par som går att läsa")
    assert "räcker inte ens det" in honest


def test_a_pair_that_nobody_can_be_counted_in_has_no_numbers():
    nobody = replace(counted((1, 1), (1, 1)), same=0, opposite=0, municipalities=0, by_chance=None)
    assert together_table([nobody]).rows[0][1:] == ("–", "–", "för få kommuner")
    [unread] = together_words([nobody])
    assert unread.startswith("Inget par går att läsa")
    read = counted((1,) * 5, (1,) * 5)
    assert together_words([nobody, read])[0].startswith("Ett par går att läsa. I det rör sig alla")
    apart = counted((1,) * 5, (1, 1, 1, 1, -1))
    assert together_words([apart])[0].startswith("Ett par går att läsa. I det rör sig inte alla")
    too_few = counted((1,), (1,))
    assert together_words([too_few]) == [unread]
    assert "I två av de två par som går att läsa" in together_words([nobody, read, read])[0]
