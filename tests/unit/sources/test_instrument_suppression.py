"""Nobody can be picked out of a round: by size, by group, by what is left over."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.disclosure_audit import feasible_range
from fgte.catalogue.instruments import instrument
from fgte.sources.instruments.answers import Answered
from fgte.sources.instruments.codes import new_codes
from fgte.sources.instruments.figures import figures_of
from tests.robustness.mangling import steady
from tests.unit.sources.instrument_files import read, rows, varied

STEP = st.integers(1, 4)


def means(figures):
    return [figures.mean, *figures.parts.values(), *figures.items.values()]


def hidden(figures):
    return set(means(figures)) == {None}


def test_a_group_of_four_is_hidden_and_nothing_is_said_of_how_many(tmp_path):
    made = read(tmp_path, varied(4))
    assert made.answered is None
    assert hidden(made.everyone)
    assert made.spread is None
    assert made.response_rate is None


def test_five_are_not_few_where_five_is_the_limit(tmp_path):
    made = read(tmp_path, varied(5))
    assert made.answered == 5
    assert None not in means(made.everyone)


def test_nine_are_few_where_ten_is_the_limit(tmp_path):
    assert hidden(read(tmp_path, varied(9), threshold=10).everyone)


def test_two_groups_that_differ_by_one_person_are_not_both_shown(tmp_path):
    """Eleven in the group and twelve in all would tell of the twelfth."""
    given = varied(11, group="förskola") + varied(1, group="grundskola", shift=2)
    made = read(tmp_path, given, groups=["förskola", "grundskola"])
    everyone, preschool, school = made.figures
    assert hidden(school)
    assert hidden(everyone) or hidden(preschool)


def test_whoever_gave_no_group_cannot_be_subtracted_either(tmp_path):
    made = read(tmp_path, varied(11, group="förskola") + varied(1, group=""), groups=["förskola"])
    assert hidden(made.figures[0]) or hidden(made.figures[1])


def test_groups_large_enough_are_shown_beside_everyone(tmp_path):
    given = varied(8, group="förskola") + varied(9, group="grundskola", shift=1)
    made = read(tmp_path, given, groups=["förskola", "grundskola"])
    assert [each.people for each in made.figures] == [17, 8, 9]
    assert not any(None in means(each) for each in made.figures)


def test_what_all_answered_alike_is_hidden_with_enough_else(tmp_path):
    """All ten said 1 on statement 8: shown, it would tell what each of them answered."""
    given = [(None, [*steps[:7], 1, *steps[8:]]) for _, steps in varied(10)]
    figures = read(tmp_path, given).everyone
    assert figures.items["p8"] is None
    assert sum(each is None for each in figures.items.values()) >= 2 or figures.mean is None


def test_nothing_is_said_of_the_spread_where_all_have_the_same_mean(tmp_path):
    made = read(tmp_path, rows(*[2] * 9, 3))
    assert made.everyone.mean == 2.1
    assert made.spread is None


def test_how_the_scale_held_is_not_said_where_a_statement_is_hidden(tmp_path):
    given = [(None, [*steps[:7], 1, *steps[8:]]) for _, steps in varied(10)]
    spread = read(tmp_path, given).spread
    assert spread is None or (spread.alpha, spread.average_deviation) == (None, None)


def test_groups_get_no_spread_of_their_own(tmp_path):
    made = read(tmp_path, varied(12, group="a") + varied(12, group="b"), groups=["a", "b"])
    assert not hasattr(made.figures[1], "spread")


@pytest.mark.parametrize("left", [1, 4])
def test_whoever_skipped_a_statement_does_not_count(tmp_path, left):
    given = varied(10) + rows(*[[None, *[3] * 9]] * left)
    made = read(tmp_path, given)
    assert (made.answered, made.incomplete) == (10, left)


class Reader:
    """What can be worked out by whoever has every figure that is shown, and nothing else.

    Unknown are the people of each group (those of none among them) and, for each question, the
    steps that they answered above the lowest and the steps that were left to the highest.
    """

    def __init__(self, made):
        self.made, self.items = made, list(made.everyone.items)
        self.groups = len(made.figures)
        self.rows, self.low, self.high = [], [], []
        for group in range(self.groups):
            for n in range(len(self.items)):
                left = self.weights(group, amounts=[n], rests=[n])
                self.know(left - 3 * self.weights(group, people=True), 0)
        for place, figures in enumerate(made.figures):
            self.learn(figures, range(self.groups) if place == 0 else [place - 1])

    def weights(self, group, *, people=False, amounts=(), rests=()):
        """One weight for each unknown: of a group its people, amounts and what was left."""
        made = np.zeros((self.groups, 1 + 2 * len(self.items)))
        made[group, 0] = people
        made[group, [1 + n for n in amounts]] = 1
        made[group, [1 + len(self.items) + n for n in rests]] = 1
        return made.ravel()

    def know(self, weights, low, high=None):
        self.rows.append(weights)
        self.low.append(low)
        self.high.append(low if high is None else high)

    def learn(self, figures, groups):
        if figures.people is None:
            return
        self.know(sum(self.weights(group, people=True) for group in groups), figures.people)
        of = {id: [n] for n, id in enumerate(self.items)}
        of |= {e.id: [self.items.index(i) for i in e.items] for e in self.made.instrument.parts}
        of |= {"whole": list(range(len(self.items)))}
        shown = {**figures.items, **figures.parts, "whole": figures.mean}
        for id in (id for id in of if shown[id] is not None):
            answers = len(of[id]) * figures.people
            low, high = ((shown[id] - 1 + half) * answers for half in (-0.005001, 0.005001))
            self.know(sum(self.weights(group, amounts=of[id]) for group in groups), low, high)

    def can_tell(self, weights):
        low, high = feasible_range(weights, self.rows, self.low, self.high)
        return low == high


@steady(8)
@given(st.integers(1, 8), st.integers(4, 9), st.integers(0, 2), st.lists(STEP, max_size=3))
def test_nothing_hidden_can_be_worked_out(tmp_path, few, many, rest, alike):
    """An integer program that knows all that is shown finds more than one answer for each."""
    given = [*varied(few, group="a"), *varied(many, group="b", shift=1), *varied(rest, group="")]
    answered = [(group, [*alike, *steps[len(alike) :]]) for group, steps in given]
    made = read(tmp_path, answered, groups=["a", "b"])
    reader = Reader(made)
    for group, figures in enumerate(made.figures[1:]):
        if figures.people is None:
            assert not reader.can_tell(reader.weights(group, people=True))
        for n, id in enumerate(reader.items):
            if figures.items[id] is None:
                assert not reader.can_tell(reader.weights(group, amounts=[n]))


def test_a_part_that_is_hidden_has_no_spread_either(tmp_path):
    asked = instrument("kollegialt_larande")
    steps = np.array([each for _, each in varied(12)]) - 1
    steps[:, 6:] = 0
    answered = Answered(steps, ("",) * 12, 0)
    [everyone], spread = figures_of(asked, answered, (), threshold=5)
    assert everyone.parts["undervisningen"] is None
    assert spread is None or "undervisningen" not in spread.parts


def test_more_answers_than_were_invited_is_not_more_than_everyone(tmp_path):
    made = replace(read(tmp_path, varied(12)), invited=10)
    assert made.response_rate == 1.0


def test_the_order_of_the_slips_says_nothing():
    slips, _ = new_codes(12)
    assert list(slips) == sorted(slips)


def test_three_steps_in_all_may_be_one_persons_and_four_may_not(tmp_path):
    shown = []
    for extra in (3, 4):
        given = [(None, [1, *steps[1:]]) for _, steps in varied(16)]
        for n in range(extra):
            given[n][1][0] = 2
        shown.append(read(tmp_path, given).everyone.items["p1"] is not None)
    assert shown == [False, True]
