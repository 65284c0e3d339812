"""The region's pattern in words: a few of many municipalities, and what moves together."""

from __future__ import annotations

from collections.abc import Sequence

from fgte.judgement.co_movement import CoMovement
from fgte.judgement.region_pattern import RegionPattern
from fgte.model import Unit
from fgte.present.labels import mid_sentence, number_word
from fgte.present.numbers import change_with_unit, decimal, places, signed, years
from fgte.present.tabular import DataTable
from fgte.texts import text

_CHANGE = {Unit.PERCENT: Unit.PERCENTAGE_POINTS}


def pattern_sentence(found: RegionPattern, lang: str = "sv") -> str:
    """The common movement seen as that of a few of many, beyond the country's, and how unlike."""
    if found.mean is None or found.interval is None:
        return ""
    unit = found.indicator.unit
    period = years(found.years[0], found.years[-1])
    slope = change_with_unit(found.mean, _CHANGE.get(unit, unit), lang)
    ends = _ends(found.interval.low, found.interval.high, unit, lang)
    said = [_word("mean", lang, period=period, slope=slope, **ends)]
    if found.beyond_country is not None:
        beyond = _ends(found.beyond_country.low, found.beyond_country.high, unit, lang)
        said.append(_word("beyond", lang, **beyond))
    if found.unlike_p is not None:
        said.append(_word("unlike" if found.unlike else "alike", lang))
    return " ".join(said)


def together_words(found: Sequence[CoMovement], lang: str = "sv") -> list[str]:
    """How many pairs agree throughout, and how little that says."""
    read = [each for each in found if each.by_chance is not None]
    if not read:
        return [text("gap.together.lead.unread", lang)]
    same = sum(each.municipalities in (each.same, each.opposite) for each in read)
    of = {"same": number_word(same, lang), "n": number_word(len(read), lang)}
    key = f"{'single_' if len(read) == 1 else ''}{'some' if same else 'none'}"
    return [text(f"gap.together.lead.{key}", lang, **of), text("gap.together.honest", lang)]


def together_table(found: Sequence[CoMovement], lang: str = "sv") -> DataTable:
    """One row a pair, in fixed order: counts, and how often chance gives as uneven ones."""
    heads = tuple(text(f"gap.together.{e}", lang) for e in ("pair", "same", "opposite", "chance"))
    return DataTable(heads, tuple(_row(each, lang) for each in found))


def _row(each: CoMovement, lang: str) -> tuple[str, ...]:
    first, second = each.first.short[lang], mid_sentence(each.second.short[lang])
    counts = (
        text("gap.together.count", lang, n=n, all=each.municipalities)
        if each.municipalities
        else "–"
        for n in (each.same, each.opposite)
    )
    chance = text("gap.together.unknown", lang)
    if each.by_chance is not None:
        share = decimal(100 * each.by_chance, 0, lang)
        chance = text("gap.together.chance_value", lang, share=share)
    pair = text("gap.together.pair_value", lang, first=first, second=second)
    return (pair, *counts, chance)


def _ends(low: float, high: float, unit: Unit, lang: str) -> dict[str, str]:
    return {
        "low": signed(low, places(unit), lang),
        "high": signed(high, places(unit), lang),
    }


def _word(key: str, lang: str, **values: object) -> str:
    return text(f"gap.pattern.{key}", lang, **values)
