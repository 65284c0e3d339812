"""A case: what is read, what is not and why, and that the words follow from intervals alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fgte
from fgte.journal.documents import Expected
from fgte.judgement.change_work_results import Written
from fgte.judgement.soft_hard import collect_cases
from fgte.judgement.soft_hard_results import CaseStatus, Outcome
from fgte.judgement.soft_links import SoftLink
from fgte.model import DatedRecord, Direction, Interval, Localised, RecordKind, Status
from tests.soft_hard import PLACE, a_round, case, figure, hard, link, soft, up

FLAT = dict.fromkeys(range(2015, 2023), 70.0)
RISE = {**FLAT, 2021: 85.0}
FALL = {**FLAT, 2021: 55.0}


def without_trace():
    return replace(link(), trace=None)


def rounds(*means, who=("lärare", "lärare")):
    days = ("2016-10-01", "2018-10-01")
    return soft(*(a_round(d, m, who=w) for d, m, w in zip(days, means, who, strict=False)))


def later(status=Status.OK, value=None, **more):
    """Figures whose later year, 2021, is of some sort."""
    own = [figure(year, each) for year, each in FLAT.items() if year != 2021]
    own.append(figure(2021, value, status, **more))
    return sorted(own, key=lambda each: each.year)


STATUSES = {
    CaseStatus.BOTH: (up, FLAT, link),
    CaseStatus.NO_TRACE: (up, FLAT, without_trace),
    CaseStatus.HARD_FIRST: (up, FLAT, lambda: link(-1)),
    CaseStatus.NO_INSTRUMENT: (lambda: None, FLAT, lambda: link(asked_with="")),
    CaseStatus.NO_ROUND: (lambda: None, FLAT, link),
    CaseStatus.ONE_ROUND: (lambda: rounds(2.0), FLAT, link),
    CaseStatus.NOT_ALIKE: (lambda: rounds(2.0, 3.0, who=("lärare", "rektorer")), FLAT, link),
    CaseStatus.SOFT_HIDDEN: (lambda: rounds(2.0, None), FLAT, link),
    CaseStatus.NO_FIGURES: (up, {}, link),
    CaseStatus.WAITING: (up, dict.fromkeys(range(2015, 2021), 70.0), link),
    CaseStatus.HARD_MISSING: (up, later(Status.MISSING), link),
    CaseStatus.HARD_HIDDEN: (up, later(Status.SUPPRESSED), link),
    CaseStatus.HARD_ROUNDED: (up, later(Status.CENSORED, interval=Interval(90, 98)), link),
    CaseStatus.HARD_NOT_COMPARABLE: (up, later(value=70.0, odd=True), link),
}


@pytest.mark.parametrize("status", CaseStatus)
def test_every_status_has_a_case_that_gives_it(like, status):
    series, figures, said = STATUSES[status]
    found = case(series(), hard(like, figures), said())
    assert found.status is status
    assert (found.outcome is not None) == (status is CaseStatus.BOTH)


def test_a_break_between_the_years_makes_them_not_comparable(like, store):
    grades = fgte.assess("betygspoang", "1384", store=store)
    values = dict.fromkeys(range(2015, 2026), 14.0)
    found = case(up(), hard(grades, values), link(5))
    assert found.status is CaseStatus.HARD_NOT_COMPARABLE


@pytest.mark.parametrize(
    ("year", "status"),
    [
        (2019, CaseStatus.BOTH),
        (2020, CaseStatus.HARD_NOT_COMPARABLE),
        (2021, CaseStatus.HARD_NOT_COMPARABLE),
        (2022, CaseStatus.BOTH),
    ],
)
def test_a_break_cuts_off_the_years_before_the_one_it_begins_with(like, year, status):
    said = Localised("Ny kursplan", "New syllabus")
    cut = DatedRecord(id="b", kind=RecordKind.BREAK, year=year, text=said, source="")
    indicator = replace(like.indicator, records=(cut,))
    assert case(up(), replace(hard(like, RISE), indicator=indicator)).status is status


def test_a_soft_value_where_less_is_better_was_to_fall(like):
    less = replace(up(), better=Direction.LOWER)
    assert case(up(), hard(like, RISE)).outcome is Outcome.TOGETHER
    assert case(less, hard(like, RISE)).outcome is Outcome.APART
    assert case(less, hard(like, RISE), link(soft_way=Expected.HIGHER)).outcome is Outcome.TOGETHER


@pytest.mark.parametrize(
    ("series", "figures", "outcome"),
    [
        (up, RISE, Outcome.TOGETHER),
        (up, FALL, Outcome.APART),
        (up, {**FLAT, 2021: 72.0}, Outcome.CANNOT_BE_TOLD),
        (lambda: rounds(2.0, 2.1), RISE, Outcome.CANNOT_BE_TOLD),
        (lambda: rounds(3.0, 2.0), FALL, Outcome.TOGETHER),
        (lambda: rounds(3.0, 2.0), RISE, Outcome.APART),
    ],
)
def test_what_is_said_follows_from_both_intervals(like, series, figures, outcome):
    assert case(series(), hard(like, figures)).outcome is outcome


def test_a_large_difference_without_an_interval_is_no_movement(like):
    few = [replace(each, pupils=None) for each in hard(like, RISE).series]
    assert case(up(), hard(like, few)).outcome is Outcome.CANNOT_BE_TOLD


def test_where_a_movement_that_matters_is_ruled_out_the_two_did_not_go_together(like):
    steady = replace(like.indicator, between_year_sd=0.1, smallest_relevant_change=4.0)
    found = case(up(), replace(hard(like, FLAT), indicator=steady))
    assert found.outcome is Outcome.APART


def test_ordinary_differences_between_years_widen_the_interval(like):
    calm = hard(like, {**FLAT, 2021: 76.0})
    pupils_alone = replace(calm, indicator=replace(like.indicator, between_year_sd=0.0))
    assert case(up(), pupils_alone).outcome is Outcome.TOGETHER
    assert case(up(), calm).outcome is Outcome.CANNOT_BE_TOLD


@pytest.mark.parametrize(
    ("way", "soft_way", "outcome"),
    [
        ("higher", None, Outcome.TOGETHER),
        ("lower", None, Outcome.APART),
        ("higher", Expected.LOWER, Outcome.APART),
        ("lower", Expected.LOWER, Outcome.TOGETHER),
    ],
)
def test_the_same_way_is_the_way_they_were_written_together(like, way, soft_way, outcome):
    said = link(way=way, soft_way=soft_way)
    assert case(up(), hard(like, RISE), said).outcome is outcome


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2021-05-31", Written.BEFORE),
        ("2021-06-01", Written.BETWEEN),
        ("2021-11-01", Written.AFTER),
    ],
)
def test_it_is_said_whether_the_lag_was_written_before_the_figure(like, written, when):
    [step] = case(up(), hard(like, FLAT), link(written=written)).steps
    assert step.written is when


def test_every_later_round_is_set_against_the_first_and_the_longest_span_speaks(like):
    three = soft(a_round("2016-10-01", 2.0), a_round("2018-10-01", 3.0), a_round("2019-10-01", 2.0))
    found = case(three, hard(like, RISE))
    assert [(e.first.year, e.later.year) for e in found.steps] == [(2017, 2019), (2017, 2020)]
    assert [each.outcome for each in found.steps] == [Outcome.TOGETHER, Outcome.CANNOT_BE_TOLD]
    assert found.outcome is Outcome.CANNOT_BE_TOLD


def test_a_case_that_waits_says_when_it_can_be_read(like):
    found = case(up(), hard(like, dict.fromkeys(range(2015, 2021), 70.0)))
    assert found.look_from == date(2021, 11, 1)


def test_one_round_waits_for_the_next_school_year_and_the_lag(like):
    assert case(rounds(2.0), hard(like, FLAT)).look_from == date(2017 + 1 + 2, 11, 1)


@pytest.mark.parametrize(("means", "more"), [((2.0, None), 1), ((None, 2.0), 1), ((None, None), 2)])
def test_where_one_round_can_be_shown_one_more_is_enough(like, means, more):
    first, last = means
    hidden = soft(a_round("2016-10-01", first), a_round("2017-10-01", last))
    found = case(hidden, hard(like, FLAT))
    assert found.status is CaseStatus.SOFT_HIDDEN
    assert found.look_from == date(2018 + more + 2, 11, 1)


def test_the_country_s_movement_stands_beside(like):
    beside = replace(hard(like, RISE), country=hard(like, {2019: 65.0, 2021: 66.5}).series)
    assert case(up(), beside).steps[0].hard.country == pytest.approx(1.5)


def test_what_is_made_up_is_an_example_whichever_side_it_is_on(like):
    made_up = soft(a_round("2016-10-01", 2.0, example=True), a_round("2018-10-01", 3.0))
    assert case(made_up, hard(like, RISE)).example
    assert case(up(), hard(like, RISE), link(example=True)).example
    assert not case(up(), hard(like, RISE)).example


# --- laws ---


def shifted(series, years):
    moved = (replace(each, year=each.year + years) for each in series.rounds)
    return replace(series, rounds=tuple(moved))


@given(years=st.integers(-5, 5), later=st.floats(40, 95))
def test_shifting_both_series_changes_nothing_but_the_years(like, years, later):
    plain = replace(like.indicator, records=())
    figures = hard(replace(like, indicator=plain), {**FLAT, 2021: later})
    after = replace(figures, series=tuple(replace(e, year=e.year + years) for e in figures.series))
    one, other = case(up(), figures), case(shifted(up(), years), after)
    assert (one.status, one.outcome) == (other.status, other.outcome)
    assert [e.hard.moved for e in one.steps] == [e.hard.moved for e in other.steps]
    assert one.steps[0].hard.last_year + years == other.steps[0].hard.last_year


def test_what_another_unit_shows_changes_nothing_of_a_case(like):
    named = ("10000001", "10000002", "10000003")
    units = [replace(PLACE, id=each, name=each) for each in named]
    of = {id: replace(up(), unit=each) for id, each in zip(named, units, strict=True)}
    values = dict(zip(named, (RISE, FALL, FLAT), strict=True))

    def found(order, figures):
        made = collect_cases(
            PLACE,
            [link()],
            lambda _: [of[id] for id in order],
            lambda _, unit: hard(like, figures[unit.id]),
        )
        return {each.unit.id: each for each in made}

    alone = found(named[:1], values)[named[0]]
    assert found(named, values)[named[0]] == alone
    assert found(named[::-1], values)[named[0]] == alone
    others = values | {named[1]: FLAT, named[2]: RISE}
    assert found(named, others)[named[0]] == alone


@given(mean=st.one_of(st.none(), st.floats(1, 4)))
def test_a_hidden_round_has_no_value_and_no_change(like, mean):
    three = soft(
        a_round("2016-10-01", 2.0), a_round("2017-10-01", None), a_round("2018-10-01", mean)
    )
    found = case(three, hard(like, RISE))
    for each in found.soft.rounds:
        if each.year == 2018 or (mean is None and each.year == 2019):
            assert (each.value, each.interval, each.people, each.moved) == (None,) * 4
    assert all(e.outcome is None for e in found.steps if e.later.value is None)


def test_a_link_is_no_more_than_was_written():
    said: SoftLink = link(3)
    assert (said.lag, said.trace.first_year, said.from_year) == (3, 2020, 2017)
