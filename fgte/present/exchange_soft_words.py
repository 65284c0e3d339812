"""A soft value as it is told: how each municipality asked of it, and whether that is alike."""

from __future__ import annotations

from fgte.judgement.exchange_soft import Asked, SoftBasis
from fgte.present.change_work_words import day_words
from fgte.present.exchange_parts import Part, fact, line_of, word
from fgte.present.numbers import decimal
from fgte.present.tabular import DataTable
from fgte.sources.surveys import Description

COLUMNS = ("municipality", "instrument", "scale", "population", "when", "response")


def soft_part(basis: SoftBasis, lang: str) -> Part:
    """One soft value: its instrument, how each municipality asked, and what can be compared."""
    instrument = line_of(basis.value.instrument, lang) or word("soft.no_instrument", lang)
    known = any(each.round is not None for each in basis.asked)
    reasons = [word("soft.reason", lang, why=each[lang]) for each in basis.reasons]
    return Part(
        heading=line_of(basis.value.name, lang),
        said=[word(f"soft.said.{basis.said}", lang)],
        facts=fact(word("fact.instrument", lang), [instrument]),
        table=_asked(basis, lang) if known else None,
        caption=word("caption.soft", lang),
        notes=[
            *reasons,
            *(each[lang] for each in basis.caveats),
            *([] if known else [word("soft.needed", lang)]),
            *([word("soft.local", lang)] if known else []),
        ],
    )


def _asked(basis: SoftBasis, lang: str) -> DataTable:
    heads = tuple(word(f"table.{name}", lang) for name in COLUMNS)
    return DataTable(heads, tuple(_row(each, lang) for each in basis.asked))


def _row(asked: Asked, lang: str) -> tuple[str, ...]:
    name, of = asked.place.name, asked.round
    if of is None:
        return name, word("soft.none_taken_in", lang), "–", "–", "–", "–"
    return (
        name,
        line_of(of.instrument, lang),
        _scales(of, lang),
        _who(of, lang),
        day_words(of.round.date, lang),
        _rate(of, lang),
    )


def _scales(of: Description, lang: str) -> str:
    """The steps of its questions' scales, each once."""
    said = (word("soft.scale", lang, low=e.scale.low, high=e.scale.high) for e in of.questions)
    return ", ".join(dict.fromkeys(said))


def _who(of: Description, lang: str) -> str:
    return line_of(of.population.who[lang], lang)


def _rate(of: Description, lang: str) -> str:
    rate = of.round.response_rate
    if rate is None:
        return word("soft.rate_unknown", lang)
    return word("soft.rate", lang, rate=decimal(100 * rate, 0, lang))
