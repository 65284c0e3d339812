"""What was said beforehand, and what the figures answered."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.multiplicity import holm
from fgte.catalogue import indicator
from fgte.judgement.expectations import (
    Answer,
    Expectation,
    Way,
    Window,
    judge_expectations,
    published,
)

SHARE = indicator("alla_amnen_slutbetyg")
UP_FIVE = (70.0, 71.0, 72.5, 73.1, 74.9)


@pytest.fixture
def window(series):
    def make(*values, first=2020, breaks=()):
        return Window(SHARE, series(*values, first_year=first), breaks)

    return make


def expected(direction=Way.UP, *, registered=date(2020, 1, 15), first=2020, last=2024):
    return Expectation("alla_amnen_slutbetyg", "1384", direction, registered, first, last)


def answered(expectation, window):
    (found,) = judge_expectations([(expectation, window)])
    return found


def test_what_was_said_beforehand_and_came_is_as_expected(window):
    found = answered(expected(), window(*UP_FIVE))
    assert found.answer is Answer.AS_EXPECTED
    assert found.p_value == pytest.approx(1 / 120)
    assert found.adjusted == found.p_value


def test_one_way_only_asks_half_as_much_as_both(window):
    """Four rising years: 1 of 24 orders upwards, 2 of 24 either way; the panel needs five."""
    found = answered(expected(last=2023), window(*UP_FIVE[:4]))
    assert found.p_value == pytest.approx(1 / 24)
    assert found.answer is Answer.AS_EXPECTED


def test_the_other_way_is_not_shown(window):
    found = answered(expected(Way.DOWN), window(*UP_FIVE))
    assert (found.answer, found.p_value) == (Answer.NOT_SHOWN, 1.0)


def test_several_expectations_share_the_five_per_cent(window):
    weak = (70.0, 71.0, 72.5, 73.1, 72.9)
    asked = [(expected(), window(*UP_FIVE)), (expected(), window(*weak))]
    alone = [answered(*each).p_value for each in asked]
    together = judge_expectations(asked)
    assert [each.adjusted for each in together] == pytest.approx(holm(alone))
    assert alone[1] == pytest.approx(5 / 120)
    assert answered(*asked[1]).answer is Answer.AS_EXPECTED
    assert [each.answer for each in together] == [Answer.AS_EXPECTED, Answer.AS_EXPECTED]
    thrice = judge_expectations([(expected(), window(*weak))] * 3)
    assert {each.answer for each in thrice} == {Answer.NOT_SHOWN}


def test_what_was_written_when_the_answer_was_known_is_refused_and_counts_for_nothing(
    window,
):
    late = expected(registered=published(2024, SHARE))
    refused, kept = judge_expectations([(late, window(*UP_FIVE)), (expected(), window(*UP_FIVE))])
    assert (refused.answer, refused.p_value, refused.trend) == (Answer.KNOWN_BEFORE, None, None)
    assert kept.adjusted == pytest.approx(1 / 120)


def test_the_day_before_publication_is_beforehand(window):
    month = SHARE.publication_month
    eve = date(2024, month - 1, 28)
    assert answered(expected(registered=eve), window(*UP_FIVE)).answer is Answer.TOO_SHORT
    assert published(2024, SHARE) == date(2024, month, 1)
    assert published(2024, replace(SHARE, publication_month=None)) == date(2024, 1, 1)


def test_years_already_known_are_named_and_left_out(window):
    found = answered(
        expected(registered=date(2021, 12, 31), last=2026), window(90.0, 91.0, *UP_FIVE)
    )
    assert found.known_years == (2020, 2021)
    assert found.years == (2022, 2023, 2024, 2025, 2026)
    assert found.p_value == pytest.approx(1 / 120)


def test_nothing_is_asked_before_the_last_year_is_there(window):
    assert answered(expected(last=2025), window(*UP_FIVE)).answer is Answer.WAITING
    assert answered(expected(last=2025), window(*UP_FIVE, None)).answer is Answer.WAITING


def test_three_years_are_too_short_whatever_they_say(window):
    found = answered(expected(last=2022), window(*UP_FIVE))
    assert (found.answer, found.p_value) == (Answer.TOO_SHORT, None)


@pytest.mark.parametrize(("cut", "answer"), [(2022, Answer.NOT_COMPARABLE),
                                             (2020, Answer.AS_EXPECTED),
                                             (2025, Answer.AS_EXPECTED)])  # fmt: skip
def test_a_break_inside_the_window_makes_it_not_comparable(window, cut, answer):
    assert answered(expected(), window(*UP_FIVE, breaks=(cut,))).answer is answer


def test_a_hidden_or_censored_year_never_becomes_a_number(window):
    found = answered(expected(), window(70.0, 71.0, None, 73.0, (90.0, 100.0)))
    assert found.years == (2020, 2021, 2023)
    assert found.answer is Answer.TOO_SHORT


def test_what_the_years_could_not_have_shown_is_said(window):
    found = answered(expected(), window(*UP_FIVE))
    assert found.smallest_p == pytest.approx(1 / 120)
    assert found.detectable is None
    sized = window(*UP_FIVE)
    figures = tuple(replace(each, pupils=300) for each in sized.figures)
    alone = answered(expected(), replace(sized, figures=figures)).detectable
    shared = judge_expectations([(expected(), replace(sized, figures=figures))] * 2)[0].detectable
    assert 0 < alone < shared


def test_no_expectations_have_no_answers():
    assert judge_expectations([]) == ()


@given(
    values=st.lists(st.integers(500, 990).map(lambda v: v / 10), min_size=4, max_size=8),
    shift=st.integers(-40, 5),
)
def test_laws_level_changes_nothing_and_reversed_time_asks_the_other_way(values, shift):
    from fgte.judgement import Figure
    from fgte.model import Status

    def asked(way, given):
        figures = tuple(Figure(2020 + i, Status.OK, v) for i, v in enumerate(given))
        expectation = expected(way, last=2019 + len(given))
        return answered(expectation, Window(SHARE, figures)).p_value

    up = asked(Way.UP, values)
    assert asked(Way.UP, [v + shift for v in values]) == up
    assert asked(Way.DOWN, values[::-1]) == up


def test_a_last_year_that_the_source_went_past_was_never_published(window):
    """2024 is missing. One year more may be late; two years more, and it will not come."""
    late = window(*UP_FIVE[:4], None, 75.0)
    assert answered(expected(), late).answer is Answer.WAITING
    gone = window(*UP_FIVE[:4], None, None, 76.0)
    assert answered(expected(), gone).answer is Answer.NEVER_PUBLISHED


def test_if_it_comes_all_the_same_it_is_asked(window):
    found = answered(expected(), window(*UP_FIVE, None, 76.0))
    assert found.answer is Answer.AS_EXPECTED


def test_a_year_that_the_catalogue_says_none_was_made_in_is_not_waited_for(series):
    kind = indicator("nationella_prov_ak3")
    asked = expected(first=2017, last=2020, registered=date(2016, 1, 1))
    found = answered(asked, Window(kind, series(70.0, 71.0, 72.0, None, first_year=2017)))
    assert found.answer is Answer.NEVER_PUBLISHED


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (None, Answer.WAITING),
        (date(2026, 8, 31), Answer.WAITING),
        (date(2026, 9, 1), Answer.NEVER_PUBLISHED),
    ],
)
def test_a_series_that_ended_is_told_by_when_the_source_was_last_asked(window, asked, answer):
    """2024 was to come in September 2024: two Septembers later the source had none."""
    ended = replace(window(*UP_FIVE[:4]), asked_until=asked)
    assert published(2026, SHARE) == date(2026, 9, 1)
    assert answered(expected(), ended).answer is answer


def test_what_was_never_published_makes_the_answers_of_others_no_weaker(window):
    good, gone = window(*UP_FIVE), window(*UP_FIVE[:4], None, None, 76.0)
    first, second = judge_expectations([(expected(), good), (expected(), gone)])
    assert (first.adjusted, second.p_value) == (first.p_value, None)
