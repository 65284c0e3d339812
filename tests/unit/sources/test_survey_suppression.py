"""Nobody can be picked out of a survey's figures, by school, by sex, by answer or in percent."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fgte.analysis.disclosure_audit import feasible_range
from tests.robustness.mangling import steady
from tests.unit.sources.survey_files import BY_SCHOOL, figure, people, read, standing

A, B, C = "11111111", "22222222", "33333333"
GROUPS = {"protects": "groups"}
ONE_QUESTION = {"question": [{"id": "trygg", "wording": "Trygg?", "column": "F1"}]}


def group(sex, low, high, **more):
    """A group of whom some answered 2 and some answered 3."""
    return people(low, Kön=sex, F1=2, F2=2, **more) + people(high, Kön=sex, F1=3, F2=3, **more)


def test_a_group_of_four_is_hidden_and_so_is_the_other_sex(tmp_path):
    survey = read(tmp_path, group("K", 2, 2) + group("M", 15, 15))
    assert standing(survey) == {"T": "ok", "K": "suppressed", "M": "suppressed"}
    assert np.isnan(figure(survey, sex="K")["pupils"])
    assert np.isnan(figure(survey, sex="M")["pupils"])


def test_a_group_that_is_one_less_than_all_is_hidden(tmp_path):
    survey = read(tmp_path, group("K", 15, 15) + group("M", 0, 1))
    assert standing(survey) == {"T": "ok", "K": "suppressed", "M": "suppressed"}


def test_ten_are_not_few(tmp_path):
    survey = read(tmp_path, group("K", 10, 10) + group("M", 10, 10))
    assert set(standing(survey).values()) == {"ok"}


@pytest.mark.parametrize(("girls", "shown"), [(10, {"ok"}), (9, {"ok", "suppressed"})])
def test_nor_is_a_group_of_ten_whatever_they_answered(tmp_path, girls, shown):
    survey = read(tmp_path, group("K", 1, girls - 1) + group("M", 15, 15), GROUPS)
    assert set(standing(survey).values()) == shown


def test_few_who_answered_one_way_hide_the_share_but_not_the_number(tmp_path):
    survey = read(tmp_path, group("K", 4, 46) + group("M", 16, 38))
    assert standing(survey) == {"T": "ok", "K": "suppressed", "M": "suppressed"}
    assert figure(survey, sex="K")["pupils"] == 50
    assert figure(survey, sex="T")["value"] == pytest.approx(80.8)


def test_a_survey_may_choose_to_protect_groups_only(tmp_path):
    survey = read(tmp_path, group("K", 4, 46) + group("M", 16, 38), GROUPS)
    assert set(standing(survey).values()) == {"ok"}
    assert figure(survey, sex="K")["value"] == 92


def test_but_a_small_group_is_hidden_even_then(tmp_path):
    survey = read(tmp_path, group("K", 2, 2) + group("M", 15, 15), GROUPS)
    assert standing(survey) == {"T": "ok", "K": "suppressed", "M": "suppressed"}


def test_what_all_answered_alike_is_hidden_if_it_tells_of_four(tmp_path):
    survey = read(tmp_path, group("K", 0, 4) + group("M", 0, 30), GROUPS)
    assert standing(survey)["T"] == "suppressed"


def test_few_of_another_sex_are_never_shown_and_cannot_be_subtracted(tmp_path):
    rows = group("K", 20, 20) + group("M", 20, 20) + group("Annat", 1, 2)
    found = standing(read(tmp_path, rows, {"file.other": ["Annat"]}))
    assert found["T"] == "ok"
    assert sorted([found["K"], found["M"]]) == ["ok", "suppressed"]


def test_a_small_school_is_hidden_with_another(tmp_path):
    rows = [
        *group("K", 2, 2, Skola=A),
        *group("K", 15, 15, Skola=B),
        *group("K", 20, 20, Skola=C),
    ]
    found = standing(read(tmp_path, rows, {**BY_SCHOOL, "file.sex": None}))
    assert (found["T"], found[A, "T"]) == ("ok", "suppressed")
    assert sorted([found[B, "T"], found[C, "T"]]) == ["ok", "suppressed"]


def test_a_sex_hidden_at_one_school_is_not_found_through_the_municipality(tmp_path):
    rows = [
        *group("K", 2, 2, Skola=A),
        *group("M", 20, 20, Skola=A),
        *group("K", 20, 20, Skola=B),
        *group("M", 20, 20, Skola=B),
    ]
    found = standing(read(tmp_path, rows, BY_SCHOOL))
    assert found["T"] == found[A, "T"] == found[B, "T"] == "ok"
    assert {found[A, "K"], found[A, "M"]} == {"suppressed"}
    assert "suppressed" in {found[B, "K"], found["K"]}


def test_a_group_hidden_in_one_question_is_hidden_in_all(tmp_path):
    rows = group("K", 5, 7) + people(3, Kön="M", F1=3) + people(30, Kön="M", F1=2, F2=3)
    few = people(8, Kön="K", F1="", F2=2)
    survey = read(tmp_path, rows[8:] + few, GROUPS)
    assert standing(survey, "trygg")["K"] == "suppressed"


def test_the_same_group_gives_another_away_in_every_question(tmp_path):
    rows = [
        *group("K", 2, 2, Skola=A),
        *people(15, Kön="K", F1=2, F2=3, Skola=B),
        *people(15, Kön="K", F1=3, F2=3, Skola=B),
        *people(20, Kön="K", F1=2, F2=2, Skola=C),
        *people(20, Kön="K", F1=3, F2=3, Skola=C),
    ]
    survey = read(tmp_path, rows, {**BY_SCHOOL, **GROUPS, "file.sex": None})
    pupils = [
        {unit for unit in (A, B, C) if np.isnan(figure(survey, question, school=unit)["pupils"])}
        for question in ("trygg", "studiero")
    ]
    assert pupils[0] == pupils[1]


def test_a_survey_that_few_answered_shows_nothing(tmp_path):
    survey = read(tmp_path, group("K", 3, 4))
    assert set(survey.figures["status"]) == {"suppressed"}
    assert survey.figures[["value", "pupils"]].isna().to_numpy().all()
    assert survey.distributions[["answers", "share"]].isna().to_numpy().all()


def test_it_is_said_how_much_is_hidden_and_what_can_be_done(tmp_path):
    survey = read(tmp_path, group("K", 4, 46) + group("M", 16, 38))
    assert "4 av 6 siffror visas inte, eftersom färre än 10" in survey.left_out[0].sv
    assert "protects" in survey.left_out[0].en


def test_another_threshold_may_be_chosen(tmp_path):
    rows = group("K", 6, 44) + group("M", 16, 38)
    assert standing(read(tmp_path, rows))["K"] == "suppressed"
    assert standing(read(tmp_path, rows, threshold=5))["K"] == "ok"


def test_a_mean_is_shown_where_a_share_is_not(tmp_path):
    rows = group("K", 4, 21) + group("M", 5, 20)
    assert standing(read(tmp_path, rows))["T"] == "suppressed"
    assert standing(read(tmp_path, rows, {"measure": "mean"}))["T"] == "ok"


def test_a_mean_that_is_nearly_at_its_end_is_hidden(tmp_path):
    rows = people(49, Kön="K", F1=4, F2=4) + people(1, Kön="K", F1=3, F2=3)
    found = read(tmp_path, rows, {"measure": "mean", "file.sex": None})
    assert standing(found)["T"] == "suppressed"


def test_means_by_school_come_without_the_spread_of_answers(tmp_path):
    rows = group("K", 20, 20, Skola=A) + group("M", 20, 20, Skola=B)
    assert read(tmp_path, rows, {**BY_SCHOOL, "measure": "mean"}).distributions.empty
    assert len(read(tmp_path, rows, BY_SCHOOL).distributions)


def test_a_step_that_few_chose_is_hidden_with_another(tmp_path):
    rows = people(3, Kön="K", F1=1, F2=1) + group("K", 30, 30) + people(20, Kön="K", F1=4, F2=4)
    spread = read(tmp_path, rows, {"file.sex": None}).distributions
    answers = spread.loc[spread["kpi"].eq("trygghet:trygg"), "answers"]
    assert answers.isna().tolist()[0]
    assert answers.isna().sum() == 2


# A reader who knows the rules tries to work out what is hidden: unknown are the answers of each
# school, sex and step; known is all that is published.

STEPS, SEXES, SCHOOLS = (1, 2, 3), ("K", "M", "Annat"), (A, B)
SMALL_SCALE = {
    **ONE_QUESTION,
    "scale": {"min": 1, "max": 3, "positive": [3]},
    "file.other": ["Annat"],
}
CELLS = list(product(SCHOOLS, SEXES, STEPS))
counts = st.lists(st.one_of(st.integers(0, 4), st.integers(0, 30)), min_size=18, max_size=18)


@pytest.mark.parametrize("measure", ["share", "mean"])
@pytest.mark.parametrize("level", ["school", "municipality"])
@pytest.mark.parametrize("protects", ["answers", "groups"])
@given(answers=counts)
@steady(12)
def test_nothing_hidden_can_be_worked_out(tmp_path, answers, measure, level, protects):
    answers[0] += 1
    rows = [
        person
        for (school, sex, step), n in zip(CELLS, answers, strict=True)
        for person in people(n, Skola=school, Kön=sex, F1=step)
    ]
    chosen = {"measure": measure, "level": level, "protects": protects, "round.answered": None}
    survey = read(tmp_path, rows, {**SMALL_SCALE, **chosen, "file.school": "Skola"})
    for weights, few_are_protected in hidden_numbers(survey, answers, measure, protects):
        true = int(np.dot(weights, answers))
        low, high = feasible_range(weights, *published(survey, measure))
        assert low <= true
        assert high is None or low < high
        assert high is None or high >= 10 or not (few_are_protected and 0 < true < 10)


def hidden_numbers(survey, answers, measure, protects):
    """What must not be known: hidden numbers, and what the values of known or few are made of.

    With each whether a reader may not even tell that it is below ten.
    """
    for row in survey.figures.to_dict("records"):
        place, hidden = (row["school_unit"], row["sex"]), np.isnan(row["pupils"])
        few = np.dot(of(*place), answers) < 10
        if hidden:
            yield of(*place), True
        if row["status"] == "suppressed" and (few or not hidden):
            yield of(*place, amounts(measure)), protects == "answers"
            yield of(*place, rest(measure)), protects == "answers"
    for row in survey.distributions.to_dict("records"):
        if pd.isna(row["answers"]) and not np.isnan(figure(survey, sex=row["sex"])["pupils"]):
            yield of(None, row["sex"], {row["step"]: 1}), protects == "answers"


def published(survey, measure):
    """All that is shown, as what each number says of the unknown answers.

    Where a group of a school that answered has no figure, nobody in it did.
    """
    shown = set(zip(survey.figures["school_unit"], survey.figures["sex"], strict=True))
    absent = [
        of(*place) for place in product({unit for unit, _ in shown}, "KM") if place not in shown
    ]
    known, low, high = [[0] * len(CELLS), *absent], [0] * (1 + len(absent)), [0] * (1 + len(absent))
    for row in survey.figures.to_dict("records"):
        place, pupils = (row["school_unit"], row["sex"]), row["pupils"]
        if not np.isnan(pupils):
            known, low, high = [*known, of(*place)], [*low, pupils], [*high, pupils]
        if row["status"] == "ok":
            amount = pupils * (row["value"] / 100 if measure == "share" else row["value"] - 1)
            slack = pupils * (0.000501 if measure == "share" else 0.00501)
            known = [*known, of(*place, amounts(measure))]
            low, high = [*low, amount - slack], [*high, amount + slack]
    for row in survey.distributions.to_dict("records"):
        if not pd.isna(row["answers"]):
            known = [*known, of(None, row["sex"], {row["step"]: 1})]
            low, high = [*low, row["answers"]], [*high, row["answers"]]
    return known, low, high


def amounts(measure):
    return {3: 1} if measure == "share" else {2: 1, 3: 2}


def rest(measure):
    return {1: 1, 2: 1} if measure == "share" else {1: 2, 2: 1}


def of(unit, sex, by_step=None):
    """A number as weights of the unknown answers."""
    by_step = dict.fromkeys(STEPS, 1) if by_step is None else by_step
    return [
        by_step.get(step, 0) if unit in (None, school) and sex in ("T", written) else 0
        for school, written, step in CELLS
    ]
