"""From the journal to the figures: one family a place, whoever may read it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from fgte.api import assess, assess_all
from fgte.catalogue import open_catalogue
from fgte.journal import Kind, open_journal
from fgte.journal.access import Person, Role
from fgte.journal.examples import add_examples
from fgte.journal.place import FILE
from fgte.journal.state import Found, State, read_state, state_bytes, state_from, state_of
from fgte.judgement.change_work import OPEN_YEARS, judge_work
from fgte.judgement.change_work_marks import with_work
from fgte.judgement.change_work_results import NotAsked, Written
from fgte.judgement.change_work_windows import asked_until
from fgte.judgement.expectations import Answer
from fgte.judgement.results import Figure
from fgte.model import Status
from fgte.present.change_work_page import trial_lines
from fgte.settings import read_settings
from tests.change_work import TRACE, Clock, expecting, inquire, rebase


@pytest.fixture(scope="module")
def empty_journal(tmp_path_factory):
    """A journal's file with its tables, to be copied: the migrations take a while."""
    settings = read_settings({}, home=tmp_path_factory.mktemp("empty"))
    with open_journal(settings):
        return settings.journal / FILE


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def journal(empty_journal, tmp_path, clock):
    settings = read_settings({}, home=tmp_path)
    settings.journal.mkdir(parents=True)
    shutil.copy(empty_journal, settings.journal / FILE)
    with open_journal(settings, clock=clock) as opened:
        yield opened


@pytest.fixture
def write(journal):
    return partial(inquire, journal)


@pytest.fixture
def judged(journal, settings, store):
    def make(place="1383", reader=None):
        book = open_catalogue(settings)
        whose = book.municipality(place) if place else None
        return judge_work(state_of(journal, reader), whose, store, book)

    return make


def test_what_was_expected_stands_beside_what_the_figures_answer(write, judged):
    write(TRACE)
    (trial,) = judged().trials
    assert (trial.answer, trial.written) == (Answer.NOT_SHOWN, Written.BEFORE)
    assert trial.answered.years == trial.years_to_come == (2018, 2019, 2020, 2021, 2022)
    assert trial.answered.smallest_p == trial.smallest_p == pytest.approx(1 / 120)


def test_where_no_last_year_was_said_five_years_answer_by_a_fixed_rule(write, judged):
    write(expecting(last_year=None))
    (trial,) = judged().trials
    assert (trial.first_year, trial.last_year, trial.open_ended) == (2018, 2022, True)
    assert trial.last_year - trial.first_year + 1 == OPEN_YEARS
    assert trial.can_be_tried


def test_a_window_too_short_says_so_before_any_figure_has_come(write, judged):
    write(expecting(first_year=2025, last_year=2027))
    (trial,) = judged().trials
    assert (trial.waits, trial.never, len(trial.years_to_come)) == (True, True, 3)


def test_what_was_written_when_the_answer_was_known_is_refused(write, judged, clock):
    clock.to(2023, 8, 1)
    write(TRACE)
    (trial,) = judged().trials
    assert (trial.answer, trial.written) == (Answer.KNOWN_BEFORE, Written.AFTER)


def test_what_is_local_is_counted_and_not_shown(write, judged):
    write(TRACE)
    write(expecting(direction="lower"), visibility="local", title="Hemligt")
    found = judged()
    assert [each.title for each in found.works] == ["Läsning"]
    assert (found.family.registered, found.family.asked, found.family.hidden) == (2, 2, 1)


def test_the_owners_own_reader_sees_what_is_local(write, judged):
    write(TRACE, visibility="local")
    own = Person("anna", Role.READER, frozenset({"1383"}))
    other = Person("bo", Role.READER, frozenset({"1384"}))
    assert len(judged(reader=own).works) == 1
    assert judged(reader=other).works == judged().works == ()


def test_what_was_withdrawn_stays_in_the_family(write, judged, journal):
    kept = write(TRACE)
    alone = adjusted(judged(), kept)
    gone = write(expecting(indicator="examen_3ar_yrkesprogram"))
    together = adjusted(judged(), kept)
    journal.delete(gone.id, who="anna")
    found = judged()
    assert together > alone
    assert adjusted(found, kept) == together
    assert (found.family.withdrawn, len(found.works)) == (1, 1)


def adjusted(found, entry):
    """The p-value of an entry's expectation among the whole family."""
    (trial,) = (each for each in found.trials if each.entry_id == entry.id)
    return trial.answered.adjusted


def test_another_municipality_changes_nothing_here(write, judged):
    write(TRACE)
    before = judged()
    write(TRACE, owner="1384")
    assert judged() == before


def test_an_exchange_is_answered_by_each_municipality_and_nowhere_else(journal, judged):
    value = {"id": "trygghet", "name": "Trygghet", "expected": TRACE}
    content = {"title": "Utbyte", "municipalities": ["1383", "1384"], "year": 2018}
    content |= {"development_area": "Läsning", "soft_values": [value]}
    journal.create(Kind.EXCHANGE, content, owner="region", who="anna")
    assert [judged(place).trials[0].can_be_tried for place in ("1383", "1384")] == [True, True]
    assert judged("1380").works == ()
    (trial,) = judged(None).trials
    assert (trial.answer, trial.not_asked) == (None, NotAsked.ELSEWHERE)


def test_the_region_is_asked_on_the_mean_of_the_municipalities(write, judged):
    write(TRACE, owner="region", visibility=None)
    (trial,) = judged(None).trials
    assert trial.answered.years == (2018, 2019, 2020, 2021, 2022)
    assert trial.answered.trend.slope != 0
    assert judged("1383").works == ()


