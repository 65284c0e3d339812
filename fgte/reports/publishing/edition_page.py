"""The index of an edition: its reports, who stands by them, and what is another than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fgte.catalogue import open_catalogue
from fgte.present.labels import listed
from fgte.reports.forms.kinds import Link, links_of
from fgte.reports.pages import render
from fgte.reports.publishing.changes import Changes, FigureChange, VerdictChange
from fgte.reports.publishing.words import Words
from fgte.settings import Settings
from fgte.texts import text


@dataclass(frozen=True)
class Line:
    """One report of an edition: what it is called, its page, and the forms that are there."""

    name: str
    href: str
    forms: Sequence[Link]


def edition_page(about: Mapping[str, Any], changes: Changes | None, settings: Settings) -> str:
    """The page that leads to everything in an edition.

    Parameters
    ----------
    about
        What ``edition.json`` says.
    changes
        Against the edition before; None for the first.
    settings
        Templates and catalogue.
    """
    lang = str(about["lang"])
    words = Words(open_catalogue(settings), lang)
    return render(
        "edition.html.j2",
        lang,
        settings,
        tell=lambda key, **given: text(f"publishing.{key}", lang, **given),
        about=about,
        words=words,
        released=words.day(str(about["name"])[:10]),
        lines=[_line(stem, part["files"], words) for stem, part in about["parts"].items()],
        absent=[words.place(id) for id in about["not_signed"]],
        changes=changes,
        figures=[_figure(each, words) for each in changes.figures] if changes else [],
        verdicts=[_verdict(each, words) for each in changes.verdicts] if changes else [],
        forms=lambda names: listed([words.form(each) for each in names], lang),
    )


def _line(stem: str, files: Sequence[str], words: Words) -> Line:
    links = [link for link in links_of(stem, words.lang) if link.href in files]
    return Line(words.report(stem), f"{stem}.html", links)


def _figure(change: FigureChange, words: Words) -> Mapping[str, str]:
    municipality, indicator, *_, year = change.figure
    return {
        "place": words.place(municipality),
        "indicator": words.figure_of(change.figure),
        "year": year,
        "kind": text(f"publishing.kind.{change.kind}", words.lang),
        "old": words.figure(indicator, change.old),
        "new": words.figure(indicator, change.new),
    }


def _verdict(change: VerdictChange, words: Words) -> Mapping[str, str]:
    return {
        "place": words.place(change.place),
        "indicator": words.indicator(change.indicator, change.sex),
        "old": words.verdict(change.old),
        "new": words.verdict(change.new),
    }
