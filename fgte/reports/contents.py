"""The contents list of a page: its headings, each with an address that stays the same."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
ID = re.compile(r"""\sid\s*=\s*["']([^"']+)["']""", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SUMMARY = re.compile(r"""<section\s[^>]*class=["'][^"']*\bsummary\b""", re.IGNORECASE)
LISTED = ("2", "3")


@dataclass(frozen=True)
class Entry:
    """A heading in the contents list; those one level down lie in ``below``."""

    id: str
    text: str
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Body:
    """The body of a page, its own title taken out, and its contents list."""

    html: str
    title: str | None
    contents: tuple[Entry, ...]


def read_body(body: str) -> Body:
    """Give every section heading an address, and take out the title.

    The first ``h1`` is the title and leaves the body, which the page's header
    shows instead; any further ``h1`` becomes an ``h2``, so that a page has one.
    A heading that has an id already keeps it. Headings inside a summary get an
    address too, but are not listed.
    """
    title, untitled = _without_title(body)
    taken = set(ID.findall(untitled))
    levels: list[tuple[str, Entry]] = []

    def addressed(found: re.Match[str]) -> str:
        level, attributes, inside = _lowered(found[1]), found[2], found[3]
        if level not in LISTED:
            return found[0]
        given = ID.search(attributes)
        id = given[1] if given else _unused(slug(plain(inside)), taken)
        if not _in_summary(untitled, found.start()):
            levels.append((level, Entry(id, plain(inside))))
        shown = attributes if given else f'{attributes} id="{id}"'
        return f"<h{level}{shown}>{inside}</h{level}>"

    return Body(HEADING.sub(addressed, untitled), title, _nested(levels))


def plain(inside: str) -> str:
    """The text of a piece of html as it is read: no tags, no references, single spaces."""
    return " ".join(html.unescape(TAG.sub("", inside)).split())


def slug(words: str) -> str:
    """An address made of the words alone: "Åk 9 och gymnasiet" is "ak-9-och-gymnasiet"."""
    letters = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "avsnitt"


def _in_summary(body: str, place: int) -> bool:
    """Whether a place is inside a summary, whose own headings say nothing outside it."""
    opened = [found.end() for found in SUMMARY.finditer(body, 0, place)]
    return bool(opened) and "</section>" not in body[opened[-1] : place]


def _without_title(body: str) -> tuple[str | None, str]:
    for found in HEADING.finditer(body):
        if found[1] == "1":
            return plain(found[3]), body[: found.start()] + body[found.end() :]
    return None, body


def _lowered(level: str) -> str:
    return "2" if level == "1" else level


def _unused(wanted: str, taken: set[str]) -> str:
    id, n = wanted, 2
    while id in taken:
        id, n = f"{wanted}-{n}", n + 1
    taken.add(id)
    return id


def _nested(levels: list[tuple[str, Entry]]) -> tuple[Entry, ...]:
    """Third-level headings put below the second-level one they follow."""
    top: list[Entry] = []
    for level, entry in levels:
        if level == "3" and top:
            top[-1] = Entry(top[-1].id, top[-1].text, (*top[-1].below, entry))
        else:
            top.append(entry)
    return tuple(top)
