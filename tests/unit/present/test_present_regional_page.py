"""The regional page: what is common, where the municipalities move differently, who is meant."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

import fgte
from fgte.judgement import Heterogeneity
from fgte.model import Stage, Verdict
from fgte.present.labels import number_word
from fgte.present.numbers import with_unit
from fgte.present.regional_page import (
    RegionalPage,
    common_sentence,
    regional_card,
    regional_sentence,
)
from fgte.texts import text

NAMES = ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"]
DIFFERING = ["examen_3ar", "examen_3ar_hogskoleforberedande"]
"""Those whose p by the permutation in test_hand_computed_findings is below 0.05, alone."""


@pytest.fixture(scope="module")
def regions(store):
    return fgte.assess_collaboration(store=store)


@pytest.fixture(scope="module")
def apart(regions):
    """The same regions, as if those two differed also when ten are asked of at once."""
    return [
        replace(e, heterogeneity=replace(e.heterogeneity, differs=True))
        if e.indicator.id in DIFFERING
        else e
        for e in regions
    ]


def plain(words):
    return re.sub(r"[\u00a0\u202f]", " ", words)


def blocks(page):
    soup = BeautifulSoup(page.summary().source, "html.parser")
    keys = ("moving_region", "against", "differing", "watch", "rest", "start_question")
    names = {text(f"labels.page.{key}", page.lang): key for key in keys}
    return {
        names[head.get_text()]: [line.get_text() for line in head.find_next("ul").select("li")]
        for head in soup.select("h3")
    }


def articles(piece):
    return BeautifulSoup(piece.source, "html.parser").select("article")


def test_the_movement_in_common_is_in_the_summary_with_its_numbers(regions):
    moving, _ = blocks(regions.page())["moving_region"]
    assert moving.startswith(common_sentence(regions["betygspoang"]))
    assert re.findall(r"\d+,\d+", common_sentence(regions["betygspoang"])) == [
        "0,05",
        "0,02",
        "0,08",
    ]


def test_without_a_movement_in_common_the_number_of_judged_is_said(regions):
    still = [each for each in regions if each.indicator.id != "betygspoang"]
    line, _ = blocks(RegionalPage(still, {}))["moving_region"]
    assert number_word(sum(each.common.trend is not None for each in still)) in line


def test_where_the_municipalities_move_differently_is_named(regions, apart):
    lines = blocks(RegionalPage(apart, {}))["differing"]
    assert len(lines) == len(DIFFERING)
    for line, id in zip(lines, DIFFERING, strict=True):
        assert regions[id].indicator.short.sv in line


def test_two_in_ten_that_differ_only_alone_are_not_said_to(regions):
    """p 0.04 and 0.01 alone are 0.39 and 0.12 among ten, by Holm."""
    alone = [e.indicator.id for e in regions if e.heterogeneity and e.heterogeneity.p_value <= 0.05]
    assert alone == DIFFERING
    assert blocks(regions.page())["differing"] == [text("sentences.region.same", "sv")]


@pytest.mark.parametrize("sign", [1, -1])
def test_a_movement_beside_riket_is_in_the_summary(regions, sign):
    one = regions["meritvarde"]
    trend = replace(one.common.trend, slope=sign * 2.2, low=sign * 2 - 1, high=sign * 2 + 1)
    verdict = Verdict.IMPROVING if sign > 0 else Verdict.WORSENING
    moved = replace(one.common_against_riket, verdict=verdict, trend=trend)
    (line,) = blocks(RegionalPage([replace(one, common_against_riket=moved)], {}))["against"]
    assert "2,2" in line
    assert ("uppåt" in line, "nedåt" in line) == (sign > 0, sign < 0)


def test_no_movement_beside_riket_is_said(regions):
    nothing = text("sentences.summary.no_movement_against", "sv")
    assert blocks(regions.page())["against"] == [nothing]


def test_how_strictly_it_was_tested_is_said(regions):
    assert blocks(regions.page())["moving_region"][-1] == text("sentences.gate.held_region", "sv")


@pytest.mark.parametrize("beside", [False, True])
def test_a_signal_in_common_is_to_be_watched_and_no_movement(regions, beside):
    one = regions["betygspoang"]
    common = replace(one.common, verdict=Verdict.CANNOT_BE_DECIDED, to_watch=True)
    watched = replace(one, common=common)
    if beside:
        against = replace(one.common_against_riket, to_watch=True)
        watched = replace(one, common_against_riket=against)
    signal, chance = blocks(RegionalPage([watched], {}, panel=regions.panel))["watch"]
    assert signal.startswith("Betygspoäng pekar")
    assert ("riket" in signal) == beside
    assert number_word(regions.panel.questions) in chance
    said = common_sentence(watched)
    assert said.startswith("Betygspoängen" if beside else "Att följa: betygspoängen")


def rows(page):
    soup = BeautifulSoup(page.overview().source, "html.parser")
    return [[plain(c.get_text()) for c in row.select("th, td")] for row in soup.select("tbody tr")]


def test_the_overview_has_years_both_movements_and_whether_they_differ(regions):
    by_label = {row[0]: row[1:] for row in rows(regions.page())}
    assert len(by_label) == 13
    assert by_label["Betygspoäng"] == [
        "2015–2022",
        "+0,05 (+0,02 till +0,08)",
        "−0,02 (−0,05 till +0,003)",
        text("labels.page.differs_no", "sv"),
        "förbättring",
    ]


def test_the_overview_says_yes_only_where_they_differ(regions, apart):
    yes = text("labels.page.differs_yes", "sv")
    assert not [row for row in rows(regions.page()) if row[-2] == yes]
    differing = [row[0] for row in rows(RegionalPage(apart, {})) if row[-2] == yes]
    assert differing == [regions[id].indicator.short.sv for id in DIFFERING]


def test_a_row_with_nothing_to_judge_has_no_number(regions):
    row = rows(regions.page())[1]
    assert row[1:4] == ["–", "–", "–"]
    assert row[-1] == "uppgift saknas"


def test_each_stage_has_a_card_for_each_of_its_indicators(regions):
    page = regions.page()
    for stage in Stage:
        heads = [article.h3.get_text() for article in articles(page.stage(stage))]
        chosen = [each for each in regions if each.indicator.stage is stage]
        assert heads == [each.indicator.label.sv for each in chosen]


def test_the_table_behind_the_chart_has_the_five_in_code_order(regions):
    for each in regions:
        soup = BeautifulSoup(regional_card(each).source, "html.parser")
        names = [row.find(["th", "td"]).get_text() for row in soup.select("tbody tr")]
        assert names == (NAMES if soup.select("svg") else [])


def test_the_card_says_who_is_included_and_who_is_left_out(regions):
    notes = [
        item.get_text()
        for item in BeautifulSoup(
            regional_card(regions["examen_3ar"]).source, "html.parser"
        ).select("ul.caveats li")
    ]
    included, left_out = notes[:2]
    assert [name for name in NAMES if name in included] == NAMES[1:]
    assert [name for name in NAMES if name in left_out] == ["Hylte"]


def test_the_card_tells_what_has_happened_to_the_series_once(regions):
    soup = BeautifulSoup(regional_card(regions["meritvarde"]).source, "html.parser")
    shown = [item.get_text() for item in soup.select("ul.caveats li")]
    for record in regions["meritvarde"].movements[0].records:
        assert shown.count(record.text.sv) == 1


@pytest.mark.parametrize("id", ["meritvarde", "examen_3ar_hogskoleforberedande"])
def test_the_level_together_is_shown_with_its_year_and_as_our_own(regions, id):
    level = regions[id].level
    value = with_unit(level.value, regions[id].indicator.unit)
    soup = BeautifulSoup(regional_card(regions[id]).source, "html.parser")
    (shown,) = [item.get_text() for item in soup.select("dl.facts dd")]
    assert shown.startswith(value)
    assert ("ovägt" in shown) == (not level.weighted_by_pupils)
    assert str(level.year) in soup.select_one("dl.facts dt").get_text()


@pytest.mark.parametrize("differs", [True, False])
def test_the_sentence_says_whether_they_differ(regions, differs):
    tested = Heterogeneity(9.9, 0.01 if differs else 0.4, differs)
    said = regional_sentence(replace(regions["meritvarde"], heterogeneity=tested))
    key = "differs" if differs else "same"
    assert said.endswith(text(f"sentences.region.{key}", "sv"))


def test_the_region_is_never_cited_as_koladas(regions):
    page = regions.page()
    assert "Källa: Kolada" not in "".join(page.stage(stage).source for stage in Stage)
