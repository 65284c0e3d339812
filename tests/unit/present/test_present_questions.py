"""The questions are picked by a fixed rule from what was found, in a fixed order."""

from dataclasses import replace

import pytest

import fgte
from fgte.judgement import GapMove
from fgte.model import Verdict
from fgte.present.labels import number_word
from fgte.present.questions import municipal_questions, regional_questions

PLACES = ["1315", "1380", "1381", "1383", "1384"]


@pytest.fixture(scope="module")
def everything(store):
    return {place: fgte.assess_all(place, sexes=("T",), store=store) for place in PLACES}


@pytest.fixture(scope="module")
def regions(store):
    return fgte.assess_collaboration(store=store)


@pytest.mark.parametrize(
    ("place", "own", "watched"),
    [
        ("1315", [], []),
        ("1380", [], ["betygspoang"]),
        ("1383", ["betygspoang", "examen_3ar_hogskoleforberedande"], ["examen_3ar"]),
        ("1384", [], ["examen_3ar_hogskoleforberedande"]),
    ],
)
def test_each_movement_has_a_question_and_the_signals_to_watch_have_one_together(
    everything, place, own, watched
):
    said, findings = municipal_questions(everything[place]), everything[place]
    for line, id in zip(said[: len(own)], own, strict=True):
        assert line.startswith(findings[id].indicator.subject.sv)
        assert "riket" not in line
    if watched:
        names = ", ".join(findings[id].indicator.short.sv for id in watched)
        assert said[len(own)].startswith(f"{names}: siffrorna pekar åt ett håll")
    always = ("undecided", "gap", "expect", "lacking")
    assert len(said) == len(own) + bool(watched) + len(always)


def test_a_movement_beside_riket_is_asked_about_after_the_own_ones(everything):
    one = everything["1383"]["betygspoang"]
    beside = replace(one.against_riket, verdict=Verdict.IMPROVING)
    own, against, *_ = municipal_questions([replace(one, against_riket=beside)])
    assert "riket" not in own
    assert "riket" in against
    assert against.startswith(one.indicator.subject.sv)


def test_a_movement_is_asked_about_with_its_years(everything):
    assert "2015–2022" in municipal_questions(everything["1383"])[0]


@pytest.mark.parametrize("move", [GapMove.NARROWED, GapMove.WIDENED])
def test_girls_and_boys_that_move_apart_or_together_have_a_question(everything, move):
    one = everything["1381"]["meritvarde"]
    sexes = replace(one.gap.sexes, move=move)
    moved = replace(one, gap=replace(one.gap, sexes=sexes))
    asked = [line for line in municipal_questions([moved]) if "lickor och pojkar" in line]
    assert len(asked) == 1
    assert "meritvärde" in asked[0].lower()
    assert not [line for line in municipal_questions([one]) if "lickor och pojkar" in line]


@pytest.mark.parametrize("place", PLACES)
def test_how_many_could_not_be_decided_is_counted(everything, place):
    findings = everything[place]
    n = sum(e.verdict is Verdict.CANNOT_BE_DECIDED and not e.to_watch for e in findings)
    (line,) = [each for each in municipal_questions(findings) if "inte avgöra" in each]
    assert f"I {number_word(n)} " in line


def test_where_nothing_is_undecided_nothing_is_asked_of_it(everything):
    moved = [each for each in everything["1383"] if each.verdict is Verdict.IMPROVING]
    assert not [each for each in municipal_questions(moved) if "inte avgöra" in each]


def test_missing_figures_are_asked_for_last_by_name(everything):
    assert "alla ämnen åk 6" in municipal_questions(everything["1384"])[-1]
    there = [each for each in everything["1384"] if each.series]
    assert "åk 6" not in municipal_questions(there)[-1]


def test_two_questions_always_stand():
    assert len(municipal_questions([])) == 2
    assert len(regional_questions([])) == 2


def test_the_region_is_asked_of_what_is_common_then_of_what_differs(regions):
    ids = ("examen_3ar", "examen_3ar_hogskoleforberedande")
    apart = [
        replace(e, heterogeneity=replace(e.heterogeneity, differs=True))
        if e.indicator.id in ids
        else e
        for e in regions
    ]
    common, *differing = regional_questions(apart)[:3]
    assert common.startswith(regions["betygspoang"].indicator.subject.sv)
    assert "2015–2022" in common
    for line, id in zip(differing, ids, strict=True):
        assert regions[id].indicator.short.sv.lower() in line.lower()


def test_the_region_counts_what_could_not_be_decided(regions):
    n = sum(each.verdict is Verdict.CANNOT_BE_DECIDED for each in regions)
    (line,) = [each for each in regional_questions(regions) if "inte avgöra" in each]
    assert f"I {number_word(n)} " in line


def test_a_common_movement_beyond_rikets_is_another_question(regions):
    one = regions["betygspoang"]
    moved = replace(one.common_against_riket, verdict=Verdict.IMPROVING)
    beyond = regional_questions([replace(one, common_against_riket=moved)])[0]
    assert beyond != regional_questions([one])[0]
    assert beyond.startswith(one.indicator.subject.sv)
