"""What holds of every sentence, on all the real findings and on made ones."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import fgte
from fgte.judgement import Change, GapMove, Movement, Trend
from fgte.judgement.gates import Gate, StagePanel
from fgte.model import Interval, Stage, Status, Verdict
from fgte.present.counts import rest_lines
from fgte.present.gate_words import expected_by_chance, why_only_watched
from fgte.present.narrative import against_sentence, sentence, unseen_sentence
from fgte.present.sexes import sexes_sentence
from fgte.present.steps import chance_words, step_lines
from fgte.texts import text

PLACES = ("1315", "1380", "1381", "1383", "1384")
MOVED = (Verdict.IMPROVING, Verdict.WORSENING)
CAUSAL = re.compile(
    r"tack vare|beror på|effekt|leder till|ledde till|orsak|resultat av|because of|due to|caused"
)
RANKING = re.compile(r"\b(bäst|sämst|toppen|botten|ranking|best|worst|rank|vinnare|efter)\b")
UP = {"sv": ("har ökat", "pekar uppåt"), "en": ("has risen", "points upwards")}
DOWN = {"sv": ("har minskat", "pekar nedåt"), "en": ("has fallen", "points downwards")}
NUMBER = re.compile(r"(?<![\w,.])\d[\d\u00a0\u202f]*(?:[,.]\d+)?")


@pytest.fixture(scope="module")
def everything(store):
    periods = ((None, None), (None, 2022), (None, 2020))
    return [
        finding
        for place in PLACES
        for years in periods
        for finding in fgte.assess_all(place, years=years, store=store).found.values()
    ]


def said_of(finding, lang):
    return [sentence(finding, lang), sexes_sentence(finding, lang), unseen_sentence(finding, lang)]


def numbers(words):
    plain = [re.sub(r"[\u00a0\u202f]", "", each) for each in NUMBER.findall(words)]
    return [float(each.replace(",", ".")) for each in plain]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_sentence_is_causal_or_ranks(everything, lang):
    for finding in everything:
        for said in said_of(finding, lang):
            assert not CAUSAL.search(said), said
            assert not RANKING.search(said.replace("efter ett tidsseriebrott", "")), said


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_words_of_the_own_movement_agree_with_verdict_sign_and_gate(everything, lang):
    for finding in everything:
        own = sentence(replace(finding, against_riket=Movement(Verdict.MISSING)), lang)
        rises = finding.trend is not None and finding.trend.slope > 0
        moved, watched = finding.verdict in MOVED, finding.to_watch
        assert (UP[lang][0] in own) == (moved and rises), own
        assert (DOWN[lang][0] in own) == (moved and not rises), own
        assert (UP[lang][1] in own) == (watched and rises), own
        assert (DOWN[lang][1] in own) == (watched and not rises), own
        assert not (moved and watched)


def test_a_verdict_of_movement_is_said_only_where_the_gate_is_open(everything):
    for finding in everything:
        opened = finding.gate is not None and finding.gate.opened
        for movement in (finding.movement, finding.against_riket):
            assert movement.verdict not in MOVED or (opened and movement.adjusted <= 0.05)
        for part in finding.parts:
            assert part.movement.verdict not in MOVED or opened
        assert finding.gap.sexes.move not in (GapMove.NARROWED, GapMove.WIDENED) or opened


def test_a_signal_to_watch_never_says_that_anything_is_ruled_out_or_sure(everything):
    watched = [each for each in everything if each.to_watch]
    assert len(watched) >= 5
    for finding in watched:
        said = sentence(finding)
        assert said.startswith("Att följa: ")
        assert "utesluter" not in said.split("jämfört med riket")[0]
        assert "säker" not in said.replace("osäkerhetsintervall", "")


def test_swedish_and_english_say_the_same_numbers(everything):
    for finding in everything:
        for sv, en in zip(said_of(finding, "sv"), said_of(finding, "en"), strict=True):
            assert sorted(numbers(sv)) == sorted(numbers(en.replace(",", ""))), (sv, en)


def test_every_number_of_what_is_unseen_is_in_the_result(everything):
    for finding in everything:
        movement = finding.movement
        for number in numbers(unseen_sentence(finding)):
            near = [movement.detectable, movement.cohort, movement.comparable_years]
            assert any(abs(number - each) <= max(0.051, 0.06 * each) for each in near)


@given(
    slope=st.floats(0.06, 9).map(lambda v: round(v, 2)),
    rises=st.booleans(),
    watched=st.booleans(),
    margin=st.floats(0.0, 1.0),
)
def test_made_movements_are_said_with_their_own_numbers(made, slope, rises, watched, margin):
    signed = slope if rises else -slope
    low, high = sorted((signed * (1 - 0.9 * margin), signed * (1 + margin)))
    trend = Trend(signed, low, high, 0.01, tuple(range(2015, 2023)), 70, 80)
    verdict = Verdict.IMPROVING if rises else Verdict.WORSENING
    movement = Movement(Verdict.CANNOT_BE_DECIDED if watched else verdict, trend, 0.5, 8)
    finding = replace(made, movement=replace(movement, to_watch=watched), country_trend=None)
    finding = replace(finding, against_riket=Movement(Verdict.MISSING))
    said = sentence(finding)
    known = [abs(each) for each in (signed, low, high)] + [2015.0, 2022.0]
    for number in numbers(said.replace("–", " ")):
        assert any(abs(number - each) <= 0.051 for each in known), (number, said)
    assert (UP["sv"][watched] in said, DOWN["sv"][watched] in said) == (rises, not rises)


@pytest.fixture(scope="module")
def made(store):
    return fgte.assess("behorig_yrkesprogram", "1384", store=store)


@pytest.mark.parametrize(("unchanged", "undecided", "unjudged"), [(1, 1, 1), (2, 3, 4), (0, 1, 0)])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_one_and_many_have_their_own_grammar(unchanged, undecided, unjudged, lang):
    verdicts = [Verdict.PRACTICALLY_UNCHANGED] * unchanged
    verdicts += [Verdict.CANNOT_BE_DECIDED] * undecided + [Verdict.TOO_SHORT] * unjudged
    first, rest = rest_lines(verdicts, lang)
    assert bool(first) == bool(unchanged)
    plural = {"sv": "indikatorer ", "en": "indicators "}[lang]
    assert (plural in first) == (unchanged > 1)
    assert (plural in rest) == (undecided > 1)
    assert (rest.count(".") == 2) == bool(unjudged)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.001, "mindre än en gång av hundra"),
        (0.012, "ungefär en gång av hundra"),
        (0.03, "ungefär tre gånger av hundra"),
        (0.62, "ungefär 62 gånger av hundra"),
    ],
)
def test_how_often_chance_gives_a_step_is_said_in_times_of_a_hundred(chance, said):
    assert chance_words(chance, "sv") == said


@pytest.mark.parametrize(("usual", "said"), [(0.05, "ungefär fem gånger av hundra."),
                                             (0.004, "mindre än en gång av hundra.")])  # fmt: skip
def test_a_step_is_named_only_where_usual_years_seldom_give_it(made, usual, said):
    change = Change(2021, 2022, -4.0, Interval(-7.0, -1.0), 0.001, usual)
    step, note = step_lines([replace(made, change=change)], "sv")
    assert step.endswith(said)
    assert step_lines([replace(made, change=replace(change, usual=0.051))], "sv") == [
        text("sentences.summary.no_steps", "sv")
    ]
    assert "0,1 så stora väntas" in note


@pytest.mark.parametrize(("slope", "sv", "en"), [(0.7, "uppåt", "upwards"),
                                                (-0.7, "nedåt", "downwards")])  # fmt: skip
def test_a_movement_beside_the_country_is_said_the_way_it_goes(made, slope, sv, en):
    beside = Trend(slope, slope - 0.4, slope + 0.4, 0.001, tuple(range(2015, 2023)), 1.0, 2.0)
    movement = replace(made.movement, trend=beside, to_watch=False)
    country = replace(made.against_riket, verdict=Verdict.IMPROVING, trend=beside, to_watch=False)
    told = replace(made, movement=movement, against_riket=country)
    for lang, way, other in (("sv", sv, ("uppåt", "nedåt")), ("en", en, ("upwards", "downwards"))):
        said = against_sentence(told, lang)
        assert [word for word in other if word in said] == [way]


def test_among_many_steps_it_is_said_how_many_so_large_are_expected(made):
    usual, rare = (Change(2021, 2022, -4.0, None, 0.001, each) for each in (0.4, 0.01))
    *named, note = step_lines([replace(made, change=each) for each in (usual,) * 9 + (rare,)], "sv")
    assert len(named) == 1
    assert "tio steg" in note
    assert "0,5" in note


def test_where_usual_differences_are_not_known_no_step_is_called_large(made):
    change = Change(2021, 2022, -40.0, Interval(-47.0, -31.0), 0.0001, None)
    assert step_lines([replace(made, change=change)], "sv") == []


@pytest.mark.parametrize(("opened", "words"), [(True, "Gymnasiet: tagna tillsammans"),
                                               (False, "Det är ingen bedömning")])  # fmt: skip
def test_why_a_signal_is_only_watched_depends_on_its_stage(opened, words):
    stage = StagePanel(Stage.GY, 4, 0.01, 0.03 if opened else 0.06, opened)
    assert why_only_watched(Gate(stage, 0.2, opened=False), "sv").startswith(words)


def test_own_indicators_of_no_stage_are_named_as_such():
    gate = Gate(StagePanel(None, 2, 0.01, 0.03, opened=True), 0.2, opened=False)
    assert why_only_watched(gate, "sv").startswith("Egna indikatorer:")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_summary_says_how_many_signals_chance_gives_with_the_panels_own_numbers(
    store, place, lang
):
    findings = fgte.assess_all(place, sexes=("T",), store=store)
    said = expected_by_chance(findings.panel, lang)
    expected = round(findings.panel.expected_by_chance, 1)
    assert expected in [round(each, 1) for each in numbers(said)]


def test_nothing_of_a_hidden_group_is_in_any_sentence_of_its_page(store):
    findings = fgte.assess_all("1384", sexes=("T",), store=store)
    hidden = [
        replace(
            each,
            movement=Movement(Verdict.SUPPRESSED),
            status=Status.SUPPRESSED,
            value=None,
            change=None,
            against_riket=Movement(Verdict.MISSING),
            gap=replace(each.gap, sexes=replace(each.gap.sexes, status=Status.SUPPRESSED)),
        )
        for each in findings
    ]
    for each in hidden:
        assert not numbers(" ".join(said_of(each, "sv")))
    page = type(findings.page())(hidden, {})
    words = BeautifulSoup(page.summary().source, "html.parser").get_text(" ")
    stages_and_years = {3, 6, 9, *range(2015, 2027)}
    assert set(numbers(words)) <= stages_and_years
