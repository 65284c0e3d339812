"""Which sentence a result is given where two are near: each says no more than is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

import fgte
from fgte.judgement import Movement, Panel, Trend
from fgte.judgement.gates import Gate, StagePanel
from fgte.model import Interval, PupilsKind, Stage, Status, Verdict
from fgte.present.gate_words import unnamed_stages
from fgte.present.narrative import sentence, unseen_sentence

YEARS = tuple(range(2015, 2023))


@pytest.fixture(scope="module")
def finding(store):
    return fgte.assess("behorig_yrkesprogram", "1384", store=store)


def trend(low, high):
    return Trend((low + high) / 2, low, high, 0.01, YEARS, 80.0, 88.0)


def judged(finding, verdict, low, high, **more):
    """A finding of one movement, beside a country of which nothing is known."""
    own = Movement(verdict, trend(low, high), 0.5, comparable_years=8, **more)
    beside = Movement(Verdict.MISSING)
    return replace(finding, movement=own, against_riket=beside, country_trend=None)


@pytest.mark.parametrize(("low", "high"), [(-0.4, 0.3), (-0.3, 0.4)])
def test_what_is_ruled_out_both_ways_is_what_the_wider_bound_rules_out(finding, low, high):
    said = sentence(judged(finding, Verdict.PRACTICALLY_UNCHANGED, low, high))
    assert "en rörelse på mer än 0,4" in said


@pytest.mark.parametrize(("low", "high", "is_said"), [(-3.0, 0.2, True), (-0.2, 3.0, True),
                                                      (-1.2, 0.2, False)])  # fmt: skip
def test_what_could_not_be_seen_is_said_unless_the_figures_rule_out_far_less(
    finding, low, high, is_said
):
    seen = {"detectable": 2.6, "cohort": 270}
    said = unseen_sentence(judged(finding, Verdict.CANNOT_BE_DECIDED, low, high, **seen))
    assert ("ungefär 2,6" in said) == is_said


def test_the_country_is_told_beside_a_movement_of_ones_own_alone(finding):
    country = {"country_trend": trend(0.4, 1.6)}
    still = judged(finding, Verdict.CANNOT_BE_DECIDED, -1.0, 1.2)
    risen = judged(finding, Verdict.IMPROVING, 0.4, 1.6)
    assert "I riket var ökningen" not in sentence(replace(still, **country))
    assert "I riket var ökningen" in sentence(replace(risen, **country))


def test_that_nothing_is_found_beside_the_country_is_told_beside_a_movement_alone(finding):
    undecided = {"against_riket": Movement(Verdict.CANNOT_BE_DECIDED, trend(-0.4, 0.6), 0.5, 8)}
    still = judged(finding, Verdict.CANNOT_BE_DECIDED, -1.0, 1.2)
    risen = judged(finding, Verdict.IMPROVING, 0.4, 1.6)
    assert "utöver rikets" not in sentence(replace(still, **undecided))
    assert "utöver rikets" in sentence(replace(risen, **undecided))


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((Status.OK,), "2023 räknas för sig"),
        ((Status.MISSING, Status.OK), "2024 räknas för sig"),
        ((Status.OK, Status.OK), "Åren 2023–2024 räknas för sig"),
    ],
)
def test_only_later_years_with_a_figure_are_told_of_as_one_or_many(finding, statuses, told):
    earlier = judged(finding, Verdict.CANNOT_BE_DECIDED, -1.0, 1.2)
    known = [each for each in finding.series if each.year <= YEARS[-1]]
    later = [
        replace(known[-1], year=YEARS[-1] + n, status=status)
        for n, status in enumerate(statuses, start=1)
    ]
    said = sentence(replace(earlier, series=(*known, *later)))
    assert f"Bedömningen gäller 2015–2022. {told} efter ett tidsseriebrott" in said


@pytest.mark.parametrize(
    ("kind", "told"),
    [(PupilsKind.EXACT, "Med 68 elever"), (PupilsKind.APPROXIMATE, "Antalet elever är inte känt")],
)
def test_only_a_counted_number_of_pupils_is_told_with_a_rounded_figure(finding, kind, told):
    ranged = replace(
        judged(finding, Verdict.CANNOT_BE_DECIDED, -1.0, 1.2),
        status=Status.CENSORED,
        interval=Interval(94.1, 98.5),
        pupils=68,
        pupils_kind=kind,
    )
    assert told in sentence(ranged)


@pytest.mark.parametrize(("indicator_opened", "told"), [(False, 1), (True, 0)])
def test_a_stage_that_moves_is_told_unless_one_of_its_indicators_is(
    finding, indicator_opened, told
):
    stage = StagePanel(Stage.AK9, 4, 0.01, 0.03, opened=True)
    gate = Gate(stage, 0.01 if indicator_opened else 0.2, opened=indicator_opened)
    panel = Panel((stage,), 4, 4, 0.2)
    said = unnamed_stages(panel, [replace(finding, gate=gate)], "sv")
    assert len(said) == told
    assert all("ingen enskild kan pekas ut" in each for each in said)
