"""Sentences: every number is in the result, and direction words agree with sign and verdict."""

import re
from dataclasses import replace

import pytest

import fgte
from fgte.judgement import GapMove, Movement, SexGap, Trend
from fgte.model import Interval, PupilsKind, Status, Verdict
from fgte.present.narrative import sentence, unseen_sentence
from fgte.present.sexes import sexes_sentence


@pytest.fixture(scope="module")
def finding(store):
    return fgte.assess("behorig_yrkesprogram", "1384", store=store)


def moved(finding, verdict, slope, low, high, *, against=Verdict.CANNOT_BE_DECIDED):
    trend = Trend(slope, low, high, 0.01, tuple(range(2015, 2023)), 80.0, 88.0)
    own = Movement(verdict, trend, 0.5, comparable_years=8)
    beside = Movement(against, replace(trend, slope=0.2, low=-0.3, high=0.6), 0.5, 8)
    return replace(finding, movement=own, against_riket=beside, country_trend=trend)


def test_a_rise_is_said_with_amount_interval_country_and_period(finding):
    assert sentence(moved(finding, Verdict.IMPROVING, 1.1, 0.4, 1.7)) == (
        "Andelen behöriga till yrkesprogram har ökat med ungefär 1,1 procentenheter per år "
        "2015–2022 (osäkerhetsintervall 0,4–1,7). I riket var ökningen ungefär "
        "1,1 procentenheter. Någon rörelse utöver rikets kan inte påvisas 2015–2022."
    )


def test_a_fall_is_said_with_sizes_not_signs(finding):
    said = sentence(moved(finding, Verdict.WORSENING, -1.1, -1.7, -0.4))
    assert "har minskat med ungefär 1,1" in said
    assert "(osäkerhetsintervall 0,4–1,7)" in said
    assert "ökat" not in said


def test_practically_unchanged_says_what_is_ruled_out(finding):
    said = sentence(moved(finding, Verdict.PRACTICALLY_UNCHANGED, 0.1, -0.3, 0.4))
    assert said.startswith("I stort sett oförändrat 2015–2022: en rörelse på mer än 0,4")


def test_what_cannot_be_decided_says_what_both_bounds_rule_out(finding):
    said = sentence(moved(finding, Verdict.CANNOT_BE_DECIDED, 0.4, -1.6, 2.3))
    assert "utesluter en ökning på mer än 2,3 och en minskning på mer än 1,6" in said


def test_a_bound_at_nought_rules_the_whole_direction_out(finding):
    said = sentence(moved(finding, Verdict.CANNOT_BE_DECIDED, -0.8, -2.0, 0.0))
    assert "utesluter en ökning, och en minskning på mer än 2,0" in said


def test_too_short_says_how_many_years_and_when(finding):
    short = replace(
        finding,
        movement=Movement(Verdict.TOO_SHORT, None, 0.5, comparable_years=4, judged_at=2026),
    )
    assert sentence(short) == (
        "Fyra jämförbara år räcker inte för en bedömning. "
        "Det behövs fem, tidigast med siffrorna för 2026."
    )


def test_a_hidden_figure_is_said_without_any_number(finding):
    hidden = replace(finding, movement=Movement(Verdict.SUPPRESSED), status=Status.SUPPRESSED)
    assert sentence(hidden) == (
        "Uppgiften visas inte eftersom gruppen är liten. Det säger inget om resultatet."
    )


def test_a_censored_figure_is_said_with_its_range(finding):
    ranged = replace(
        moved(finding, Verdict.CANNOT_BE_DECIDED, 0.4, -1.6, 2.3),
        status=Status.CENSORED,
        value=None,
        interval=Interval(94.1, 98.5),
        pupils=68,
        pupils_kind=PupilsKind.EXACT,
    )
    assert sentence(ranged).endswith(
        "Källan anger 95: 1–4 elever nådde inte kravet. "
        "Med 68 elever ligger andelen mellan 94,1 och 98,5 procent."
    )


def test_a_small_movement_that_was_found_is_never_written_as_nought(finding):
    said = sentence(moved(finding, Verdict.IMPROVING, 0.6, 0.02, 1.2))
    assert "ungefär 0,6 procentenheter" in said
    assert "0,02–1,2" in said


def gap(move, difference, girls, boys):
    def slope(s):
        return Trend(s, s - 0.3, s + 0.3, 0.01, tuple(range(2015, 2023)), 1, 2)

    return SexGap(
        status=Status.OK,
        year=2022,
        difference=difference,
        interval=Interval(difference - 2, difference + 2),
        move=move,
        trend=slope(girls - boys),
        girls_trend=slope(girls),
        boys_trend=slope(boys),
    )


