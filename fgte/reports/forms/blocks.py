"""A finished page taken apart into what it says: headings, paragraphs, lists, tables, charts.

The page is the only source: what a PDF says is what the page says, in its order.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from fgte.reports.contents import plain

SVG = re.compile(r"<svg\s.*?</svg>", re.DOTALL)
VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
PLACE_OF_SVG = re.compile(r"\[\[svg (\d+)\]\]")
PARTS_OF_ALT = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
DATA_ADDRESS = re.compile(r"data:image/(svg\+xml|png|jpeg);base64,(.*)", re.DOTALL)
SUFFIX = {"svg+xml": "svg", "png": "png", "jpeg": "jpg"}
HEADINGS = ("h1", "h2", "h3", "h4")

Block = dict[str, Any]


@dataclass(frozen=True)
class Document:
    """What a page says, and the pictures it holds by the name of a file for each."""

    head: Mapping[str, Any]
    blocks: tuple[Block, ...]
    pictures: Mapping[str, bytes]


def read_page(page: str) -> Document:
    """The pieces of a finished page, in the order they are read.

    Parameters
    ----------
    page
        A page as ``fgte report`` writes it, complete in itself.
    """
    drawn = SVG.findall(page)
    bare = SVG.sub(lambda found: f"[[svg {drawn.index(found[0])}]]", page)
    soup = BeautifulSoup(bare, "html.parser")
    reader = _Reader(drawn)
    main = soup.find("main")
    blocks = tuple(reader.of(main)) if isinstance(main, Tag) else ()
    head = {
        "lang": soup.html["lang"] if soup.html else "sv",
        "name": _words(soup.title),
        "title": _words(soup.h1),
        "place": _words(soup.select_one("header .place")),
        "collaboration": _words(soup.select_one(".collaboration")),
        "parties": [reader.party(each) for each in soup.select(".parties > li")],
        "closing": [_runs(each) for each in soup.select("footer p")],
        "one_page": bool(soup.select("main .one-page")),
    }
    return Document(head, blocks, reader.pictures)


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag else ""


class _Reader:
    """Walks a page and keeps the pictures it meets."""

    def __init__(self, drawn: list[str]) -> None:
        self.drawn = drawn
        self.pictures: dict[str, bytes] = {}

    def of(self, tag: Tag) -> Iterator[Block]:
        """The blocks inside an element."""
        for child in tag.children:
            if isinstance(child, Tag):
                yield from self.block(child)

    def block(self, tag: Tag) -> Iterator[Block]:
        """The blocks that an element is or holds."""
        kind = " ".join(tag.get("class") or [])
        if tag.name in HEADINGS:
            yield {"is": "heading", "level": int(tag.name[1]) - 1, "runs": _runs(tag)}
        elif tag.name == "p":
            yield {"is": "paragraph", "kind": kind, "runs": _runs(tag)}
        elif tag.name in ("ul", "ol"):
            items = [_runs(each) for each in tag.find_all("li", recursive=False)]
            yield {"is": "list", "kind": kind, "ordered": tag.name == "ol", "items": items}
        elif tag.name == "dl":
            pairs = [[_words(dt), _words(dt.find_next("dd"))] for dt in tag.find_all("dt")]
            yield {"is": "facts", "kind": kind, "pairs": pairs}
        elif tag.name == "table":
            yield _table(tag, kind)
        elif tag.name == "figure":
            yield from self.figure(tag)
        elif tag.name == "details" and tag.table is None:
            yield from self.unfolded(tag)
        elif tag.name == "details":
            yield {"is": "data", "name": _words(tag.caption), "blocks": list(self.of(tag))}
        elif tag.name in ("section", "article"):
            yield {"is": "group", "kind": kind, "blocks": list(self.of(tag))}
        else:
            yield from self.of(tag)

    def unfolded(self, tag: Tag) -> Iterator[Block]:
        """What a page folds up, on paper where nothing opens: its name and what it holds."""
        if tag.summary is not None:
            yield {"is": "paragraph", "kind": "", "runs": _runs(tag.summary, ("strong",))}
        yield from self.of(tag)

    def figure(self, tag: Tag) -> Iterator[Block]:
        """A chart with what is said of it to someone who cannot see it, and its caption."""
        found = PLACE_OF_SVG.search(tag.get_text())
        if found is None:
            return
        source = self.drawn[int(found[1])]
        name = f"chart-{found[1]}.svg"
        self.pictures[name] = source.encode()
        alt = ". ".join(plain(said) for _, said in PARTS_OF_ALT.findall(source)[:2])
        caption = _words(tag.figcaption)
        yield {"is": "figure", "file": name, "alt": alt, "caption": caption, "tall": _tall(source)}

    def party(self, tag: Tag) -> Block:
        """A party of the header: its name, or its logo as a file of its own."""
        picture = tag.img
        found = DATA_ADDRESS.match(str(picture["src"])) if picture else None
        if picture is None or found is None:
            return {"name": _words(tag)}
        name = f"logo-{len(self.pictures)}.{SUFFIX[found[1]]}"
        self.pictures[name] = base64.b64decode(found[2])
        return {"file": name, "alt": str(picture["alt"])}


def _tall(drawing: str) -> bool:
    """Whether a chart is higher than it is wide."""
    found = VIEW.search(drawing)
    return found is not None and float(found[2]) > float(found[1])


def _table(tag: Tag, kind: str) -> Block:
    heads = [_words(each) for each in tag.select("thead th")]
    rows = [[_runs(cell) for cell in row.find_all(["th", "td"])] for row in tag.select("tbody tr")]
    return {
        "is": "table",
        "kind": kind,
        "caption": _words(tag.caption),
        "headers": heads,
        "rows": rows,
    }


def _runs(tag: Tag, marks: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The text of an element in pieces, each with how it is emphasised."""
    said: list[dict[str, Any]] = []
    for child in tag.children:
        if isinstance(child, Tag):
            own = "verdict" if "verdict" in (child.get("class") or []) else child.name
            said += _runs(child, (*marks, own))
        elif isinstance(child, NavigableString) and str(child):
            said.append({"text": re.sub(r"[ \n\t]+", " ", str(child)), "marks": list(marks)})
    return _trimmed(said)


def _trimmed(said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if said:
        said[0]["text"] = said[0]["text"].lstrip(" ")
        said[-1]["text"] = said[-1]["text"].rstrip(" ")
    return [each for each in said if each["text"]]
