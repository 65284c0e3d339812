"""Views are the same findings, sentences and figures as the reports', and rank nobody."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from fgte.api import assess_all, assess_collaboration
from fgte.catalogue import municipalities
from fgte.dashboards import csv_files
from fgte.dashboards.choices import EQUITY, MUNICIPAL, OVERVIEW, PATTERNS, VIEWS
from fgte.dashboards.rendering import Rendering
from fgte.dashboards.style import style
from fgte.dashboards.warming import usual
from fgte.dashboards.widget import Board
from fgte.present.data_table import DataTable
from fgte.present.markup import fill


@pytest.fixture(scope="module")
def rendering(settings):
    return Rendering(settings)


def shown(words):
    """A sentence as it stands in html."""
    return str(fill("list", ordered=False, kind="x", lines=[words])).split("<li>")[1].split("<")[0]


def test_every_indicator_says_what_its_finding_says(rendering, store):
    for place in municipalities():
        for found in assess_all(place.id, sexes=("T",), store=store):
            id = found.indicator.id
            html = rendering.answer(MUNICIPAL, f"kommun={place.slug}&oppen={id}").html
            assert shown(found.sentence()) in html


def test_the_pattern_says_what_the_region_says(rendering, store):
    for found in assess_collaboration(store=store):
        html = rendering.answer(PATTERNS, f"oppen={found.indicator.id}").html
        assert shown(found.sentence()) in html


@pytest.mark.parametrize("view", [OVERVIEW, PATTERNS])
def test_municipalities_stand_in_code_order(rendering, view):
    html = rendering.answer(view, "").html
    if view == OVERVIEW:
        places = [html.index(f'id="place-{each.slug}"') for each in municipalities()]
    else:
        drawn = html[html.index("<svg") :]
        places = [drawn.index(f">{each.name}<") for each in municipalities()]
    assert places == sorted(places)


@pytest.mark.parametrize("view", VIEWS)
def test_an_answer_is_the_same_when_it_is_asked_again_and_by_another(rendering, settings, view):
    first = rendering.answer(view, "kommun=varberg")
    assert rendering.answer(view, "kommun=varberg") == first
    assert Rendering(settings).answer(view, "kommun=varberg") == first


@pytest.mark.parametrize("view", VIEWS)
def test_a_wrong_word_is_told_of_above_the_same_view_also_when_it_was_kept(settings, view):
    right = Rendering(settings).answer(view, "").html
    wrong = Rendering(settings).answer(view, "finnsinte=1").html
    assert wrong.endswith(right)
    assert "finnsinte" in wrong.removesuffix(right)


def test_a_kept_view_that_is_damaged_is_drawn_again(rendering, settings):
    first = rendering.answer(EQUITY, "kommun=hylte")
    for file in rendering.folder(rendering.store).glob("*.json"):
        file.write_text("{")
    assert Rendering(settings).answer(EQUITY, "kommun=hylte") == first


def test_both_languages_have_every_view(settings):
    english = Rendering(replace(settings, lang="en"))
    assert english.answer(MUNICIPAL, "kommun=laholm").heading == "Laholm: what has changed?"
    assert all(english.answer(view, "").html for view in VIEWS)


def test_the_usual_views_are_addresses_without_faults(rendering):
    assert all("notice" not in rendering.answer(*each).html for each in usual(rendering))


def test_a_widget_trusts_nothing_it_is_asked(rendering, settings):
    board = Board(rendering, MUNICIPAL, "kommun=1384", style(settings))
    board.asked = {"n": "1", "query": "kommun=<script>alert(1)</script>", "view": "/etc/passwd"}
    assert board.answer["n"] == "1"
    assert "<script>" not in board.answer["html"]
    assert board.view == MUNICIPAL
    board.asked = {"n": "2", "query": "kommun=varberg&elever=pojkar"}
    assert board.answer["query"] == "kommun=varberg&elever=pojkar"


def test_a_widget_can_go_to_another_view(rendering, settings):
    board = Board(rendering, OVERVIEW, "", style(settings))
    board.asked = {"n": "1", "query": "kommun=laholm&oppen=examen_3ar", "view": MUNICIPAL}
    assert 'data-view="kommun"' in board.shell
    assert "Laholm: vad har ändrats?" in board.shell


def test_a_wrong_choice_is_told_above_the_view_itself(rendering):
    html = rendering.answer(MUNICIPAL, "kommun=falkenberg").html
    assert html.index('class="notice"') < html.index("<svg")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "kommunala skolor, alla elever</figcaption>"),
        ("elever=flickor", "kommunala skolor, flickor</figcaption>"),
        ("skolor=hemkommun", "alla elever</figcaption>"),
        ("elever=pojkar&fran=2016&till=2022", "pojkar, 2016–2022</figcaption>"),
        ("fran=2016", "alla elever, från 2016</figcaption>"),
    ],
)
def test_a_chart_says_whose_figures_it_shows_and_which_years(rendering, query, said):
    html = rendering.answer(MUNICIPAL, f"kommun=kungsbacka&{query}").html
    titles = [each for each in html.split("<figcaption>")[1:] if said in f"{each}"]
    assert len(titles) == html.count("<figcaption>")


def test_a_tile_with_a_chart_names_its_source(rendering):
    html = rendering.answer(MUNICIPAL, "kommun=kungsbacka").html
    tiles = html.split('<article class="tile')[1:]
    assert len(tiles) == 12
    assert all('<p class="source">Källa: ' in each or "Egen beräkning på" in each for each in tiles)
    assert '<p class="source">Källa: Kolada (N15419), 2015–2022.</p>' in html


def test_a_pattern_says_whose_movements_it_shows(rendering):
    html = rendering.answer(PATTERNS, "elever=pojkar").html
    assert html.count("<figcaption>") == html.count(", pojkar</figcaption>") > 0


def test_an_opened_indicator_says_what_is_chosen(rendering):
    words = "kommun=kungsbacka&oppen=meritvarde&elever=flickor&fran=2016&till=2022"
    opened = rendering.answer(MUNICIPAL, words).html.split("data-fgte-opened")[1]
    assert '<p class="chosen">Flickor · 2016–2022</p>' in opened
    assert ", flickor</figcaption>" in opened


def test_no_cell_of_a_file_is_a_formula(rendering, monkeypatch):
    words = ("=1+1", "+1", "@SUM(A1)", "\tx", "−1,5")
    table = DataTable(("År",), tuple((each,) for each in words))
    monkeypatch.setattr(csv_files, "data_table", lambda chart: table)
    name, content = csv_files.csv_of(rendering, MUNICIPAL, "kommun=laholm&oppen=meritvarde")
    assert name == "laholm-meritvarde.csv"
    lines = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    cells = [line[0] for line in lines if line]
    assert cells[1:6] == ["'=1+1", "'+1", "'@SUM(A1)", "'\tx", "−1,5"]
