"""Where the figures came from, said so that anyone can trace them."""

from __future__ import annotations

from collections.abc import Iterable

from babel.dates import format_date

from fgte.model import Origin
from fgte.present.labels import listed
from fgte.present.markup import Html, fill
from fgte.texts import text


def origins_list(origins: Iterable[Origin], lang: str = "sv") -> Html:
    """Each set of figures with publisher, date, checksum and terms of use."""
    lines = [line for each in origins for line in (_origin(each, lang), each.terms[lang])]
    return fill("list", ordered=False, kind="source", lines=lines)


def _origin(origin: Origin, lang: str) -> str:
    return text(
        "labels.origin.what",
        lang,
        title=origin.title[lang],
        sources=listed(origin.sources, lang),
        date=format_date(origin.retrieved, format="d MMMM y", locale=lang),
        checksum=origin.sha256[:12],
    )
