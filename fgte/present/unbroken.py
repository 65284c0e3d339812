"""Ranges of figures that stay on one line: ``2015–2022`` and ``0,02–0,08`` are read as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z]+)")
_RANGE = re.compile(r"(?<!\S)(?=\S{3,24}(?!\S))\S*\d–\d\S*")
"""A word with a range in it, and what stands against it; longer ones may have to break."""

LEFT_AS_IS = frozenset({"svg", "script", "style", "title", "textarea", "option", "pre", "code"})
"""Elements where no other may stand, or where lines break as they are written."""


def unbroken(html: str) -> str:
    """Html whose ranges do not break over a line; its text is the same, sign for sign.

    A browser may break a line after a dash. What is marked is a whole word, with the brackets
    and full stops around the range.
    """
    return "".join(_marked(html))


def _marked(html: str) -> Iterator[str]:
    inside = ""
    for piece in _TAG.split(html):
        named = _NAME.match(piece) if piece.startswith("<") else None
        name = named[1].lower() if named else ""
        if name and not inside and name in LEFT_AS_IS and not piece.startswith("</"):
            inside = "" if piece.endswith("/>") else name
        elif name == inside and piece.startswith("</"):
            inside = ""
        if inside or piece.startswith("<") or "–" not in piece:
            yield piece
        else:
            yield _RANGE.sub(r'<span class="unbroken">\g<0></span>', piece)
