"""A study's cases of soft and hard: figures of many, and not a word, nor anything local."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import fgte
from fgte.api.soft_hard_finding import SoftToHard
from fgte.research import soft_cases as module
from fgte.research.package_fields import TABLES
from fgte.research.soft_cases import soft_cases
from tests.soft_hard import PLACE, a_round, case, hard, link, soft, up

FIGURES = dict.fromkeys(range(2015, 2023), 70.0)
STUDY = SimpleNamespace(treated=("1384",), file=SimpleNamespace(indicator="examen_3ar"))


@pytest.fixture
def like(store):
    return fgte.assess("examen_3ar", "1384", store=store)


@pytest.fixture
def rows(monkeypatch, like, store):
    """The rows of some cases, and what was left out."""

    def make(*cases, small=10, study=STUDY):
        made = SoftToHard(like.municipality, cases)
        monkeypatch.setattr(module, "soft_to_hard", lambda place, store: made)
        return soft_cases(study, store, small)

    return make


def test_a_case_goes_along_with_its_figures_and_its_lag(rows, like):
    [row], left = rows(case(up(), hard(like, FIGURES)))
    assert (row["lag"], row["written"], row["status"]) == (2, "before", "both")
    assert row["soft_change"] == pytest.approx(1.0)
    assert set(TABLES["soft_to_hard"]) <= set(row)
    assert left == {"soft_cases_left": 0, "soft_cases_hidden": 0}


def test_no_word_that_people_wrote_is_a_column():
    assert not {"soft_value", "entry", "case", "written_on", "unit"} & set(TABLES["soft_to_hard"])


def test_what_belongs_to_a_school_or_one_municipality_or_is_made_up_stays(rows, like):
    figures = hard(like, FIGURES)
    school = replace(case(up(), figures), unit=replace(PLACE, kind="school", id="12345678"))
    local = case(up(), figures, link(visibility="local"))
    example = case(up(), figures, link(example=True))
    assert rows(school, local, example) == ([], {"soft_cases_left": 3, "soft_cases_hidden": 0})


def test_figures_of_a_municipality_s_own_instrument_stay_there(rows, like):
    [row], left = rows(case(replace(up(), shared=False), hard(like, FIGURES)))
    assert (row["soft_change"], row["outcome"], row["instrument"]) == (None, None, None)
    assert (row["status"], left["soft_cases_hidden"]) == ("soft_own", 1)


@pytest.mark.parametrize(("people", "hidden"), [(19, True), (20, False)])
def test_a_round_of_fewer_than_the_limit_is_hidden_whatever_the_store_holds(
    rows, like, people, hidden
):
    two = soft(a_round("2016-10-01", 2.0, people=people), a_round("2018-10-01", 3.0, people=40))
    [row], _ = rows(case(two, hard(like, FIGURES)), small=20)
    assert (row["soft_change"] is None) == hidden
    assert (row["status"] == "soft_hidden") == hidden


def test_cases_of_another_indicator_are_not_the_study_s(rows, like):
    other = SimpleNamespace(treated=("1384",), file=SimpleNamespace(indicator="meritvarde"))
    assert rows(case(up(), hard(like, FIGURES)), study=other)[0] == []
