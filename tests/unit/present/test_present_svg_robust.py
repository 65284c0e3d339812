import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest

from fgte.model import Unit
from fgte.present.chart import LineRole, PointMark, SeriesChart, YearMark
from fgte.present.svg import render
from fgte.present.theme import PALETTE, STRONG_TEXT, TEXT

ELEVEN = (84, 85, 83, 86, 87, 85, 84, 86, 88, 87, 86)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_unit_and_language_gives_well_formed_xml(series, unit, lang):
    assert ElementTree.fromstring(render(series(8, 9, 7, unit=unit, lang=lang))).get("lang") == lang


@pytest.mark.parametrize(
    "values", [(), (84,), (PointMark.MISSING,), (PointMark.SUPPRESSED, PointMark.MISSING)]
)
def test_a_chart_with_next_to_nothing_is_still_a_chart(series, values):
    assert ElementTree.fromstring(render(series(*values))).get("role") == "img"


def test_a_chart_without_any_year_says_so_instead_of_an_empty_surface():
    drawn = render(SeriesChart("tom", "Tom", "Ingen uppgift.", Unit.PERCENT, ()))
    assert "uppgift saknas" in drawn
    assert "<line" not in drawn


def test_markup_in_labels_is_shown_as_text(series):
    chart = series(84, 85, label="<script>x</script>", breaks=(YearMark(2016, "a & <b>"),))
    drawn = render(replace(chart, title="<script>", description='"><script>'))
    assert "<script" not in drawn
    ElementTree.fromstring(drawn)


def test_characters_that_xml_forbids_are_left_out(series):
    ElementTree.fromstring(render(series(84, 85, label="Halm\x00stad\x1b")))


def test_the_same_chart_gives_the_same_bytes(series):
    assert render(series(*ELEVEN)) == render(series(*ELEVEN))


def test_ids_come_from_the_chart_and_are_unique_in_it(series):
    drawn = render(replace(series(84, 85), id='meritvarde 1384"'))
    ids = re.findall(r' id="([^"]+)"', drawn)
    assert ids[0] == "meritvarde_20_1384_22_"
    assert len(ids) == len(set(ids))


def test_three_lines_over_eleven_years_are_under_12_kilobytes(series, line):
    others = tuple(
        line(*ELEVEN, role=role, label=name)
        for role, name in ((LineRole.GIRLS, "Flickor"), (LineRole.BOYS, "Pojkar"))
    )
    assert len(render(series(*ELEVEN, others=others)).encode()) < 12_000


def test_no_text_is_written_in_a_colour_of_marks(series):
    root = ElementTree.fromstring(render(series(*ELEVEN)))
    written = {text.get("fill", TEXT) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert written <= {TEXT, STRONG_TEXT}
    assert root.get("fill") == TEXT


def test_nothing_is_fetched_from_elsewhere(series):
    drawn = render(series(*ELEVEN)).replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|href|url\(|@import", drawn)


def test_every_colour_is_one_of_the_theme(series):
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+)"', render(series(*ELEVEN))))
    assert colours <= {*PALETTE, TEXT, STRONG_TEXT, "#FFFFFF", "#E3E3E3", "#6B6B6B"}
