"""``fgte ledger``: what each set of figures changed, and accepting what was held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from fgte.catalogue import Catalogue, open_catalogue
from fgte.cli.output import console, print_json
from fgte.present.numbers import decimal
from fgte.settings import Settings
from fgte.texts import text

SHOWN = 40
"""Lines shown on the screen; all of them are in ``--json``."""

COUNTS = ("new", "changed", "status", "withdrawn", "source_differences", "suspicious", "held")


def show_ledger(
    settings: Settings, *, municipality: str | None, accept: str | None, as_json: bool
) -> int:
    """Show the history, or accept the held changes of one set and build the store again."""
    from fgte.store.ledger_table import read_ledger, read_summaries

    if accept is not None:
        _accept(settings, accept)
    book = open_catalogue(settings)
    lines, summaries = read_ledger(settings.store), read_summaries(settings.store)
    if municipality is not None:
        lines = lines[lines["municipality_id"].eq(book.municipality(municipality).id)]
    if as_json:
        rows = lines.astype(object).where(lines.notna(), None).to_dict("records")
        print_json({"sets": list(summaries), "lines": rows})
        return 0
    for summary in summaries:
        tell_summary(summary, settings.lang)
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
        if summary[name]:
            n = decimal(summary[name], 0, lang)
            out.print("  " + text(f"cli.ledger_set.{name}", lang, n=n))
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
    return text(f"labels.status.{status}", lang) if isinstance(status, str) else ""


def _accept(settings: Settings, snapshot_id: str) -> None:
    from fgte.store import build
    from fgte.store.acceptance import accept

    accept(settings, snapshot_id)
    build(settings)
    console().print(text("cli.ledger_set.accepted", settings.lang, id=snapshot_id))
