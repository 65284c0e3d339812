"""Limits of an expectation: which years were known, from where it is as expected, what is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from fgte.catalogue import indicator
from fgte.judgement.expectations import (
    Answer,
    Expectation,
    Way,
    Window,
    judge_expectations,
    published,
)
from fgte.judgement.movement import detectable_change

SHARE = indicator("alla_amnen_slutbetyg")
RISING = (70.0, 71.0, 72.5, 73.1, 74.9)


def asked(series, *values, registered=date(2020, 1, 15), last=2024, **more):
    expectation = Expectation(SHARE.id, "1384", Way.UP, registered, 2020, last)
    figures = series(*values, first_year=2020)
    if "pupils" in more:
        figures = tuple(replace(each, pupils=more["pupils"]) for each in figures)
    return expectation, Window(SHARE, figures)


@pytest.mark.parametrize(("days", "known"), [(-1, ()), (0, (2020,))])
def test_a_year_is_known_from_the_day_it_is_published(series, days, known):
    written = published(2020, SHARE) + timedelta(days)
    (found,) = judge_expectations([asked(series, *RISING, registered=written)])
    assert found.known_years == known
    assert found.years == tuple(range(2020 + len(known), 2025))


@pytest.mark.parametrize(
    ("alpha", "answer"), [(1 / 24, Answer.AS_EXPECTED), (1 / 25, Answer.NOT_SHOWN)]
)
def test_at_the_level_itself_it_is_as_expected(series, alpha, answer):
    """Four years in the one order of twenty-four that rises throughout."""
    (found,) = judge_expectations([asked(series, *RISING[:4], last=2023)], alpha=alpha)
    assert (found.p_value, found.answer) == (pytest.approx(1 / 24), answer)


@pytest.mark.parametrize("family", [1, 2])
def test_what_could_be_seen_is_asked_one_way_and_at_its_share_of_the_level(series, family):
    """One way at 5 per cent is seen as well as either way at 10; of two each has half of that."""
    one = asked(series, *RISING, pupils=300)
    found = judge_expectations([one] * family)[0]
    either_way = detectable_change(one[1].figures, 300, SHARE, alpha=0.10 / family)
    assert found.detectable == pytest.approx(either_way)
