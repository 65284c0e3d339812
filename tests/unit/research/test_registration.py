"""Frozen beforehand: what it takes to be said, and what each way round it is called instead."""

from __future__ import annotations

import json
from datetime import date

import pytest

from fgte.catalogue import open_catalogue
from fgte.errors import DataError
from fgte.research import carry_out, freeze_study, open_study, read_study
from fgte.research.freezing import Frozen, place_of
from fgte.research.gate import Answer
from fgte.research.register import registered_studies
from fgte.research.registration import Registration, registration_of
from fgte.research.studying import Claim
from tests.unit.research.country import INDICATOR, country, study_file

START = 2020
BEFORE, KNOWN, PUBLISHED = date(2020, 3, 1), date(2020, 6, 1), date(2020, 11, 1)


@pytest.fixture(scope="module")
def stepped(tmp_path_factory):
    return country(tmp_path_factory.mktemp("stepped"), step=14.0)


@pytest.fixture
def early(tmp_path):
    """A home whose figures end the year before the start."""
    return country(tmp_path / "home", last=START - 1)


def frozen_on(day, tmp_path, early, **changes):
    """A study frozen without any outcome in the store, and its page once outcomes have come."""
    study = read_study(study_file(tmp_path, **changes), early)
    freeze_study(study, early, day)
    return open_study(study.path, country(tmp_path / "home", step=14.0).home)


def test_a_design_frozen_before_its_outcome_could_be_known_is_said_to_be(tmp_path, early):
    study = read_study(study_file(tmp_path, last_year=2023), early)
    assert carry_out(study, early).gate.answer is Answer.WAITING
    page = frozen_on(BEFORE, tmp_path, early, last_year=2023)
    assert page.result.registration is Registration.BEFOREHAND
    assert "1 mars 2020 enligt datorns klocka, innan något utfall kunde" in page.registration()
    assert page.result.claim is Claim.DIFFERS


@pytest.mark.parametrize(
    ("day", "received", "outcomes", "found"),
    [
        (date(2020, 5, 31), None, (), Registration.BEFOREHAND),
        (KNOWN, None, (), Registration.UNPUBLISHED),
        (date(2020, 10, 31), None, (), Registration.UNPUBLISHED),
        (PUBLISHED, None, (), Registration.PUBLISHED),
        (BEFORE, date(2020, 2, 29), (), Registration.RECEIVED),
        (BEFORE, BEFORE, (), Registration.BEFOREHAND),
        (BEFORE, None, (2020,), Registration.IN_STORE),
    ],
)
def test_the_calendar_and_the_store_say_what_may_be_said(tmp_path, day, received, outcomes, found):
    indicator = open_catalogue().indicator(INDICATOR)
    assert indicator.publication_month == 11
    frozen = Frozen("x", day, "store", outcomes)
    assert registration_of(frozen, START, indicator, received) is found


def test_only_what_was_frozen_before_publication_counts_as_beforehand():
    counted = {each for each in Registration if each.beforehand}
    assert counted == {Registration.BEFOREHAND, Registration.UNPUBLISHED}


def test_an_empty_store_is_no_proof_when_the_outcome_may_be_published(tmp_path, early):
    page = frozen_on(PUBLISHED, tmp_path, early)
    assert "kan redan ha varit publicerat" in page.registration()
    assert "inte registrerad på förhand" in page.registration()


def test_outcomes_that_had_been_fetched_before_the_day_give_it_away(tmp_path):
    late = country(tmp_path / "home", last=2025)
    study = read_study(study_file(tmp_path, start=2025), late)
    frozen = freeze_study(study, late, date(2025, 12, 2))
    said = [{"digest": frozen.digest, "day": "2025-12-02", "store": "x", "outcomes": []}]
    place_of(study, late).write_text(json.dumps(said), encoding="utf-8")
    page = open_study(study.path, late.home)
    assert page.result.registration is Registration.RECEIVED
    assert "hämtats från källan före den dagen" in page.registration()


def test_a_design_frozen_afterwards_or_changed_since_is_not_registered(stepped, tmp_path):
    study = read_study(study_file(tmp_path, name="efterat"), stepped)
    assert freeze_study(study, stepped, BEFORE).outcomes == tuple(range(2020, 2026))
    assert "inte registrerad på förhand" in open_study(study.path, stepped.home).registration()
    study_file(tmp_path, name="efterat", effect=2.0)
    assert "ändrad sedan den frystes" in open_study(study.path, stepped.home).registration()


def test_a_study_by_another_name_or_whose_freeze_is_gone_is_not_frozen(tmp_path, early):
    study = read_study(study_file(tmp_path), early)
    freeze_study(study, early, BEFORE)
    renamed = study_file(tmp_path, name="annat")
    assert open_study(renamed, early.home).result.registration is Registration.NOT_FROZEN
    place_of(study, early).unlink()
    assert open_study(study.path, early.home).result.registration is Registration.NOT_FROZEN


def test_several_designs_frozen_under_one_name_are_told(tmp_path, early):
    for effect in (1.0, 2.0):
        freeze_study(read_study(study_file(tmp_path, effect=effect), early), early, BEFORE)
    page = frozen_on(BEFORE, tmp_path, early)
    assert page.result.registration is Registration.BEFOREHAND
    assert "Sammanlagt 3 utformningar har frysts" in page.registration()


def test_freezing_again_changes_nothing(tmp_path, early):
    study = read_study(study_file(tmp_path), early)
    first = freeze_study(study, early, BEFORE)
    assert freeze_study(study, early, date(2027, 1, 1)) == first
    place_of(study, early).write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="gick inte att läsa"):
        carry_out(study, early)


def test_the_register_says_what_the_report_says(tmp_path, early):
    study_file(early.home / "studies")
    frozen_on(PUBLISHED, early.home / "studies", early)
    (found,) = registered_studies(early)
    assert (found.frozen, found.beforehand) == (PUBLISHED, False)
