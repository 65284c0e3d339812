import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import permutations

import pytest

from fgte.present.svg import render
from fgte.present.theme import BLUE

SVG = "{http://www.w3.org/2000/svg}"
VALUES = (1.4, -0.9, 0.2, 0.0, -2.2)
NAMES = ["Falkenberg", "Halmstad", "Hylte", "Kungsbacka", "Laholm"]


def words(drawn):
    return [text.text for text in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def without_figures(drawn):
    return re.sub(r"[+−-]?\d+([.,]\d+)?", "0", drawn)


def marks(drawn):
    groups = ElementTree.fromstring(drawn).findall(f"{SVG}g[@fill='{BLUE}']")
    return [group.find(f"{SVG}circle") for group in groups]


@pytest.mark.parametrize("values", list(permutations(VALUES))[::17])
def test_permuting_the_values_changes_no_colour_order_or_emphasis(movements, values):
    expected = without_figures(render(movements(VALUES)))
    assert without_figures(render(movements(values))) == expected


def test_movements_stand_in_the_order_given(movements):
    assert [word for word in words(render(movements(VALUES))) if word in NAMES] == NAMES


def test_every_mark_is_alike(movements):
    sizes = {mark.get("r") for mark in marks(render(movements(VALUES)))}
    assert sizes == {"5"}


def test_no_change_stands_in_the_middle_and_is_named(movements):
    drawn = render(movements(VALUES))
    assert "ingen förändring" in words(drawn)
    places = [float(mark.get("cx")) for mark in marks(drawn)]
    assert places[3] == pytest.approx(
        (places[0] + 1.4 / 0.9 * places[1]) / (1 + 1.4 / 0.9), abs=0.2
    )


def test_the_changes_that_are_too_small_to_matter_are_shaded_and_explained(movements):
    said = "mindre än minsta relevanta förändring (±0,5 procentenheter per år)"
    assert said in " ".join(words(render(movements(VALUES))))
    assert "fill-opacity" not in render(movements(VALUES, smallest=None))


def test_a_movement_without_value_says_why_instead_of_a_mark(movements):
    drawn = render(movements((1.4, None, 0.2)))
    assert "för få jämförbara år" in words(drawn)
    assert len(marks(drawn)) == len(marks(render(movements((1.4, 0.2)))))


def test_a_movement_without_value_and_note_says_that_a_figure_is_missing(movements):
    assert "uppgift saknas" in words(render(movements((1.4, None), note="")))


def test_a_note_beside_a_value_stands_under_the_name(movements):
    chart = movements((1.4,))
    noted = replace(chart.movements[0], note="elever som bor i kommunen")
    drawn = render(replace(chart, movements=(noted,)))
    assert "elever som bor i kommunen" in " ".join(words(drawn))
    assert len(marks(drawn)) == len(marks(render(chart)))


def test_hovering_says_the_change_with_its_interval(movements):
    said = "Falkenberg: +1,4 procentenheter per år (+0,8 till +2,0)"
    assert said in render(movements(VALUES))


def test_no_movements_at_all_is_still_a_chart(movements):
    assert ElementTree.fromstring(render(movements(()))).get("role") == "img"


def test_names_and_notes_from_outside_are_escaped(movements):
    assert "<script" not in render(movements((None,), note="<script>alert(1)</script>"))
