"""What a chart of each type and each sign looks like, held byte for byte.

After a wanted change: ``pytest tests/golden --renew-goldens``, then look at each picture that git
says is changed (they open in a browser) before it is committed. What each must hold is said below
in words, so that a renewed picture cannot lose its point unseen.
"""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import pytest

from fgte.present.svg import render
from fgte.present.theme import BLUE, GREY, LILAC, ORANGE, TEAL, WHITE, WINE
from tests.example_charts import EXAMPLES, example

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Picture:
    """A golden picture, asked about in words."""

    root: ElementTree.Element

    @property
    def words(self) -> list[str]:
        """Every line of text that the eye meets."""
        return [list(each.itertext())[-1] for each in self.root.iter(f"{SVG}text")]

    def strokes(self, colour: str) -> int:
        """How many times the pen of a line in this colour is put down."""
        lines = [each for each in self.root.findall(f"{SVG}path") if each.get("stroke") == colour]
        return sum(each.get("d", "").count("M") for each in lines)

    def points(self, shape: str, fill: str) -> list[str]:
        """What is said of each mark of a shape in a colour, in the order drawn."""
        groups = [each for each in self.root.iter(f"{SVG}g") if each.get("fill") == fill]
        titles = (each.find(f"{SVG}title") for g in groups for each in g.iter(f"{SVG}{shape}"))
        return [title.text or "" for title in titles if title is not None]

    def place(self, words: str) -> tuple[float, float]:
        """Where a line of text stands, or the first of those that say the same."""
        texts = self.root.iter(f"{SVG}text")
        found = next(each for each in texts if list(each.itertext())[-1] == words)
        return float(found.get("x", "nan")), float(found.get("y", "nan"))

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return self.root.findtext(f"{SVG}desc", "")


def a_line_each(drawn: str) -> str:
    """The drawing with each element on a line of its own, so that a change can be read."""
    return drawn.replace("><", ">\n<") + "\n"


@pytest.fixture
def picture(request: pytest.FixtureRequest, pictures: Path) -> Picture:
    """The golden picture that the test is named after."""
    name = request.node.name.removeprefix("test_").partition("__")[0]
    return Picture(ElementTree.parse(pictures / f"{name}.svg").getroot())


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_picture_is_the_one_that_was_looked_at(name, pictures, renew):
    path, drawn = pictures / f"{name}.svg", a_line_each(render(example(name)))
    if renew:
        path.parent.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8"), "see the top of this file"


def test_every_picture_has_its_example_and_its_test_in_words(pictures):
    assert {path.stem for path in pictures.glob("*.svg")} == set(EXAMPLES)
    described = {name.partition("__")[0].removeprefix("test_") for name in globals()}
    assert set(EXAMPLES) - described == set()


def test_indicator_series__own_line_country_and_interval(picture):
    assert picture.strokes(BLUE) == picture.strokes(GREY) == 1
    assert picture.points("circle", BLUE)[0] == "Hylte 2015: 71,0\u00a0% (68,0–74,0)"
    assert {"Hylte", "77,0\u00a0%", "Riket, till 2018"} <= set(picture.words)
    said = "osäkerhetsintervall: så mycket brukar årskullar skilja av slump"
    assert said in " ".join(picture.words)


def test_girls_and_boys__differ_in_shape_and_colour(picture):
    assert len(picture.points("path", WINE)) == len(picture.points("rect", TEAL)) == 4
    assert {"Flickor", "Pojkar"} <= set(picture.words)


def test_gap_between_girls_and_boys__is_read_against_no_difference(picture):
    assert {"+20", "0", "−20", "+9,0"} <= set(picture.words)
    above, below = (
        next(word for word in picture.words if who in word)
        for who in ("flickorna högre", "pojkarna högre")
    )
    assert picture.place(above)[1] < picture.place("0")[1] < picture.place(below)[1]


def test_small_multiples__stand_by_stage_and_share_a_scale_within_a_unit(picture):
    assert picture.place("Årskurs 6")[1] < picture.place("Årskurs 9")[1]
    assert picture.place("Behöriga")[1] == picture.place("Meritvärde")[1]
    assert any("går höjderna inte att jämföra" in word for word in picture.words)


