"""What is counted in a family and in a mean: from which day, whose figures, which years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from fgte.api import assess
from fgte.catalogue import open_catalogue
from fgte.journal.state import state_of
from fgte.judgement.change_work import judge_registered, judge_work
from fgte.judgement.change_work_marks import with_work
from fgte.judgement.change_work_windows import common_figures
from fgte.judgement.expectations import Answer
from fgte.settings import read_settings
from tests.change_work import TRACE, Clock, expecting, inquire, journal_of, rebase


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def journal(tmp_path, clock):
    with journal_of(read_settings({}, home=tmp_path), clock) as opened:
        yield opened


@pytest.fixture
def write(journal):
    return partial(inquire, journal)


@pytest.fixture
def book(settings):
    return open_catalogue(settings)


def test_what_came_from_another_journal_counts_from_the_day_it_came(write, journal, store, book):
    """Whatever day its file says: nobody can date an expectation back."""
    write(TRACE)
    came = datetime(2023, 8, 1, tzinfo=UTC)
    family = [replace(each, received=came) for each in state_of(journal).registered]
    (trial,) = judge_registered(family, store, book)
    assert (trial.answer, trial.registered) == (Answer.KNOWN_BEFORE, date(2023, 8, 1))
    assert trial.received


def test_what_was_local_and_is_taken_away_is_counted_once_as_withdrawn(write, journal, store, book):
    gone = write(TRACE, visibility="local")
    journal.delete(gone.id, who="anna")
    family = judge_work(state_of(journal), book.municipality("1383"), store, book).family
    assert (family.registered, family.hidden, family.withdrawn) == (1, 0, 1)


def test_the_region_s_part_is_the_same_whatever_a_municipality_writes_for_itself(write, journal):
    before = state_of(journal).of(None).fingerprint
    write(TRACE, visibility="local")
    assert state_of(journal).of(None).fingerprint == before


def test_a_year_that_is_left_out_of_the_series_is_not_one_that_will_answer(
    write, journal, clock, store, book
):
    clock.to(2014, 8, 1)
    write(expecting(indicator="meritvarde", first_year=2015, last_year=2019))
    (trial,) = judge_work(state_of(journal), book.municipality("1383"), store, book).trials
    assert trial.years_to_come == (2015, 2017, 2018, 2019)


def test_the_mean_leaves_out_who_is_read_in_another_variant(store, book):
    """Hylte has no upper secondary school of its own: its pupils are counted elsewhere."""
    indicator, places = book.indicators["examen_3ar"], book.members
    others = [each for each in places if each.id != "1315"]
    assert common_figures(indicator, places, store)
    assert common_figures(indicator, places, store) == common_figures(indicator, others, store)


def test_one_municipality_is_no_mean(store, book):
    place = book.municipality("1383")
    assert common_figures(book.indicators["examen_3ar"], [place], store) == ()


def test_a_new_start_of_one_part_leaves_the_other_parts(journal, store, book):
    finding = assess("nationella_prov_ak3", "1383", store=store)
    others = [each.id for each in finding.indicator.series if each.id != finding.series_id]
    rebase(journal, indicator="nationella_prov_ak3", series=others[0])
    work = judge_work(state_of(journal), book.municipality("1383"), store, book)
    assert work.rebasings
    assert with_work(finding, work) == finding
