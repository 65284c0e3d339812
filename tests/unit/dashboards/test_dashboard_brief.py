"""The top of *Översikt* answers four questions, of all that was judged, and ranks nobody."""

from __future__ import annotations

import pytest

from fgte.api import assess_all
from fgte.catalogue import municipalities
from fgte.dashboards.brief import MOST, Line, brief
from fgte.dashboards.choices import OVERVIEW
from fgte.dashboards.rendering import Rendering
from fgte.model import Verdict


@pytest.fixture(scope="module")
def known(store):
    return [(each, assess_all(each.id, sexes=("T",), store=store)) for each in municipalities()]


@pytest.fixture(scope="module")
def nothing():
    return {each.id: [] for each in municipalities()}


def test_what_cannot_be_decided_is_one_count(known, nothing):
    verdicts = [each.verdict for _, found in known for each in found]
    unsure = verdicts.count(Verdict.CANNOT_BE_DECIDED)
    said = brief(known, nothing, [], [], "sv").undecided
    assert said.startswith(f"I {unsure} av {len(verdicts)} bedömningar kan siffrorna inte avgöra")


def test_movements_stand_in_code_order_and_the_rest_are_counted(known, nothing):
    lines = {each: [Line("a"), Line("b")] for each in nothing}
    said = brief(known, lines, [], [], "sv")
    assert said.moving == (Line("a"), Line("b")) * 2
    assert said.more == 10 - MOST


def test_where_no_movement_is_certain_is_said_by_name(known, nothing):
    moving = nothing | {"1383": [Line("a")]}
    assert "Hylte, Halmstad, Laholm och Kungsbacka" in brief(known, moving, [], [], "sv").still[0]
    assert "någon av kommunerna" in brief(known, nothing, [], [], "sv").still[0]
    everyone = {each: [Line("a")] for each in nothing}
    assert len(brief(known, everyone, [], [], "sv").still) == 1


def test_how_strict_a_movement_is_tried_is_said(known, nothing):
    assert "högst en gång av tjugo" in brief(known, nothing, [], [], "sv").still[-1]


def test_what_is_new_says_how_far_the_figures_go_and_what_was_revised(known, nothing, store):
    origins = store.origins.values()
    said = brief(known, nothing, [], origins, "sv").new
    assert "Gymnasiet: 2022 (Hylte, Halmstad, Laholm och Varberg)." in said[0]
    assert "Gymnasiet: 2025 (Kungsbacka)." in said[1]
    assert said[2].startswith("Inga reviderade uppgifter")
    assert str(max(each.retrieved for each in origins).year) in said[3]
    assert brief(known, nothing, ["Laholm: ändrad"], origins, "sv").new[2] == "Laholm: ändrad"


def test_each_movement_names_its_place_and_leads_to_its_card(settings):
    html = Rendering(settings).answer(OVERVIEW, "").html
    top = html[: html.index('id="places"')]
    address = "kommun?kommun=varberg&amp;oppen=betygspoang#tile-betygspoang"
    assert (
        f'<strong>Varberg</strong> <span class="verdict">förbättring</span> <a href="{address}">'
        in top
    )
    assert "Inget väntar på att prövas" in top
