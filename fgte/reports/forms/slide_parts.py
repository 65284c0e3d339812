"""What slides are made of: titles, text with its language, notes, logos, a foot."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from fgte.present.theme import BLUE, GREY
from fgte.reports.forms.deck import HEIGHT, MARGIN, TAGS, WIDTH
from fgte.reports.pages import logos
from fgte.settings import Settings

FOOT_TOP = Emu(HEIGHT - 430000)
LOGO_HEIGHT = Emu(430000)
SMALL, BODY = 12, 18


def new_slide(deck: Any, title: str, lang: str, *, layout: int = 1, points: float = 28) -> Any:
    """A slide whose title is its message."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = ""
    say(slide.shapes.title.text_frame.paragraphs[0], title, lang, points, bold=True, colour=BLUE)
    return slide


def say(
    paragraph: Any,
    words: str,
    lang: str,
    points: float = BODY,
    *,
    bold: bool = False,
    colour: str = GREY,
) -> None:
    """Text in a paragraph, with its language for those who have it read aloud."""
    run = paragraph.add_run()
    run.text = words
    run.font.size, run.font.bold = Pt(points), bold
    run.font.color.rgb = RGBColor.from_string(colour[1:])
    run._r.get_or_add_rPr().set("lang", TAGS[lang])


def text_box(
    slide: Any,
    box: Sequence[int],
    lines: Sequence[tuple[str, float, bool]],
    lang: str,
    *,
    colour: str = GREY,
) -> Any:
    """Paragraphs under each other, each with its size and weight."""
    shape = slide.shapes.add_textbox(*box)
    frame = shape.text_frame
    frame.word_wrap = True
    for n, (words, points, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(points * 0.5)
        say(paragraph, words, lang, points, bold=bold, colour=colour)
    return shape


def notes(slide: Any, lines: Sequence[str], lang: str) -> None:
    """What whoever speaks needs to know: the whole sentence, the caveats, the sources."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = ""
    for n, words in enumerate(line for line in lines if line):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = words
        run._r.get_or_add_rPr().set("lang", TAGS[lang])


def foot(slide: Any, words: str, lang: str) -> None:
    """Whose slide it is, and its number, which follows when slides change places."""
    box = (MARGIN, FOOT_TOP, Emu(WIDTH - 2 * MARGIN), Emu(300000))
    shape = text_box(slide, box, [(f"{words} · ", SMALL, False)], lang)
    paragraph = shape.text_frame.paragraphs[0]
    number = etree.SubElement(
        paragraph._p,
        qn("a:fld"),
        {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"},
    )
    etree.SubElement(number, qn("a:rPr"), {"lang": TAGS[lang], "sz": str(SMALL * 100)})
    etree.SubElement(number, qn("a:t")).text = "‹#›"


def add_logos(slide: Any, settings: Settings, lang: str, top: int) -> None:
    """Every logo in a row, each with words for who cannot see it."""
    left = int(MARGIN)
    for logo in logos(settings, lang):
        picture = slide.shapes.add_picture(
            io.BytesIO(_picture(logo["src"])), Emu(left), Emu(top), height=LOGO_HEIGHT
        )
        picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", logo["alt"])
        left += picture.width + 300000


def _picture(address: str) -> bytes:
    """A logo as a picture that PowerPoint takes: a drawing becomes points."""
    kind, content = address.removeprefix("data:").split(";base64,")
    raw = base64.b64decode(content)
    if kind != "image/svg+xml":
        return raw
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=raw.decode(), height=300))
