"""``fgte indicators``: the catalogue in a terminal, as a list or one indicator in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from rich.padding import Padding
from rich.table import Table

from fgte.catalogue import open_catalogue
from fgte.cli.output import console, print_json
from fgte.model import Indicator
from fgte.settings import Settings
from fgte.texts import text


def show_indicators(settings: Settings, id: str | None, *, as_json: bool) -> int:
    """Show every indicator that is followed, or all that is known of one."""
    book = open_catalogue(settings)
    if as_json:
        print_json(asdict(book.indicator(id)) if id else [asdict(e) for e in book.followed])
    elif id:
        _show_one(book.indicator(id), settings.lang)
    else:
        _show_all(book.followed, settings.lang)
    return 0


def _show_all(indicators: tuple[Indicator, ...], lang: str) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("number", "id", "label", "unit"):
        table.add_column(text(f"cli.indicator.{column}", lang), no_wrap=column == "id")
    for each in indicators:
        number = str(each.number) if each.number else ""
        table.add_row(number, each.id, each.short[lang], text(f"cli.unit.{each.unit}", lang))
    out = console()
    out.print(table, soft_wrap=False)
    out.print("\n" + text("cli.indicator.more", lang, id="meritvarde"))


def _show_one(each: Indicator, lang: str) -> None:
    out = console()
    out.print(f"{each.label[lang]}  ({each.id})", style="bold")
    out.print(each.explanation[lang], soft_wrap=False)
    for heading, lines in parts(each, lang):
        if lines:
            out.print("\n" + text(f"cli.indicator.{heading}", lang), style="bold")
        for line in lines:
            out.print(Padding(line, (0, 0, 0, 2)), soft_wrap=False)


def parts(each: Indicator, lang: str) -> Iterator[tuple[str, list[str]]]:
    """What is known of an indicator, part by part; an empty part is left out."""
    relevant = each.smallest_relevant_change
    yield "stage", [_stage(each, lang)] if each.stage else []
    yield "unit", [text(f"cli.unit.{each.unit}", lang)]
    yield "better", [text(f"cli.better.{each.better}", lang)]
    yield "kind", [text(f"cli.kind.{each.kind}", lang)]
    yield "relevant", [] if relevant is None else [_number(relevant, lang)]
    yield "series", list(_series(each, lang))
    yield "records", list(_records(each, lang))
    yield "unpublished", [f"{_years(u.years)}: {u.text[lang]}" for u in each.unpublished]
    yield "caveats", [caveat[lang] for caveat in each.caveats]
    yield "source", [each.source]


def _series(each: Indicator, lang: str) -> Iterator[str]:
    for series in each.series:
        for variant, kpis in series.kpis.items():
            whose = text(f"labels.variant.{variant}", lang)
            yield f"{series.label[lang]}, {whose}: {' + '.join(kpis)}"


def _records(each: Indicator, lang: str) -> Iterator[str]:
    for record in each.records:
        kind = text(f"cli.record.{record.kind}", lang)
        yield f"{_years(tuple(record.years))}, {kind}: {record.text[lang]}"


def _years(years: tuple[int, ...]) -> str:
    together = len(years) > 1 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if together else ", ".join(map(str, years))


def _number(value: float, lang: str) -> str:
    return f"{value:g}".replace(".", "," if lang == "sv" else ".")


def _stage(each: Indicator, lang: str) -> str:
    return text(f"labels.stage.{each.stage}", lang) if each.stage else ""
