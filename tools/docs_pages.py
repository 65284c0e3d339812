"""The parts of the documentation that are made from the program itself, each time it is built.

A Sphinx extension. Where a page says ``<!-- made at build: indicators sv -->`` the text
that the function of that name gives is put there before the page is read, so that the
catalogue, the commands and the words on the site are those of the program. When the
pages are written, one that would ask anything of another machine stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from typer.main import get_command

from fgte.catalogue import Catalogue, open_catalogue
from fgte.cli.app import app as command_line
from fgte.cli.indicators import parts
from fgte.cli.speech import speak
from fgte.model import (
    Direction,
    Indicator,
    Kind,
    RecordKind,
    Sex,
    Stage,
    Status,
    Unit,
    Variant,
    Verdict,
)
from fgte.research.question_status import QuestionStatus
from fgte.settings import read_settings
from fgte.texts import LANGUAGES, text
from tools.docs_gallery import picture

DOCS = Path(__file__).resolve().parent.parent / "docs"
TERM = re.compile(r"^(\S[^\n]*)\n  \*(.+?)\.\* ", re.MULTILINE)
PLACE = re.compile(r"<!-- made at build: ([\w. -]+?) -->")
WORDS: dict[str, type[StrEnum]] = {
    "labels.verdict": Verdict,
    "labels.status": Status,
    "labels.variant": Variant,
    "labels.sex": Sex,
    "labels.stage": Stage,
    "cli.record": RecordKind,
    "cli.kind": Kind,
    "cli.unit": Unit,
    "cli.better": Direction,
    "research_questions.status": QuestionStatus,
}
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|audio|video|embed)\b[^>]*?\bsrc\s*=\s*["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|<link\b(?![^>]*canonical)[^>]*?\bhref\s*=\s*["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|(?:url\(|@import\s)\s*["']?((?:https?:)?//[^"')\s]+)""",
    re.IGNORECASE,
)
PAGE_WIDTH = 80


def indicators(lang: str) -> str:
    """Every indicator that is followed: what it shows, its series, events and caveats."""
    return "\n".join(part for each in _shipped().followed for part in _indicator(each, lang))


def context(lang: str) -> str:
    """The figures that are read beside the indicators, as one table."""
    kinds = [e for e in _shipped().indicators.values() if e.kind is Kind.CONTEXT]
    heads = [text(f"cli.indicator.{key}", lang) for key in ("id", "label", "unit", "series")]
    rows = ([f"`{e.id}`", e.label[lang], text(f"cli.unit.{e.unit}", lang), _kpis(e)] for e in kinds)
    return _table(heads, rows)


def commands(lang: str) -> str:
    """The help page of each command, as it stands in a terminal."""
    root: Any = get_command(command_line)
    speak(root, lang)
    above = root.make_context("fgte", [], resilient_parsing=True, obj=lang)
    return "\n\n".join(_command_pages(root, above, "fgte"))


def terms(key: str) -> str:
    """One group of words: in the program, in Swedish and in English."""
    rows = (
        [f"`{each}`", *(text(f"{key}.{each}", lang) for lang in LANGUAGES)] for each in WORDS[key]
    )
    return _table(["I programmet", "På svenska", "På engelska"], rows)


def english() -> str:
    """The glossary the other way: every English word with the Swedish one, in English order."""
    page = (DOCS / "ordlista.md").read_text(encoding="utf-8")
    pairs = [(en, sv) for sv, words in TERM.findall(page) for en in words.split(", ")]
    rows = ([en, f"{{term}}`{sv}`"] for en, sv in sorted(pairs, key=lambda e: e[0].casefold()))
    return _table(["På engelska", "På svenska"], rows)


MAKERS: dict[str, Callable[..., str]] = {
    "indicators": indicators,
    "context": context,
    "commands": commands,
    "terms": terms,
    "english": english,
    "picture": picture,
}


def filled(page: str) -> str:
    """A page with each place in it filled by what is made for it."""

    def made(place: re.Match[str]) -> str:
        name, *words = place[1].split()
        return MAKERS[name](*words)

    return PLACE.sub(made, page)


def fetched_from_outside(page: str) -> list[str]:
    """Scripts, styles, pictures and fonts that a page would fetch from another machine."""
    return [next(filter(None, found)) for found in FETCHED.findall(page)]


def setup(app: Any) -> dict[str, bool]:
    """What Sphinx calls once, before it reads anything."""
    app.connect("env-get-outdated", _always_anew)
    app.connect("source-read", _fill)
    app.connect("html-page-context", _say_language)
    app.connect("build-finished", _require_offline)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _shipped() -> Catalogue:
    """The catalogue without the builder's own indicators: they are nobody else's business."""
    return open_catalogue(read_settings({}, home=Path(__file__).parent))


def _indicator(each: Indicator, lang: str) -> Iterator[str]:
    yield f"## {each.label[lang]}\n\n`{each.id}`\n\n{each.explanation[lang]}\n"
    for key, lines in parts(each, lang):
        name = text(f"cli.indicator.{key}", lang)
        if len(lines) == 1:
            yield f"**{name}:** {lines[0]}  "
        elif lines:
            yield f"\n**{name}**\n\n" + "".join(f"- {line}\n" for line in lines)


def _kpis(each: Indicator) -> str:
    return ", ".join(
        dict.fromkeys(kpi for s in each.series for ids in s.kpis.values() for kpi in ids)
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _command_pages(group: Any, above: Any, path: str) -> Iterator[str]:
    """The help page of each command of a group, those below it after it."""
    mark = "#" * (1 + len(path.split()))
    for name, command in group.commands.items():
        ctx = command.context_class(
            command, info_name=name, parent=above, terminal_width=PAGE_WIDTH
        )
        yield f"{mark} `{path} {name}`\n\n```text\n{command.get_help(ctx)}\n```"
        if hasattr(command, "commands"):
            yield from _command_pages(command, ctx, f"{path} {name}")


def _always_anew(app: Any, env: Any, *_: object) -> list[str]:
    """Pages with something made at build are read again each time."""
    return [each for each in env.found_docs if PLACE.search(env.doc2path(each).read_text("utf-8"))]


def _fill(app: Any, docname: str, source: list[str]) -> None:
    source[0] = filled(source[0])


def _say_language(
    app: Any, docname: str, template: str, context: dict[str, Any], tree: Any
) -> None:
    """The language of each page, for screen readers and browsers; decisions are in English."""
    usual = "en" if docname.startswith("decisions/") else app.config.language
    context["language"] = app.env.metadata.get(docname, {}).get("lang", usual)


def _require_offline(app: Any, error: Exception | None) -> None:
    from sphinx.errors import ExtensionError

    pages = sorted(Path(app.outdir).rglob("*.html"))
    asked = {page.name: fetched_from_outside(page.read_text("utf-8")) for page in pages}
    if error is None and any(asked.values()):
        raise ExtensionError(
            f"pages fetch from other machines: { {k: v for k, v in asked.items() if v} }"
        )
