"""What people have typed, made fit to be shown: no identifiers, no characters that hide others.

The journal keeps texts as they were typed; here they are cleaned each time they are shown.
Escaping is the template's.
"""

from __future__ import annotations

import unicodedata

from fgte.privacy import identifier_in
from fgte.texts import text

LONGEST = 600
"""The most of a text that stands on a page: a report is no archive."""

_UNSHOWN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def shown(written: str | None, lang: str = "sv", *, longest: int = LONGEST) -> str:
    """A text as it may stand on a page, on one line.

    Parameters
    ----------
    written
        As someone typed it; None is the empty text.
    longest
        In characters; a longer one ends in …
    """
    if not written:
        return ""
    if identifier_in(written) is not None:
        return text("change_work.clean.hidden", lang)
    seen = "".join(_seen(each) for each in written)
    return shortened(" ".join(seen.split()), longest)


def shortened(line: str, longest: int) -> str:
    """A line cut after a whole word, with … where something is left out."""
    if len(line) <= longest:
        return line
    cut, _, rest = line[:longest].rpartition(" ")
    return f"{cut or rest} …"


def _seen(character: str) -> str:
    if character in "\n\r\t":
        return " "
    return "" if unicodedata.category(character) in _UNSHOWN else character
