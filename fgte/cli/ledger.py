"""``fgte ledger``: what each set of figures changed, and accepting what was held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from fgte.catalogue import Catalogue, open_catalogue
from fgte.cli.output import console, logged_in, print_json
from fgte.errors import RequestError
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.texts import text

SHOWN = 40
"""Lines shown on the screen; all of them are in ``--json``."""

COUNTS = (
    "new",
    "changed",
    "status",
    "withdrawn",
    "source_differences",
    "kept_hidden",
    "suspicious",
    "held",
)


@dataclass(frozen=True)
class Wish:
    """What is to be shown, and what is to be accepted or taken back before that."""

    municipality: str | None = None
    accept: str | None = None
    take_back: str | None = None
    why: str | None = None
    who: str | None = None


def show_ledger(wish: Wish, settings: Settings, *, as_json: bool) -> int:
    """Show the history; before that accept a set's held changes or take an import back."""
    from fgte.store.ledger_table import read_ledger, read_summaries, read_taken_back

    said = [*_accepted(wish, settings), *_taken_back(wish, settings)]
    book = open_catalogue(settings)
    lines, summaries = read_ledger(settings.store), read_summaries(settings.store)
    taken_back = read_taken_back(settings.store)
    if wish.municipality is not None:
        lines = lines[lines["municipality_id"].eq(book.municipality(wish.municipality).id)]
    if as_json:
        rows = lines.astype(object).where(lines.notna(), None).to_dict("records")
        print_json({"sets": list(summaries), "taken_back": list(taken_back), "lines": rows})
        return 0
    for line in said:
        console().print(line)
    for summary in summaries:
        tell_summary(summary, settings.lang)
    for each in taken_back:
        told = {**each, "title": each["title"][settings.lang], "id": each["snapshot_id"]}
        console().print(text("cli.ledger_set.taken_back", settings.lang, **told))
    _tell_lines(lines, book, settings.lang)
    return 0


def tell_summary(summary: Mapping[str, Any], lang: str) -> None:
    """One set of figures: when it came, what it is, and what it changed."""
    out = console()
    out.print(
        text(
            "cli.ledger_set.title",
            lang,
            date=summary["retrieved"],
            title=summary["title"][lang],
            id=summary["snapshot_id"],
            n=decimal(summary["figures"], 0, lang),
        )
    )
    for name in COUNTS:
        if summary.get(name):
            n = decimal(summary[name], 0, lang)
            out.print("  " + text(f"cli.ledger_set.{name}", lang, n=n))
    for change in summary.get("title_changes", ()):
        out.print("  " + text(f"kolada.title.{change['rule']}", lang, **change))
    if summary["held"]:
        out.print("  " + text("cli.ledger_set.accept", lang, id=summary["snapshot_id"]))


def _tell_lines(lines: pd.DataFrame, book: Catalogue, lang: str) -> None:
    out = console()
    if lines.empty:
        out.print(text("cli.ledger_lines.none", lang))
        return
    for line in lines.tail(SHOWN).itertuples(index=False):
        out.print(_said(line, book, lang))
    if len(lines) > SHOWN:
        n = decimal(len(lines) - SHOWN, 0, lang)
        out.print(text("cli.ledger_lines.more", lang, n=n))


def _said(line: Any, book: Catalogue, lang: str) -> str:
    """One event on one line: when, what, whose, from what to what, and what to mind."""
    place, known = book.by_kpi().get(line.kpi), book.municipalities.get(line.municipality_id)
    flags = [line.suspicion] if isinstance(line.suspicion, str) else []
    flags += ["held"] if line.held else []
    said = text(
        "cli.ledger_lines.line",
        lang,
        date=line.retrieved,
        event=text(f"cli.ledger_event.{line.event}", lang),
        indicator=place[0].short[lang] if place else line.kpi,
        kpi=line.kpi,
        sex=text(f"labels.sex.{line.sex}", lang),
        municipality=known.name if known else line.municipality_id,
        year=line.year,
        old=_value(line.old_value, line.old_status, lang),
        new=_value(line.new_value, line.new_status, lang),
    )
    return " · ".join([said, *(text(f"cli.ledger_flag.{flag}", lang) for flag in flags)])


def _value(value: float, status: object, lang: str) -> str:
    if pd.notna(value):
        return decimal(value, 2, lang)
    return text(f"labels.status.{status}", lang) if isinstance(status, str) else "–"


def _accepted(wish: Wish, settings: Settings) -> Iterator[str]:
    """Let a set's held changes count, and say so; if no store can be built of it, they wait on."""
    from fgte.store import build
    from fgte.store.acceptance import accept, accept_no_longer, accepted

    if wish.accept is not None:
        before = accepted(settings)
        accept(settings, wish.accept)
        try:
            build(settings)
        except BaseException:
            if wish.accept not in before:
                accept_no_longer(settings, wish.accept)
            raise
        yield text("cli.ledger_set.accepted", settings.lang, id=wish.accept)


def _taken_back(wish: Wish, settings: Settings) -> Iterator[str]:
    """Let an import count no longer, and say so; who it was is whoever is logged in."""
    from fgte.store import build
    from fgte.store.taking_back import take_back

    if wish.take_back is not None:
        take_back(settings, wish.take_back, who=wish.who or logged_in(), why=wish.why or "")
        build(settings)
        yield text("cli.ledger_set.is_taken_back", settings.lang, id=wish.take_back)
    elif wish.why is not None or wish.who is not None:
        raise RequestError("take_back_what")
