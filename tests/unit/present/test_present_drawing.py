"""A drawn chart shows itself in a notebook and is kept as a file, without a browser or a font."""

import math
import os
import struct
import xml.etree.ElementTree as ElementTree

import pytest

from fgte.errors import FgteError
from fgte.present.drawing import Drawing, draw
from fgte.present.svg import render
from tests.example_charts import EXAMPLES, example

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def drawing(series):
    return draw(series(84, 85, 83))


def picture_of(words):
    """A picture of nothing but these words."""
    return Drawing(
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 200 30"'
        f' font-family="Missing, sans-serif"><text x="5" y="20">{words}</text></svg>'
    ).png()


def size(picture):
    return struct.unpack(">II", picture[16:24])


def test_a_page_gets_the_chart_as_it_is_drawn(series):
    assert draw(series(84, 85)).__html__() == render(series(84, 85))


def test_a_notebook_shows_it_on_white_and_no_wider_than_a_page(drawing):
    shown = drawing._repr_html_()
    assert drawing.source in shown
    assert 'style="max-width:40rem;background:#FFFFFF"' in shown


def test_an_svg_file_has_a_size_and_all_that_the_chart_has(drawing, tmp_path):
    path = drawing.save(tmp_path / "diagram.svg")
    kept, drawn = ElementTree.parse(path).getroot(), ElementTree.fromstring(drawing.source)
    assert kept.get("viewBox") == f"-12 -12 {kept.get('width')} {kept.get('height')}"
    assert len(list(kept.iter())) == len(list(drawn.iter()))
    assert kept.get("role") == "img"


@pytest.mark.parametrize(("scale", "width"), [(1, 444), (2, 888), (0.5, 222)])
def test_a_picture_is_as_wide_as_asked_for(drawing, tmp_path, scale, width):
    picture = drawing.save(str(tmp_path / "diagram.PNG"), scale=scale).read_bytes()
    assert picture.startswith(PNG)
    assert size(picture)[0] == width


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_type_becomes_a_picture_of_its_own_shape(name):
    drawn = draw(example(name))
    _, _, width, height = ElementTree.fromstring(drawn.source).get("viewBox").split()
    assert size(drawn.png(scale=1)) == (int(width) + 24, math.ceil(float(height) + 24))


def test_the_same_chart_gives_the_same_picture(series):
    assert draw(series(84, 85)).png() == draw(series(84, 85)).png()


def test_the_fonts_of_the_machine_are_left_out(drawing, monkeypatch):
    asked = {}
    monkeypatch.setattr("resvg_py.svg_to_bytes", lambda **given: asked.update(given) or b"")
    drawing.png()
    assert asked["skip_system_fonts"]
    assert all("font_source_sans_pro" in path for path in asked["font_files"])


@pytest.mark.parametrize("sign", "åäöÅÄÖé–−±·×%\u00a0…”")
def test_every_sign_a_chart_may_write_has_a_shape_of_its_own(sign):
    unknown = picture_of("a\ue000b")
    assert picture_of(f"a{sign}b") not in (unknown, picture_of("ab"))


def test_strong_words_are_drawn_stronger(series):
    drawn = render(series(84, 85))
    assert Drawing(drawn).png() != Drawing(drawn.replace(' font-weight="600"', "")).png()


@pytest.mark.parametrize("name", ["diagram.jpg", "diagram", "diagram.pdf", ".svg"])
def test_another_ending_says_which_there_are(drawing, tmp_path, name):
    with pytest.raises(FgteError, match=r"\.svg, \.png") as said:
        drawing.save(tmp_path / name)
    assert name in str(said.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scale", [0, -1, 21, float("nan"), float("inf")])
def test_a_scale_that_cannot_be_drawn_says_what_can(drawing, tmp_path, scale):
    with pytest.raises(FgteError, match="högst 20"):
        drawing.save(tmp_path / "diagram.png", scale=scale)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(drawing, tmp_path):
    with pytest.raises(FgteError, match="gick inte att spara") as said:
        drawing.save(tmp_path / "ingen" / "diagram.svg")
    assert str(tmp_path / "ingen") in str(said.value)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_may_not_be_written_in_is_named(drawing, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(FgteError, match="gick inte att spara"):
        drawing.save(tmp_path / "diagram.svg")


def test_a_folder_in_the_place_of_the_file_is_named(drawing, tmp_path):
    (tmp_path / "diagram.svg").mkdir()
    with pytest.raises(FgteError, match="gick inte att spara"):
        drawing.save(tmp_path / "diagram.svg")
