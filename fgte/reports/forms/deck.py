"""An empty presentation in the collaboration's style: wide slides, one master, two layouts."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from fgte.present.theme import BLUE, PALETTE, STRONG_TEXT

WIDTH, HEIGHT = Emu(12192000), Emu(6858000)
MARGIN = Emu(610000)
TITLE_ONLY, WITH_SUBTITLE = 5, 0
TITLE_TOP, TITLE_HEIGHT = Emu(420000), Emu(1120000)
FONT = "Calibri"
"""On every machine that has PowerPoint; LibreOffice has one of the same widths."""
BAND = (
    '<p:sp xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><p:nvSpPr>'
    '<p:cNvPr id="900" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="110000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{colour}"/>'
    "</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
TAGS = {"sv": "sv-SE", "en": "en-GB"}


def empty_deck(lang: str, title: str, author: str) -> Any:
    """A presentation without slides.

    Parameters
    ----------
    lang
        The language of every text that says no other.
    title, author
        Written in the properties of the file.
    """
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    kept = {TITLE_ONLY, WITH_SUBTITLE}
    for n in sorted(set(range(len(deck.slide_layouts))) - kept, reverse=True):
        deck.slide_layouts.remove(deck.slide_layouts[n])
    _master(deck, lang)
    for layout in deck.slide_layouts:
        _place_titles(layout)
    about = deck.core_properties
    about.title, about.author, about.language = title, author, TAGS[lang]
    about.last_modified_by, about.revision = author, 1
    return deck


def _master(deck: Any, lang: str) -> None:
    """Fonts, sizes, colours and language, once for all slides."""
    master = deck.slide_master
    for shape in list(master.placeholders):
        if shape.placeholder_format.type not in (1, 2):
            shape._element.getparent().remove(shape._element)
    _place_titles(master)
    _band(master)
    styles = master._element.find(qn("p:txStyles"))
    for style, size, bold in (("p:titleStyle", 28, "1"), ("p:bodyStyle", 18, "0")):
        for properties in styles.find(qn(style)).iter(qn("a:defRPr")):
            properties.set("lang", TAGS[lang])
            properties.set("sz", str(size * 100))
            properties.set("b", bold)
        for level in styles.find(qn(style)):
            level.set("algn", "l")
    for properties in deck.part._element.iter(qn("a:defRPr")):
        properties.set("lang", TAGS[lang])
    _theme(master)


def _band(master: Any) -> None:
    """The band across the top that the pages have too; nothing for those who listen."""
    tree = master.shapes._spTree
    shape = etree.fromstring(BAND.format(width=int(WIDTH), colour=BLUE[1:]))
    tree.insert(2, shape)


def _theme(master: Any) -> None:
    """The palette of the charts and the font in the theme, so that what is added follows."""
    part = next(r.target_part for r in master.part.rels.values() if r.reltype.endswith("/theme"))
    root = etree.fromstring(part.blob)
    for n, colour in enumerate(PALETTE, start=1):
        accent = root.find(f".//{qn(f'a:accent{n}')}")
        accent[0].set("val", colour[1:])
    dark = root.find(f".//{qn('a:dk2')}")
    dark[0].set("val", BLUE[1:])
    first = root.find(f".//{qn('a:dk1')}")
    for old in list(first):
        first.remove(old)
    etree.SubElement(first, qn("a:srgbClr")).set("val", STRONG_TEXT[1:])
    for latin in root.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _place_titles(sheet: Any) -> None:
    """The title across the top, and what else there is below it."""
    for shape in list(sheet.placeholders):
        kind = shape.placeholder_format.type
        if kind in (1, 3):
            shape.left, shape.top = MARGIN, TITLE_TOP
            shape.width, shape.height = Emu(WIDTH - 2 * MARGIN), TITLE_HEIGHT
            shape.text_frame.word_wrap = True
            shape._element.txBody.find(qn("a:bodyPr")).set("anchor", "t")
        elif kind in (2, 4):
            shape.left, shape.top = MARGIN, Emu(TITLE_TOP + TITLE_HEIGHT)
            shape.width, shape.height = Emu(WIDTH - 2 * MARGIN), Emu(4400000)
        else:
            shape._element.getparent().remove(shape._element)