@pytest.mark.parametrize(
    ("move", "difference", "girls", "boys", "who"),
    [
        (GapMove.NARROWED, 6, -1.0, 0.2, "främst för att flickornas resultat har sjunkit"),
        (GapMove.NARROWED, 6, 0.2, 1.0, "främst för att pojkarnas resultat har stigit"),
        (GapMove.WIDENED, 6, 1.0, 0.2, "främst för att flickornas resultat har stigit"),
        (GapMove.WIDENED, 6, -0.2, -1.0, "främst för att pojkarnas resultat har sjunkit"),
        (GapMove.NARROWED, -6, 1.0, 0.2, "främst för att flickornas resultat har stigit"),
    ],
)
def test_a_gap_that_moves_says_who_moved(finding, move, difference, girls, boys, who):
    both = replace(finding, gap=replace(finding.gap, sexes=gap(move, difference, girls, boys)))
    assert who in sexes_sentence(both)


def test_a_gap_that_narrows_while_one_side_falls_is_never_told_as_the_others_rise_alone(finding):
    both = replace(finding, gap=replace(finding.gap, sexes=gap(GapMove.NARROWED, 6, -0.9, 1.0)))
    assert (
        "främst för att pojkarnas resultat har stigit men också för att flickornas har sjunkit"
        in (sexes_sentence(both))
    )


@pytest.mark.parametrize(
    ("girls", "boys", "said"),
    [
        (-1.0, 0.2, "Flickornas siffror pekar nedåt och pojkarnas uppåt."),
        (0.0, 1.2, "Flickornas siffror pekar åt inget håll och pojkarnas uppåt."),
    ],
)
def test_a_gap_that_only_seems_to_narrow_says_which_way_each_side_points(
    finding, girls, boys, said
):
    shut = replace(
        gap(GapMove.CANNOT_BE_DECIDED, 6, girls, boys), signal=GapMove.NARROWED, adjusted=0.3
    )
    words = sexes_sentence(replace(finding, gap=replace(finding.gap, sexes=shut)))
    assert words.endswith(said)
    assert "för att" not in words


def test_a_difference_within_chance_says_so_in_the_same_breath(store):
    said = sexes_sentence(fgte.assess("examen_3ar", "1383", store=store))
    assert "Flickorna låg 3,3 procentenheter över pojkarna 2022, vilket ryms inom" in said


NUMBER = re.compile(r"(?<![\w–,])−?\d+(?:,\d+)?")


@pytest.mark.parametrize("place", ["1315", "1380", "1381", "1383", "1384"])
def test_every_number_in_a_sentence_is_in_the_result(store, place):
    for finding in fgte.assess_all(place, store=store):
        known = _numbers(finding)
        for number in NUMBER.findall(sentence(finding).replace("–", " ").replace("(N", "")):
            value = float(number.replace(",", ".").replace("−", "-"))
            assert any(abs(abs(value) - abs(each)) < 0.1 for each in known), (
                number,
                finding.indicator.id,
            )


def _numbers(finding):
    trends = [finding.trend, finding.country_trend, finding.against_riket.trend]
    known = [n for t in trends if t for n in (t.slope, t.low, t.high, *t.years)]
    known += [each.year for each in finding.series]
    series = next(s for s in finding.indicator.series if s.id == finding.series_id)
    kpis = [int(kpi[1:6]) for kpi in series.kpis.get(finding.variant, ())]
    return [*known, *kpis, finding.movement.judged_at or 0, finding.movement.comparable_years]


CAUSAL = ("tack vare", "beror på", "effekt av", "leder till", "orsak")


@pytest.mark.parametrize("place", ["1315", "1380", "1381", "1383", "1384"])
def test_no_sentence_is_causal_and_direction_agrees_with_the_verdict(store, place):
    for finding in fgte.assess_all(place, store=store).found.values():
        said = sentence(finding)
        assert not any(word in said for word in CAUSAL)
        assert ("har ökat" in said) == (finding.verdict is Verdict.IMPROVING)
        assert ("har minskat" in said) == (finding.verdict is Verdict.WORSENING)


@pytest.mark.parametrize("place", ["1315", "1380", "1381", "1383", "1384"])
def test_swedish_and_english_state_the_same_numbers(store, place):
    for finding in fgte.assess_all(place, store=store):
        sv = sorted(re.findall(r"\d+", sentence(finding, "sv").replace(",", ".")))
        en = sorted(re.findall(r"\d+", sentence(finding, "en")))
        assert [n for n in sv if len(n) > 1] == [n for n in en if len(n) > 1]


def test_what_a_short_series_could_not_have_shown_is_said(store):
    said = unseen_sentence(fgte.assess("alla_amnen_slutbetyg", "Laholm", store=store))
    assert said.startswith("Med sju år och årskullar på ungefär 270 elever")
    assert "bara rörelser på ungefär 2,6 procentenheter per år eller mer" in said


def test_where_something_was_found_nothing_is_said_of_what_was_not(store):
    assert unseen_sentence(fgte.assess("betygspoang", "Varberg", store=store)) == ""
    watched = fgte.assess("examen_3ar", "Varberg", store=store)
    assert watched.movement.detectable is not None
    assert unseen_sentence(watched) == ""
