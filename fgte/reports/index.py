"""The page that leads to the reports: the region first, then municipalities in code order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from babel.dates import format_date

from fgte.catalogue import open_catalogue
from fgte.errors import FgteError
from fgte.model import Municipality, Origin
from fgte.present.labels import listed
from fgte.reports.files import write_whole
from fgte.reports.forms.kinds import Link, links_beside
from fgte.reports.index_research import of_research
from fgte.reports.jobs import Outcome
from fgte.reports.kinds import EXCHANGE, KINDS, REGION, SCHOOL, YEAR, About, school_place
from fgte.reports.pages import inline_script, is_failure_page, place_on, render
from fgte.settings import Settings
from fgte.store import open_table
from fgte.texts import text

INDEX = "index.html"

LONG = 12
"""More reports than this are searched; fewer are seen at a glance."""


@dataclass(frozen=True)
class Line:
    """One report in the index: what it is called, where it is, and if it could be made."""

    name: str
    description: str
    href: str
    failed: bool = False
    cause: str | None = None
    forms: tuple[Link, ...] = ()
    sought: str = ""


@dataclass(frozen=True)
class Group:
    """The reports of the municipalities of a county that are not of the collaboration."""

    name: str
    lines: tuple[Line, ...]


def write_index(
    outcomes: Sequence[Outcome], settings: Settings, lang: str, *, output: Path | None = None
) -> Path:
    """Write ``index.html`` beside the reports and say where it is.

    The order is fixed: it never follows from what the reports show. Reports
    from an earlier run that still lie there are led to as well.
    """
    folder = output or (outcomes[0].job.output if outcomes else settings.output)
    made = {outcome.job.stem: outcome for outcome in outcomes}
    listed = [(REGION, text("reports.region.place", lang), "region")]
    book = open_catalogue(settings)
    places = [*book.members, *(each for each in book.every_municipality if not each.member)]
    listed += [line for each in places for line in _of_municipality(each, lang)]
    listed += _of_schools(folder, replace(settings, lang=lang))
    listed += _of_journal(folder, made, lang)
    research = of_research(folder, made, lang)
    known = {stem for stem, _, _ in (*listed, *research)}
    others = [(o.job.stem, o.job.heading, o.job.report) for o in outcomes]
    listed += [other for other in others if other[0] not in known]
    lines = [_line(stem, name, kind, folder, made, lang) for stem, name, kind in listed]
    there = [line for line in lines if line]
    studied = [_line(*each, folder, made, lang) for each in research]
    codes = {
        stem: each.id
        for each in places
        if not each.member
        for stem, _, _ in _of_municipality(each, lang)
    }
    near, groups = grouped(there, codes, lang)
    page = render(
        "list.html.j2",
        lang,
        settings,
        lines=near,
        groups=groups,
        research=[line for line in studied if line],
        script=inline_script("search.js", settings) if len(there) > LONG else None,
        figures=[_figures(origin, lang) for origin in _origins(settings)],
        reach=_reach(settings, lang),
    )
    write_whole(folder / INDEX, page)
    return folder / INDEX


def _of_municipality(place: Municipality, lang: str) -> list[tuple[str, str, str]]:
    """The reports there can be on a municipality: files, name and kind, in fixed order."""
    kinds = [each for each in KINDS.values() if each.about is About.MUNICIPALITY]
    return [
        (
            each.stem(place.slug),
            place.name if each.unasked else text(f"reports.{each.id}.name", lang, place=place.name),
            each.id,
        )
        for each in kinds
    ]


def _of_schools(folder: Path, settings: Settings) -> list[tuple[str, str, str]]:
    """The schools' own pages that lie in the folder, by code."""
    found = sorted(folder.glob(f"{SCHOOL}-????????.html"))
    units = [each.stem.removeprefix(f"{SCHOOL}-") for each in found]
    return [(KINDS[SCHOOL].stem(unit), school_place(unit, settings), SCHOOL) for unit in units]


def _of_journal(folder: Path, made: Mapping[str, Outcome], lang: str) -> list[tuple[str, str, str]]:
    """The exchanges by id and the compilations by year, of this run and of those before."""
    found = []
    for kind, pattern in ((EXCHANGE, "u-????????"), (YEAR, "????")):
        for page in sorted(folder.glob(f"{kind}-{pattern}.html")):
            told = made[page.stem].job.heading if page.stem in made else place_on(page)
            found.append((page.stem, told or page.stem, kind))
    return found


def grouped(
    lines: Sequence[Line], codes: Mapping[str, str], lang: str
) -> tuple[list[Line], list[Group]]:
    """The lines in two parts, each in the order it had: the collaboration's, and the counties.

    Parameters
    ----------
    lines
        In the order of codes.
    codes
        The code of each municipality outside the collaboration, by the name of its report.
    """
    near, counties = [], dict[str, list[Line]]()
    for line in lines:
        code = codes.get(line.href.removesuffix(".html"))
        if code is None:
            near.append(line)
        else:
            named = replace(line, sought=f"{line.name} {code}")
            counties.setdefault(text(f"reports.county.{code[:2]}", lang), []).append(named)
    return near, [Group(name, tuple(found)) for name, found in counties.items()]


def _origins(settings: Settings) -> Iterable[Origin]:
    try:
        return open_table(settings.store).origins.values()
    except FgteError:
        return ()


def _reach(settings: Settings, lang: str) -> list[str]:
    """How far each municipality's figures go, and which indicators have none."""
    try:
        store = open_table(settings.store)
    except FgteError:
        return []
    book = open_catalogue(settings)
    table = pd.concat([store.of_municipality(each.id) for each in book.members])
    followed = table[table["indicator"].isin([e.id for e in book.followed])]
    last = followed[followed["status"].eq("ok")].groupby("municipality_id")["year"].max()
    ends = [(each.name, int(last[each.id])) for each in book.members if each.id in last]
    absent = [e.label[lang] for e in book.followed if e.id not in set(followed["indicator"])]
    said = [text("reports.index.ends", lang, places=", ".join(f"{n} {y}" for n, y in ends))]
    if absent:
        said.append(text("reports.index.absent", lang, labels=listed(absent, lang)))
    return said


def _figures(origin: Origin, lang: str) -> str:
    """What the figures are and when they were fetched, in one sentence."""
    day = format_date(origin.retrieved, "d MMMM y", locale=lang)
    sources = listed(origin.sources, lang)
    return text(
        "reports.index.figures", lang, title=origin.title[lang], sources=sources, retrieved=day
    )


def _line(
    stem: str, name: str, kind: str, folder: Path, made: Mapping[str, Outcome], lang: str
) -> Line | None:
    """The line of a report, or None when there is none of that name."""
    page = folder / f"{stem}.html"
    if stem not in made and not page.exists():
        return None
    failed = not made[stem].ok if stem in made else is_failure_page(page)
    return Line(
        name=name,
        sought=name,
        description=text(f"reports.{kind}.description", lang, place=name),
        href=page.name,
        failed=failed,
        cause=made[stem].cause if stem in made else None,
        forms=() if failed else links_beside(page, lang),
    )