def test_cohort_path__goes_stage_by_stage_and_says_what_is_hidden(picture):
    stages = [picture.place(stage)[0] for stage in ("åk 3", "åk 6", "åk 9")]
    assert stages == sorted(stages)
    assert len(picture.points("circle", BLUE)) == 2
    assert len(picture.points("rect", GREY)) == 1
    assert "dold uppgift" in picture.spoken


def test_movements__stand_in_the_order_given_and_alike(picture):
    names = ["Hylte", "Halmstad", "Laholm", "Varberg", "Kungsbacka"]
    assert [word for word in picture.words if word in names] == names
    assert "för få jämförbara år" in picture.words
    assert len(picture.points("circle", BLUE)) == 4


def test_expected_and_actual__has_a_scale_for_each_unit(picture):
    assert {"poäng", "procentenheter", "modellvärde saknas"} <= set(picture.words)
    assert len(picture.points("circle", BLUE)) == 2
    assert any("hur bra en skola är" in word for word in picture.words)


def test_expected_and_actual_over_time__is_two_lines_without_an_interval(picture):
    assert len(picture.points("circle", BLUE)) == 4
    assert len(picture.points("path", LILAC)) == 4
    assert not any("osäkerhetsintervall" in word for word in picture.words)


def test_spread_between_schools__names_no_school(picture):
    dots = "".join(each.get("d", "") for each in picture.root.iter(f"{SVG}path"))
    assert dots.count("h0") == 7 + 1, "seven schools, and one dot in the key"
    assert any("utan namn" in word for word in picture.words)
    assert any("inte visas" in word for word in picture.words)


def test_run_chart__shows_the_median_and_how_the_line_runs_about_it(picture):
    assert "median: 74,0\u00a0%" in picture.words
    said = " ".join(picture.words)
    assert "på samma sida" in said
    assert "korsar medianen en gång" in said


def test_a_break__cuts_the_line_and_is_named(picture):
    assert picture.strokes(BLUE) == 2
    x, _ = picture.place("nytt betygssystem")
    assert picture.place("2016")[0] < x < picture.place("2017")[0]
    assert "2017" in picture.spoken


def test_an_odd_year__is_a_hollow_mark_that_the_line_passes_by(picture):
    [said] = picture.points("circle", WHITE)
    assert said.startswith("Hylte 2016: 60,0\u00a0%, avvikande år")
    assert picture.strokes(BLUE) == 1
    assert any(word.lower().startswith("avvikande år") for word in picture.words)


def test_a_missing_year__is_a_gap_with_its_reason(picture):
    assert picture.strokes(BLUE) == 2
    assert len(picture.points("path", GREY)) == 1
    assert "inga nationella prov" in " ".join(picture.words)
    assert "2017" in picture.words
    assert "uppgift saknas" in picture.spoken


def test_a_suppressed_figure__has_a_sign_of_its_own(picture):
    assert len(picture.points("rect", GREY)) == 1
    assert "dold uppgift (liten grupp)" in picture.words
    assert picture.points("path", GREY) == []


def test_a_censored_figure__is_a_frame_around_what_it_can_be(picture):
    [said] = picture.points("rect", WHITE)
    assert "94,1–98,5\u00a0%" in said
    assert len(picture.points("circle", BLUE)) == 3


def test_limits_of_usual_variation__say_that_they_are_provisional(picture):
    said = " ".join(picture.words)
    assert "vanlig variation 2015–2020: 66,0–82,0\u00a0%" in said
    assert "provisoriska" in said


def test_a_start_of_change_work__marks_a_start_and_not_an_effect(picture):
    said = " ".join(picture.words)
    assert "läsarbetet (augusti 2017)" in said
    assert "visar start, inte effekt" in said
    assert picture.place("2017")[0] < picture.place("A")[0] < picture.place("2018")[0]


def test_nothing_at_all__says_so_instead_of_an_empty_surface(picture):
    assert picture.words == ["uppgift saknas"]
    assert picture.root.find(f"{SVG}line") is None


def test_nothing_is_emphasised_by_a_colour_of_warning(pictures):
    assert [path.stem for path in pictures.glob("*.svg") if ORANGE in path.read_text("utf-8")] == []
