"""The same study asked of every indicator: here, on other cores, or on a cluster."""

from __future__ import annotations

import pytest

from fgte.analysis.estimates import Estimate
from fgte.errors import RequestError
from fgte.research import read_study
from fgte.research.gate import Shut
from fgte.research.many import IndicatorAnswer, adjusted, ask_every_indicator
from tests.cluster import two_workers
from tests.unit.research.country import INDICATOR, country, study_file


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    place = tmp_path_factory.mktemp("many")
    settings = country(place / "home", step=14.0, municipalities=30)
    return read_study(study_file(place), settings), settings


def test_other_cores_give_what_one_gives(asked):
    study, settings = asked
    alone = ask_every_indicator(study, settings, workers=1)
    assert ask_every_indicator(study, settings, workers=2) == alone
    answered = [each.indicator for each in alone if each.estimate is not None]
    assert answered == [INDICATOR]
    assert {each.reason for each in alone if each.estimate is None} == {Shut.NO_FIGURES}


def test_p_values_are_adjusted_among_those_that_answered():
    def answer(p):
        return IndicatorAnswer("x", None, Estimate(1.0, 0.0, 2.0, p), 1.0)

    found = adjusted([answer(0.01), IndicatorAnswer("y", Shut.TOO_WEAK, None, None), answer(0.04)])
    assert [each.adjusted for each in found] == pytest.approx([0.02, None, 0.04])


def test_a_scheduler_that_is_not_there_is_refused(asked, monkeypatch):
    monkeypatch.setattr("fgte.research.many.SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(RequestError):
        ask_every_indicator(*asked, scheduler="tcp://127.0.0.1:9")


def test_a_cluster_gives_what_one_core_gives(asked, tmp_path, monkeypatch):
    monkeypatch.setattr("fgte.research.many.SECONDS_TO_ANSWER", 120)
    study, settings = asked
    with two_workers(tmp_path) as scheduler:
        found = ask_every_indicator(study, settings, scheduler=scheduler)
    assert found == ask_every_indicator(study, settings, workers=1)
