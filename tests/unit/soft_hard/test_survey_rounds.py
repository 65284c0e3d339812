"""A municipality's own survey as the soft value: shares with intervals, by school year."""

from dataclasses import replace
from datetime import date

import pytest

import fgte
from fgte.analysis.uncertainty import newcombe_interval
from fgte.cli import main
from fgte.journal import Kind, open_journal
from fgte.judgement.soft_hard_results import CaseStatus
from fgte.judgement.soft_series import of_survey
from fgte.model import DatedRecord, Localised, RecordKind, Status
from fgte.settings import read_settings
from tests.soft_hard import PLACE, figure, hard
from tests.unit.soft_hard.conftest import EXCHANGE, SOFT, Clock
from tests.unit.sources.survey_files import describe


@pytest.fixture
def taken_in(tmp_path, monkeypatch):
    """Two rounds of a survey, answered in the autumn of 2016 and in the spring of 2019."""
    monkeypatch.setenv("FGTE_HOME", str(tmp_path / "home"))
    for day, good in ((date(2016, 10, 3), 80), (date(2019, 3, 14), 160)):
        answers = [f"{'FP'[n % 2]};{4 if n < good else 2};{1 + n % 4}" for n in range(200)]
        sexes = "\n".join(answers).replace("F;", "Flicka;").replace("P;", "Pojke;")
        (tmp_path / "svar.csv").write_text("Kön;F1;F2\n" + sexes, encoding="utf-8")
        round_of = {"round.date": day, "round.invited": 220, "round.answered": 200}
        about = describe(tmp_path, round_of)
        assert main(["import", str(tmp_path / "svar.csv"), "--survey", str(about)]) == 0
    return read_settings(home=tmp_path / "home")


@pytest.mark.parametrize("said", ["trygghet", "Trygghetsenkäten, version 2"])
def test_a_survey_is_recognised_and_its_rounds_belong_to_school_years(taken_in, said):
    with open_journal(taken_in, clock=Clock()) as journal:
        soft = [SOFT | {"instrument": said, "name": "Trygghet"}]
        content = EXCHANGE | {"soft_values": soft}
        journal.create(Kind.EXCHANGE, content, owner="region", who="a")
        store = fgte.open_store(taken_in.home)
        [case] = fgte.soft_to_hard("1384", store=store, journal=journal).cases
    assert (case.status, case.soft.shared) == (CaseStatus.BOTH, False)
    assert [(each.year, each.value) for each in case.soft.rounds] == [(2017, 40.0), (2019, 80.0)]
    moved = case.soft.rounds[1].moved
    expected = newcombe_interval(160, 200, 80, 200)
    assert moved.value == pytest.approx(40)
    assert moved.interval.low == pytest.approx(100 * expected.low, abs=0.5)
    assert case.steps[0].hard.last_year == 2021


def survey(like, figures, *records):
    indicator = replace(like.indicator, records=records)
    return replace(hard(like, figures), indicator=indicator)


def test_rounds_before_a_break_are_kept_and_not_compared(like):
    said = Localised("Andra frågor", "Other questions")
    cut = DatedRecord(id="b", kind=RecordKind.BREAK, year=2018, text=said, source="")
    found = of_survey(PLACE, survey(like, {2016: 40.0, 2018: 50.0, 2020: 60.0}, cut), {})
    assert [each.comparable for each in found.rounds] == [False, True, True]
    assert [each.moved and each.moved.value for each in found.rounds] == [None, None, 10.0]
    assert found.reasons == (said,)


def test_of_two_rounds_in_a_school_year_the_later_is_what_changes_are_counted_from(like):
    days = {2016: date(2016, 10, 3), 2017: date(2017, 5, 2), 2019: date(2019, 5, 2)}
    found = of_survey(PLACE, survey(like, {2016: 40.0, 2017: 50.0, 2019: 65.0}), days)
    assert [(each.year, each.value) for each in found.rounds] == [(2017, 50.0), (2019, 65.0)]
    assert found.rounds[0].moved is None
    assert found.rounds[1].moved.value == pytest.approx(15)


def test_a_hidden_round_of_a_survey_has_no_value(like):
    rounds = [figure(2016, 40.0), figure(2018, None, Status.SUPPRESSED)]
    found = of_survey(PLACE, survey(like, rounds), {})
    assert (found.rounds[1].value, found.rounds[1].people, found.rounds[1].moved) == (None,) * 3


def test_without_the_day_of_a_round_its_calendar_year_stands(like):
    found = of_survey(PLACE, survey(like, {2016: 40.0}), {})
    assert (found.rounds[0].year, found.rounds[0].day) == (2016, None)
