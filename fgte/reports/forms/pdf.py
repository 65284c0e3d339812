"""A finished page as a PDF for print and for archives: tagged, with bookmarks and page numbers.

Set by typst, which comes with its wheel and asks for no browser and no network. It refuses
to write a file that does not keep to PDF/UA-1, so far as a program can tell.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from importlib import resources
from pathlib import Path
from typing import Any

from fgte.errors import WorkError
from fgte.reports.forms.blocks import Block, Document, read_page
from fgte.settings import Settings
from fgte.texts import text

FONT_PACKAGE = "font_source_sans_pro"
VIEW = re.compile(r'width="100%" viewBox="0 0 ([\d.]+) ([\d.]+)"')
SHEET = re.compile(rb"/Type\s*/Page\b")
"""A sheet of paper, as typst writes it in the file."""
FAMILY = re.compile(r'font-family="&quot;Source Sans 3&quot;[^"]*"')


def write_pdf(page: Path, target: Path, settings: Settings) -> Path:
    """Write the PDF of a finished page: the same page gives the same bytes.

    Parameters
    ----------
    page
        The page, as ``fgte report`` wrote it.
    target
        Where the PDF is put.

    Raises
    ------
    WorkError
        When typst does not accept it; the message is typst's own.
    """
    document = read_page(page.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="fgte-pdf-") as place:
        content = _set(document, Path(place), settings)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(target)
    return target


def _set(document: Document, place: Path, settings: Settings) -> bytes:
    """The PDF; a page of one sheet that runs over is set closer."""
    _lay_out(document, place, settings)
    content = _compiled(place)
    if not document.head["one_page"] or len(SHEET.findall(content)) == 1:
        return content
    _lay_out(document, place, settings, closer=True)
    return _compiled(place)


def _lay_out(document: Document, place: Path, settings: Settings, *, closer: bool = False) -> None:
    """Put the template, the words and the pictures where typst reads them."""
    template = settings.templates / "pdf" / "page.typ"
    (place / "page.typ").write_bytes(template.read_bytes())
    (place / "document.json").write_text(
        json.dumps(_told(document, closer=closer)), encoding="utf-8"
    )
    for name, content in document.pictures.items():
        (place / name).write_bytes(_fitted(content) if name.startswith("chart-") else content)


def _told(document: Document, *, closer: bool) -> dict[str, Any]:
    """The document for the template: the tables behind the charts stand last."""
    lang = str(document.head["lang"])
    blocks, tables = _without_data(document.blocks)
    words = {key: text(f"forms.pdf.{key}", lang) for key in ("contents", "tables", "tables_intro")}
    head = {**document.head, "closer": closer}
    return {"head": head, "blocks": blocks, "tables": tables, "words": words}


def _without_data(blocks: tuple[Block, ...] | list[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks without the tables behind their charts, and those tables."""
    kept: list[Block] = []
    tables: list[Block] = []
    for each in blocks:
        if each["is"] == "data":
            tables.append(each)
        elif each["is"] == "group":
            inside, more = _without_data(each["blocks"])
            kept.append({**each, "blocks": inside})
            tables += more
        else:
            kept.append(each)
    return kept, tables


def _fitted(drawing: bytes) -> bytes:
    """A chart with a size of its own and the font that the PDF embeds."""
    sized = VIEW.sub(r'width="\1" height="\2" viewBox="0 0 \1 \2"', drawing.decode(), count=1)
    return FAMILY.sub('font-family="Source Sans Pro"', sized).encode()


def _compiled(place: Path) -> bytes:
    import typst

    try:
        return typst.compile(
            place / "page.typ",
            root=place,
            font_paths=[Path(str(resources.files(FONT_PACKAGE) / "files"))],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError as error:
        raise WorkError("pdf_not_made", cause=str(error)) from error
