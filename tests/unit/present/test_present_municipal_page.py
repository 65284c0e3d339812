"""One municipality's page: which findings are mentioned where, and what stands beside each."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.model import Stage, Verdict
from fgte.present.labels import number_word
from fgte.present.municipal_page import MunicipalPage
from fgte.present.narrative import against_sentence, movement_sentence
from fgte.texts import text

PLACES = ["1315", "1380", "1381", "1383", "1384"]
MOVING = {
    "1315": [],
    "1380": [],
    "1381": [],
    "1383": ["betygspoang", "examen_3ar_hogskoleforberedande"],
    "1384": [],
}
WATCHED = {
    "1380": ["betygspoang", "behorig_hogskoleforberedande", "behorig_yrkesprogram"],
    "1383": ["examen_3ar"],
    "1384": ["examen_3ar_hogskoleforberedande"],
}
STEPS = {
    "1381": [("Meritvärde", "−13,8"), ("Examen inom tre år", "−20,3")],
}
"""What the trends of test_hand_computed_findings say, through the gates of test_published_panel."""


@pytest.fixture(scope="module")
def everything(store):
    return {place: fgte.assess_all(place, sexes=("T",), store=store) for place in PLACES}


def plain(words):
    return re.sub(r"[\u00a0\u202f]", " ", words)


def blocks(page):
    """The lines of a summary under each of its headings, by the heading's key."""
    soup = BeautifulSoup(page.summary().source, "html.parser")
    keys = ("moving", "against", "watch", "steps", "rest", "newest", "start_question")
    names = {text(f"labels.page.{key}", page.lang): key for key in keys}
    return {
        names[head.get_text()]: [line.get_text() for line in head.find_next("ul").select("li")]
        for head in soup.select("h3")
    }


@pytest.mark.parametrize("place", PLACES)
def test_every_movement_is_in_the_summary_and_nothing_else_is(everything, place):
    findings = everything[place]
    *moving, _ = blocks(findings.page())["moving"]
    said = [movement_sentence(findings[id]) for id in MOVING[place]]
    if not said:
        tested = sum(each.trend is not None for each in findings)
        (line,) = moving
        assert line.startswith("Ingen av de ")
        assert number_word(tested) in line
    else:
        assert moving == said


@pytest.mark.parametrize("place", PLACES)
def test_where_no_movement_beside_riket_is_found_one_line_says_so(everything, place):
    nothing = [text("sentences.summary.no_movement_against", "sv")]
    assert blocks(everything[place].page())["against"] == nothing


def test_the_country_is_mentioned_where_the_own_movement_beside_it_is_made_up(everything):
    one, *others = everything["1381"]
    moved = replace(one.against_riket, verdict=Verdict.IMPROVING)
    page = MunicipalPage((replace(one, against_riket=moved), *others), {})
    assert blocks(page)["against"] == [against_sentence(replace(one, against_riket=moved))]


@pytest.mark.parametrize("place", PLACES)
def test_how_strictly_it_was_tested_is_said_once_after_what_moves(everything, place):
    lines = blocks(everything[place].page())["moving"]
    assert lines[-1] == text("sentences.gate.held", "sv")
    assert lines.count(lines[-1]) == 1


@pytest.mark.parametrize("place", PLACES)
def test_signals_to_watch_are_named_with_how_many_chance_gives(everything, place):
    findings = everything[place]
    *signals, chance = blocks(findings.page()).get("watch", [""])
    assert len(signals) == len(WATCHED.get(place, []))
    for line, id in zip(signals, WATCHED.get(place, []), strict=True):
        finding = findings[id]
        trend = finding.trend if finding.to_watch else finding.against_riket.trend
        assert line.startswith(finding.indicator.short.sv)
        assert ("uppåt" in line, "nedåt" in line) == (trend.slope > 0, trend.slope < 0)
        assert ("riket" in line) == (not finding.to_watch)
    if signals:
        assert f"{findings.panel.expected_by_chance:.1f}".replace(".", ",") in chance
        assert number_word(findings.panel.questions) in chance
        assert "bedömning" in chance


def test_a_signal_to_watch_is_never_among_what_moves(everything):
    for place, ids in WATCHED.items():
        moving = " ".join(blocks(everything[place].page())["moving"])
        for id in ids:
            assert everything[place][id].indicator.subject.sv not in moving


def test_a_stage_that_moves_without_any_one_indicator_is_said(everything):
    findings = everything["1384"]
    opened = [replace(stage, opened=stage.stage is Stage.GY) for stage in findings.panel.stages]
    panel = replace(findings.panel, stages=tuple(opened))
    line, held = blocks(MunicipalPage(findings.whole, {}, panel=panel))["moving"]
    assert line == text("sentences.gate.stage_unnamed", "sv", stage="Gymnasiet")
    assert held == text("sentences.gate.held", "sv")


@pytest.mark.parametrize(("judged", "key"), [(1, "no_movement.one"), (0, "nothing_judged")])
def test_one_or_no_judged_indicator_has_a_sentence_of_its_own(everything, judged, key):
    findings = everything["1384"]
    chosen = [e for e in findings if e.gate is None] + [e for e in findings if e.gate][:judged]
    line, _ = blocks(MunicipalPage(chosen, {}))["moving"]
    assert line == text(f"sentences.summary.{key}", "sv", n="en")


def test_girls_are_counted_by_the_figures_that_are_of_girls(store):
    """Four of Kungsbacka's indicators are published for girls; ten can be judged for all."""
    found = fgte.assess_all("1384", store=store).found.values()
    girls = [each for each in found if each.sex == "K"]
    line, _ = blocks(MunicipalPage(girls, {}))["moving"]
    assert line == text("sentences.summary.no_movement.many", "sv", n="fyra")


