"""What the theme of the documentation leaves for a keyboard, a screen reader and a Swede to miss.

A Sphinx extension that mends the pages when they are written: what scrolls can be reached by
keyboard, headings in the menu have a level, a signature is no list without terms, and the
theme's own English words are said in the language of the page.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

BEFORE_THE_OFFLINE_CHECK = 400
SIGNATURE = re.compile(r"<dl>\n((?:<dd><em class=\"sig-param\">.*?</dd>\n)+)</dl>", re.DOTALL)
EVERYWHERE = (
    ('class="caption" role="heading"', 'class="caption" role="heading" aria-level="2"'),
    ("<pre>", '<pre tabindex="0">'),
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
)
SAID = (
    ("Skip to content", "Till innehållet"),
    ("Toggle Light / Dark / Auto color theme", "Byt mellan ljust, mörkt och datorns val"),
    ("Toggle site navigation sidebar", "Visa eller dölj innehållet"),
    ("Toggle table of contents sidebar", "Visa eller dölj sidans rubriker"),
    ("Toggle navigation of ", "Visa eller dölj undersidor till "),
)
SWEDISH = '<html class="no-js" lang="sv"'


def mended(page: str) -> str:
    """A finished page with what was missing put in; mending twice changes nothing."""
    for found, put in EVERYWHERE:
        page = page.replace(found, put) if put not in page else page
    page = SIGNATURE.sub(_lines, page)
    if SWEDISH in page:
        for english, swedish in SAID:
            page = page.replace(english, swedish)
    return page


def setup(app: Any) -> dict[str, bool]:
    """What Sphinx calls once, before it reads anything."""
    app.connect("build-finished", _mend, priority=BEFORE_THE_OFFLINE_CHECK)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _lines(signature: re.Match[str]) -> str:
    """The parameters of a signature as lines of it."""
    inner = signature[1].replace("<dd>", '<span class="sig-line">').replace("</dd>", "</span>")
    return f'<span class="sig-lines">\n{inner}</span>'


def _mend(app: Any, error: Exception | None) -> None:
    if error is not None or app.builder.format != "html":
        return
    for path in sorted(Path(app.outdir).rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        better = mended(page)
        if better != page:
            path.write_text(better, encoding="utf-8")