def test_a_network_has_no_figures_of_its_own(write, judged):
    write(TRACE, owner="natverk:las", visibility=None)
    (trial,) = judged(None).trials
    assert trial.not_asked is NotAsked.NO_FIGURES


def test_an_example_is_shown_and_never_answered(journal, judged):
    add_examples(journal, who="anna")
    found = judged(None)
    assert {each.example for each in found.works} == {True}
    assert {each.not_asked for each in found.trials} == {NotAsked.EXAMPLE}
    assert found.family.registered == 0


def test_the_state_is_the_same_bytes_for_the_same_journal_and_comes_back(write, journal):
    write(TRACE)
    state = state_of(journal)
    assert state_bytes(state) == state_bytes(state_of(journal))
    assert state_from(state_bytes(state)) == state
    assert b"Anna" not in state_bytes(state)


def test_a_change_in_one_municipality_is_another_state_there_alone(write, journal):
    write(TRACE)
    before = state_of(journal)
    write(TRACE, owner="1384")
    after = state_of(journal)
    assert before.of("1383").fingerprint == after.of("1383").fingerprint
    assert before.of("1384").fingerprint != after.of("1384").fingerprint


def test_where_there_is_no_journal_none_is_made(tmp_path):
    settings = read_settings({}, home=tmp_path)
    assert read_state(settings) == State(Found.ABSENT)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_cannot_be_read_stops_nothing(tmp_path):
    settings = read_settings({}, home=tmp_path)
    settings.journal.mkdir()
    (settings.journal / FILE).write_bytes(b"no database" * 500)
    assert read_state(settings) == State(Found.UNREADABLE)


def test_of_what_may_not_be_read_no_words_are_in_the_state(write, journal):
    write(expecting(because="Bara vi vet detta"), visibility="local", title="Hemligt")
    write({"id": "soft", "soft_value": "Trygghet", "direction": "higher", "first_year": 2019},
          visibility="local")  # fmt: skip
    written = state_bytes(state_of(journal)).decode()
    assert "examen_3ar" in written
    assert not [word for word in ("Bara vi vet", "Hemligt", "Trygghet") if word in written]


def test_a_new_start_counts_the_usual_variation_anew_and_leaves_the_verdict(journal, store, judged):
    rebase(journal)
    before = assess("examen_3ar", "1383", store=store)
    after = with_work(before, judged())
    assert (after.rebased.from_year, after.rebased.reason) == (2018, "Två skolor blev en")
    assert (after.variation.first_year, before.variation.first_year) == (2018, 2015)
    assert after.variation.lower != before.variation.lower
    assert (after.movement, after.change, after.series) == (
        before.movement, before.change, before.series)  # fmt: skip


@pytest.mark.parametrize(
    "other", [{"sex": "K"}, {"variant": "hemkommun"}, {"indicator": "meritvarde"}]
)
def test_a_new_start_of_another_series_changes_nothing(journal, store, judged, other):
    rebase(journal, **other)
    finding = assess("examen_3ar", "1383", store=store)
    assert with_work(finding, judged()) == finding


def test_the_latest_of_two_decisions_stands_also_one_of_the_region_s(journal, store, judged):
    rebase(journal)
    rebase(journal, owner="region", from_year=2017, decided="2019-01-01")
    finding = with_work(assess("examen_3ar", "1383", store=store), judged())
    assert finding.rebased.from_year == 2017


def test_the_work_that_expects_a_trace_is_laid_beside_its_indicator_alone(write, store, judged):
    write(TRACE)
    found = assess_all("1383", store=store).with_work(judged())
    marked = [each.indicator.id for each in found if each.work]
    assert marked == ["examen_3ar"]
    assert [each.verdict for each in found] == [
        each.verdict for each in assess_all("1383", store=store)
    ]


@pytest.mark.parametrize(
    ("snapshot", "day"), [("kolada-20261122T1-a", date(2026, 11, 22)), ("official-1", None)]
)
def test_only_a_fetch_tells_when_the_source_was_asked_for_the_whole_line(store, snapshot, day):
    origin = replace(next(iter(store.origins.values())), retrieved=date(2026, 11, 22))
    asked = replace(store, origins={snapshot: origin})
    figures = (
        Figure(2021, Status.OK, 80.0, snapshot_id="kolada-old"),
        Figure(2022, Status.OK, 81.0, snapshot_id=snapshot),
        Figure(2023, Status.MISSING, snapshot_id="kolada-old"),
    )
    assert asked_until(figures, asked) == day


def test_an_outcome_that_was_never_published_is_said_where_nothing_is_answered(write, judged):
    write(expecting(indicator="nationella_prov_ak3", first_year=2016, last_year=2020))
    found = judged()
    (trial,) = found.trials
    assert (trial.answer, trial.waits, trial.asked) == (Answer.NEVER_PUBLISHED, False, False)
    said = trial_lines(trial, found.family.asked)
    assert any(line.startswith("Utfallet publicerades aldrig: siffran för 2020") for line in said)
    assert any("under pandemin" in line for line in said)


def test_as_expected_says_that_the_answer_may_turn_when_more_are_answered(write, judged):
    write(TRACE)
    (trial,) = judged().trials
    held = replace(trial, answered=replace(trial.answered, answer=Answer.AS_EXPECTED))
    turn = "räknas alla om tillsammans"
    assert any(turn in line for line in trial_lines(held, 1))
    assert not any(turn in line for line in trial_lines(trial, 1))