def test_a_stage_that_moves_for_all_is_not_said_to_move_for_girls(store):
    """In Varberg the upper secondary stage moves, and two indicators in it are named."""
    findings = fgte.assess_all("1383", store=store)
    girls = [each for each in findings.found.values() if each.sex == "K"]
    moving = blocks(MunicipalPage(girls, {}, panel=findings.panel))["moving"]
    assert not [line for line in moving if line.startswith("Gymnasiet")]
    assert findings.panel.opened


@pytest.mark.parametrize("place", STEPS)
def test_a_step_larger_than_year_groups_usually_give_is_named_with_its_size(everything, place):
    *steps, _ = blocks(everything[place].page())["steps"]
    assert len(steps) == len(STEPS[place])
    for line, (label, size) in zip(steps, STEPS[place], strict=True):
        assert line.startswith(f"{label}: {size}")


@pytest.mark.parametrize("place", PLACES)
def test_only_steps_that_year_groups_seldom_give_are_named(everything, place):
    changes = [(each.indicator.short.sv, each.change) for each in everything[place] if each.change]
    unusual = [label for label, c in changes if c.usual is not None and c.usual <= 0.05]
    lines = blocks(everything[place].page())["steps"]
    assert [line.split(":")[0] for line in lines if ":" in line and "från" in line] == unusual


@pytest.mark.parametrize("place", PLACES)
def test_what_cannot_be_said_is_one_line_with_a_way_in(everything, place):
    findings = everything[place]
    (line,) = blocks(findings.page())["rest"]
    watched = [each for each in findings if each.to_watch]
    undecided = sum(e.verdict is Verdict.CANNOT_BE_DECIDED and not e.to_watch for e in findings)
    unjudged = 13 - undecided - len(watched) - len(MOVING[place])
    assert f"I {number_word(undecided)} indikatorer" in line
    assert f"{number_word(unjudged).capitalize()} går inte att bedöma" in line
    summary = BeautifulSoup(findings.page().summary().source, "html.parser")
    overview = BeautifulSoup(findings.page().overview().source, "html.parser")
    (way_in,) = summary.select("a")
    assert overview.select(way_in["href"])


def test_what_is_practically_unchanged_is_a_finding_and_counted_by_itself(everything):
    one, *others = everything["1383"]
    still = replace(one, movement=replace(one.movement, verdict=Verdict.PRACTICALLY_UNCHANGED))
    unchanged, rest = blocks(MunicipalPage((still, *others), {}))["rest"]
    assert unchanged == text("sentences.unchanged.one", "sv")
    assert "oförändrad" not in rest


def test_the_newest_year_of_each_stage_is_said(everything):
    (line,) = blocks(everything["1384"].page())["newest"]
    assert (
        line == "Senaste år med siffror (ett spann där indikatorerna har olika). "
        "Årskurs 3: 2022 · Årskurs 9: 2022–2025 · Gymnasiet: 2025"
    )


@pytest.mark.parametrize("place", PLACES)
def test_the_first_question_is_one_of_the_pages_questions(everything, place):
    page = everything[place].page()
    (start,) = blocks(page)["start_question"]
    listed = BeautifulSoup(page.questions().source, "html.parser").select("ol.questions li")
    assert start == listed[0].get_text()


def rows(page):
    soup = BeautifulSoup(page.overview().source, "html.parser")
    return [[plain(c.get_text()) for c in row.select("th, td")] for row in soup.select("tbody tr")]


def test_the_overview_has_the_thirteen_on_a_row_each_in_the_collaborations_order(everything):
    found = rows(everything["1384"].page())
    assert [row[0] for row in found] == [each.indicator.short.sv for each in everything["1384"]]
    assert len(found) == 13


@pytest.mark.parametrize(
    ("place", "number", "row"),
    [
        (
            "1384",
            5,
            ["237,0 poäng (2022)", "+0,4 (−2,2 till +4,6)", "−0,2 (−2,8 till +1,7)"],
        ),
        ("1383", 11, ["76,2 % (2022)", "+1,1 (+0,2 till +2,3)", "+0,7 (−1,1 till +1,8)"]),
        ("1315", 11, ["61,2 % (2022)", "−0,6 (−3,2 till +1,3)", "−1,2 (−3,9 till +1,1)"]),
        ("1380", 6, ["78,6 % (2022)", "−0,6 (−1,9 till +0,5)", "−0,7 (−1,7 till −0,03)"]),
        ("1384", 2, ["uppgift saknas", "–", "–"]),
    ],
)
def test_a_row_has_value_own_movement_and_the_movement_beside_riket(everything, place, number, row):
    assert rows(everything[place].page())[number - 1][1:4] == row


@pytest.mark.parametrize(
    ("place", "number", "verdict"),
    [
        ("1383", 12, "förbättring"),
        ("1383", 11, "kan inte avgöras · att följa"),
        ("1384", 5, "kan inte avgöras"),
        ("1384", 10, "för få jämförbara år"),
        ("1384", 2, "uppgift saknas"),
    ],
)
def test_a_row_ends_in_the_verdict_on_the_own_movement(everything, place, number, verdict):
    assert rows(everything[place].page())[number - 1][-1] == verdict


@pytest.mark.parametrize("stage", Stage)
def test_each_stage_has_the_cards_of_its_own_indicators(everything, stage):
    findings = everything["1380"]
    soup = BeautifulSoup(findings.page().stage(stage).source, "html.parser")
    expected = [each.indicator.label.sv for each in findings if each.indicator.stage is stage]
    assert expected
    assert [head.get_text() for head in soup.select("h3")] == expected


def test_no_movement_anywhere_leaves_no_empty_block(everything):
    for place in PLACES:
        assert all(blocks(everything[place].page()).values())
