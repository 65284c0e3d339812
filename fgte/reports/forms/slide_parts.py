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
from fgte.reports.parties import parties
from fgte.settings import Settings

FOOT_TOP = Emu(HEIGHT - 430000)
LOGO_HEIGHT, LOGO_GAP = Emu(430000), 300000
INSET = 91440
"""How far in the text of a box begins, and pictures with it."""
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


def add_parties(slide: Any, settings: Settings, lang: str, top: int) -> None:
    """Every party at the foot of a slide: the names of those without a logo, below them the logos.

    The logos stand in a row, each with words for who cannot see it, smaller where they are many.
    """
    every = parties(settings, lang)
    named = [each.name for each in every if each.src is None]
    pictures = [
        slide.shapes.add_picture(io.BytesIO(_picture(each.src)), 0, Emu(top), height=LOGO_HEIGHT)
        for each in every
        if each.src
    ]
    for picture, party in zip(pictures, (each for each in every if each.src), strict=True):
        picture._element.xpath("./p:nvPicPr/p:cNvPr")[0].set("descr", party.alt)
    _in_a_row(pictures)
    if named:
        box = (MARGIN, Emu(top - 420000), Emu(WIDTH - 2 * MARGIN), Emu(300000))
        text_box(slide, box, [(" · ".join(named), SMALL + 2, False)], lang)


def _in_a_row(pictures: Sequence[Any]) -> None:
    """Put pictures beside each other within the margins, all by the same measure."""
    room = WIDTH - 2 * (MARGIN + INSET) - LOGO_GAP * max(len(pictures) - 1, 0)
    scale = min(1.0, room / max(sum(each.width for each in pictures), 1))
    left = int(MARGIN) + INSET
    for each in pictures:
        each.left, each.width, each.height = left, int(each.width * scale), int(each.height * scale)
        left += each.width + LOGO_GAP


def _picture(address: str) -> bytes:
    """A logo as a picture that PowerPoint takes: a drawing becomes points."""
    kind, content = address.removeprefix("data:").split(";base64,")
    raw = base64.b64decode(content)
    if kind != "image/svg+xml":
        return raw
    from resvg_py import svg_to_bytes

    return bytes(svg_to_bytes(svg_string=raw.decode(), height=300))
