"""``fgte study --every-indicator``: the same question asked of all, told without any claim."""

from __future__ import annotations

import math
from dataclasses import asdict

from fgte.catalogue import Catalogue, open_catalogue
from fgte.cli.output import console, print_json
from fgte.research.many import IndicatorAnswer, ask_every_indicator
from fgte.research.study_file import Study
from fgte.research.words import bounds, change, share, size
from fgte.settings import Settings
from fgte.texts import text


def tell_every_indicator(
    asked: Study,
    settings: Settings,
    *,
    workers: int | None,
    scheduler: str | None,
    as_json: bool,
) -> int:
    """Ask, and print a line an indicator in the catalogue's order."""
    found = ask_every_indicator(asked, settings, workers=workers, scheduler=scheduler)
    if as_json:
        print_json([_plain(each) for each in found])
        return 0
    catalogue, out = open_catalogue(settings), console()
    for each in found:
        out.print(_line(each, catalogue, settings.lang))
    out.print(text("research.every.reading", settings.lang))
    return 0


def _line(each: IndicatorAnswer, catalogue: Catalogue, lang: str) -> str:
    indicator = catalogue.indicator(each.indicator)
    label, unit = indicator.short[lang], indicator.unit
    if each.estimate is None or each.adjusted is None:
        why = text(f"research.every.{each.reason}", lang)
        return text("research.every.none", lang, label=label, why=why)
    seen = "–" if each.detectable is None else size(each.detectable, unit, lang)
    return text(
        "research.every.line",
        lang,
        label=label,
        value=change(each.estimate.value, unit, lang),
        interval=bounds(each.estimate, unit, lang),
        p=share(each.estimate.p_value, lang),
        adjusted=share(each.adjusted, lang),
        detectable=seen,
    )


def _plain(each: IndicatorAnswer) -> dict[str, object]:
    """The answer as JSON holds it: no infinite number."""
    said = asdict(each)
    if each.estimate is not None:
        kept = asdict(each.estimate)
        said["estimate"] = {
            name: None if isinstance(value, float) and math.isinf(value) else value
            for name, value in kept.items()
        }
    return said
